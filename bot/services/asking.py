"""Asking: a finished form becomes a question with a number, and an asker can take it back."""

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.people import Caller
from bot.domain.questions import Question, QuestionId, Status, clean_details, clean_title, must_stand
from bot.ports.records import FormId
from bot.ports.store import Tx
from bot.services import announcing, forms

EVERYONE = "everyone"
"""The audience's value in the form when nobody in particular is asked."""


def post(tx: Tx, caller: Caller, form: FormId) -> Question:
    """Posts the question of a finished form of the caller's, and drops the form. Refuses what its fields refuse."""
    finished = forms.finished(tx, caller, form)
    filled = finished.filled
    community = tx.communities.get(CommunityId(int(filled["community"])))
    if not any(place.open for place in tx.communities.places(community.id)):
        raise Refused("no-place", community=community.name)
    title, details = clean_title(filled["title"]), clean_details(filled.get("details", ""))
    wanted = filled.get("audience", EVERYONE)
    if wanted != EVERYONE and community.category(wanted) is None:
        raise Refused("audience-gone")
    audience = [category.key for category in community.audience([wanted])]
    question = tx.questions.add(community.id, caller.hidden, title, details, audience)
    tx.people.belong(caller.hidden, community.id)
    forms.close(tx, finished)
    announcing.question_posted(tx, question)
    return question


def own(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """The caller's own question; anybody else hears the same as if it were not there."""
    found = must_stand(tx.questions.get(question))
    if found.asker != caller.hidden:
        raise Refused("question-gone")
    return found


def delete(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """Takes the caller's question back, everywhere."""
    found = own(tx, caller, question)
    tx.questions.set_status(found.id, Status.REMOVED)
    announcing.question_removed(tx, found)
    return found
