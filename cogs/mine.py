"""Mine: somebody looks at what they asked and answered, and where each of it got to."""

from dataclasses import replace

from bot.cog import Answer, Call, Cog
from bot.domain.errors import Refused
from bot.domain.questions import QuestionId
from bot.services import mine
from bot.views import mine as views

cog = Cog("mine")


@cog.command("mine")
def begin(call: Call, words: str) -> Answer:
    """``/mine``: the newest of it."""
    return turn(call)


@cog.pressed("mine", reads=True)
def turn(call: Call, before: int = 0) -> Answer:
    """Another page."""
    owns, older = mine.page(call.tx, call.caller, before or None)
    return views.page(call.words, owns, first=not before, older=older)


@cog.pressed("receipt", reads=True)
def receipt(call: Call, question: int) -> Answer:
    """A question's receipt, as its asker keeps it."""
    found = call.tx.questions.get(QuestionId(question))
    card = call.notice(mine.receipt(call.tx, call.caller, found)) if found is not None else None
    if card is None:
        raise Refused("question-gone")
    return replace(card, instead=False)
