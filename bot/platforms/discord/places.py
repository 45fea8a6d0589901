"""Which channels of a server are places of a community, and which channel a command is about.

A server has many channels and the bot hears them all; only what happens in a place matters. `/setup` and `/link` are
about, in this order: the channel that was chosen, the one it was typed in if that is a place, a place of this server,
a forum called "advice", a new such forum if the bot may make one, and else the channel it was typed in.
"""

import logging
from collections.abc import Iterable
from typing import Any

import discord

from bot.platforms.discord.events import NAME
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

    async def community(self, guild: discord.Guild) -> str | None:
        """The id of the community that lives in a server; None if there is none, or more than one."""
        addresses = [str(channel.id) for channel in guild.channels]

        def unit(tx: Tx) -> set[str]:
            places = [tx.communities.place_at(NAME, each) for each in addresses]
            return {str(each.community_id) for each in places if each is not None}

        found = await self._store.read(unit)
        return found.pop() if len(found) == 1 else None

    async def channel(self, channel_id: int) -> Any | None:
        """A channel or thread of a server, by its id, if it is (in) a place; None otherwise and where it is gone."""
        channel: Any = self._client.get_channel(channel_id)
        if channel is None:
            try:
                channel = await self._client.fetch_channel(channel_id)
            except discord.HTTPException:
                return None
        home = getattr(channel, "parent_id", None) or channel_id
        return channel if await self.among([str(home)]) else None

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
