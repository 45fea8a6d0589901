"""Valuing: the asker thanks for an opinion, and chooses the most helpful one of each category."""

from bot.cards import Toast
from bot.cog import Answer, Call, Cog
from bot.domain.opinions import OpinionId
from bot.services import reading, valuing
from bot.views import names, opinions

cog = Cog("valuing")


@cog.pressed("thank")
def thank(call: Call, opinion: int, spot: str = "") -> Answer:
    """ "Thank"; once more takes it back."""
    found = valuing.thank(call.tx, call.caller, OpinionId(opinion))
    if (shown := reading.again(call.tx, found, spot, call.caller)) is not None:
        return opinions.shown(call.words, shown)
    return Toast(call.words("thanked" if found.thanked else "thanks-taken-back"))


@cog.pressed("helpful")
def choose(call: Call, opinion: int, spot: str = "") -> Answer:
    """ "Most helpful"; once more takes it back, and another one of the same category takes its place."""
    found = valuing.choose(call.tx, call.caller, OpinionId(opinion))
    if (shown := reading.again(call.tx, found, spot, call.caller)) is not None:
        return opinions.shown(call.words, shown)
    question = call.tx.questions.get(found.question_id)
    assert question is not None
    who = names.author(call.words, call.tx.communities.get(question.community_id), found.by)
    return Toast(call.words("chosen-helpful" if found.helpful else "helpful-taken-back", name=who))
