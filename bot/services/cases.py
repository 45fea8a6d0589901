"""Cases: somebody reports a thing, a moderator decides; each case is decided once, and all concerned hear of it."""

from bot.domain.cases import Case, CaseId, Verdict, must_wait
from bot.domain.errors import Refused
from bot.domain.opinions import Opinion
from bot.domain.people import Caller
from bot.domain.questions import Question, Status
from bot.domain.threads import Reply
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, things
from bot.services.things import Thing

REPORTED = "reported"
"""The reason of a case that people opened."""


def report(tx: Tx, caller: Caller, thing: Thing) -> bool:
    """Counts the caller's report; False if they reported it before. Who reported is known to the store alone."""
    question = things.question(tx, thing)
    if not things.stands(thing) or question.status is Status.REMOVED:
        raise Refused("nothing-there")
    case = tx.cases.open(question.community_id, things.kind(thing), thing.id, [REPORTED], held=False, urgent=False)
    new = tx.cases.report(case.id, caller.hidden)
    if new:
        announcing.case(tx, case)
    return new


def decide(tx: Tx, by: str, case: CaseId, verdict: Verdict, reason: str = "") -> Case:
    """A moderator called ``by`` approves (it stays) or rejects (it goes). Refuses a case that was decided before."""
    found = must_wait(tx.cases.get(case))
    decided = tx.cases.decide(found.id, verdict, by, reason)
    tx.audit.add(found.community_id, by, verdict.value, found.what, found.subject, reason)
    thing = things.find(tx, found.what, found.subject)
    if verdict is Verdict.REJECTED and thing is not None and things.stands(thing):
        remove(tx, thing)
    announcing.case(tx, decided)
    for reporter in tx.cases.reporters(decided.id):
        tx.outbox.put(What.CASE, decided.id, reporter, Urgency.NOTICE)
    return decided


def remove(tx: Tx, thing: Thing) -> None:
    """Takes a thing away wherever it stands. What is said under it stays in the store."""
    if isinstance(thing, Question):
        tx.questions.set_status(thing.id, Status.REMOVED)
        changed = tx.questions.get(thing.id)
        assert changed is not None
        announcing.question_removed(tx, changed)
    elif isinstance(thing, Opinion):
        tx.opinions.remove(thing.id)
        announcing.opinion_changed(tx, things.question(tx, thing), thing)
        announcing.question_changed(tx, things.question(tx, thing))
    elif isinstance(thing, Reply):
        tx.replies.remove(thing.id)
        announcing.reply_changed(tx, things.question(tx, thing), thing)
