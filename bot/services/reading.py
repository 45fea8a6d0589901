"""Reading: a question with everything that stands under it, in pages small enough for a chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.communities import Community, Place
from bot.domain.errors import Refused
from bot.domain.limits import PAGE_SIZE, REPLIES_SHOWN, THREAD_PAGE
from bot.domain.opinions import Opinion, OpinionId, Tally
from bot.domain.questions import Question, QuestionId, must_stand
from bot.domain.threads import Reply
from bot.ports.records import Receipt, Row, What
from bot.ports.store import Tx

NUMBER_DIGITS = 9
"""Digits of a question's number; more are nobody's question."""
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
    """One page of one tab of a question: ``tab`` is a category key or "others"."""

    question: Question
    community: Community
    tally: Tally
    tab: str
    offset: int
    threads: list[Threaded]
    more: bool


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


def page(tx: Tx, question: QuestionId, tab: str | None, offset: int) -> Page:
    """A page of a question; without a tab the first that has an opinion."""
    found = must_stand(tx.questions.get(question))
    community = tx.communities.get(found.community_id)
    tally = tx.opinions.tally(found.id)
    keys = [category.key for category in community.categories]
    if tab not in (*keys, OTHERS):
        tab = next((key for key in keys if tally.get(key)), OTHERS if any(tally.values()) or not keys else keys[0])
    within: Sequence[str | None] = [tab] if tab != OTHERS else others(community, tally)
    opinions = tx.opinions.page(found.id, within, offset, PAGE_SIZE + 1)
    threads = [
        Threaded(opinion, tx.replies.under(opinion.id, 0, REPLIES_SHOWN), tx.replies.count(opinion.id))
        for opinion in opinions[:PAGE_SIZE]
    ]
    return Page(found, community, tally, tab, offset, threads, len(opinions) > PAGE_SIZE)


def others(community: Community, tally: Tally) -> list[str | None]:
    """The keys that count as others: none at all, and those of categories that the community has dropped."""
    known = {category.key for category in community.categories}
    return [None, *(key for key in tally if key is not None and key not in known)]


def whole(tx: Tx, opinion: OpinionId, offset: int) -> Whole:
    """One opinion in full."""
    found = tx.opinions.get(opinion)
    if found is None or found.removed:
        raise Refused("opinion-gone")
    question = must_stand(tx.questions.get(found.question_id))
    community = tx.communities.get(question.community_id)
    replies = tx.replies.under(found.id, offset, THREAD_PAGE)
    return Whole(question, community, found, offset, replies, tx.replies.count(found.id))


def numbered(tx: Tx, communities: Sequence[Community], words: str) -> Question:
    """The question that "12" or "#12" means, in the first of these communities that has it."""
    digits = words.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()):
        raise Refused("number-missing")
    if len(digits) > NUMBER_DIGITS:
        raise Refused("number-big")
    number = int(digits)
    for community in communities:
        question = tx.questions.numbered(community.id, number)
        if question is not None:
            return must_stand(question)
    raise Refused("no-such-number", number=number)


def standings(tx: Tx, question: Question) -> list[Standing]:
    """How far the question got in each place."""
    rows = {row.recipient: row for row in tx.outbox.rows(What.QUESTION, question.id)}
    stands = {each.recipient: each for each in tx.receipts.everywhere(What.QUESTION, question.id) if each.part == 0}
    return [
        Standing(place, stands.get(place.id), rows.get(place.id))
        for place in tx.communities.places(question.community_id)
        if place.open or place.id in stands
    ]
