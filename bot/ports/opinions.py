"""The store's part for opinions: the messages they consist of, their counts, and aliases."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.communities import CommunityId, PlaceId
from bot.domain.opinions import Byline, Opinion, OpinionId, Passage, PassageId, Tally
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId


class Opinions(Protocol):
    """Opinions and the messages they consist of; one per question and face."""

    def add(
        self,
        question: QuestionId,
        author: PersonId,
        by: Byline,
        text: str,
        place: PlaceId | None,
        *,
        held: bool = False,
    ) -> tuple[Opinion, Passage]:
        """A new opinion with its first passage, standing or held."""
        ...

    def get(self, opinion: OpinionId) -> Opinion | None: ...
    def of(self, question: QuestionId, author: PersonId) -> Opinion | None:
        """The standing or held opinion of this author; where there is none, the last that was removed."""
        ...

    def add_passage(self, opinion: OpinionId, text: str) -> Passage: ...
    def passage(self, passage: PassageId) -> Passage | None: ...
    def passages(self, opinion: OpinionId) -> list[Passage]:
        """All passages of an opinion, the first one first."""
        ...

    def set_passage(self, passage: PassageId, text: str) -> None:
        """Changes a passage; the opinion's text follows."""
        ...

    def set_byline(self, opinion: OpinionId, by: Byline) -> None: ...
    def remove(self, opinion: OpinionId) -> None: ...
    def hold(self, opinion: OpinionId) -> None:
        """It waits, and is not counted until it is put back."""
        ...

    def restore(self, opinion: OpinionId) -> bool:
        """A held or removed one stands and is counted; False if its author has another by now, and nothing is done."""
        ...

    def lately(self, community: CommunityId, author: PersonId, limit: int) -> list[tuple[str, int]]:
        """What this author wrote last in a community, whatever became of it: texts and times, newest first."""
        ...

    def given_by(self, author: PersonId, before: int | None, limit: int) -> list[Opinion]:
        """This author's, newest first, with ``before`` those with a smaller id; none that they took back themselves."""
        ...

    def tally(self, question: QuestionId) -> Tally: ...
    def page(self, question: QuestionId, categories: Sequence[str | None], before: int, limit: int) -> list[Opinion]:
        """Standing opinions of these categories older than ``before`` (an id; 0: all), newest first."""
        ...

    def page_after(
        self, question: QuestionId, categories: Sequence[str | None], after: int, limit: int
    ) -> list[Opinion]:
        """Those just newer than ``after``, newest first."""
        ...

    def voted(
        self, question: QuestionId, categories: Sequence[str | None], below: tuple[int, int] | None, limit: int
    ) -> list[Opinion]:
        """The same, most voted first; ``below`` is votes and id of the one that they come after, None for the top."""
        ...

    def voted_above(
        self, question: QuestionId, categories: Sequence[str | None], above: tuple[int, int], limit: int
    ) -> list[Opinion]:
        """Those that come just before that one, in the same order."""
        ...

    def given_since(self, question: QuestionId, since: int) -> int:
        """How many standing opinions were given after a moment, in milliseconds since 1970."""
        ...

    def private_voices(self, question: QuestionId) -> list[PersonId]:
        """The authors of standing opinions that were given in private."""
        ...

    def undeclared(self, author: PersonId, community: CommunityId) -> list[Opinion]:
        """Standing opinions of this author in the community that have no category."""
        ...

    def alias(self, question: QuestionId, person: PersonId, category: str | None) -> int:
        """The number of this person's alias among that category in the question: the same each time, from 1."""
        ...

    def aliased(self, question: QuestionId, category: str | None, number: int) -> PersonId | None:
        """Whose alias this is; None for nobody's."""
        ...

    def has_alias(self, question: QuestionId, person: PersonId, category: str | None) -> bool:
        """Whether this person has an alias among that category in the question."""
        ...

    def shield(self, question: QuestionId, person: PersonId) -> int:
        """Keeps this person among the others in the question for good; returns the number of their alias there."""
        ...

    def shielded(self, question: QuestionId, person: PersonId) -> int | None:
        """The number of the alias of a person who is kept among the others in the question; None for who is not."""
        ...
