"""Long polling: ask for updates, keep them, and only then ask for the next.

The offset of the next request is what tells Telegram that the last batch has arrived
(https://core.telegram.org/bots/api#getupdates), so it moves only after the commit. Whatever goes wrong on the way is
told once in the log and tried again, with growing delays; only a token that no bot has is the end.
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import EndPointNotFound, NetworkError

from bot.platforms.telegram.errors import WrongToken
from bot.platforms.telegram.intake import Intake
from bot.platforms.telegram.waiting import Stopped, Trouble, until
from bot.ports.clock import Clock

KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
"""The updates we ask for. Reactions come by name only, and where the bot is an administrator
(https://core.telegram.org/bots/api#update)."""
LONG_POLL = 50
"""Seconds that Telegram holds a request open while there is nothing; the most it does."""
GRACE = 10.0
"""Seconds beyond which the answer must be there all the same."""
_RAW = "get_Updates"
"""The library warns of names that it has a method for, and turns this into the same `getUpdates`."""


class Polling:
    """Asks for updates until it is told to stop."""

    def __init__(self, bot: Bot, intake: Intake, clock: Clock, seconds: float = LONG_POLL) -> None:
        self._bot = bot
        self._intake = intake
        self._clock = clock
        self._seconds = seconds

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Polls, and calls ``ready`` once the way is free. Raises Stopped, or WrongToken."""
        trouble = Trouble()
        cursor: int | None = None
        free = False
        while True:
            try:
                if not free:
                    # Telegram answers no getUpdates while a webhook is set; what waits there is kept.
                    await until(stop, self._bot.delete_webhook(drop_pending_updates=False))
                    cursor = await self._intake.cursor()
                    free = True
                    ready()
                await self._intake.room()
                cursor = await self._step(stop, cursor)
                trouble.over()
            except (Stopped, WrongToken):
                raise
            except Exception as error:
                await until(stop, self._clock.sleep(trouble.met(error)))

    async def _step(self, stop: asyncio.Event, cursor: int | None) -> int | None:
        """Takes one batch and returns the new cursor. A stop gives up the waiting, never the keeping."""
        batch = await until(stop, self._fetch(cursor))
        if not batch:
            return cursor
        moved = await self._intake.keep([json.dumps(update).encode() for update in batch], polled=True)
        if moved is None:
            raise NetworkError("a batch without numbers")  # it would come again at once, for ever
        return moved

    async def _fetch(self, cursor: int | None) -> list[Any]:
        wanted: dict[str, Any] = {"timeout": self._seconds, "allowed_updates": KINDS}
        if cursor is not None:
            wanted["offset"] = cursor + 1
        try:
            batch = await self._bot.do_api_request(_RAW, wanted, read_timeout=self._seconds + GRACE)
        except EndPointNotFound as error:  # what the library makes here of a token that was refused
            raise error.__cause__ or error from None
        if not isinstance(batch, list):
            raise NetworkError("no batch")
        return batch
