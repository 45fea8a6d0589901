"""Searching: questions by their words, and what is like a question. What somebody looks for is kept nowhere."""

from dataclasses import replace

from bot.cards import Card
from bot.cog import Answer, Call, Cog
from bot.domain.communities import Community
from bot.domain.errors import Refused
from bot.domain.paging import Spot
from bot.domain.questions import Question, QuestionId, must_stand
from bot.domain.relevance import TermId
from bot.services import reading, searching
from bot.views import opinions, questions
from bot.views import searching as views

cog = Cog("searching")

SHOWN = 5
"""Questions on one page of what was found."""
LIKE_IT = 10
"""Questions that ``/related`` shows."""


@cog.command("search", reads=True)
def search(call: Call, words: str) -> Answer:
    """``/search jealous boyfriend``: the questions that have any of the words, what fits best first."""
    among = _among(call)
    if not searching.says_something(call.tx, among, words):
        raise Refused("search-empty")
    hits = searching.search(call.tx, among, words, 0, SHOWN + 1)
    carried = views.carried([term.id for term in searching.terms(call.tx, among, words)])
    return views.found(call.words, hits, 0, SHOWN, carried, turned=False)


@cog.pressed("found", reads=True)
def turn(call: Call, offset: int, terms: str) -> Answer:
    """Another page of it. The button carries the words, as numbers that mean something here alone."""
    wanted = [TermId(each) for each in terms.split(views.SEPARATOR) if searching.is_term(each)]
    hits = searching.again(call.tx, _among(call), wanted, max(0, offset), SHOWN + 1)
    return views.found(call.words, hits, max(0, offset), SHOWN, terms, turned=True)


@cog.pressed("open", reads=True)
def open_(call: Call, question: int) -> Answer:
    """A question's page, beside what it was opened from."""
    shown = opinions.page(call.words, reading.page(call.tx, QuestionId(question), None, Spot(), call.caller))
    return replace(shown, instead=False)


@cog.command("related", reads=True)
def by_number(call: Call, words: str) -> Answer:
    """``/related 12``: what is like #12."""
    found = reading.numbered(call.tx, call.caller, words, call.near())
    if len(found) > 1:
        return questions.which(call.words, found, "related")
    return _related(call, *found[0])


@cog.pressed("related", reads=True)
def related(call: Call, question: int) -> Answer:
    """The same by its id."""
    found = must_stand(call.tx.questions.get(QuestionId(question)))
    return _related(call, call.tx.communities.get(found.community_id), found)


@cog.suggests("related")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """Questions to choose from while the number is typed."""
    return questions.suggestions(call.words, reading.suggested(call.tx, call.caller, typed, call.near()))


def _related(call: Call, community: Community, question: Question) -> Card:
    near = searching.related(call.tx, question, searching.LOOSELY, LIKE_IT)
    return views.related(call.words, question, [searching.hit(call.tx, community, each) for each in near])


def _among(call: Call) -> list[Community]:
    near = call.near()
    return reading.communities_of(call.tx, call.caller) if near is None else [call.tx.communities.get(near)]
