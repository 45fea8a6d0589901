"""Reading: "Show all", page by page, private to whoever asked for it; and which questions there are to read."""

from bot.cog import Answer, Call, Cog
from bot.domain.opinions import OpinionId
from bot.domain.questions import QuestionId
from bot.services import reading
from bot.views import opinions, questions

cog = Cog("reading")


@cog.pressed("page", reads=True, link=True)
def page(call: Call, question: int, tab: str = "", offset: int = 0) -> Answer:
    """A page of a question: one tab per category, newest opinions first."""
    return opinions.page(call.words, reading.page(call.tx, QuestionId(question), tab or None, offset, call.caller))


@cog.pressed("thread", reads=True)
def thread(call: Call, opinion: int, offset: int = 0) -> Answer:
    """One opinion in full with its thread."""
    return opinions.whole(call.words, reading.whole(call.tx, OpinionId(opinion), offset))


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
