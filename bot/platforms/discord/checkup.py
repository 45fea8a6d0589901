"""Whether the bot can work on Discord: its token, the Message Content Intent, and its permissions in each channel.

Only a few GET requests are made. The gateway is not asked, so a bot that runs keeps its session.
"""

import asyncio
from collections.abc import Sequence

import discord

from bot.domain.communities import Place
from bot.platforms.discord.connection import point_at
from bot.platforms.discord.errors import translating
from bot.platforms.discord.events import NAME
from bot.platforms.discord.survey import Home, lacking, wishes
from bot.platforms.discord.wrong import WrongIntents, WrongToken
from bot.ports.checkup import Finding, fine, hint, named, wrong
from bot.ports.platform import PlatformError, Refusal

PATIENCE = 15.0
"""Seconds to wait for an answer; discord.py itself would try for half a minute."""


class DiscordCheckup:
    """See `bot.ports.checkup.Checkup`."""

    name = NAME

    def __init__(self, token: str, *, message_content: bool, api_url: str | None) -> None:
        """The settings of these names."""
        self._token = token
        self._message_content = message_content
        self._client = discord.Client(intents=discord.Intents.none())
        self._servers: dict[int, tuple[discord.Guild, discord.Member]] = {}
        point_at(api_url, None)

    async def look(self, places: Sequence[Place]) -> list[Finding]:
        """See `Checkup.look`; for once only."""
        found: list[Finding] = []
        try:
            async with self._client:
                await self._look(places, found)
        except discord.LoginFailure:
            found.append(wrong(str(WrongToken())))
        except PlatformError:
            found.append(
                wrong("it can't be reached at the moment, or asks for patience: please try again in a minute.")
            )
        return found

    async def _look(self, places: Sequence[Place], found: list[Finding]) -> None:
        with translating(repeatable=True):
            async with asyncio.timeout(PATIENCE):
                await self._client.login(self._token)
        found.append(fine("the token is right."))
        found.append(_hearing(self._client.application_flags, wanted=self._message_content))
        for place in places:
            found += await self._place(place)
        if not places:
            found.append(
                hint(
                    "no forum is set up yet: invite the bot by the link of `agony-aunt invite`, and send /setup there."
                )
            )

    async def _place(self, place: Place) -> list[Finding]:
        """What is to be said of a channel."""
        name = named(place)
        try:
            with translating(repeatable=True):
                async with asyncio.timeout(PATIENCE):
                    channel, ours = await self._permissions(int(place.address))
        except Refusal as refusal:
            if refusal.reason == "chat-gone":
                return [wrong(f"{name}: its channel was deleted: choose another one with /setup.")]
            return [
                wrong(
                    f"{name}: the bot can't see its channel: please give it “View Channel” there, or invite it again "
                    "by the link of `agony-aunt invite` if it was removed from the server."
                )
            ]
        except discord.InvalidData:  # a kind of channel that discord.py does not know
            channel, ours = None, discord.Permissions.none()
        if channel is None:
            return [wrong(f"{name}: its channel is neither a forum nor a text channel: choose another with /setup.")]
        found = [
            wrong(f"{name}: the bot lacks the permission “{words}” in its channel: please give it that.")
            for _, words in lacking(channel, ours)
        ] or [fine(f"{name}: the bot may do what it needs.")]
        for _, words in wishes(channel, ours):
            found.append(hint(f"{name}: without “{words}” the bot can't make tags for open and closed questions."))
        return found

    async def _permissions(self, address: int) -> tuple[Home | None, discord.Permissions]:
        """A channel as it is now, None if nothing can be asked in it, and what the bot may do there."""
        guild_id = (await self._client.fetch_channel(address)).guild.id  # type: ignore[union-attr] # a place is in a server
        if guild_id not in self._servers:
            guild = await self._client.fetch_guild(guild_id, with_counts=False)
            self._servers[guild_id] = guild, await guild.fetch_member(self._client.user.id if self._client.user else 0)
        guild, us = self._servers[guild_id]
        channel = await guild.fetch_channel(address)  # once more, for its permissions need the server's roles
        if not isinstance(channel, Home):
            return None, discord.Permissions.none()
        return channel, channel.permissions_for(us)


def _hearing(flags: discord.ApplicationFlags, *, wanted: bool) -> Finding:
    """Whether the portal and the setting agree (bots in less than 100 servers have the "limited" one of the flags,
    https://docs.discord.com/developers/resources/application#application-object-application-flags)."""
    allowed = flags.gateway_message_content or flags.gateway_message_content_limited
    if wanted:
        return fine("the Message Content Intent is on.") if allowed else wrong(str(WrongIntents()))
    understood = "the bot understands only buttons, forms, message menus, replies to it and mentions"
    if allowed:
        return hint(f"discord.message_content is false, so {understood}; the intent is on: true would change that.")
    return hint(f"without the Message Content Intent {understood}; switch it on in the developer portal, under “Bot”.")
