"""Pictures that people give with a command or write in private: fetched only when somebody wants them.

Discord says with the attachment where its file lies. Only its own hosts are asked, and nothing is followed from there:
whoever could make us fetch another address could look into our network.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp
import discord
from yarl import URL

from bot.events import NotFetched, TooLarge

HOSTS = ("https://cdn.discordapp.com", "https://media.discordapp.net")
"""https://docs.discord.com/developers/reference#image-formatting; attachments of messages lie there, too."""
CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
CHUNK = 64 * 1024


class Files:
    """Gets files from Discord's hosts."""

    def __init__(self, hosts: Sequence[str] = HOSTS) -> None:
        self._hosts = {URL(host).origin() for host in hosts}

    async def fetch(self, address: str, most: int) -> bytes:
        """The file of at most ``most`` bytes. Raises TooLarge and NotFetched; 10 s of silence are enough."""
        url = URL(address)
        if not url.absolute or url.origin() not in self._hosts:
            raise NotFetched
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session,
                session.get(url, allow_redirects=False) as answer,
            ):
                if answer.status != 200:
                    raise NotFetched
                data = bytearray()
                async for chunk in answer.content.iter_chunked(CHUNK):
                    data += chunk
                    if len(data) > most:
                        raise TooLarge
                return bytes(data)
        except (aiohttp.ClientError, OSError):
            raise NotFetched from None


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture with Discord. ``size`` is what Discord says of it, in bytes."""

    address: str = field(repr=False)
    size: int
    files: Files = field(repr=False)

    async def fetch(self, most: int) -> bytes:
        """See `bot.events.Attached`."""
        if self.size > most:
            raise TooLarge
        return await self.files.fetch(self.address, most)


def picture(attachments: Sequence[discord.Attachment], files: Files | None) -> Sent | None:
    """The first of them that says it is a picture, if there is a way to get it."""
    if files is None:
        return None
    found = next((each for each in attachments if (each.content_type or "").startswith("image/")), None)
    return None if found is None else Sent(found.url, found.size, files)
