"""Cases: somebody reports a thing, a moderator decides; each case is decided once, and all concerned hear of it."""

from bot.domain.cases import Case, CaseId, Verdict, must_wait
from bot.domain.errors import Refused
from bot.domain.opinions import Opinion
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, Status
from bot.domain.removals import Removal
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, news, permitting, reviewing, shelving, things
from bot.services.things import Thing

REPORTED = "reported"
"""The reason of a case that people opened."""


def report(tx: Tx, caller: Caller, thing: Thing, *, in_public: bool) -> bool:
    """Counts the caller's report; False if they reported it before. Who reported is known to the store alone.

    ``in_public`` says that others saw that they report. Then it is their open face that does: by the moment of the case
    whoever has seen it could tell whose hidden face it was.
    """
    question = things.question(tx, thing)
    if not things.stands(thing) or not question.public:
        raise Refused("nothing-there")
    permitting.must_be_free(tx, caller, question.community_id, in_public=in_public)
    case = tx.cases.open(question.community_id, things.kind(thing), thing.id, [REPORTED], held=False, urgent=False)
    before = {caller.found(face) for face in Face} & set(tx.cases.reporters(case.id))
    if before or not tx.cases.report(case.id, caller.open if in_public else caller.hidden):
        return False
    announcing.case(tx, case)
    return True


def decide(tx: Tx, by: str, case: CaseId, verdict: Verdict, reason: str = "") -> Case:
    """A moderator called ``by`` approves (it stays) or rejects (it goes). Refuses a case that was decided before."""
    found = must_wait(tx.cases.get(case))
    decided = tx.cases.decide(found.id, verdict, by, reason)
    tx.audit.add(found.community_id, by, verdict.value, found.what, found.subject, reason)
    thing = things.find(tx, found.what, found.subject)
    if thing is not None and things.held(thing):
        reviewing.end(tx, decided, thing)
    elif verdict is Verdict.REJECTED and thing is not None and things.stands(thing):
        remove(tx, thing, reason)
    announcing.case(tx, decided)
    for reporter in tx.cases.reporters(decided.id):
        tx.outbox.put(What.CASE, decided.id, reporter, Urgency.NOTICE)
    return decided


def withdraw(tx: Tx, thing: Thing) -> None:
    """Its author took back what waited for a moderator: nothing is to be decided any more."""
    case = tx.cases.of(things.kind(thing), thing.id)
    if case is not None and case.held and case.verdict is None:
        announcing.case(tx, tx.cases.decide(case.id, Verdict.WITHDRAWN, "", ""))


def remove(tx: Tx, thing: Thing, reason: str = "") -> None:
    """Takes a thing away wherever it stands, for moderators, who may put it back (`services.removing`).

    ``reason`` is told to its author. What is said under it stays in the store.
    """
    before = (Status.CLOSED if thing.status is Status.CLOSED else Status.OPEN) if isinstance(thing, Question) else None
    tx.removals.add(Removal(things.kind(thing), thing.id, before, reason))
    if isinstance(thing, Question):
        tx.questions.set_status(thing.id, Status.REMOVED)
        changed = tx.questions.get(thing.id)
        assert changed is not None
        shelving.index(tx, changed)
        announcing.question_removed(tx, changed)
    elif isinstance(thing, Opinion):
        tx.opinions.remove(thing.id)
        announcing.opinion_changed(tx, things.question(tx, thing), thing)
        announcing.question_changed(tx, things.question(tx, thing))
        announcing.removed_by_moderators(tx, things.question(tx, thing), thing)
    elif isinstance(thing, Update):
        tx.updates.remove(thing.id)
        news.update_changed(tx, things.question(tx, thing), thing)
        announcing.removed_by_moderators(tx, things.question(tx, thing), thing)
    elif isinstance(thing, Reply):
        tx.replies.remove(thing.id)
        announcing.reply_changed(tx, things.question(tx, thing), thing)
        announcing.removed_by_moderators(tx, things.question(tx, thing), thing)
