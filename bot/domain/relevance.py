"""Relevance: how well a text answers what is looked for, and how much two texts are about the same.

Every question lies on its community's **shelf** as the terms of its title and of the rest of its text. A term tells the
more the fewer texts have it. For what somebody looks for, texts are weighed as BM25F does it (Robertson and Zaragoza,
"The Probabilistic Relevance Framework", 2009): how often each term stands in which part, set against how long the part
is. For what is like a text, the angle between both is taken, which is 1 for the same text and 0 for nothing in common.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import NewType

from bot.domain.communities import CommunityId
from bot.domain.questions import Kind, QuestionId

ShelfId = NewType("ShelfId", int)
TermId = NewType("TermId", str)
EntryId = NewType("EntryId", int)

QUESTIONS, TAKES = KINDS = (Kind.QUESTION, Kind.TAKE)
"""The kinds of shelves: each kind of text has one of its own."""
TITLE_WEIGHT = 2.5
"""How much more a term says that stands in the title."""
_SATURATION = 1.2
_LENGTH = 0.6
"""BM25's k1 and b: how soon more of the same says nothing new, and how much a long text is held against it."""
_IMAGINED = 30
"""Texts without any of the terms that every shelf is thought to have: on one of three, the only text with a term would
else seem to tell little by it."""
_CHANCE = 0.6
"""How much it says that two texts have but one word in common."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The texts of one kind in a community: how many there are, and how many terms their titles and bodies have in all.

    ``language`` is the one whose stems the terms are. ``upto`` is the id of the last question that was put there by
    whoever fills the shelf, None once it is filled.
    """

    id: ShelfId
    community_id: CommunityId
    language: str
    entries: int
    titles: int
    bodies: int
    upto: int | None


@dataclass(frozen=True, slots=True)
class Term:
    """A stem on a shelf, and how many entries have it."""

    id: TermId
    word: str
    entries: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A text on a shelf."""

    id: EntryId
    question_id: QuestionId
    title: tuple[TermId, ...]
    body: tuple[TermId, ...]


@dataclass(frozen=True)
class Wanted:
    """What is looked for: terms by how much they count, and ``unknown``, the weight of words that no text has."""

    shelf: Shelf
    weights: Mapping[TermId, float]
    tells: Mapping[TermId, float] = field(repr=False)
    unknown: float = 0.0

    @property
    def length(self) -> float:
        """The length of it all as an arrow."""
        return sqrt(sum(each * each for each in self.weights.values()) + self.unknown) or 1.0


def tells(shelf: Shelf, entries: int) -> float:
    """How much a term tells that so many of the shelf's entries have; above 0."""
    return log(1 + (_IMAGINED + max(shelf.entries, entries) - entries + 0.5) / (entries + 0.5))


def wanted(shelf: Shelf, title: Sequence[str], body: Sequence[str], terms: Mapping[str, Term]) -> Wanted:
    """What a text asks for; ``terms`` are those of its words that the shelf knows."""
    worth = {term.id: tells(shelf, term.entries) for term in terms.values()}
    weights = _weights([terms[each].id for each in title if each in terms], _ids(body, terms), worth)
    missing = Counter({each: TITLE_WEIGHT for each in title if each not in terms})
    missing |= Counter({each: 1.0 for each in body if each not in terms})
    rarest = tells(shelf, 0)
    return Wanted(shelf, weights, worth, sum((each * rarest) ** 2 for each in missing.values()))


def _ids(words: Sequence[str], terms: Mapping[str, Term]) -> list[TermId]:
    return [terms[each].id for each in words if each in terms]


def _weights(title: Sequence[TermId], body: Sequence[TermId], worth: Mapping[TermId, float]) -> dict[TermId, float]:
    """Each term once, as heavy as where it stands makes it."""
    weights = {each: worth[each] for each in body if each in worth}
    weights.update({each: TITLE_WEIGHT * worth[each] for each in title if each in worth})
    return weights


def score(wanted: Wanted, entry: Entry) -> float:
    """How well an entry answers, 0 or more; only to be compared with others of the same shelf and question."""
    shelf = wanted.shelf
    counted: dict[TermId, float] = {}
    for terms, weight, all_of in ((entry.title, TITLE_WEIGHT, shelf.titles), (entry.body, 1.0, shelf.bodies)):
        usual = all_of / shelf.entries if shelf.entries and all_of else 1.0
        each_one = weight / (1 - _LENGTH + _LENGTH * len(terms) / usual)
        for term in terms:
            if term in wanted.tells:
                counted[term] = counted.get(term, 0.0) + each_one
    return sum(
        wanted.tells[term] * often * (_SATURATION + 1) / (_SATURATION + often) for term, often in counted.items()
    )


def likeness(wanted: Wanted, entry: Entry, worth: Mapping[TermId, float]) -> float:
    """How much an entry is about the same: from 0 to 1. ``worth`` is what each of the entry's terms tells."""
    theirs = _weights(entry.title, entry.body, worth)
    common = [weight * theirs[term] for term, weight in wanted.weights.items() if term in theirs]
    angle = sum(common) / (wanted.length * (sqrt(sum(each * each for each in theirs.values())) or 1.0))
    return angle if len(common) > 1 else _CHANCE * angle
