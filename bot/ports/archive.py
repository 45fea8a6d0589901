"""The archive, as the store keeps it: which communities show themselves on the web, and what of theirs is shown.

What was asked while a community's archive was open is an **exhibit**; nothing else ever becomes one, so opening the
archive uncovers nothing that was written before. Whatever is listed here stands and may be seen by everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.communities import CommunityId
from bot.domain.opinions import OpinionId
from bot.domain.questions import Kind, Question, QuestionId


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A question or take that is shown, and how many opinions stand under it."""

    question: Question
    opinions: int


class Archive(Protocol):
    """Communities with an open archive, by their names in addresses, and their sites."""

    def open(self, community: CommunityId, slug: str) -> str:
        """The community has an archive, under the name it had before if any; returns the name. It shows nothing yet."""
        ...

    def close(self, community: CommunityId) -> None:
        """It shows nothing any more. The name stays its own."""
        ...

    def taken(self, slug: str) -> bool:
        """Whether a community has this name."""
        ...

    def slug(self, community: CommunityId) -> str | None:
        """Its name in addresses, while the archive is open."""
        ...

    def called(self, slug: str) -> CommunityId | None:
        """The community of this name, while its archive is open."""
        ...

    def all(self) -> Sequence[tuple[CommunityId, str]]:
        """Every community whose archive is open, with its name in addresses, by that name."""
        ...

    def put(self, question: Question) -> None:
        """It is shown, as soon as everybody may see it."""
        ...

    def has(self, question: QuestionId) -> bool:
        """Whether an open archive shows it, or will as soon as everybody may see it."""
        ...

    def numbered(self, community: CommunityId, number: int) -> Exhibit | None: ...
    def latest(self, community: CommunityId, kind: Kind, before: int | None, limit: int) -> list[Exhibit]:
        """Questions, or takes, newest first, from below the number ``before``."""
        ...

    def unanswered(self, community: CommunityId, before: int | None, limit: int) -> list[Exhibit]:
        """Questions without an opinion, newest first."""
        ...

    def discussed(self, community: CommunityId, before: tuple[int, int] | None, limit: int) -> list[Exhibit]:
        """Questions with opinions, most of them first, from after ``before`` (opinions, number)."""
        ...

    def topic(self, community: CommunityId, topic: str, before: int | None, limit: int) -> list[Exhibit]:
        """Questions on a topic, newest first."""
        ...

    def between(self, community: CommunityId, first: int, last: int) -> list[Exhibit]:
        """Questions and takes with a number from ``first`` to ``last``, lowest first."""
        ...

    def opinions(
        self, question: QuestionId, categories: Sequence[str | None], skip: int, limit: int, *, voted: bool = False
    ) -> list[OpinionId]:
        """Standing opinions of these categories (one or more), newest first, or the most ``voted`` first.

        Pages have numbers here and no cursors: a cursor would be an opinion's id, which tells the hour.
        """
        ...
