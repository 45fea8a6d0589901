"""Reading: a question with everything that stands under it, in pages small enough for a chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.communities import Community, CommunityId, Place
from bot.domain.errors import Refused
from bot.domain.limits import PAGE_SIZE, REPLIES_SHOWN, THREAD_PAGE, UPDATES_ON_CARD
from bot.domain.opinions import Opinion, OpinionId, Tally
from bot.domain.paging import Sort, Spot
from bot.domain.people import Caller, Face
from bot.domain.polls import Poll
from bot.domain.questions import Question, QuestionId, Status, must_stand
from bot.domain.relevance import KINDS
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.domain.votes import must_stand as must_be_there
from bot.ports.records import Receipt, Row, What
from bot.ports.store import Tx
from bot.services import marks, searching

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
    """One page of one tab of a question: ``tab`` is a category key or "others", which of a take are all.

    ``spot`` is where it begins, ``newer`` and ``older`` where the pages before and after it do, None where there is
    none. ``asker`` says that its reader asked the question, ``voted`` which of the opinions have their vote. ``poll``
    is the question's, if it has one.
    """

    question: Question
    community: Community
    tally: Tally
    tab: str
    threads: list[Threaded]
    spot: Spot = Spot()  # noqa: RUF009 (frozen)
    newer: Spot | None = None
    older: Spot | None = None
    asker: bool = False
    voted: frozenset[OpinionId] = frozenset()
    poll: Poll | None = None
    recommended: Sequence[Question] = ()
    updates: Sequence[Update] = ()
    """On the first page of a tab, the newest that the asker added, the newest first."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One opinion in full, with one page of its thread that begins at ``spot``; where those before and after it do."""

    question: Question
    community: Community
    opinion: Opinion
    replies: list[Reply]
    spot: Spot = Spot(Sort.THREAD)  # noqa: RUF009 (frozen)
    earlier: Spot | None = None
    later: Spot | None = None
    asker: bool = False
    voted: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a question got in one place: where it stands, or the outbox row that says why not."""

    place: Place
    receipt: Receipt | None
    row: Row | None


def page(tx: Tx, question: QuestionId, tab: str | None, spot: Spot, caller: Caller | None = None) -> Page:
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
    opinions, newer, older = _opinions(tx, found.id, within, spot)
    threads = [
        Threaded(opinion, tx.replies.under(opinion.id, 0, REPLIES_SHOWN), tx.replies.count(opinion.id))
        for opinion in opinions
    ]
    return Page(
        *(found, community, tally, tab, threads, spot, newer, older),
        asker=_asked(caller, found),
        voted=frozenset(each.id for each in opinions if caller is not None and marks.voted(tx, caller, each.id)),
        poll=tx.polls.of(found.id),
        recommended=[each for kind in KINDS for each in searching.related(tx, found, kind=kind)],
        updates=() if spot.at else tx.updates.latest(found.id, UPDATES_ON_CARD),
    )


def _opinions(
    tx: Tx, question: QuestionId, within: Sequence[str | None], spot: Spot
) -> tuple[list[Opinion], Spot | None, Spot | None]:
    """A page of opinions, and where the pages before and after it begin."""
    most, at = PAGE_SIZE + 1, (spot.votes, spot.at)
    if spot.at and spot.up:
        voted = spot.sort is Sort.VOTED
        found = (
            tx.opinions.voted_above(question, within, at, most)
            if voted
            else tx.opinions.page_after(question, within, spot.at, most)
        )
        if len(found) == most:
            shown = found[1:]
            return shown, _spot(spot.sort, shown[0], up=True), _spot(spot.sort, shown[-1])
        spot = Spot(spot.sort)  # the first page, and a whole one
    if spot.sort is Sort.VOTED:
        found = tx.opinions.voted(question, within, at if spot.at else None, most)
    else:
        found = tx.opinions.page(question, within, spot.at, most)
    shown = found[:PAGE_SIZE]
    newer = _spot(spot.sort, shown[0], up=True) if spot.at and shown else None
    return shown, newer, _spot(spot.sort, shown[-1]) if len(found) == most else None


def _spot(sort: Sort, opinion: Opinion, *, up: bool = False) -> Spot:
    return Spot(sort, opinion.id, opinion.votes if sort is Sort.VOTED else 0, up)


def _asked(caller: Caller | None, question: Question) -> bool:
    return caller is not None and not question.is_take and caller.face_of(question.asker) is not None


def others(tabs: Sequence[str], tally: Tally) -> list[str | None]:
    """The keys that have no tab: none at all, those of categories that the community has dropped; of a take's all."""
    return [None, *(key for key in tally if key is not None and key not in tabs)]


def whole(tx: Tx, opinion: OpinionId, spot: Spot, caller: Caller | None = None) -> Whole:
    """One opinion in full, with the page of its thread that begins at a spot."""
    found = must_be_there(tx.opinions.get(opinion))
    question = must_stand(tx.questions.get(found.question_id))
    community = tx.communities.get(question.community_id)
    most = THREAD_PAGE + 1
    before = tx.replies.before(found.id, spot.at, most) if spot.up and spot.at else []
    if len(before) == most:
        replies, earlier, later = before[1:], True, True
    else:
        at = 0 if spot.up else spot.at
        after = tx.replies.under(found.id, at, most)
        replies, earlier, later = after[:THREAD_PAGE], bool(at), len(after) == most
    return Whole(
        *(question, community, found, replies, spot),
        earlier=Spot(Sort.THREAD, replies[0].id, up=True) if replies and earlier else None,
        later=Spot(Sort.THREAD, replies[-1].id) if replies and later else None,
        asker=_asked(caller, question),
        voted=caller is not None and marks.voted(tx, caller, found.id),
    )


def again(tx: Tx, opinion: Opinion, text: str, caller: Caller) -> Page | Whole | None:
    """The page, or the thread, that shows an opinion and begins at a spot (as a button carries it), after something on
    it has changed. None without a spot, and where the opinion is on that page no more, because its votes moved it."""
    spot = Spot.read(text)
    if not text or spot.sort is Sort.THREAD:
        return whole(tx, opinion.id, spot, caller) if text else None
    found = page(tx, opinion.question_id, opinion.by.category or OTHERS, spot, caller)
    return found if any(each.opinion.id == opinion.id for each in found.threads) else None


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
