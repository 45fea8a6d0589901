"""Closing: the asker closes a question, and opens it again, by command or with the buttons of the receipt."""

from collections.abc import Callable

from bot.cards import Card, Say, Toast
from bot.cog import Answer, Call, Cog
from bot.domain.people import Caller
from bot.domain.questions import Question, QuestionId, Status
from bot.ports.store import Tx
from bot.services import asking, closing, naming, reading, things
from bot.views import questions

cog = Cog("closing")


@cog.command("close")
def close(call: Call, words: str) -> Answer:
    """``/close 12``, or in reply to the receipt or to a notice of the question."""
    return _command(call, words, "close", closing.close)


@cog.command("reopen")
def reopen(call: Call, words: str) -> Answer:
    """``/reopen 12``, the same way."""
    return _command(call, words, "reopen", closing.reopen)


@cog.pressed("close")
def close_by_button(call: Call, question: int) -> Answer:
    """ "Close" on the receipt, which follows by itself."""
    return Toast(_said(call, closing.close(call.tx, call.caller, QuestionId(question))))


@cog.pressed("reopen")
def reopen_by_button(call: Call, question: int) -> Answer:
    """ "Reopen" there."""
    return Toast(_said(call, closing.reopen(call.tx, call.caller, QuestionId(question))))


@cog.suggests("close")
def open_ones(call: Call, typed: str) -> list[tuple[str, str]]:
    """The caller's own that are open."""
    return _mine(call, typed, Status.OPEN)


@cog.suggests("reopen")
def closed_ones(call: Call, typed: str) -> list[tuple[str, str]]:
    """The caller's own that are closed."""
    return _mine(call, typed, Status.CLOSED)


def _mine(call: Call, typed: str, status: Status) -> list[tuple[str, str]]:
    def fits(question: Question) -> bool:
        mine = call.caller.face_of(question.asker) is not None
        return mine and question.status is status and not question.is_take

    return questions.suggestions(call.words, reading.suggested(call.tx, call.caller, typed, call.near(), fits))


def _command(call: Call, words: str, name: str, do: Callable[[Tx, Caller, QuestionId], Question]) -> Answer:
    thing = naming.answered(call.tx, call.caller, call.where) if not words.strip() else None
    if thing is not None:
        return Card((Say(_said(call, do(call.tx, call.caller, things.question(call.tx, thing).id))),))
    found = asking.named(call.tx, call.caller, words, call.near())
    if len(found) > 1:
        return questions.which(call.words, found, name)
    return Card((Say(_said(call, do(call.tx, call.caller, found[0][1].id))),))


def _said(call: Call, question: Question) -> str:
    if question.status is Status.CLOSED:
        return call.words("closed", number=question.number)
    return call.words("reopened", number=question.number)
