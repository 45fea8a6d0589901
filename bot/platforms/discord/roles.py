"""Roles: what somebody wears in a server, for the core to look at and to forget.

With whatever somebody does in a server Discord tells their roles; in the DM it does not, and they are asked for. Both
are remembered for five minutes, in memory only. Nobody waits long for them: what can't be learnt in time is nothing,
and then what somebody chose counts. "@everyone" and the roles of bots and boosts are no badges.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import discord

from bot.domain.communities import Badge
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

_Known = tuple[int, tuple[Badge, ...]]


def badges(roles: Iterable[discord.Role]) -> tuple[Badge, ...]:
    """The roles that people can be given, as badges."""
    return tuple(Badge(str(role.id), role.name) for role in roles if not (role.is_default() or role.managed))


class Roles:
    """Knows who wears what, as far as it was seen or asked for lately."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: OrderedDict[tuple[int, int], _Known] = OrderedDict()

    def seen(self, user: discord.abc.User) -> tuple[Badge, ...] | None:
        """What somebody who just did something wears in the server where they did it; None outside of one."""
        if not isinstance(user, discord.Member):
            return None
        return self._remember(user.guild.id, user.id, badges(user.roles))

    async def of(self, user: PlatformUser, places: Sequence[str]) -> tuple[Badge, ...]:
        """What somebody wears in the servers of these channels together. Raises nothing."""
        person = int(user.user_id)
        channels = [self._client.get_channel(int(place)) for place in places]
        guilds = {each.guild.id: each.guild for each in channels if isinstance(each, discord.abc.GuildChannel)}
        worn: list[Badge] = []
        try:
            async with asyncio.timeout(IN_TIME):
                for guild in list(guilds.values())[:SERVERS]:
                    worn.extend(await self._in(guild, person))
        except TimeoutError:
            log.info("somebody's roles could not be learnt in time")
        return tuple(worn)

    async def _in(self, guild: discord.Guild, person: int) -> tuple[Badge, ...]:
        known = self._known.get((guild.id, person))
        if known is not None and self._clock.now() < known[0]:
            return known[1]
        if guild.unavailable:
            return ()
        try:
            member = await guild.fetch_member(person)
        except discord.NotFound:
            return self._remember(guild.id, person, ())
        except ERRORS as error:
            log.info("somebody's roles could not be learnt (%s)", type(error).__name__)
            return ()
        return self._remember(guild.id, person, badges(member.roles))

    def _remember(self, guild: int, person: int, worn: tuple[Badge, ...]) -> tuple[Badge, ...]:
        self._known[guild, person] = self._clock.now() + REMEMBERED, worn
        self._known.move_to_end((guild, person))
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return worn
