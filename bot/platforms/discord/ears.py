"""Ears: hears what discord.py's client tells, and has it handled in the turn of its channel.

Nothing is awaited before a thing is in its lane, so that what comes first is handled first. What happens outside of
all places of communities is heard and forgotten.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.events import Event
from bot.platforms.discord.events import Reader
from bot.platforms.discord.places import Places

Job = Callable[[], Awaitable[None]]
Read = Callable[[Any | None], Event | None]
"""Makes an event of what happened in a channel (None: in the DM)."""


class Ears:
    """Hangs itself onto a client. ``put`` takes a lane's number and a job, ``handle`` an event, ``tapped`` a tap."""

    def __init__(
        self,
        client: discord.Client,
        reader: Reader,
        places: Places,
        put: Callable[[int, Job], None],
        handle: Callable[[Event], Awaitable[None]],
        tapped: Callable[[discord.Interaction[Any]], Awaitable[None]],
    ) -> None:
        self._reader = reader
        self._places = places
        self._put = put
        self._handle = handle
        self._tapped = tapped
        for heard in (
            self.on_message,
            self.on_raw_message_edit,
            self.on_raw_message_delete,
            self.on_raw_bulk_message_delete,
            self.on_interaction,
            self.on_guild_join,
            self.on_guild_remove,
            self.on_guild_channel_delete,
        ):
            setattr(client, heard.__name__, heard)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote."""
        if not message.author.bot:
            self._heard(message.channel.id, message.guild, lambda channel: self._reader.message(message, channel))

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """A message was edited, or got the preview of a link."""
        message = edit.message
        if not message.author.bot:
            self._heard(edit.channel_id, edit.guild_id, lambda channel: self._reader.edit(message, channel))

    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        self._gone(gone.channel_id, gone.guild_id, gone.message_id)

    async def on_raw_bulk_message_delete(self, gone: discord.RawBulkMessageDeleteEvent) -> None:
        """Many were deleted at once."""
        for message in sorted(gone.message_ids):
            self._gone(gone.channel_id, gone.guild_id, message)

    async def on_interaction(self, tap: discord.Interaction[Any]) -> None:
        """A button or a form; commands come through the tree."""
        await self._tapped(tap)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited, perhaps again."""
        self._put(guild.id, lambda: self._presence(guild, inside=True))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was put out, or the server is gone. A server that is unavailable for a while is something else."""
        self._put(guild.id, lambda: self._presence(guild, inside=False))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone, and with it the place that it was."""

        async def job() -> None:
            for place in await self._places.among([str(channel.id)]):
                await self._handle(self._reader.presence(place, inside=False))

        self._put(channel.id, job)

    def _gone(self, channel_id: int, guild_id: int | None, message: int) -> None:
        self._heard(channel_id, guild_id, lambda channel: self._reader.deletion(message, channel))

    def _heard(self, channel_id: int, guild: object, read: Read) -> None:
        async def job() -> None:
            channel = None
            if guild is not None:
                channel = await self._places.channel(channel_id)
                if channel is None:
                    return
            event = read(channel)
            if event is not None:
                await self._handle(event)

        self._put(channel_id, job)

    async def _presence(self, guild: discord.Guild, *, inside: bool) -> None:
        for place in await self._places.of(guild):
            await self._handle(self._reader.presence(place, inside=inside))
