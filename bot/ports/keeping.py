"""The store's part for what is kept of people: whose is what, until when it is needed, and how it goes.

Each of these speaks of one face. Nothing here ever joins the two.
"""

from collections.abc import Sequence
from typing import NewType, Protocol

from bot.domain.cases import CaseId
from bot.domain.opinions import Opinion
from bot.domain.people import PersonId
from bot.domain.questions import Question
from bot.domain.threads import Reply
from bot.domain.updates import Update

ErrandId = NewType("ErrandId", int)


class Keeping(Protocol):
    """What there is of one face of somebody."""

    def questions(self, person: PersonId) -> list[Question]:
        """All that this face ever asked, whatever became of them, oldest first."""
        ...

    def opinions(self, person: PersonId) -> list[Opinion]:
        """All that it ever gave, removed ones too, oldest first."""
        ...

    def replies(self, person: PersonId) -> list[Reply]:
        """All that it ever wrote, removed ones too, oldest first."""
        ...

    def reports(self, person: PersonId) -> list[CaseId]:
        """The cases of what it reported."""
        ...

    def messages(self, person: PersonId) -> int:
        """How many messages of its private chat are known by their numbers."""
        ...

    # ---- going

    def wipe(self, thing: Question | Opinion | Reply | Update) -> None:
        """Takes the words and the name out of something that stands no more, for good."""
        ...

    def unlink(self, person: PersonId) -> None:
        """Nothing leads from this face to anybody any more: its token is random from now on, and contact, trace,
        belonging, forms, reports, private messages and what waited for it are gone. Its id stays under what it wrote.
        """
        ...

    # ---- in time

    def contacts(self, after: int, slot: int, slots: int, limit: int) -> list[PersonId]:
        """Faces whose contact is there, by id from above ``after``: those whose turn is ``slot`` of ``slots``."""
        ...

    def needed(self, person: PersonId, since: int) -> bool:
        """Whether notices must still be able to reach this face: something it takes part in is open, or ended at or
        after ``since``, or it was in touch since then."""
        ...

    def let_go(self, person: PersonId, trace: str | None) -> None:
        """Destroys the contact; of the person there remains the ``trace``, sealed. Nothing is told to them now."""
        ...

    def tidy(self, forms_before: int, limit: int) -> int:
        """Takes away what has run out: forms not touched since, one-time codes, keys of what came in; at most ``limit``
        of each. Returns how many went."""
        ...

    # ---- what is to be done later

    def promise(self, content: str) -> None:
        """Keeps an errand, sealed: nobody who reads the file can tell what it is, whose, or for when."""
        ...

    def errands(self) -> Sequence[tuple[ErrandId, str]]:
        """All errands, in no telling order."""
        ...

    def done(self, errand: ErrandId) -> None:
        """It is done."""
        ...
