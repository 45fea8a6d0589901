"""Categories: what kind of responder somebody says they are, once per community.

The choice holds for both faces. An opinion keeps the category its author had when it was written; one whose author
had none yet takes the first they choose.
"""

from bot.domain.communities import UNDECLARED, Category, Community
from bot.domain.errors import Refused
from bot.domain.opinions import Byline
from bot.domain.people import Caller, PersonId
from bot.domain.questions import QuestionId, Status
from bot.ports.store import Tx
from bot.services import announcing


def known(tx: Tx, community: Community, person: PersonId) -> str | None:
    """The key of the person's category if the community still has it, else None."""
    category = community.category(tx.people.category(person, community.id))
    return category.key if category else None


def asked(tx: Tx, community: Community, person: PersonId) -> bool:
    """Whether this person has answered the question for their category, be it with "rather not say"."""
    return tx.people.category(person, community.id) is not None


def choose(tx: Tx, caller: Caller, community: Community, key: str) -> Category | None:
    """Takes note of the caller's category ("" for rather not say) and returns it; None for undeclared."""
    category = community.category(key)
    if category is None and key != UNDECLARED:
        raise Refused("category-gone")
    for person in (caller.open, caller.hidden):
        tx.people.choose(person, community.id, key)
        if category is not None:
            _catch_up(tx, community, person, category)
    return category


def _catch_up(tx: Tx, community: Community, person: PersonId, category: Category) -> None:
    """Opinions written before the person had a category count for the one they chose first."""
    for opinion in tx.opinions.undeclared(person, community.id):
        question = tx.questions.get(opinion.question_id)
        if question is None or question.status is Status.REMOVED:
            continue
        number = tx.opinions.alias(question.id, person, category.key) if opinion.by.name is None else None
        tx.opinions.set_byline(opinion.id, Byline(category.key, opinion.by.name, number))
        announcing.opinion_changed(tx, question, opinion)
        announcing.question_changed(tx, question)


def byline(tx: Tx, community: Community, question: QuestionId, person: PersonId, name: str | None) -> Byline:
    """How the person signs in this question: by ``name``, or by their alias there when it is None."""
    category = known(tx, community, person)
    return Byline(category, name, None if name is not None else tx.opinions.alias(question, person, category))
