"""The store's part for turns."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from bot.domain.questions import QuestionId
from bot.domain.turns import Turn


class Turns(Protocol):
    """When a question last took which turn."""

    def take(self, question: QuestionId, turn: Turn) -> None:
        """It takes it now."""
        ...

    def since(self, question: QuestionId, moment: int) -> AbstractSet[Turn]:
        """Those it took after a moment, in milliseconds since 1970."""
        ...
