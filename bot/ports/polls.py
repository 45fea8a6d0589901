"""The store's part for polls. Of a voter it is given a mark only (`bot.domain.votes`)."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.polls import Ballot, Poll
from bot.domain.questions import QuestionId


class Polls(Protocol):
    """At most one poll for each question; its votes are counted in the same unit of work."""

    def add(self, question: QuestionId, options: Sequence[str]) -> None: ...
    def of(self, question: QuestionId) -> Poll | None:
        """The poll with its votes; None where there is none."""
        ...

    def cast(self, question: QuestionId, mark: str, choice: int, category: str | None, enough: int = 0) -> None:
        """This mark's vote, instead of the one it had, given while so many votes of a category were ``enough``."""
        ...

    def take_back(self, question: QuestionId, mark: str) -> bool:
        """Takes the vote back; False if there is none."""
        ...

    def ballot(self, question: QuestionId, mark: str) -> int | None:
        """The place of what this mark chose; None where it chose nothing."""
        ...

    def cast_by(self, question: QuestionId, mark: str) -> Ballot | None:
        """This mark's vote, with the category that it counts for; None where there is none."""
        ...

    def polled(self, before: int, limit: int) -> list[QuestionId]:
        """Questions whose poll has votes, older than ``before`` (an id; 0: all), newest first."""
        ...
