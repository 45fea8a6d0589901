"""Communities: who may be asked, and where the community lives.

A community has categories (the kinds of responders, in an order) and one or more places. Its questions are numbered
from 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

CommunityId = NewType("CommunityId", int)
PlaceId = NewType("PlaceId", int)

UNDECLARED = ""
"""The category of those who would rather not say. It counts under "Others" like having none, but isn't asked again."""


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of responder: ``key`` is stored (1-32 of ``a-z0-9-``), the rest is shown."""

    key: str
    singular: str
    plural: str
    emoji: str


DEFAULT_CATEGORIES = (Category("guy", "Guy", "Guys", "👨"), Category("girl", "Girl", "Girls", "👩"))


@dataclass(frozen=True, slots=True)
class Community:
    """One advice community."""

    id: CommunityId
    name: str
    categories: tuple[Category, ...]

    def category(self, key: str | None) -> Category | None:
        """The category with this key; None for nobody's (undeclared, unknown or since removed) key."""
        return next((category for category in self.categories if category.key == key), None)

    def audience(self, keys: Sequence[str]) -> tuple[Category, ...]:
        """The categories a question is for, in the community's order; empty means everyone."""
        return tuple(category for category in self.categories if category.key in keys)


class PlaceKind(StrEnum):
    """How a place keeps a question's messages together."""

    FORUM = "forum"
    """A thread of its own per question (a Telegram forum topic, a post on the playground's board)."""
    GROUP = "group"
    """One stream of messages; native replies tell what belongs to which question."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a community lives on a platform. ``address`` is the platform's id of the chat, never of a person."""

    id: PlaceId
    community_id: CommunityId
    platform: str
    address: str
    title: str
    kind: PlaceKind
    open: bool
    """False once the bot was removed from it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a platform says of a public chat and of somebody's standing in it.

    ``lacking`` names the rights that the bot needs there and does not have, by the keys of the sentences ``right-…``.
    """

    title: str
    kind: PlaceKind
    moderator: bool
    lacking: tuple[str, ...] = ()
