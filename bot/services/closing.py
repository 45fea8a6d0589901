"""Closing: an asker closes a question and opens it again; and one under which nobody writes any more is closed.

What moderators decided stays theirs: a lock, and that the same is asked elsewhere, are not undone by the asker. Closing
only takes away, so nobody is kept from it.
"""

from bot.domain.appointments import Appointment, is_quiet
from bot.domain.errors import Refused
from bot.domain.people import Caller
from bot.domain.questions import Question, QuestionId, Status
from bot.domain.turns import Turn
from bot.ports.records import Urgency
from bot.ports.store import Tx
from bot.services import announcing, appointments, asking, news, permitting, rules


def close(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """The caller's own question takes no more opinions, in any place. Refuses one that nobody has seen yet."""
    found = _own(tx, caller, question)
    if found.status is Status.CLOSED:
        raise Refused("closed-already", number=found.number)
    if found.status is not Status.OPEN:
        raise Refused("not-open", number=found.number)
    tx.questions.set_status(found.id, Status.CLOSED)
    return _told(tx, found)


def reopen(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """It takes opinions again. Refuses what moderators locked, or closed because the same is asked elsewhere."""
    found = _own(tx, caller, question)
    permitting.must_be_free(tx, caller, found.community_id, in_public=False)
    twin = tx.questions.get(found.duplicate_of) if found.duplicate_of is not None else None
    if found.status is Status.CLOSED and twin is not None:
        raise Refused("reopen-duplicate", number=found.number, twin=twin.number)
    if found.status is Status.CLOSED and found.locked:
        raise Refused("question-locked", number=found.number)
    if found.status is not Status.CLOSED:
        raise Refused("not-closed", number=found.number)
    tx.questions.set_status(found.id, Status.OPEN)
    appointments.watch(tx, found, tx.now)
    announcing.thread_reopened(tx, found)
    return _told(tx, found)


def _own(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    found = asking.own(tx, caller, question)
    if found.is_take:
        raise Refused("take-stays-open", number=found.number)
    return found


def look(tx: Tx, appointment: Appointment) -> None:
    """Closes a question under which nobody has written for as long as the community waits, and tells its asker.

    Somebody has written since: it is looked at again that much later. One that is not open, or locked, is looked at
    when it is opened again.
    """
    question = tx.questions.get(QuestionId(appointment.subject))
    if question is None or question.status not in (Status.OPEN, Status.WAITING) or question.locked:
        return
    days, last = rules.of(tx, question.community_id).close_days, tx.listing.last_word(question.id)
    if days == 0:
        appointments.watch(tx, question, tx.now)
    elif not is_quiet(question.posted_at, last, days, tx.now):
        appointments.watch(tx, question, max(question.posted_at, last))
    else:
        tx.questions.close_silent(question.id)
        _told(tx, question, again=True)


def _told(tx: Tx, question: Question, *, again: bool = False) -> Question:
    """The question as it is now; cards, threads and the receipt follow. ``again``: the receipt comes anew."""
    changed = tx.questions.get(question.id)
    assert changed is not None
    announcing.question_changed(tx, changed)
    news.turned(tx, changed, Turn.CLOSED if changed.status is Status.CLOSED else Turn.REOPENED)
    announcing.receipt(tx, changed, Urgency.NOTICE if again else Urgency.EDIT, fresh=again)
    return changed
