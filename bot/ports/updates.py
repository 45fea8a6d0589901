"""The store's part for updates."""

from typing import Protocol

from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from bot.domain.updates import Update, UpdateId


class Updates(Protocol):
    """What askers added to their questions."""

    def add(self, question: QuestionId, text: str, *, held: bool = False) -> Update:
        """A new one, standing or held."""
        ...

    def get(self, update: UpdateId) -> Update | None: ...
    def latest(self, question: QuestionId, limit: int, before: UpdateId | None = None) -> list[Update]:
        """Those that stand, newest first; with ``before`` those older than that one."""
        ...

    def count(self, question: QuestionId) -> int:
        """How many stand."""
        ...

    def all(self, question: QuestionId) -> list[Update]:
        """All there ever were, oldest first: at most as many as a question takes."""
        ...

    def lately(self, asker: PersonId, limit: int) -> list[str]:
        """What this asker added last to any question, whatever became of it."""
        ...

    def remove(self, update: UpdateId) -> None: ...
    def hold(self, update: UpdateId) -> None: ...
    def restore(self, update: UpdateId) -> None:
        """A held or removed one stands."""
        ...
