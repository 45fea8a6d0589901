"""A pretended Telegram with one forum, and a bot in a process of its own that is told to go there."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes.telegram import Group, Person, Server, TelegramWorld, serving
from tests.process.bot import KEY, Bot


@dataclass
class Town:
    """The Porch, its owner, and the bot, which does not run yet."""

    world: TelegramWorld
    server: Server
    bot: Bot
    porch: Group
    olga: Person

    def person(self, name: str) -> Person:
        """A member with a name, a username and an id that nobody may find anywhere."""
        person = self.world.person(name, username=f"{name.lower()}_canary")
        self.porch.bring(person)
        return person

    async def opens(self) -> None:
        """Starts the bot and sets up the community."""
        await self.bot.start()
        await self.bot.says("ready")
        await self.olga.writes("/setup", in_=self.porch)
        await self.olga.waits_for("advice community", in_=self.porch, timeout=20)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """All is there, nothing runs but the pretended Telegram."""
    world = TelegramWorld()
    async with serving(world) as server:
        bot = Bot(
            tmp_path,
            {
                "AUNT_STORAGE__PATH": "store/aunt.db",
                "AUNT_PRIVACY__KEY": KEY,
                "AUNT_TELEGRAM__TOKEN": world.token,
                "AUNT_TELEGRAM__API_URL": server.api_url,
                "AUNT_WEB__PORT": "0",
            },
            secrets=[KEY, world.token, world.token.partition(":")[2]],
        )
        olga = world.person("Olga", username="olga_canary")
        porch = world.forum("The Porch", owner=olga)
        porch.add_bot(admin=True, can_manage_topics=True)
        try:
            yield Town(world, server, bot, porch, olga)
        finally:
            await bot.clean_up()
    assert world.violations == []


@pytest.fixture
def port() -> int:
    """A port on the loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
