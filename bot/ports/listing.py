"""The store's part for lists of questions: those that wait for an opinion, and what there was in a week."""

from enum import StrEnum
from typing import Protocol

from bot.domain.communities import CommunityId
from bot.domain.questions import Question, QuestionId


class Group(StrEnum):
    """Whom a question waits for, as a reader of one category sees it."""

    MINE = "mine"
    EVERYONE = "everyone"
    OTHERS = "others"


class Listing(Protocol):
    """Lists of questions that everybody may see."""

    def unanswered(self, community: CommunityId, group: Group, category: str, below: int, limit: int) -> list[Question]:
        """Open ones without an opinion, with a number below that, newest first. ``category`` is the reader's, "" for
        none; then nothing is theirs."""
        ...

    def since(self, community: CommunityId, first: int, last: int, limit: int) -> list[Question]:
        """Those posted from ``first`` to before ``last``, newest first."""
        ...

    def count(self, community: CommunityId, first: int, last: int) -> tuple[int, int]:
        """How many were posted from ``first`` to before ``last``, and how many opinions were given then."""
        ...

    def discussed(self, community: CommunityId, first: int, last: int, limit: int) -> list[tuple[Question, int]]:
        """Those with the most standing opinions of that time, most first, and how many these are."""
        ...

    def last_word(self, question: QuestionId) -> int:
        """When the last standing opinion, reply or update was written, in milliseconds since 1970; 0 for none."""
        ...
