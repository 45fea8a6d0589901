"""Voting: 👍 on an opinion, one for each person, by a button in private or by a reaction where everybody sees it.

A button is pressed unseen, so whoever may add nothing, or wrote the opinion, hears that. A **reaction** is seen, with
its giver's account: what it does must tell nothing that is not public anyway. It counts for an opinion whose giver
wrote it without their name, too; one that moved no count would tell whose it is.
"""

from bot.domain.errors import Refused
from bot.domain.opinions import Opinion, OpinionId
from bot.domain.people import Caller
from bot.domain.questions import Question, must_stand
from bot.domain.votes import must_stand as must_be_there
from bot.ports.store import Tx
from bot.services import announcing, marks, permitting, valuing


def toggle(tx: Tx, caller: Caller, opinion: OpinionId) -> tuple[Opinion, bool]:
    """The caller's vote by a button: given, or taken back if there is one. Returns the opinion as it is then, and
    whether they have a vote on it now."""
    found, question = _there(tx, opinion)
    up = not marks.voted(tx, caller, found.id)
    if up:
        if caller.face_of(found.author) is not None:
            raise Refused("own-opinion")
        permitting.must_be_free(tx, caller, question.community_id, in_public=False)
    return _counted(tx, caller, question, found, up=up), up


def react(tx: Tx, caller: Caller, opinion: OpinionId, *, up: bool) -> None:
    """The caller's vote by a reaction that others see, given or taken back; a second one changes nothing."""
    found, question = _there(tx, opinion)
    if marks.voted(tx, caller, found.id) == up:
        return
    if up:
        if found.by.name is not None and caller.face_of(found.author) is not None:
            raise Refused("own-opinion")
        permitting.must_be_free(tx, caller, question.community_id, in_public=True)
    _counted(tx, caller, question, found, up=up)


def _there(tx: Tx, opinion: OpinionId) -> tuple[Opinion, Question]:
    found = must_be_there(tx.opinions.get(opinion))
    return found, must_stand(tx.questions.get(found.question_id))


def _counted(tx: Tx, caller: Caller, question: Question, opinion: Opinion, *, up: bool) -> Opinion:
    if up and question.locked:
        raise Refused("question-locked", number=question.number)
    before = valuing.first(tx, question, opinion.by.category)
    mine = marks.of_vote(caller, opinion.id)
    if up:
        tx.votes.cast(opinion.id, mine[0])
    else:
        for each in mine:
            tx.votes.take_back(opinion.id, each)
    announcing.votes_changed(tx, question, opinion)
    if not question.is_take and valuing.first(tx, question, opinion.by.category) != before:
        announcing.question_changed(tx, question)
    return must_be_there(tx.opinions.get(opinion.id))
