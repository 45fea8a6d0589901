"""Roles: what somebody wears in a server, and since when they are in it, for the core to look at and to forget.

With whatever somebody does in a server Discord tells both; in the DM it does not, and it is asked for. All of it is
remembered for five minutes, in memory only. Nobody waits long for them: what can't be learnt in time is nothing,
and then what somebody chose counts. "@everyone" and the roles of bots and boosts are no badges.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import discord

from bot.domain.communities import Badge, Membership
from bot.platforms.discord.errors import ERRORS
from bot.ports.clock import Clock
from bot.ports.vault import PlatformUser

log = logging.getLogger(__name__)

REMEMBERED = 5 * 60_000
"""Milliseconds: without the members intent Discord does not tell of a role that was given or taken."""
KEPT = 10_000
"""People per process, the ones seen last."""
SERVERS = 5
"""Looked into for one person at once, at most."""
IN_TIME = 1.5
"""Seconds for all of them; an answer to a tap is due within 3."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What somebody wears in one server, and since when they are in it; remembered ``until`` then."""

    until: int
    worn: tuple[Badge, ...]
    member: Membership


def badges(roles: Iterable[discord.Role]) -> tuple[Badge, ...]:
    """The roles that people can be given, as badges."""
    return tuple(Badge(str(role.id), role.name) for role in roles if not (role.is_default() or role.managed))


class Roles:
    """Knows who wears what, and who belongs since when, as far as it was seen or asked for lately."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: OrderedDict[tuple[int, int], _Seen] = OrderedDict()

    def seen(self, user: discord.abc.User) -> tuple[Badge, ...] | None:
        """What somebody who just did something wears in the server where they did it; None outside of one."""
        if not isinstance(user, discord.Member):
            return None
        return self._remember(user.guild.id, user.id, user).worn

    async def of(self, user: PlatformUser, places: Sequence[str]) -> tuple[Badge, ...]:
        """What somebody wears in the servers of these channels together. Raises nothing."""
        return tuple(badge for seen in await self._everywhere(user, places) if seen for badge in seen.worn)

    async def membership(self, user: PlatformUser, places: Sequence[str]) -> Membership:
        """Whether somebody is in any server of these channels, and the earliest moment since when. Raises nothing."""
        found = await self._everywhere(user, places)
        there = [each.member for each in found if each is not None and each.member.inside]
        if there:
            return Membership(True, min((each.since for each in there if each.since is not None), default=None))
        return Membership() if None in found or not found else Membership(inside=False)

    async def _everywhere(self, user: PlatformUser, places: Sequence[str]) -> list[_Seen | None]:
        """What is seen of somebody in each server of these channels; None for what can't be learnt in time."""
        channels = [self._client.get_channel(int(place)) for place in places]
        guilds = {each.guild.id: each.guild for each in channels if isinstance(each, discord.abc.GuildChannel)}
        found: list[_Seen | None] = []
        try:
            async with asyncio.timeout(IN_TIME):
                for guild in list(guilds.values())[:SERVERS]:
                    found.append(await self._in(guild, int(user.user_id)))
        except TimeoutError:
            log.info("what somebody wears could not be learnt in time")
        return [*found, *([None] * (len(guilds) - len(found)))]

    async def _in(self, guild: discord.Guild, person: int) -> _Seen | None:
        known = self._known.get((guild.id, person))
        if known is not None and self._clock.now() < known.until:
            return known
        if guild.unavailable:
            return None
        try:
            return self._remember(guild.id, person, await guild.fetch_member(person))
        except discord.NotFound:
            return self._remember(guild.id, person, None)
        except ERRORS as error:
            log.info("what somebody wears could not be learnt (%s)", type(error).__name__)
            return None

    def _remember(self, guild: int, person: int, member: discord.Member | None) -> _Seen:
        worn = badges(member.roles) if member is not None else ()
        since = member.joined_at if member is not None else None
        joined = None if since is None else round(since.timestamp() * 1000)
        seen = _Seen(self._clock.now() + REMEMBERED, worn, Membership(member is not None, joined))
        self._known[guild, person] = seen
        self._known.move_to_end((guild, person))
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return seen
