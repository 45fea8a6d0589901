"""Valuing: what an asker makes of the opinions they got: thanks, and the most helpful one of each category.

Both stand under "the asker" for everybody to see; the responder hears of both. What the card of a question shows of
each category is the most helpful opinion or else the most voted one.
"""

from collections.abc import Callable

from bot.domain.communities import Community
from bot.domain.errors import Refused
from bot.domain.opinions import Opinion, OpinionId
from bot.domain.people import Caller
from bot.domain.questions import Question, must_stand
from bot.domain.turns import Turn
from bot.domain.votes import must_stand as must_be_there
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, news, permitting, reading

LEADERS_MAX = 5
"""Categories of which a card shows an opinion at most: it is to stay short."""


def thank(tx: Tx, caller: Caller, opinion: OpinionId) -> Opinion:
    """The asker thanks for an opinion, or takes it back if they did before; returns the opinion as it is then."""
    found, question = _mine(tx, caller, opinion, taking_back=lambda each: each.thanked)
    tx.votes.thank(found.id, thanked=not found.thanked)
    _told(tx, question, found, new=not found.thanked)
    return must_be_there(tx.opinions.get(found.id))


def choose(tx: Tx, caller: Caller, opinion: OpinionId) -> Opinion:
    """The asker chooses an opinion as the most helpful of its category, instead of the one that was, or takes that
    back; returns the opinion as it is then."""
    found, question = _mine(tx, caller, opinion, taking_back=lambda each: each.helpful)
    for other in tx.votes.helpful(question.id, _group(tx, question, found.by.category)):
        tx.votes.choose(other.id, helpful=False)
        if other.id != found.id:
            _told(tx, question, other, new=False)
    tx.votes.choose(found.id, helpful=not found.helpful)
    _told(tx, question, found, new=not found.helpful)
    announcing.question_changed(tx, question)
    if not found.helpful:
        news.turned(tx, question, Turn.HELPFUL, besides=found.author)
    return must_be_there(tx.opinions.get(found.id))


def leaders(tx: Tx, community: Community, question: Question) -> list[Opinion]:
    """What a card shows of each category, in the community's order, the others last; at most five."""
    keys = [*(category.key for category in community.categories), None]
    found = [opinion for key in keys if (opinion := first(tx, question, key)) is not None]
    return found[:LEADERS_MAX]


def first(tx: Tx, question: Question, category: str | None) -> Opinion | None:
    """The opinion that a card shows of a category: the most helpful one, else the most voted one, if any has a vote."""
    group = _group(tx, question, category)
    return next(iter(tx.votes.helpful(question.id, group)), None) or tx.votes.most(question.id, group)


def _group(tx: Tx, question: Question, category: str | None) -> list[str | None]:
    """All keys that count as the same category."""
    keys = [each.key for each in tx.communities.get(question.community_id).categories]
    return [category] if category in keys else reading.others(keys, tx.opinions.tally(question.id))


def _mine(
    tx: Tx, caller: Caller, opinion: OpinionId, *, taking_back: Callable[[Opinion], bool]
) -> tuple[Opinion, Question]:
    """An opinion on the caller's own question, that they may say something about."""
    found = must_be_there(tx.opinions.get(opinion))
    question = must_stand(tx.questions.get(found.question_id))
    if question.is_take:
        raise Refused("comment-not-valued")
    if caller.face_of(question.asker) is None:
        raise Refused("asker-only")
    if caller.face_of(found.author) is not None:
        raise Refused("own-opinion")
    if not taking_back(found):
        permitting.must_be_free(tx, caller, question.community_id, in_public=False)
    return found, question


def _told(tx: Tx, question: Question, opinion: Opinion, *, new: bool) -> None:
    """The asker's notice shows what they chose; the responder hears of it, and of its being taken back where they saw
    it."""
    tx.outbox.put(What.OPINION, opinion.id, question.asker, Urgency.EDIT)
    if new or tx.outbox.rows(What.THANKS, opinion.id) or tx.receipts.of(opinion.author, What.THANKS, opinion.id):
        tx.outbox.put(What.THANKS, opinion.id, opinion.author, Urgency.NOTICE, fresh=new)


def any_helpful(tx: Tx, question: Question) -> bool:
    """Whether the asker's choice stands in any category."""
    keys: list[str | None] = [each.key for each in tx.communities.get(question.community_id).categories]
    return bool(tx.votes.helpful(question.id, [*keys, *_group(tx, question, None)]))
