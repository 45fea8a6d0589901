"""Standing: whether somebody moderates a community, asked of the platform each time and never stored.

A handler that wants to know is stopped where it asks; its unit of work is undone, the platform is asked, and the event
is handled again with the answer (as with `bot.badges`). Asked about are the places of that community on the platform
where somebody does something: whoever moderates one of them is a moderator, wherever they act, in private too. Where a
community has no place for its questions on that platform, those moderate it who moderate the moderators' place there,
which a moderator has made theirs. Whoever speaks as the chat itself moderates that chat and no other.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.domain.communities import CommunityId, Place
from bot.domain.errors import Refused
from bot.events import Event
from bot.ports.platform import Platform, PlatformError, Refusal
from bot.ports.store import Tx

T = TypeVar("T")


class _Wanted(Exception):
    """A unit of work must know whether the caller moderates one of these places of a community."""

    def __init__(self, community: CommunityId, places: Sequence[str]) -> None:
        super().__init__("somebody's standing is wanted")
        self.community = community
        self.places = places


class Standing:
    """The standing of whoever did this one thing, as far as it is wanted. Lives as long as the event."""

    def __init__(self, event: Event, platform: Platform) -> None:
        self._event = event
        self._platform = platform
        self._known: dict[CommunityId, bool | None] = {}

    def moderates(self, tx: Tx, community: CommunityId) -> bool:
        """Whether they moderate this community; for use within ``told``. Refuses while the platform can't be asked."""
        if community not in self._known:
            places = [each for each in tx.communities.places(community) if self._is_here(each)]
            if not places:
                places = [each for each in tx.communities.moderators(community) if self._is_here(each)]
            raise _Wanted(community, [each.address for each in places if each.open and self._may_be(each)])
        known = self._known[community]
        if known is None:
            raise Refused("platform-down")
        return known

    def _is_here(self, place: Place) -> bool:
        return place.platform == self._event.where.platform

    def _may_be(self, place: Place) -> bool:
        return not self._event.who.is_place or place.address == self._event.where.place

    async def told(self, work: Callable[[], Awaitable[T]]) -> T:
        """Does the work, again for each community in which the standing was wanted: at most once for each."""
        while True:
            try:
                return await work()
            except _Wanted as wanted:
                self._known[wanted.community] = await self._ask(wanted.places)

    async def _ask(self, places: Sequence[str]) -> bool | None:
        """None if it can't be said now."""
        down = False
        for place in places:
            try:
                if (await self._platform.survey(place, self._event.who.user)).moderator:
                    return True
            except Refusal:
                continue
            except PlatformError:
                down = True
        return None if down else False
