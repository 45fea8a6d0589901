"""Categories: what kind of responder somebody says they are, once per community.

The open and the hidden face keep the choice each for itself, and learn it from the other when they next act, so that
the two are never written down at the same moment. The asking face has none. An opinion keeps the category its author
had when it was written; one whose author had none yet takes the first they choose.

What somebody wears (a role on Discord) decides before what they chose. It is looked at in the moment, and neither it
nor what follows from it is kept with the person.

A lone voice is protected: who writes without a name in a community that knows only a few of their category stands
among the others. That is settled when they write.
"""

from bot.domain.communities import UNDECLARED, Category, Community
from bot.domain.errors import Refused
from bot.domain.opinions import Byline, Opinion
from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import QuestionId, Status
from bot.ports.store import Tx
from bot.services import announcing, rules


def worn(tx: Tx, community: Community, caller: Caller) -> Category | None:
    """The category that the caller's badges decide, None if they decide nothing."""
    badges = caller.badges(community.id)
    return community.worn(badges, tx.communities.badges(community.id, caller.platform)) if badges else None


def recall(tx: Tx, community: Community, caller: Caller, face: Face) -> str | None:
    """What the caller answered when asked for their category, under whichever face: a key, "" or None if never asked.

    The acting face knows it from now on.
    """
    acting = caller.as_(face)
    own = tx.people.category(acting, community.id)
    other = caller.found(Face.HIDDEN if face is Face.OPEN else Face.OPEN) if own is None else None
    theirs = tx.people.category(other, community.id) if other is not None else None
    if theirs is not None:
        _take(tx, community, acting, theirs)
    return own if own is not None else theirs


def chosen(tx: Tx, community: Community, caller: Caller) -> str | None:
    """The same, and no face knows it from now on that did not before."""
    faces = [person for face in (Face.HIDDEN, Face.OPEN) if (person := caller.found(face)) is not None]
    known = (tx.people.category(person, community.id) for person in faces)
    return next((each for each in known if each is not None), None)


def choose(tx: Tx, caller: Caller, community: Community, face: Face, key: str) -> Category | None:
    """Takes note of the caller's category ("" for rather not say) and returns it; None for undeclared."""
    category = community.category(key)
    if category is None and key != UNDECLARED:
        raise Refused("category-gone")
    _take(tx, community, caller.as_(face), key)
    return category


def count_as_worn(tx: Tx, caller: Caller, community: Community, face: Face) -> Category | None:
    """Has what the caller wrote without a category count for the one they wear, and returns it; None for none."""
    category = worn(tx, community, caller)
    if category is not None:
        _count(tx, community, caller.as_(face), category.key)
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
        named = opinion.by.name is not None
        by = Byline(key, opinion.by.name, None) if named else _alias(tx, community, question.id, person, key)
        if by.category is None:
            continue  # a lone voice stays where it is
        tx.opinions.set_byline(opinion.id, by)
        announcing.opinion_changed(tx, question, opinion)
        announcing.question_changed(tx, question)


def byline(tx: Tx, community: Community, question: QuestionId, caller: Caller, face: Face) -> Byline:
    """How the caller signs in this question: the open face by name, the hidden one by its alias there, which tells
    nothing of a lone voice's category.
    """
    category = worn(tx, community, caller) or community.category(recall(tx, community, caller, face))
    key = category.key if category else None
    if face is Face.OPEN:
        return Byline(key, caller.name, None)
    return _alias(tx, community, question, caller.hidden, key)


def _alias(tx: Tx, community: Community, question: QuestionId, person: PersonId, key: str | None) -> Byline:
    """How a hidden face signs in this question. Who is one of the others there to protect them stays that for good:
    a category that shows later, as the group has grown or the setting was changed, would tell it after all. And who
    has shown it there has nothing left to hide.
    """
    number = tx.opinions.shielded(question, person)
    if number is None and key is not None and is_lone(tx, community, key):
        number = None if tx.opinions.has_alias(question, person, key) else tx.opinions.shield(question, person)
    if number is not None:
        return Byline(None, None, number)
    return Byline(key, None, tx.opinions.alias(question, person, key))


def is_lone(tx: Tx, community: Community, key: str) -> bool:
    """Whether so few people of a category are known in the community that one who shows it is all but named."""
    enough = rules.of(tx, community.id).lone_voice
    return enough > 1 and tx.people.known(community.id, key, enough) < enough


def is_shielded(tx: Tx, opinion: Opinion) -> bool:
    """Whether an opinion stands among the others to protect whoever wrote it."""
    return opinion.by.name is None and tx.opinions.shielded(opinion.question_id, opinion.author) is not None
