"""Badges: what somebody wears on their platform (a role on Discord) can decide their category.

A handler runs in a unit of work and can't wait for a platform, and most handlers never want to know. So one that does
is stopped where it asks; its unit is undone, the platform is asked, and the event is handled again with the answer.
What somebody wears in the very place where they do something is told with the event, and nothing is asked.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.domain.communities import Badge, CommunityId
from bot.events import Event
from bot.ports.platform import Platform
from bot.ports.store import Tx

T = TypeVar("T")


class _Wanted(Exception):
    """A unit of work must know what the caller wears in these places of a community."""

    def __init__(self, community: CommunityId, places: Sequence[str]) -> None:
        super().__init__("badges are wanted")
        self.community = community
        self.places = places


class Badges:
    """What whoever did this one thing wears, as far as it is wanted. Lives as long as the event."""

    def __init__(self, event: Event, platform: Platform) -> None:
        self._event = event
        self._platform = platform
        self._known: dict[CommunityId, Sequence[Badge]] = {}

    def of(self, tx: Tx, community: CommunityId) -> Sequence[Badge]:
        """What they wear in this community; for use within ``told``."""
        told, where = self._event.who.badges, self._event.where
        here = where.place or where.near
        if community in self._known:
            return self._known[community]
        if told is not None and here is None:
            return told
        places = [each for each in tx.communities.places(community) if each.open and each.platform == where.platform]
        addresses = [each.address for each in places]
        if told is not None and here in addresses:
            return told
        if not addresses:
            return ()
        raise _Wanted(community, addresses)

    async def told(self, work: Callable[[], Awaitable[T]]) -> T:
        """Does the work, again for each community whose badges it wanted to know: at most once for each."""
        while True:
            try:
                return await work()
            except _Wanted as wanted:
                self._known[wanted.community] = await self._platform.badges(self._event.who.user, wanted.places)
