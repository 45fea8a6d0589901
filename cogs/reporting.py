"""Reporting: one tap tells the moderators, who decide once; nobody learns who reported."""

from bot.cards import Card, Say, Toast
from bot.cog import Answer, Call, Cog
from bot.domain.cases import Case, CaseId, Verdict
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.domain.questions import Question
from bot.services import announcing, cases, naming, reading, sanctions, things
from bot.services.things import Thing
from bot.views import cases as views
from bot.views import questions

cog = Cog("reporting")

SHOWN = 5
"""Cases on one card of `/reports`."""


@cog.pressed("report")
def report_by_button(call: Call, what: str, subject: int) -> Answer:
    """ "Report" under a card or a notice."""
    thing = things.find(call.tx, what, subject)
    if thing is None:
        raise Refused("nothing-there")
    return Toast(_reported(call, thing, in_public=False))  # nobody sees who presses


@cog.command("report", public=True)
def report(call: Call, words: str) -> Answer:
    """``/report`` in reply to a message, or ``/report 12``."""
    thing = _answered(call)
    if thing is None:
        if not words.strip():
            raise Refused("report-what")
        found = reading.numbered(call.tx, call.caller, words, call.near())
        if len(found) > 1:
            return questions.which(call.words, found, "report-question")
        thing = found[0][1]
    return Card((Say(_reported(call, thing, in_public=call.where.place is not None)),), aloud_if_needed=True)


@cog.pressed("report-question")
def report_question(call: Call, question: int) -> Answer:
    """One of several questions with the same number."""
    return report_by_button(call, "question", question)


def _answered(call: Call) -> Thing | None:
    """What the message is that was answered or chosen: in a public place, or in the caller's private chat."""
    answers, address = call.where.answers, call.where.place or call.where.near
    if answers is None:
        return None
    place = call.tx.communities.place_at(call.where.platform, address) if address is not None else None
    chats = [place.id] if place else [person for face in Face if (person := call.caller.found(face)) is not None]
    receipt = next((found for chat in chats if (found := call.tx.receipts.at(chat, answers))), None)
    thing = things.of_receipt(call.tx, receipt) if receipt is not None else None
    if thing is None:
        raise Refused("report-what")
    return thing


def _reported(call: Call, thing: Thing, *, in_public: bool) -> str:
    new = cases.report(call.tx, call.caller, thing, in_public=in_public)
    return call.words("reported" if new else "reported-before")


# ---- for moderators


@cog.command("reports", moderators=True)
def reports(call: Call, words: str) -> Answer:
    """What waits, in the community that is meant."""
    mine = [each.id for each in naming.moderated(call.tx, call.caller, call.where)]
    waiting = [told for each in mine for case in call.tx.cases.waiting(each, 0, SHOWN) if (told := _told(call, case))]
    return views.waiting(call.words, call.tx.communities.get(mine[0]), waiting[:SHOWN])


@cog.pressed("case")
def show(call: Call, case: int) -> Answer:
    """One case."""
    return _card(call, _mine(call, case))


@cog.pressed("approve")
def approve(call: Call, case: int, read: str = "") -> Answer:
    """It stays. ``read`` is the gist of what the card showed: what was edited since is shown first, and not decided."""
    found = _mine(call, case)
    thing = things.about(call.tx, found)
    if found.verdict is None and read and thing is not None and things.gist(thing) != read:
        announcing.case(call.tx, found)
        return Toast(call.words("case-edited")) if call.where.place is not None else _card(call, found)
    return _decided(call, case, Verdict.APPROVED)


@cog.pressed("reject")
def reject(call: Call, case: int) -> Answer:
    """It goes."""
    return _decided(call, case, Verdict.REJECTED)


def _decided(call: Call, case: int, verdict: Verdict) -> Answer:
    found = cases.decide(call.tx, call.caller.name, _mine(call, case).id, verdict)
    if call.where.place is not None:
        by = call.caller.name
        return Toast(call.words(f"held-{verdict}", by=by) if found.held else call.words(f"case-{verdict}", by=by))
    return _card(call, found)


def _mine(call: Call, case: int) -> Case:
    found = call.tx.cases.get(CaseId(case))
    if found is None:
        raise Refused("nothing-there")
    call.must_moderate(found.community_id)
    return found


def _card(call: Call, case: Case) -> Card:
    told = _told(call, case)
    if told is None:
        raise Refused("nothing-there")
    step = sanctions.next_step(call.tx, call.traces_of, told[2])
    image = things.picture(call.tx, told[-1])
    return views.card(call.words, call.tx.communities.get(case.community_id), *told, step, image)


def _told(call: Call, case: Case) -> tuple[Case, Question, Thing] | None:
    thing = things.find(call.tx, case.what, case.subject)
    return None if thing is None else (case, things.question(call.tx, thing), thing)
