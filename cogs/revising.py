"""Revising: edited messages are followed, and authors take back what they wrote."""

from bot.cards import Card, Say
from bot.cog import Answer, Call, Cog, Pass
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.domain.questions import QuestionId
from bot.events import Delete, Edit
from bot.ports.records import TAKEN_AWAY, Receipt, What
from bot.services import asking, reading, revising
from bot.views import questions

cog = Cog("revising")


@cog.on(Edit)
def edited(call: Call, edit: Edit) -> Answer:
    """A message that somebody wrote now reads otherwise."""
    receipt = _found(call, call.where.message)
    if receipt is None or receipt.ours or edit.text is None:
        return Pass()
    revising.edit(call.tx, call.caller, receipt, edit.text, in_public=call.where.place is not None)
    return None


@cog.on(Delete)
def deleted(call: Call, event: Delete) -> Answer:
    """The platform says that a message is gone."""
    receipt = _found(call, call.where.message)
    if receipt is None or receipt.ours or receipt.part == TAKEN_AWAY:
        return Pass()
    revising.take_back(call.tx, call.caller, receipt, in_public=True, gone=True)
    return None


@cog.command("delete", public=True)
def delete(call: Call, words: str) -> Answer:
    """``/delete`` in reply to one's own opinion or reply; ``/delete 12``, or in reply to the receipt, for a question.

    A question is spoken of in private only, or everybody would see who asked it.
    """
    if words.strip():
        return _question(call, words)
    receipt = _found(call, call.where.answers)
    if receipt is not None and receipt.what is What.QUESTION and call.where.place is None:
        return questions.confirm_delete(call.words, asking.own(call.tx, call.caller, QuestionId(receipt.subject)))
    if receipt is None:
        raise Refused("delete-what")
    revising.take_back(call.tx, call.caller, receipt, in_public=call.where.place is not None)
    return Card((Say(call.words("taken-back")),), aloud=True)


@cog.suggests("delete")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """The caller's own questions, while the number is typed."""
    found = reading.suggested(
        *(call.tx, call.caller, typed, call.near()), lambda each: call.caller.face_of(each.asker) is not None
    )
    return questions.suggestions(call.words, found)


def _question(call: Call, words: str) -> Answer:
    """Asks once before a question is taken back."""
    if call.where.place is not None:
        raise Refused("in-private", command="delete")
    mine = asking.named(call.tx, call.caller, words, call.near())
    if len(mine) > 1:
        return questions.which(call.words, mine, "delete")
    return questions.confirm_delete(call.words, asking.own(call.tx, call.caller, mine[0][1].id))


def _found(call: Call, message: str | None) -> Receipt | None:
    """What a message is, in the place or in the caller's private chat."""
    if message is None:
        return None
    if call.where.place is None:
        faces = [person for face in Face if (person := call.caller.found(face)) is not None]
        return next((found for person in faces if (found := call.tx.receipts.at(person, message))), None)
    place = call.tx.communities.place_at(call.where.platform, call.where.place)
    return call.tx.receipts.at(place.id, message) if place else None
