"""Which channels of a server are places of a community, and which channel a command is about.

A server has many channels and the bot hears them all; only what happens in a place matters. `/setup` and `/link` are
about, in this order: the channel that was chosen, the one it was typed in if that is a place, a place of this server,
a forum called "advice", a new such forum if the bot may make one, and else the channel it was typed in.
"""

import logging
from collections.abc import Iterable
from typing import Any

import discord

from bot.platforms.discord.errors import translating
from bot.platforms.discord.events import NAME, placed
from bot.ports.platform import PlatformError, Refusal
from bot.ports.store import Store, Tx

log = logging.getLogger(__name__)

FORUM = "advice"


class Places:
    """Asks the store; nothing is remembered here."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store

    async def among(self, addresses: Iterable[str]) -> list[str]:
        """Those of the addresses that are places, in their order."""
        asked = list(addresses)

        def unit(tx: Tx) -> list[str]:
            return [each for each in asked if tx.communities.place_at(NAME, each) is not None]

        return await self._store.read(unit) if asked else []

    async def of(self, guild: discord.Guild) -> list[str]:
        """The places in a server."""
        return await self.among(str(channel.id) for channel in guild.channels)

    async def near(self, tap: discord.Interaction[Any]) -> str | None:
        """The place that somebody in a server is in, or else one of the server's if all are one community's.

        None where it can't be told, and in the DM.
        """
        guild, here = tap.guild, placed(tap.channel if tap.guild_id is not None else None).place
        addresses = [str(channel.id) for channel in guild.channels] if guild is not None else []

        def unit(tx: Tx) -> str | None:
            if here is None or tx.communities.place_at(NAME, here) is not None:
                return here
            places = [place for each in addresses if (place := tx.communities.place_at(NAME, each)) is not None]
            return places[0].address if len({place.community_id for place in places}) == 1 else None

        return await self._store.read(unit) if here is not None else None

    async def channel(self, channel_id: int) -> Any | None:
        """A channel or thread of a server, by its id, if it is (in) a place; None otherwise and where it is gone.

        Raises TryLater while Discord can't be asked.
        """
        channel: Any = self._client.get_channel(channel_id)
        if channel is None:
            try:
                with translating(repeatable=True):
                    channel = await self._client.fetch_channel(channel_id)
            except (Refusal, discord.InvalidData):
                return None
        home = getattr(channel, "parent_id", None) or channel_id
        return channel if await self.among([str(home)]) else None

    async def recipient(self, channel_id: int) -> discord.abc.User | None:
        """Whose private chat with the bot this is; None where that can't be learnt."""
        found: discord.abc.User | None = getattr(self._client.get_channel(channel_id), "recipient", None)
        if found is not None:
            return found
        try:
            with translating(repeatable=True):
                return getattr(await self._client.fetch_channel(channel_id), "recipient", None)
        except PlatformError:
            return None

    async def meant(self, tap: discord.Interaction[Any], chosen: int | None, *, make: bool) -> str | None:
        """The address that a command is about; None in the DM. ``make`` allows a new forum."""
        guild, here = tap.guild, tap.channel
        if guild is None or here is None:
            return None
        if chosen is not None:
            return str(chosen)
        typed = str(getattr(here, "parent_id", None) if isinstance(here, discord.Thread) else here.id)
        known = await self.among([typed]) or await self.of(guild)
        if known:
            return known[0]
        forum = discord.utils.get(guild.forums, name=FORUM)
        if forum is None and make and tap.permissions.manage_guild and guild.me.guild_permissions.manage_channels:
            try:
                forum = await guild.create_forum(FORUM)
            except discord.HTTPException as error:
                log.info("a forum could not be made (%s)", type(error).__name__)
        return typed if forum is None else str(forum.id)
