"""The store's part for votes on opinions, and for what their question's asker makes of them.

Of a voter it is given a mark only (`bot.domain.votes`).
"""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.opinions import Opinion, OpinionId
from bot.domain.questions import QuestionId


class Votes(Protocol):
    """Votes, counted on the opinion in the same unit of work; thanks; the most helpful of each category."""

    def cast(self, opinion: OpinionId, mark: str) -> bool:
        """Counts a vote; False if this mark has one there already."""
        ...

    def take_back(self, opinion: OpinionId, mark: str) -> bool:
        """Takes it back; False if there is none."""
        ...

    def has(self, opinion: OpinionId, mark: str) -> bool: ...
    def voted(self, before: int, limit: int) -> list[OpinionId]:
        """Opinions that have votes, older than ``before`` (an id; 0: all), newest first."""
        ...

    def thank(self, opinion: OpinionId, *, thanked: bool) -> None: ...
    def choose(self, opinion: OpinionId, *, helpful: bool) -> None:
        """It is the most helpful of its category, or no longer. Another one that is must have given way before."""
        ...

    def helpful(self, question: QuestionId, categories: Sequence[str | None]) -> list[Opinion]:
        """The standing opinions that the asker chose in these categories."""
        ...

    def most(self, question: QuestionId, categories: Sequence[str | None]) -> Opinion | None:
        """The standing opinion with the most votes in these categories, if it has any; the newest of several."""
        ...
