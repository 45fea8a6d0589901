"""Reading: a question with everything that stands under it, in pages small enough for a chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.domain.communities import Community, CommunityId, Place
from bot.domain.errors import Refused
from bot.domain.limits import PAGE_SIZE, REPLIES_SHOWN, THREAD_PAGE, UPDATES_ON_CARD
from bot.domain.opinions import Opinion, OpinionId, Tally
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, QuestionId, Status, must_stand
from bot.domain.relevance import KINDS
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.ports.records import Receipt, Row, What
from bot.ports.store import Tx
from bot.services import searching

STRANGERS_CHOICE = 8
"""Communities that somebody is offered who was seen in none of them."""
NUMBER_DIGITS = 9
"""Digits of a question's number; more are nobody's question."""
SUGGESTED = 25
"""Questions that are suggested at most while somebody types a number or words of a title."""
LOOKED_THROUGH = 500
"""The newest questions of a community whose titles are looked through for that."""
UNSEEN = (Status.HELD, Status.WAITING)
"""A question that only its asker may know of."""
OTHERS = "others"
"""The tab of those who have no category."""


@dataclass(frozen=True, slots=True)
class Threaded:
    """An opinion, the first of its replies, and how many there are in all."""

    opinion: Opinion
    replies: list[Reply]
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one tab of a question: ``tab`` is a category key or "others", which of a take are all."""

    question: Question
    community: Community
    tally: Tally
    tab: str
    offset: int
    threads: list[Threaded]
    more: bool
    recommended: list[Question] = field(default_factory=list)
    updates: Sequence[Update] = ()
    """On the first page of a tab, the newest that the asker added, the newest first."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One opinion in full, with one page of its thread."""

    question: Question
    community: Community
    opinion: Opinion
    offset: int
    replies: list[Reply]
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a question got in one place: where it stands, or the outbox row that says why not."""

    place: Place
    receipt: Receipt | None
    row: Row | None


def page(tx: Tx, question: QuestionId, tab: str | None, offset: int, caller: Caller | None = None) -> Page:
    """A page of a question; without a tab the first that has an opinion.

    One that waits is shown to its asker alone; to anybody else it is not there.
    """
    found = tx.questions.get(question)
    if found is None or caller is None or not _waits_of(caller, found):
        found = must_stand(found)
    community = tx.communities.get(found.community_id)
    tally = tx.opinions.tally(found.id)
    keys = [] if found.is_take else [category.key for category in community.categories]
    if tab not in (*keys, OTHERS):
        tab = next((key for key in keys if tally.get(key)), OTHERS if any(tally.values()) or not keys else keys[0])
    within: Sequence[str | None] = [tab] if tab != OTHERS else others(keys, tally)
    opinions = tx.opinions.page(found.id, within, offset, PAGE_SIZE + 1)
    threads = [
        Threaded(opinion, tx.replies.under(opinion.id, 0, REPLIES_SHOWN), tx.replies.count(opinion.id))
        for opinion in opinions[:PAGE_SIZE]
    ]
    more = len(opinions) > PAGE_SIZE
    recommended = [each for kind in KINDS for each in searching.related(tx, found, kind=kind)]
    updates = tx.updates.latest(found.id, UPDATES_ON_CARD) if offset == 0 else ()
    return Page(found, community, tally, tab, offset, threads, more, recommended, updates)


def others(tabs: Sequence[str], tally: Tally) -> list[str | None]:
    """The keys that have no tab: none at all, those of categories that the community has dropped; of a take's all."""
    return [None, *(key for key in tally if key is not None and key not in tabs)]


def whole(tx: Tx, opinion: OpinionId, offset: int) -> Whole:
    """One opinion in full."""
    found = tx.opinions.get(opinion)
    if found is None or found.removed:
        raise Refused("opinion-gone")
    question = must_stand(tx.questions.get(found.question_id))
    community = tx.communities.get(question.community_id)
    replies = tx.replies.under(found.id, offset, THREAD_PAGE)
    return Whole(question, community, found, offset, replies, tx.replies.count(found.id))


def communities_of(tx: Tx, caller: Caller) -> list[Community]:
    """The communities on the caller's platform that any of their faces was seen in; of a stranger's, all if few."""
    here = tx.communities.on(caller.platform)
    faces = [person for face in Face if (person := caller.found(face)) is not None]
    seen = {community for person in faces for community in tx.people.communities(person)}
    among = [each for each in here if each.id in seen]
    return among or (here if len(here) <= STRANGERS_CHOICE else [])


def numbered(tx: Tx, caller: Caller, words: str, near: CommunityId | None = None) -> list[tuple[Community, Question]]:
    """The questions that "12" or "#12" means to the caller: at most one in each of their communities, never none.

    ``near`` is the community in whose place they ask, so that no other is meant.
    """
    digits = words.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()):
        raise Refused("number-missing")
    if len(digits) > NUMBER_DIGITS:
        raise Refused("number-big")
    among = _meant(tx, caller, near)
    found = [(each, tx.questions.numbered(each.id, int(digits))) for each in among]
    asked = [
        (community, question)
        for community, question in found
        if question is not None and (question.status not in UNSEEN or _waits_of(caller, question))
    ]
    if not asked:
        raise Refused("no-such-number", number=int(digits))
    standing = [(community, question) for community, question in asked if question.status is not Status.REMOVED]
    if not standing:
        raise Refused("question-gone")
    return standing


def suggested(
    tx: Tx, caller: Caller, typed: str, near: CommunityId | None, fits: Callable[[Question], bool] = lambda each: True
) -> list[tuple[Community, Question]]:
    """The standing questions of the caller's communities that ``typed`` could become, newest first, at most 25.

    Digits, also as "#12", are the beginning of a number; other words are looked for in the titles of the newest, and
    then in everything, whole words that is.
    ``fits`` says which questions may be suggested at all. ``near`` as in `numbered`.
    """
    typed = typed.strip().removeprefix("#").casefold()
    digits = typed.isascii() and typed.isdigit()
    found = [
        (community, question)
        for community in _meant(tx, caller, near)
        for question in (
            _beginning(tx, community.id, typed) if digits else tx.questions.latest(community.id, LOOKED_THROUGH)
        )
        if fits(question) and (digits or all(word in question.title.casefold() for word in typed.split()))
    ]
    found.sort(key=lambda each: each[1].id, reverse=True)
    if typed and not digits and len(found) < SUGGESTED:
        known = {question.id for _, question in found}
        hits = searching.search(tx, _meant(tx, caller, near), typed, 0, SUGGESTED)
        found += [(hit.community, hit.question) for hit in hits if hit.question.id not in known and fits(hit.question)]
    return found[:SUGGESTED]


def _beginning(tx: Tx, community: CommunityId, digits: str) -> list[Question]:
    """The questions whose number begins with these digits: 12, 120 to 129, 1200 to 1299, …"""
    if len(digits) > NUMBER_DIGITS or digits.startswith("0"):
        return []
    first = int(digits)
    spans = [(first * 10**more, (first + 1) * 10**more - 1) for more in range(NUMBER_DIGITS - len(digits) + 1)]
    return [each for span in spans for each in tx.questions.between(community, *span, LOOKED_THROUGH)]


def _meant(tx: Tx, caller: Caller, near: CommunityId | None) -> list[Community]:
    return communities_of(tx, caller) if near is None else [tx.communities.get(near)]


def _waits_of(caller: Caller, question: Question) -> bool:
    """Whether it is the caller's own and nobody else may see it yet."""
    return question.status in UNSEEN and question.asker == caller.found(Face.ASKING)


def standings(tx: Tx, question: Question) -> list[Standing]:
    """How far the question got in each place."""
    rows = {row.recipient: row for row in tx.outbox.rows(What.QUESTION, question.id)}
    stands = {each.recipient: each for each in tx.receipts.everywhere(What.QUESTION, question.id) if each.part == 0}
    return [
        Standing(place, stands.get(place.id), rows.get(place.id))
        for place in tx.communities.places(question.community_id)
        if place.open or place.id in stands
    ]
