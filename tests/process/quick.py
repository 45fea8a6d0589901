"""The bot as it is, but let to talk as fast as it likes: at Telegram's pace these tests would take hours."""

from bot.cli import main
from bot.platforms.telegram import client
from tests.fakes.platform import PLENTY

if __name__ == "__main__":
    client.BUDGET = PLENTY
    main(prog_name="agony-aunt")
