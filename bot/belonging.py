"""Belonging: since when somebody has been a member where a community lives, asked of the platform and never stored.

It is wanted only where a community looks at what new members write. A handler that wants to know is stopped where it
asks; its unit of work is undone, the platform is asked, and the event is handled again with the answer (as with
`bot.badges`). What the platform told with the event, of the very place where it happened, is not asked for again.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.domain.communities import CommunityId, Membership
from bot.events import Event
from bot.ports.platform import Platform
from bot.ports.store import Tx

T = TypeVar("T")


class _Wanted(Exception):
    """A unit of work must know whether the caller belongs to these places of a community."""

    def __init__(self, community: CommunityId, places: Sequence[str]) -> None:
        super().__init__("somebody's membership is wanted")
        self.community = community
        self.places = places


class Belonging:
    """The membership of whoever did this one thing, as far as it is wanted. Lives as long as the event."""

    def __init__(self, event: Event, platform: Platform) -> None:
        self._event = event
        self._platform = platform
        self._known: dict[CommunityId, Membership] = {}

    def to(self, tx: Tx, community: CommunityId) -> Membership:
        """Their membership in this community; for use within ``told``."""
        if community in self._known:
            return self._known[community]
        where, since = self._event.where, self._event.who.joined_at
        places = [each for each in tx.communities.places(community) if each.open and each.platform == where.platform]
        addresses = [each.address for each in places]
        if since is not None and (where.place or where.near) in addresses:
            return Membership(True, since)
        if not addresses:
            return Membership()
        raise _Wanted(community, addresses)

    async def told(self, work: Callable[[], Awaitable[T]]) -> T:
        """Does the work, again for each community in which it wanted to know: at most once for each."""
        while True:
            try:
                return await work()
            except _Wanted as wanted:
                self._known[wanted.community] = await self._platform.membership(self._event.who.user, wanted.places)
