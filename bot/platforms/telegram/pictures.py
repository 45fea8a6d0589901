"""Pictures that people send: a photo, or a picture sent as a file; fetched only when somebody wants them.

A photo comes in several sizes, of which the largest is taken. The Bot API hands a file out in two steps: getFile tells
where it lies, a plain GET brings it; up to 20 MB (https://core.telegram.org/bots/api#getfile).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Bot, Message
from telegram.error import TelegramError

from bot.events import NotFetched, TooLarge
from bot.platforms.telegram.request import AiohttpRequest

Fetch = Callable[[str, int], Awaitable[bytes]]
"""Gets the file with this id, of at most so many bytes. Raises TooLarge and NotFetched."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture with Telegram. ``size`` is what Telegram says of it, in bytes."""

    file: str = field(repr=False)
    size: int
    get: Fetch = field(repr=False)

    async def fetch(self, most: int) -> bytes:
        """See `bot.events.Attached`."""
        if self.size > most:
            raise TooLarge
        return await self.get(self.file, most)


def picture(message: Message, get: Fetch | None) -> Sent | None:
    """The picture of a message, if it has one and there is a way to get it."""
    if get is None:
        return None
    if message.photo:
        largest = message.photo[-1]
        return Sent(largest.file_id, largest.file_size or 0, get)
    document = message.document
    if document is not None and (document.mime_type or "").startswith("image/"):
        return Sent(document.file_id, document.file_size or 0, get)
    return None


def fetching(bot: Bot, request: AiohttpRequest) -> Fetch:
    """How this bot gets files."""

    async def fetch(file: str, most: int) -> bytes:
        try:
            found = await bot.get_file(file)
            if not found.file_path or "://" not in found.file_path:
                raise NotFetched  # a Bot API server in local mode names a path on its own disk
            data = await request.fetch(found.file_path, most)
        except TelegramError:
            raise NotFetched from None
        if data is None:
            raise TooLarge
        return data

    return fetch
