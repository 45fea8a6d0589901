"""Removing: moderators take things away and put them back, lock questions, and point duplicates to each other.

Only what moderators removed can be restored: what its author took back stays away. Everything is written into the
audit, with the moderator's name and reason; whoever wrote it is told what happened, and not by whom.
"""

from bot.domain.audit import Act
from bot.domain.cases import Verdict
from bot.domain.errors import Refused
from bot.domain.opinions import Opinion
from bot.domain.people import Caller
from bot.domain.questions import Question, Status, must_stand
from bot.domain.sanctions import clean_reason
from bot.domain.turns import Turn
from bot.domain.updates import Update
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, appointments, cases, news, reviewing, shelving, things
from bot.services.things import Thing


def remove(tx: Tx, by: Caller, thing: Thing, reason: str = "") -> None:
    """Takes it away everywhere. A case that waits about it is decided with that, and its reporters hear of it.

    What waits to be seen is thereby rejected.
    """
    reason = clean_reason(reason)
    if not things.stands(thing) and not things.held(thing):
        raise Refused("removed-already")
    case = tx.cases.of(things.kind(thing), thing.id)
    if case is not None and case.verdict is None:
        cases.decide(tx, by.name, case.id, Verdict.REJECTED, reason)
        return
    cases.remove(tx, thing, reason)
    _refresh_case(tx, thing)
    _note(tx, by, Act.REMOVED, thing, reason)


def restore(tx: Tx, by: Caller, thing: Thing) -> None:
    """Puts back what moderators removed, everywhere; what they rejected before anybody saw it is published.

    Refuses what stands, and what its author took back.
    """
    if things.stands(thing):
        raise Refused("stands-already")
    kind = things.kind(thing)
    removal = tx.removals.of(kind, thing.id)
    if removal is None:
        raise Refused("taken-back-by-author")
    unseen = removal.before is Status.HELD
    if isinstance(thing, Question) and unseen:
        reviewing.publish(tx, thing)
    elif isinstance(thing, Question):
        tx.questions.set_status(thing.id, removal.before or Status.OPEN)
    elif isinstance(thing, Opinion):
        standing = tx.opinions.of(thing.question_id, thing.author)
        if standing is not None and standing.id != thing.id and (not standing.removed or standing.held):
            raise Refused("said-anew")
        tx.opinions.restore(thing.id)
    elif isinstance(thing, Update):
        tx.updates.restore(thing.id)
    else:
        tx.replies.restore(thing.id)
    tx.removals.drop(kind, thing.id)
    _note(tx, by, Act.RESTORED, thing, "")
    again = things.find(tx, kind, thing.id)
    assert again is not None
    question = things.question(tx, again)
    _refresh_case(tx, again)
    if isinstance(again, Question):
        shelving.index(tx, again)
        if not unseen:
            announcing.question_restored(tx, again)
            if again.takes_opinions:
                appointments.watch(tx, again, tx.now)
    elif question.status is Status.REMOVED:
        return  # it comes back when the question does
    elif isinstance(again, Update):
        news.update_changed(tx, question, again)
        tx.outbox.put(What.UPDATE, again.id, again.author, Urgency.EDIT)
    else:
        announcing.restored(tx, question, again)


def lock(tx: Tx, by: Caller, question: Question, *, locked: bool | None = None) -> Question:
    """Lets nothing be added any more, or again; without ``locked`` the other of the two. Nothing is taken away."""
    must_stand(question)
    locked = not question.locked if locked is None else locked
    if locked == question.locked:
        raise Refused("locked-already" if locked else "not-locked", number=question.number)
    tx.questions.set_locked(question.id, locked=locked)
    _note(tx, by, Act.LOCKED if locked else Act.UNLOCKED, question, "")
    return _changed(tx, question)


def duplicate(tx: Tx, by: Caller, question: Question, of: Question | None) -> Question:
    """Closes a question and points to where the same is asked; without ``of`` it stands open for itself again."""
    must_stand(question)
    if question.is_take or (of is not None and of.is_take):
        raise Refused("duplicate-take")
    if of is None and question.duplicate_of is None:
        raise Refused("no-duplicate", number=question.number)
    if of is not None:
        must_stand(of)
        if of.community_id != question.community_id or of.id == question.id:
            raise Refused("duplicate-of-what")
        if of.duplicate_of is not None:
            raise Refused("duplicate-itself", number=of.number)
    tx.questions.set_duplicate(question.id, of.id if of else None)
    tx.questions.set_status(question.id, Status.CLOSED if of else Status.OPEN)
    _note(tx, by, Act.DUPLICATE if of else Act.DISTINCT, question, f"#{of.number}" if of else "")
    news.turned(tx, question, Turn.CLOSED if of else Turn.REOPENED)
    return _changed(tx, question)


def forget(tx: Tx, thing: Thing) -> bool:
    """Its author wants gone for good what moderators removed. False if they had not removed it."""
    kind = things.kind(thing)
    known = tx.removals.of(kind, thing.id) is not None
    tx.removals.drop(kind, thing.id)
    return known


def _refresh_case(tx: Tx, thing: Thing) -> None:
    """What moderators were shown of it says whether it stands."""
    case = tx.cases.of(things.kind(thing), thing.id)
    if case is not None:
        announcing.case(tx, case)


def _changed(tx: Tx, question: Question) -> Question:
    """The question as it is now; its cards, threads and receipt follow."""
    changed = tx.questions.get(question.id)
    assert changed is not None
    if changed.takes_opinions:
        announcing.thread_reopened(tx, changed)
        appointments.watch(tx, changed, tx.now)
    announcing.question_changed(tx, changed)
    announcing.receipt(tx, changed)
    return changed


def _note(tx: Tx, by: Caller, act: Act, thing: Thing, detail: str) -> None:
    tx.audit.add(things.community(tx, thing), by.name, act, things.kind(thing), thing.id, detail)
