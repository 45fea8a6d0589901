"""The store's part for questions and takes, numbered per community."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.communities import CommunityId
from bot.domain.people import PersonId
from bot.domain.questions import Kind, Question, QuestionId, Status


class Questions(Protocol):
    """Questions, numbered per community from 1."""

    def add(
        self,
        community: CommunityId,
        asker: PersonId,
        title: str,
        details: str,
        audience: Sequence[str],
        asked_as: str | None = None,
        *,
        held: bool = False,
        delay: int = 0,
        kind: Kind = Kind.QUESTION,
        name: str | None = None,
        topic: str | None = None,
    ) -> Question:
        """A new one, open or held; nobody sees an open one for ``delay`` milliseconds. Its id tells no delay.

        ``name`` is what a take stands under.
        """
        ...

    def get(self, question: QuestionId) -> Question | None: ...
    def numbered(self, community: CommunityId, number: int) -> Question | None: ...
    def set_status(self, question: QuestionId, status: Status) -> None: ...
    def close_silent(self, question: QuestionId) -> None:
        """Closes it because nobody wrote any more."""
        ...

    def set_locked(self, question: QuestionId, *, locked: bool) -> None: ...
    def set_duplicate(self, question: QuestionId, of: QuestionId | None) -> None: ...
    def publish(self, question: QuestionId, delay: int) -> None:
        """A held one is open, and seen after ``delay`` milliseconds."""
        ...

    def asked(self, community: CommunityId, asker: PersonId, since: int) -> int:
        """How many this asker has written since then, whatever became of them."""
        ...

    def asked_by(self, asker: PersonId, before: int | None, limit: int) -> list[Question]:
        """This asker's, newest first, with ``before`` those with a smaller id; none that they took back themselves."""
        ...

    def published(self, community: CommunityId, asker: PersonId) -> bool:
        """Whether any of this asker's is open or closed."""
        ...

    def latest(self, community: CommunityId, limit: int) -> list[Question]:
        """The newest that everybody may see, newest first."""
        ...

    def takes(self, community: CommunityId, below: int | None, limit: int) -> list[Question]:
        """Takes that everybody may see, newest first, from numbers below ``below`` (None: from the newest on)."""
        ...

    def between(self, community: CommunityId, first: int, last: int, limit: int) -> list[Question]:
        """Those that everybody may see with a number from ``first`` to ``last``, newest first."""
        ...
