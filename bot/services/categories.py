"""Categories: what kind of responder somebody says they are, once per community.

Each face keeps the choice for itself and learns it from the other when it next acts, so that the two are never
written down at the same moment. An opinion keeps the category its author had when it was written; one whose author
had none yet takes the first they choose.

What somebody wears (a role on Discord) decides before what they chose. It is looked at in the moment, and neither it
nor what follows from it is kept with the person.
"""

from bot.domain.communities import UNDECLARED, Category, Community
from bot.domain.errors import Refused
from bot.domain.opinions import Byline
from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import QuestionId, Status
from bot.ports.store import Tx
from bot.services import announcing


def worn(tx: Tx, community: Community, caller: Caller) -> Category | None:
    """The category that the caller's badges decide, None if they decide nothing."""
    badges = caller.badges(community.id)
    return community.worn(badges, tx.communities.badges(community.id, caller.platform)) if badges else None


def recall(tx: Tx, community: Community, caller: Caller, face: Face) -> str | None:
    """What the caller answered when asked for their category, under whichever face: a key, "" or None if never asked.

    The acting face knows it from now on.
    """
    acting = caller.open if face is Face.OPEN else caller.hidden
    own = tx.people.category(acting, community.id)
    other = caller.found(face.other) if own is None else None
    theirs = tx.people.category(other, community.id) if other is not None else None
    if theirs is not None:
        _take(tx, community, acting, theirs)
    return own if own is not None else theirs


def choose(tx: Tx, caller: Caller, community: Community, face: Face, key: str) -> Category | None:
    """Takes note of the caller's category ("" for rather not say) and returns it; None for undeclared."""
    category = community.category(key)
    if category is None and key != UNDECLARED:
        raise Refused("category-gone")
    _take(tx, community, caller.open if face is Face.OPEN else caller.hidden, key)
    return category


def count_as_worn(tx: Tx, caller: Caller, community: Community, face: Face) -> Category | None:
    """Has what the caller wrote without a category count for the one they wear, and returns it; None for none."""
    category = worn(tx, community, caller)
    if category is not None:
        _count(tx, community, caller.open if face is Face.OPEN else caller.hidden, category.key)
    return category


def decide(tx: Tx, community: Community, platform: str, badge: str, named: str) -> Category | None:
    """From now on a badge stands for the category called ``named`` (key, singular or plural), and returns it.

    ``named`` "" takes the decision back. Refuses a category that is not there.
    """
    category = community.called(named)
    if category is None and named:
        raise Refused("category-unknown", categories=", ".join(each.plural for each in community.categories))
    tx.communities.set_badge(community.id, platform, badge, category.key if category else None)
    return category


def _take(tx: Tx, community: Community, person: PersonId, key: str) -> None:
    """The person's category is ``key``; opinions written before they had one count for it now."""
    tx.people.choose(person, community.id, key)
    _count(tx, community, person, key)


def _count(tx: Tx, community: Community, person: PersonId, key: str) -> None:
    category = community.category(key)
    for opinion in tx.opinions.undeclared(person, community.id) if category else []:
        question = tx.questions.get(opinion.question_id)
        if question is None or question.status is Status.REMOVED:
            continue
        number = tx.opinions.alias(question.id, person, key) if opinion.by.name is None else None
        tx.opinions.set_byline(opinion.id, Byline(key, opinion.by.name, number))
        announcing.opinion_changed(tx, question, opinion)
        announcing.question_changed(tx, question)


def byline(tx: Tx, community: Community, question: QuestionId, caller: Caller, face: Face) -> Byline:
    """How the caller signs in this question: the open face by name, the hidden one by its alias there."""
    category = worn(tx, community, caller) or community.category(recall(tx, community, caller, face))
    key = category.key if category else None
    if face is Face.OPEN:
        return Byline(key, caller.name, None)
    return Byline(key, None, tx.opinions.alias(question, caller.hidden, key))
