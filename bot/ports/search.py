"""The store's part for search: shelves, the terms on them, and which entries have them.

Terms are numbered, and the index knows the numbers only, so that no word of a text that is gone stays in it. Nothing of
what people look for comes here to stay.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.domain.communities import CommunityId
from bot.domain.questions import Question, QuestionId
from bot.domain.relevance import Entry, EntryId, Shelf, ShelfId, Term, TermId


class Search(Protocol):
    """The index of all shelves."""

    def shelf(self, community: CommunityId, kind: str) -> Shelf | None:
        """The shelf of a community for this kind; None where nothing was ever put."""
        ...

    def add_shelf(self, community: CommunityId, kind: str, language: str) -> Shelf:
        """A new one, empty and with nothing to be filled in."""
        ...

    def refill(self, shelf: ShelfId, language: str) -> None:
        """All of its questions are to be put there anew, by the stems of this language."""
        ...

    def unfilled(self) -> Shelf | None:
        """One that is not filled yet."""
        ...

    def filled(self, shelf: ShelfId, upto: QuestionId | None) -> None:
        """It is filled up to this question; None: with all."""
        ...

    def following(self, shelf: Shelf, limit: int) -> list[Question]:
        """The questions of its community that are still to be filled in, oldest first."""
        ...

    def put(self, shelf: ShelfId, question: QuestionId, title: Sequence[str], body: Sequence[str]) -> None:
        """A question's words are found from now on; it must not have an entry."""
        ...

    def drop(self, question: QuestionId) -> bool:
        """They are not, and words that no other entry has are gone. False if there was no entry."""
        ...

    def entry_of(self, question: QuestionId) -> Entry | None: ...
    def entries(self, wanted: Iterable[EntryId]) -> list[Entry]:
        """The entries with these ids."""
        ...

    def terms(self, shelf: ShelfId, words: Iterable[str]) -> dict[str, Term]:
        """Those of these words that any entry of the shelf has."""
        ...

    def numbered(self, shelf: ShelfId, terms: Iterable[TermId]) -> list[Term]:
        """The terms with these numbers, if they are of this shelf."""
        ...

    def told(self, terms: Iterable[TermId]) -> dict[TermId, int]:
        """How many entries have each of these terms."""
        ...

    def having(self, term: TermId, limit: int) -> list[EntryId]:
        """Entries that have a term, the newest first."""
        ...

    def set_related(self, question: QuestionId, others: Sequence[QuestionId]) -> None:
        """What a question's card recommends, the nearest first."""
        ...

    def related(self, question: QuestionId) -> list[QuestionId]:
        """What a question's card recommends."""
        ...

    def recommending(self, question: QuestionId) -> list[QuestionId]:
        """The questions whose cards recommend this one."""
        ...

    def forget(self, question: QuestionId) -> None:
        """No entry and no recommendation of or by a question is left."""
        ...

    def tidy(self, pages: int) -> bool:
        """Overwrites what the index still holds of entries that are gone, some pages at a time. True: more is left."""
        ...
