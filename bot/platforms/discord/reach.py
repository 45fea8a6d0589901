"""Channels and threads by their ids: found without asking Discord where the id is enough, and opened where closed.

What is archived or locked takes no edits and, when locked, no messages. So whatever fails for that is done once more
with the thread open, and the thread is then left as it was. (An archived one stays open after a new message: sending
one opens it anyhow, and Discord archives it again by itself.)
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import discord

from bot.platforms.discord.errors import AGAIN_SECONDS, Asleep, translating
from bot.ports.platform import Chat, PlatformError, Refusal, ThreadGone, TryLater

Result = TypeVar("Result")
Address = discord.PartialMessageable | discord.DMChannel
"""A channel of which only the id has to be known."""


class Reach:
    """Finds channels. All of it raises a PlatformError."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def at(self, channel: str) -> discord.PartialMessageable:
        """A channel or thread to send to, whether it exists or not."""
        return self._client.get_partial_messageable(int(channel))

    async def target(self, to: Chat, thread: str | None) -> Address:
        """Where a message of this chat goes: a person's private channel, the thread, or else the place itself.

        Raises TryLater while the place's server is away: what Discord would say of it then means nothing.
        """
        if to.user is not None:
            with translating(repeatable=True):
                return await self._client.create_dm(discord.Object(int(to.user.user_id)))
        if to.place is not None:
            _must_be_there(self._client.get_channel(int(to.place)))
        return self.at(thread or to.place or "0")

    async def channel(self, place: str) -> object:
        """The channel itself, with all that is known of it."""
        found = self._client.get_channel(int(place))
        if found is None:
            with translating(repeatable=True):
                return await self._client.fetch_channel(int(place))
        _must_be_there(found)
        return found

    async def thread(self, thread: str) -> discord.Thread:
        """The thread as it is now: what discord.py remembers of an archived one can be old."""
        with translating(thread=True, repeatable=True):
            found = await self._client.fetch_channel(int(thread))
        if not isinstance(found, discord.Thread):
            raise ThreadGone("the thread is gone")
        return found

    def in_forum(self, to: Chat) -> bool:
        """Whether the place is a forum, in which a thread holds its first message itself."""
        return isinstance(self._client.get_channel(int(to.place or 0)), discord.ForumChannel)

    async def awake(self, thread: str | None, act: Callable[[], Awaitable[Result]], *, posts: bool = False) -> Result:
        """Does it; where the thread turns out to be closed, opens it for that, if we may.

        ``posts`` says that doing it twice makes two of it.
        """
        try:
            with translating(thread=thread is not None, repeatable=not posts):
                return await act()
        except Asleep:
            if thread is None:
                raise
        found = await self.thread(thread)
        locked = found.locked
        try:
            await _close(found, False, locked)
        except Refusal:
            raise Asleep from None
        try:
            with translating(thread=True, repeatable=not posts):
                return await act()
        finally:
            if locked or not posts:
                with suppress(PlatformError):
                    await _close(found, True, locked)


def _must_be_there(channel: object) -> None:
    """Discord lost a server for a while (an outage): everything in it will be back, so it is waited for."""
    if isinstance(channel, discord.abc.GuildChannel) and channel.guild.unavailable:
        raise TryLater(AGAIN_SECONDS)


async def _close(thread: discord.Thread, closed: bool, lock: bool) -> None:
    """Archives a thread, or opens it; ``lock`` with its lock, which needs the right to manage threads."""
    with translating(thread=True, repeatable=True):
        if lock:
            await thread.edit(archived=closed, locked=closed)
        else:
            await thread.edit(archived=closed)
