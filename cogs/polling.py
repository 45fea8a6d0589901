"""Polling: a vote in a question's poll, on its card or in private, and the results as they stand."""

from bot.cards import Toast
from bot.cog import Answer, Call, Cog
from bot.domain.questions import QuestionId
from bot.services import polling, proving, rules
from bot.views import polls

cog = Cog("polling")

AGAIN = "p"
"""What a button of the private page carries: there the page shows the vote, and no pop-up is needed."""


@cog.pressed("ballot")
def ballot(call: Call, question: int, choice: int, on: str = "") -> Answer:
    """One option, on the card or on the private page; the one that is chosen already is taken back."""
    asked = call.tx.questions.get(QuestionId(question))
    if asked is not None:
        proving.prove(call.tx, asked, call.where, call.where.message)
    found, poll, mine = polling.vote(call.tx, call.caller, QuestionId(question), choice)
    if on == AGAIN:
        return booth(call, found.id)
    return Toast(polls.voted(call.words, poll, choice, taken_back=mine is None))


@cog.pressed("booth", reads=True, link=True)
def booth(call: Call, question: int) -> Answer:
    """The poll on a page of its own, to vote unseen."""
    found, poll, mine = polling.shown(call.tx, call.caller, QuestionId(question))
    community = call.tx.communities.get(found.community_id)
    enough = rules.of(call.tx, found.community_id).lone_voice
    return polls.booth(call.words, community, found, poll, enough, mine, AGAIN)


@cog.pressed("poll", reads=True, link=True)
def results(call: Call, question: int) -> Answer:
    """The results, drawn and in words."""
    found, poll, _ = polling.shown(call.tx, call.caller, QuestionId(question))
    community = call.tx.communities.get(found.community_id)
    return polls.results(call.words, community, found, poll, rules.of(call.tx, found.community_id).lone_voice)
