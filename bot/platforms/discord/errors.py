"""What Discord says when something goes wrong, in the few words that the core knows.

The numbers are Discord's (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json). What is not known
here is "bad-request": it is our mistake, and sending it again would not help. No text of Discord's goes on: it may hold
ids, and what somebody wrote.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.ports.platform import MessageGone, OutcomeUnknown, PlatformError, Refusal, ThreadGone, TryLater

log = logging.getLogger(__name__)

UNREACHABLE_SECONDS = 2.0
"""How long to leave Discord alone when no connection can be made."""
AGAIN_SECONDS = 5.0
"""The same when it has trouble of its own; discord.py has tried for half a minute by then (not at a forum post)."""
PACED_SECONDS = 30.0
"""The same when it paces us and does not say for how long (Cloudflare's ban of an address)."""
DISMISSED_SECONDS = 30.0
"""The same when it does not know our token (any more)."""
FULL_SECONDS = 600.0
"""How long to wait where there are too many: new private chats, or active threads."""

_UNKNOWN_CHANNEL = 10003
_UNKNOWN_MESSAGE = 10008
_FULL = (30033, 40003, 160006)
_ASLEEP = (50083, 160005)
_EDITED_OFTEN = 30046
_HAS_THREAD = 160004
_REFUSED = {
    10004: "chat-gone",
    10007: "deactivated",
    10013: "deactivated",
    50001: "blocked",
    50007: "closed",
    50013: "no-rights",
    50033: "closed",
    50278: "closed",
}
_LOST = (aiohttp.ClientError, asyncio.TimeoutError, OSError)
_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
ERRORS = (discord.HTTPException, discord.RateLimited, *_LOST)
"""All that a request of discord.py's raises of which we know what it means."""


class Asleep(Refusal):
    """The thread is archived or locked: it can be opened again, by whoever has the right to."""

    def __init__(self) -> None:
        super().__init__("thread-closed")


class EditedOften(Refusal):
    """An old message was edited too often within the hour; what it shows is a little behind."""

    def __init__(self) -> None:
        super().__init__("edited-often")


class HasThread(Refusal):
    """A thread stands under this message already."""

    def __init__(self) -> None:
        super().__init__("has-thread")


class Paced(TryLater):
    """We did this too often lately, and it would take longer to wait than a thread or a person's lane can be held."""


class Troubled(TryLater):
    """Discord failed (5xx). What we asked for may be done or not, but most likely is not."""

    def __init__(self) -> None:
        super().__init__(AGAIN_SECONDS)


_SPECIAL: dict[int, Callable[[], Refusal]] = {
    **dict.fromkeys(_ASLEEP, Asleep),
    _EDITED_OFTEN: EditedOften,
    _HAS_THREAD: HasThread,
}


@contextmanager
def translating(*, thread: bool = False, repeatable: bool = False) -> Iterator[None]:
    """Turns what discord.py raises into a PlatformError. ``thread``: the channel spoken of is a thread.

    ``repeatable``: doing it twice is the same as doing it once.
    """
    try:
        yield
    except ERRORS as error:
        raise translated(error, thread=thread, repeatable=repeatable) from None


def translated(error: Exception, *, thread: bool = False, repeatable: bool = False) -> PlatformError:
    """The core's word for it. A lost answer is no problem where the request may simply be repeated."""
    match error:
        case discord.RateLimited():
            return Paced(error.retry_after)
        case discord.HTTPException():
            return _refused(error, thread)
        case _ if isinstance(error, _NEVER_SENT):
            return TryLater(UNREACHABLE_SECONDS, everywhere=True)
        case _:
            return TryLater(UNREACHABLE_SECONDS) if repeatable else OutcomeUnknown("the answer was lost")


def _refused(error: discord.HTTPException, thread: bool) -> PlatformError:
    code = error.code
    if error.status >= 500:
        return Troubled()
    if code in _FULL:
        return TryLater(FULL_SECONDS)
    if error.status == 429:
        return TryLater(_seconds(error), everywhere=True)
    if error.status == 401:
        return TryLater(DISMISSED_SECONDS, everywhere=True)
    if code == _UNKNOWN_CHANNEL:
        return ThreadGone("the thread is gone") if thread else Refusal("chat-gone")
    if code == _UNKNOWN_MESSAGE:
        return MessageGone("the message is gone")
    if code in _SPECIAL:
        return _SPECIAL[code]()
    word = _REFUSED.get(code) or ("no-rights" if error.status == 403 else None)
    if word is None:
        log.error("Discord called a request of ours a bad one (status %s, code %s)", error.status, code)
    return Refusal(word or "bad-request")


def _seconds(error: discord.HTTPException) -> float:
    try:
        return max(float(error.response.headers["Retry-After"]), 1.0)
    except (KeyError, ValueError):
        return PACED_SECONDS
