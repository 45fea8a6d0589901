"""Ears: hears what discord.py's client tells, and has it handled in the turn of its channel.

Nothing is awaited before a thing is in its lane, so that what comes first is handled first. What happens outside of
all places of communities is heard and forgotten.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import discord

from bot.events import Event
from bot.platforms.discord.catchup import CatchUp, Put, Take
from bot.platforms.discord.events import Reader
from bot.platforms.discord.heard import PRIVATE
from bot.platforms.discord.places import Places

Act = Callable[[Any | None], Awaitable[None]]
"""What is to happen, given the channel (None: the DM)."""


class Ears:
    """Hangs itself onto a client.

    ``put`` takes a lane's number and a job, ``take`` a message that is to have its effect once, ``handle`` another
    event, ``tapped`` a tap.
    """

    def __init__(
        self,
        client: discord.Client,
        reader: Reader,
        places: Places,
        catch_up: CatchUp,
        put: Put,
        take: Take,
        handle: Callable[[Event], Awaitable[None]],
        tapped: Callable[[discord.Interaction[Any]], Awaitable[None]],
    ) -> None:
        self._client = client
        self._reader = reader
        self._places = places
        self._catch_up = catch_up
        self._put = put
        self._take = take
        self._handle = handle
        self._tapped = tapped
        for heard in (
            self.on_message,
            self.on_raw_message_edit,
            self.on_raw_message_delete,
            self.on_raw_bulk_message_delete,
            self.on_raw_reaction_add,
            self.on_raw_reaction_remove,
            self.on_interaction,
            self.on_guild_join,
            self.on_guild_remove,
            self.on_guild_channel_delete,
            self.on_connect,
            self.on_shard_connect,
            self.on_ready,
            self.on_shard_ready,
            self.on_guild_available,
            self.on_guild_unavailable,
        ):
            setattr(client, heard.__name__, heard)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote."""
        if message.author.bot:
            return
        self._reader.saw(message.author)
        stream = _stream(message.guild.id if message.guild is not None else None)
        self._catch_up.heard.coming(stream, message.id)
        self._heard(
            message.channel.id,
            stream,
            lambda channel: self._take(stream, message, channel),
            lambda: self._catch_up.heard.over(stream, message.id),
        )

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """A message was edited, or got the preview of a link."""
        message = edit.message
        if message.author.bot:
            return

        async def job(channel: Any) -> None:
            event = self._reader.edit(message, channel)
            if event is not None:
                await self._handle(event)

        self._heard(edit.channel_id, _stream(edit.guild_id), job)

    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        self._gone(gone.channel_id, gone.guild_id, gone.message_id)

    async def on_raw_bulk_message_delete(self, gone: discord.RawBulkMessageDeleteEvent) -> None:
        """Many were deleted at once."""
        for message in sorted(gone.message_ids):
            self._gone(gone.channel_id, gone.guild_id, message)

    async def on_raw_reaction_add(self, reaction: discord.RawReactionActionEvent) -> None:
        """Somebody put a sign under a message."""
        self._reacted(reaction, up=True)

    async def on_raw_reaction_remove(self, reaction: discord.RawReactionActionEvent) -> None:
        """Somebody took theirs away."""
        self._reacted(reaction, up=False)

    async def on_interaction(self, tap: discord.Interaction[Any]) -> None:
        """A button or a form; commands come through the tree."""
        await self._tapped(tap)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited, perhaps again."""
        self._put(guild.id, lambda: self._presence(guild, inside=True))
        if self._client.is_ready():
            await self.walk([guild], dms=False)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was put out, or the server is gone. A server that is unavailable for a while is something else."""
        self._catch_up.begin([guild.id])
        self._put(guild.id, lambda: self._presence(guild, inside=False))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone, and with it the place that it was."""

        async def job() -> None:
            for place in await self._places.among([str(channel.id)]):
                await self._handle(self._reader.presence(place, inside=False))

        self._put(channel.id, job)

    # ---- sessions

    async def on_connect(self) -> None:
        """A new session: what was missed before it is not repeated. (One that is taken up again repeats it.)"""
        if not _sharded(self._client):
            self._catch_up.begin()

    async def on_shard_connect(self, shard: int) -> None:
        """The same for a part of the servers."""
        self._catch_up.begin(self._catch_up.of_shard(shard))

    async def on_ready(self) -> None:
        """All servers are known again."""
        if not _sharded(self._client):
            await self.walk(self._client.guilds, dms=True)

    async def on_shard_ready(self, shard: int) -> None:
        """The same for a part of the servers; private chats come with the first."""
        guilds = [each for each in self._client.guilds if each.shard_id == shard]
        await self.walk(guilds, dms=shard == 0)

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """A server is away for a while."""
        self._catch_up.begin([guild.id])

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """It is back, and what waited for it goes out; while a session begins this is said of each."""
        self._put(guild.id, lambda: self._presence(guild, inside=True))
        if self._client.is_ready():
            await self.walk([guild], dms=False)

    async def walk(self, guilds: Iterable[discord.Guild], *, dms: bool) -> None:
        """Has what was missed in these servers, and in private, read."""
        await self._catch_up.walk(self._put, self._take, self._handle, guilds, dms=dms)

    # ---- in its turn

    def _gone(self, channel_id: int, guild_id: int | None, message: int) -> None:
        async def job(channel: Any) -> None:
            whose = None if channel is not None else await self._places.recipient(channel_id)
            await self._handle(self._reader.deletion(message, channel, whose))

        self._heard(channel_id, _stream(guild_id), job)

    def _reacted(self, reaction: discord.RawReactionActionEvent, *, up: bool) -> None:
        async def job(channel: Any) -> None:
            event = self._reader.reaction(reaction, channel, up=up)
            if event is not None:
                await self._handle(event)

        if reaction.guild_id is not None:
            self._heard(reaction.channel_id, _stream(reaction.guild_id), job)

    def _heard(self, channel_id: int, stream: int, act: Act, nothing: Callable[[], None] = lambda: None) -> None:
        """Acts in the channel's turn, once what was missed there is read; ``nothing`` outside of all places."""

        async def job() -> None:
            channel = None
            if stream != PRIVATE:
                channel = await self._catch_up.patiently(lambda: self._places.channel(channel_id))
                if channel is None:
                    nothing()
                    return
            read = channel or self._client.get_partial_messageable(channel_id)
            await self._catch_up.read(stream, read, self._take, self._handle)
            await act(channel)

        self._put(channel_id, job)

    async def _presence(self, guild: discord.Guild, *, inside: bool) -> None:
        for place in await self._places.of(guild):
            await self._handle(self._reader.presence(place, inside=inside))


def _stream(guild_id: int | None) -> int:
    return PRIVATE if guild_id is None else guild_id


def _sharded(client: discord.Client) -> bool:
    return isinstance(client, discord.AutoShardedClient)
