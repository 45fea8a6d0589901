"""The store's part for communities: their categories, places, rules and one-time codes."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.communities import Category, Community, CommunityId, Place, PlaceId, PlaceKind


class Communities(Protocol):
    """Communities, their categories and places, and one-time codes to link a place."""

    def add(self, name: str, categories: Sequence[Category]) -> Community: ...
    def get(self, community: CommunityId) -> Community: ...
    def on(self, platform: str) -> list[Community]:
        """Communities with an open place on this platform, by name."""
        ...

    def worked_from(self, platform: str) -> list[Community]:
        """Communities that have their moderators' place on this platform and nothing else there, by name."""
        ...

    def add_place(self, community: CommunityId, platform: str, address: str, title: str, kind: PlaceKind) -> Place: ...
    def place(self, place: PlaceId) -> Place: ...
    def place_at(self, platform: str, address: str) -> Place | None: ...
    def places(self, community: CommunityId) -> list[Place]:
        """All places where questions stand, closed ones too, oldest first."""
        ...

    def moderators(self, community: CommunityId) -> list[Place]:
        """The places of its moderators, closed ones too, oldest first."""
        ...

    def rules(self, community: CommunityId) -> Mapping[str, str]:
        """What moderators have set otherwise than the defaults: JSON by key."""
        ...

    def set_rule(self, community: CommunityId, key: str, value: str | None) -> None:
        """None: the default again."""
        ...

    def update_place(self, place: Place) -> None:
        """Writes address, title, kind and open."""
        ...

    def add_code(self, code: str, community: CommunityId, until: int) -> None: ...
    def take_code(self, code: str) -> CommunityId | None:
        """The community of a code that still holds; the code is used up."""
        ...

    def marks(self, place: PlaceId) -> Mapping[str, str]:
        """What an adapter remembers of a place, by key: the platform's ids of things there, such as tags."""
        ...

    def set_mark(self, place: PlaceId, key: str, value: str) -> None: ...
    def badges(self, community: CommunityId, platform: str) -> Mapping[str, str]:
        """Which category's key a badge stands for, by the badge's id, as moderators decided."""
        ...

    def set_badge(self, community: CommunityId, platform: str, badge: str, category: str | None) -> None:
        """The badge stands for this category from now on; None: nothing is decided about it any more."""
        ...
