"""The store's part for follows."""

from typing import Protocol

from bot.domain.follows import Follow
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId


class Follows(Protocol):
    """Who follows which question."""

    def add(self, question: QuestionId, person: PersonId) -> bool:
        """From now on; False if they do already."""
        ...

    def drop(self, question: QuestionId, person: PersonId) -> bool:
        """False if they did not."""
        ...

    def get(self, question: QuestionId, person: PersonId) -> Follow | None: ...
    def followers(self, question: QuestionId) -> list[PersonId]:
        """All who follow it, in no telling order."""
        ...

    def of(self, person: PersonId) -> list[Follow]:
        """All that this face follows."""
        ...
