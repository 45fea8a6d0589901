"""Reading: "Show all", page by page, private to whoever asked for it; and which questions there are to read."""

from bot.cog import Answer, Call, Cog
from bot.domain.opinions import OpinionId
from bot.domain.paging import Spot
from bot.domain.questions import QuestionId, must_stand
from bot.services import reading
from bot.views import opinions, questions

cog = Cog("reading")


@cog.pressed("page", reads=True, link=True)
def page(call: Call, question: int, tab: str = "", spot: str = "") -> Answer:
    """A page of a question: one tab per category, newest opinions first or the most voted ones."""
    shown = reading.page(call.tx, QuestionId(question), tab or None, Spot.read(spot), call.caller)
    return opinions.page(call.words, shown)


@cog.pressed("details", reads=True)
def details(call: Call, question: int) -> Answer:
    """What is asked, in full."""
    return opinions.details(call.words, must_stand(call.tx.questions.get(QuestionId(question))))


@cog.pressed("thread", reads=True)
def thread(call: Call, opinion: int, spot: str = "t") -> Answer:
    """One opinion in full with its thread."""
    return opinions.whole(call.words, reading.whole(call.tx, OpinionId(opinion), Spot.read(spot), call.caller))


@cog.command("question")
def by_number(call: Call, words: str) -> Answer:
    """``/question 12``: the same page by its number."""
    found = reading.numbered(call.tx, call.caller, words, call.near())
    if len(found) > 1:
        return questions.which(call.words, found, "page")
    return page(call, found[0][1].id)


@cog.suggests("question")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """Questions to choose from while the number is typed."""
    return questions.suggestions(call.words, reading.suggested(call.tx, call.caller, typed, call.near()))
