"""Searching: what is found by words, and what is like something.

What anybody looks for is used and forgotten: it is written nowhere. What is removed or held is on no shelf
(`bot.services.shelving`), and what waits for its moment is passed over until then.

Cost must not grow with the shelf. A word that a third of all texts have would have a third of them looked at, so the
rarest words are taken first, as many as together stand in no more than a bounded number of texts. What they find is
put in order by what the first look said, and the best of that weighed with all words. Among a million questions, 99 of
100 searches take below 25 ms of processor time, and 99 of 100 looks for what is like a text below 30 (`ARCHITECTURE.md`
has the figures).
"""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nlargest

from bot.domain import relevance
from bot.domain.communities import Community, CommunityId
from bot.domain.opinions import Tally
from bot.domain.questions import Kind, Question, QuestionId
from bot.domain.relevance import KINDS, QUESTIONS, Entry, EntryId, Shelf, Term, TermId, Wanted
from bot.plain import stems, visible
from bot.ports.store import Tx
from bot.services import rules

POSTINGS = 20_000
"""Places in the index that are looked at for one search."""
TERM_MAX = 15
"""Digits of a term, with which it is still a number to the store."""
WORDS = 32
"""Words that are looked for at most, the rarest."""
WEIGHED = 200
"""Texts that are weighed with all words."""
CARRIED = 64
"""Terms from which on no button carries them, whatever is left out (`bot.views.searching`)."""
COMPARED = 20
"""Texts whose likeness is measured."""
HURRIED = (20_000, 60, 12)
"""The same three for whoever holds the one writer meanwhile, who publishes or looks at a draft. Of fewer places in the
index, too few would tell among a million questions."""
EXCERPT = 160
BEFORE = 40
"""Characters of a text that are shown where it was found, and of these, before the first word that was looked for."""
FOUND = 100
"""What a search finds at most, on all its pages."""
RELATED = 3
"""Questions that are recommended at once."""
LOOSELY = 0.08
"""From here on a question may be of use to whoever asks what is like another."""
LIKE = 0.16
"""From here on two questions are about the same matter, and one recommends the other."""
SAME = 0.55
"""From here on they ask the same. All three were found with the texts of `tests.relevance`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that was found, and the part of its details where the words stand, or else their beginning."""

    community: Community
    question: Question
    tally: Tally
    excerpt: str


def search(tx: Tx, among: Sequence[Community], text: str, offset: int = 0, limit: int = FOUND) -> list[Hit]:
    """The questions and takes of these communities that have any of the words, what fits best first; `FOUND` in all."""
    return _hits(tx, [(*each, _asked(tx, each[1], text)) for each in _shelves(tx, among)], offset, limit)


def again(tx: Tx, among: Sequence[Community], terms: Sequence[TermId], offset: int, limit: int) -> list[Hit]:
    """The same by the terms, which a button can carry."""
    known = [(*each, tx.search.numbered(each[1].id, terms)) for each in _shelves(tx, among)]
    return _hits(tx, known, offset, limit)


def terms(tx: Tx, among: Sequence[Community], text: str) -> list[Term]:
    """The terms that a text looks for in these communities and that everybody may know of, in no telling order."""
    found = [term for _, shelf in _shelves(tx, among) for term in _asked(tx, shelf, text)]
    if len(found) <= CARRIED:
        found = [term for term in found if _is_seen(tx, term)]
    return sorted(found, key=lambda term: int(term.id, 16))


def _is_seen(tx: Tx, term: Term) -> bool:
    """Whether a question that everybody may see has it. That one which still waits does would tell when it was asked;
    those that wait are among the newest."""
    entries = tx.search.entries(tx.search.having(term.id, WEIGHED))
    questions = (tx.questions.get(each.question_id) for each in entries)
    return any(each is not None and each.public for each in questions)


def _shelves(tx: Tx, among: Sequence[Community]) -> list[tuple[Community, Shelf]]:
    known = [(community, tx.search.shelf(community.id, kind)) for community in among for kind in KINDS]
    return [(community, shelf) for community, shelf in known if shelf is not None]


def says_something(tx: Tx, among: Sequence[Community], text: str) -> bool:
    """Whether there is anything in a text to look for."""
    return any(stems.asked(text, rules.of(tx, community.id).language) for community in among)


def is_term(text: str) -> bool:
    """Whether a button's words can be a term."""
    return 0 < len(text) <= TERM_MAX and all(each in "0123456789abcdef" for each in text)


def _asked(tx: Tx, shelf: Shelf, text: str) -> list[Term]:
    return list(tx.search.terms(shelf.id, stems.asked(text, shelf.language)).values())


def _hits(tx: Tx, known: Sequence[tuple[Community, Shelf, Sequence[Term]]], offset: int, limit: int) -> list[Hit]:
    """What everybody may see of it; no more of it is read from the store than is wanted."""
    ranked: list[tuple[float, QuestionId, Community]] = []
    for community, shelf, asked in known:
        terms = {term.word: term for term in asked}
        wanted = relevance.wanted(shelf, (), list(terms), terms)
        ranked += [
            (fits, each.question_id, community) for fits, each in _ranked(tx, wanted, terms.values(), POSTINGS, WEIGHED)
        ]
    words = {term.word for _, _, asked in known for term in asked}
    hits: list[Hit] = []
    passed = 0
    for _, number, community in nlargest(FOUND, ranked, key=lambda each: (each[0], each[1])):
        question = tx.questions.get(number)
        if question is None or not question.public:
            continue
        passed += 1
        if passed > offset:
            hits.append(hit(tx, community, question, words))
        if len(hits) == limit:
            break
    return hits


def hit(tx: Tx, community: Community, question: Question, wanted: AbstractSet[str] = frozenset()) -> Hit:
    """A question as it is shown in a list; ``wanted`` are the stems that were looked for."""
    language = rules.of(tx, community.id).language
    return Hit(community, question, tx.opinions.tally(question.id), excerpt(body(tx, question), wanted, language))


def body(tx: Tx, question: Question) -> str:
    """What stands under a title: the details, and what the asker added since, oldest first."""
    added = [each.text for each in tx.updates.all(question.id) if not each.removed]
    return "\n".join([question.details, *added])


def excerpt(text: str, wanted: AbstractSet[str], language: str) -> str:
    """A line of a text, at most `EXCERPT` characters and what shows that it was cut, from shortly before the first
    wanted word."""
    line = " ".join(visible(text).split())
    if len(line) <= EXCERPT:
        return line
    first = next((start for start, _, found in stems.places(line, language) if not wanted.isdisjoint(found)), 0)
    begin = 0 if first <= BEFORE else line.rfind(" ", 0, first - BEFORE) + 1
    end = max(line.rfind(" ", begin, begin + EXCERPT), begin + EXCERPT // 2)
    end = end if len(line) - begin > EXCERPT else len(line)
    return ("… " if begin else "") + line[begin:end].rstrip() + (" …" if end < len(line) else "")


def related(
    tx: Tx,
    question: Question,
    least: float = LIKE,
    most: int = RELATED,
    kind: Kind = QUESTIONS,
    *,
    hurried: bool = False,
) -> list[Question]:
    """Questions (or takes) about the same matter that everybody may see, the nearest first; never itself."""
    near = like(tx, question.community_id, question.title, question.details, kind, besides=question, hurried=hurried)
    return [each for likeness, each in near if likeness >= least][:most]


def recommended(tx: Tx, question: Question) -> list[Question]:
    """What a question's card recommends, as far as it stands: decided when it was published."""
    found = [tx.questions.get(each) for each in tx.search.related(question.id)]
    return [each for each in found if each is not None and each.public and each.duplicate_of is None]


def answered(tx: Tx, community: CommunityId, title: str, details: str) -> list[tuple[bool, Question]]:
    """Questions like a draft that have opinions, the nearest first, and whether they ask the same."""
    near = like(tx, community, title, details, hurried=True)
    found = [(likeness >= SAME, each) for likeness, each in near if likeness >= LIKE and any(_tally(tx, each))]
    return found[:RELATED]


def _tally(tx: Tx, question: Question) -> Collection[int]:
    return tx.opinions.tally(question.id).values()


def like(
    tx: Tx,
    community: CommunityId,
    title: str,
    details: str,
    kind: Kind = QUESTIONS,
    *,
    besides: Question | None = None,
    hurried: bool = False,
) -> list[tuple[float, Question]]:
    """Questions that everybody may see by how much they are like a text, from 1 down, the likest first.

    One of which moderators said that the same is asked elsewhere is passed over: it leads there by itself. ``hurried``
    looks at less.
    """
    shelf = tx.search.shelf(community, kind)
    if shelf is None:
        return []
    said, more = (stems.telling(stems.words(text, shelf.language), shelf.language) for text in (title, details))
    known = tx.search.terms(shelf.id, [*said, *more])
    wanted = relevance.wanted(shelf, said, more, known)
    postings, weighed, compared = HURRIED if hurried else (POSTINGS, WEIGHED, COMPARED)
    ranked = [entry for _, entry in _ranked(tx, wanted, known.values(), postings, weighed)][:compared]
    told = tx.search.told({term for entry in ranked for term in (*entry.title, *entry.body)})
    worth = {term: relevance.tells(shelf, entries) for term, entries in told.items()}
    near = []
    for entry in ranked:
        question = tx.questions.get(entry.question_id)
        if question is None or not question.public or question.duplicate_of is not None:
            continue
        if besides is None or question.id != besides.id:
            near.append((relevance.likeness(wanted, entry, worth), question))
    return sorted(near, key=lambda each: (each[0], each[1].id), reverse=True)


def _ranked(tx: Tx, wanted: Wanted, terms: Iterable[Term], postings: int, weighed: int) -> list[tuple[float, Entry]]:
    """The entries that fit best, with how well."""
    seen: dict[EntryId, float] = {}
    left = postings
    for term in sorted(terms, key=lambda each: each.entries)[:WORDS]:
        if term.entries > left and seen:
            break
        weight = wanted.weights[term.id]
        for number in tx.search.having(term.id, left):
            seen[number] = seen.get(number, 0.0) + weight
        left -= term.entries
    first = nlargest(weighed, zip(seen.values(), seen, strict=True))
    return sorted(
        ((relevance.score(wanted, entry), entry) for entry in tx.search.entries(number for _, number in first)),
        key=lambda each: (each[0], each[1].id),
        reverse=True,
    )
