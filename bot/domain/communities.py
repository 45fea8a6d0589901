"""Communities: who may be asked, and where the community lives.

A community has categories (the kinds of responders, in an order) and one or more places. Its questions are numbered
from 1.
"""

from collections.abc import Mapping, Sequence
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
class Badge:
    """What people wear on a platform to say what they are, such as a role on Discord: its id and its name there.

    Somebody's badges are looked at and never stored.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether somebody belongs to where a community lives, and since when (milliseconds since 1970), as the platform
    tells it; None for what it does not tell. It is looked at and never stored.
    """

    inside: bool | None = None
    since: int | None = None

    def younger(self, than: int, now: int) -> bool:
        """Whether they have belonged there for less than ``than`` milliseconds. Of whom nothing is known: no."""
        return self.inside is False or (self.since is not None and now - self.since < than)


@dataclass(frozen=True, slots=True)
class Community:
    """One advice community."""

    id: CommunityId
    name: str
    categories: tuple[Category, ...]

    def category(self, key: str | None) -> Category | None:
        """The category with this key; None for nobody's (undeclared, unknown or since removed) key."""
        return next((category for category in self.categories if category.key == key), None)

    def called(self, name: str) -> Category | None:
        """The first category with this key, singular or plural, however it is capitalised."""
        said = " ".join(name.split()).casefold()
        return next(
            (each for each in self.categories if said in map(str.casefold, (each.key, each.singular, each.plural))),
            None,
        )

    def worn(self, badges: Sequence[Badge], mapped: Mapping[str, str]) -> Category | None:
        """The category that badges decide: by what moderators ``mapped`` (badge id to key), else by their names.

        Of several it is the first in the community's order.
        """
        chosen = {mapped[each.id] for each in badges if each.id in mapped}
        by_rule = next((each for each in self.categories if each.key in chosen), None)
        named = [found for each in badges if each.id not in mapped and (found := self.called(each.name))]
        return by_rule or next((each for each in self.categories if each in named), None)

    def audience(self, keys: Sequence[str]) -> tuple[Category, ...]:
        """The categories a question is for, in the community's order; empty means everyone."""
        return tuple(category for category in self.categories if category.key in keys)


class PlaceKind(StrEnum):
    """How a place keeps a question's messages together."""

    FORUM = "forum"
    """A thread of its own per question (a Telegram forum topic, a post on the playground's board)."""
    GROUP = "group"
    """One stream of messages; native replies tell what belongs to which question."""
    MODERATORS = "moderators"
    """Where moderators are told what waits for them. No question stands here."""


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


class Note(StrEnum):
    """What the bot can do without in a place, and what that costs; each is the sentence ``setup-note-<note>``."""

    MESSAGE_CONTENT = "message-content"
    """It reads only what is meant for it: no opinion that is simply written in a thread."""
    MANAGE_CHANNELS = "manage-channels"
    """It can't make the tags that show a question's status."""
    MANAGE_MESSAGES = "manage-messages"
    """A member's own message stays where it is when moderators remove it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a platform says of a public chat and of somebody's standing in it.

    ``lacking`` names the rights that the bot needs there and does not have, by the keys in ``refused-right-lacking``;
    ``notes`` what it would merely like to have. ``manager`` is whether they may change the chat itself; None where the
    platform makes no difference between that and moderating. ``badges`` are all that can be worn there.
    """

    title: str
    kind: PlaceKind
    moderator: bool
    lacking: tuple[str, ...] = ()
    manager: bool | None = None
    notes: tuple[Note, ...] = ()
    badges: tuple[Badge, ...] = ()

    @property
    def may_set_up(self) -> bool:
        """Whether they may make the chat an advice community."""
        return self.moderator if self.manager is None else self.manager
