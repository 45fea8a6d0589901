"""Objecting: whoever is sanctioned says once why that is wrong; moderators read it without learning who it is."""

from dataclasses import dataclass

from bot.cards import Card, Say
from bot.cog import Answer, Begin, Call, Cog, Form, Pass, kept, paragraph
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.domain.sanctions import REASON_MAX, SanctionId, clean_remark
from bot.ports.records import What
from bot.services import sanctions

cog = Cog("objecting")


@dataclass(frozen=True)
class Objection(Form):
    """What somebody says against a sanction. Which one is kept sealed in the form, apart from whose form it is."""

    sanction: str = kept()
    text: str = paragraph(clean_remark, REASON_MAX)


@cog.pressed("object")
def begin_objection(call: Call, sanction: int) -> Answer:
    """ "Object" under what somebody was told."""
    found = sanctions.own(call.tx, call.caller, SanctionId(sanction))
    return Begin(Objection, preset={"sanction": str(found.id)})


@cog.submitted(Objection)
def objected(call: Call, filled: Objection) -> Answer:
    """The moderators are shown it."""
    sanctions.object_to(call.tx, call.caller, SanctionId(int(filled.sanction)), filled.text)
    return Card((Say(call.words("objected")),), instead=True)


@cog.said
def objects_natively(call: Call, text: str | None) -> Answer:
    """A native reply to what somebody was told is an objection."""
    answers = call.where.answers
    if call.where.place is not None or answers is None:
        return Pass()
    people = [person for face in Face if (person := call.caller.found(face)) is not None]
    told = next((found for each in people if (found := call.tx.receipts.at(each, answers))), None)
    if told is None or told.what is not What.SANCTION:
        return Pass()
    if text is None:
        raise Refused("text-only")
    sanctions.object_to(call.tx, call.caller, SanctionId(told.subject), clean_remark(text))
    return Card((Say(call.words("objected")),))
