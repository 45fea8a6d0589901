"""Reviewing: the queue of what waits, and a moderator's yes or no, by a button or by the question's number."""

from dataclasses import dataclass

from bot.cards import Button, Card, Say, columns
from bot.cog import Answer, Begin, Call, Cog, Form, paragraph
from bot.domain.cases import Case, CaseId, Verdict
from bot.domain.errors import Refused
from bot.domain.sanctions import REASON_MAX, clean_reason
from bot.services import cases, naming, sanctions, things
from bot.services.naming import Meant
from bot.views import cases as views

cog = Cog("reviewing")

SHOWN = 5
"""Cases on one card of `/queue`."""


@dataclass(frozen=True)
class Reject(Form):
    """Why something is not published; its subject is the case. Its author reads it."""

    reason: str = paragraph(clean_reason, REASON_MAX, optional=True)


@cog.command("queue", moderators=True)
def queue(call: Call, words: str) -> Answer:
    """What waits, in all communities that are meant: a crisis first, then what is held, then what was reported."""
    mine = naming.moderated(call.tx, call.caller, call.where)
    found = [case for each in mine for case in call.tx.cases.queue(each.id, SHOWN)]
    first = sorted(found, key=lambda case: (not case.urgent, not case.held, case.id))[:SHOWN]
    told = [(case, things.question(call.tx, thing), thing) for case in first if (thing := things.about(call.tx, case))]
    return views.waiting(call.words, mine[0], told)


@cog.pressed("queue")
def go_on(call: Call) -> Answer:
    """What waits now."""
    return queue(call, "")


@cog.command("approve", public=True, moderators=True)
def approve(call: Call, words: str) -> Answer:
    """``/approve 12``: what waits is published."""
    return _by_number(call, Verdict.APPROVED, words)


@cog.command("reject", public=True, moderators=True)
def reject(call: Call, words: str) -> Answer:
    """``/reject 12 reason``: it is not, and its author reads the reason."""
    return _by_number(call, Verdict.REJECTED, words)


@cog.pressed("reject-why", link=True)
def ask_why(call: Call, case: int) -> Answer:
    """ "Reject…": asks for the reason."""
    found = _mine(call, case)
    if found.verdict is not None:
        raise Refused("case-decided", verdict=found.verdict.value, by=found.by or "")
    return Begin(Reject, subject=found.id)


@cog.submitted(Reject)
def rejected(call: Call, filled: Reject) -> Answer:
    """The reason is there."""
    form = call.tx.forms.get(call.form) if call.form is not None else None
    if form is None:
        raise Refused("form-gone")
    return _decided(call, _mine(call, form.subject or 0), Verdict.REJECTED, filled.reason)


def _by_number(call: Call, verdict: Verdict, words: str) -> Answer:
    meant = [each for each in naming.thing(call.tx, call.caller, words, call.where, call.words) if _case(call, each)]
    if not meant:
        raise Refused("nothing-waits")
    if len(meant) > 1:
        buttons = [
            Button(each.community.name[:40], "case", (case.id,)) for each in meant if (case := _case(call, each))
        ]
        return Card((Say(call.words("which-community", number=meant[0].question.number)),), columns(buttons, 1))
    case = _case(call, meant[0])
    assert case is not None
    return _decided(call, case, verdict, clean_reason(meant[0].rest))


def _case(call: Call, meant: Meant) -> Case | None:
    """The case that waits for this very thing."""
    case = call.tx.cases.of(things.kind(meant.thing), meant.thing.id)
    return case if case is not None and case.verdict is None else None


def _mine(call: Call, case: int) -> Case:
    found = call.tx.cases.get(CaseId(case))
    if found is None:
        raise Refused("nothing-there")
    call.must_moderate(found.community_id)
    return found


def _decided(call: Call, case: Case, verdict: Verdict, reason: str) -> Answer:
    """The case as it is now, with a way on to the next."""
    decided = cases.decide(call.tx, call.caller.name, case.id, verdict, reason)
    thing = things.about(call.tx, decided)
    if thing is None:
        raise Refused("nothing-there")
    step = sanctions.next_step(call.tx, call.traces_of, thing)
    community = call.tx.communities.get(case.community_id)
    shown = views.card(call.words, community, decided, things.question(call.tx, thing), thing, step)
    on = Button(call.words("button-queue"), "queue")
    return Card(shown.parts, (*shown.rows, (on,)), instead=True)
