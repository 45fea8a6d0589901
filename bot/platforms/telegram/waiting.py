"""Waiting: until something is done or the bot is to stop, and longer and longer while something is broken."""

import asyncio
import logging
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

from telegram.error import Conflict, InvalidToken

from bot.platforms.telegram.errors import WrongToken
from bot.platforms.telegram.request import Paced

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_SECONDS = 0.5
MOST_SECONDS = 30.0


class Stopped(Exception):
    """The bot is to stop; what was waited for was given up."""


async def until(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` returns. Raises Stopped, with the work cancelled, if ``stop`` is set before."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Stopped
        return task.result()
    finally:
        task.cancel()
        stopped.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)


class Backoff:
    """Delays that double from half a second to half a minute, with up to half as much again by chance."""

    def __init__(self) -> None:
        self._seconds = FIRST_SECONDS

    def next(self) -> float:
        """Seconds to wait now."""
        seconds, self._seconds = self._seconds, min(self._seconds * 2, MOST_SECONDS)
        return min(seconds * random.uniform(1.0, 1.5), MOST_SECONDS)


class Trouble:
    """What stands in the way of taking updates: told once in the log, however long it lasts, and waited out."""

    def __init__(self) -> None:
        self._backoff = Backoff()
        self._told: str | None = None

    def met(self, error: Exception) -> float:
        """How many seconds to wait now. Raises WrongToken where no waiting helps."""
        if isinstance(error, InvalidToken) and "unauthorized" in error.message.lower():
            raise WrongToken from None
        if isinstance(error, Paced):
            return error.seconds
        if type(error).__name__ != self._told:
            self._told = type(error).__name__
            if isinstance(error, Conflict):
                log.error("somebody else takes this bot's updates: it must run only once with one token. Trying on")
            else:
                log.warning("no updates can be taken at the moment (%s). Trying on", self._told)
        return self._backoff.next()

    def over(self) -> None:
        """It works again."""
        if self._told is not None:
            log.info("updates are taken again")
        self._told = None
        self._backoff = Backoff()
