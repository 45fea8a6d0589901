"""Voting: 👍 on an opinion, by a button in private or under a message that carries it, or by a reaction."""

from bot.cards import Toast
from bot.cog import Answer, Call, Cog, Pass
from bot.domain.errors import Refused
from bot.domain.opinions import Opinion, OpinionId
from bot.events import Reacted
from bot.services import reading, things, voting
from bot.views import opinions

cog = Cog("voting")


@cog.pressed("vote")
def vote(call: Call, opinion: int, spot: str = "") -> Answer:
    """The caller's vote, given or taken back. ``spot`` is where the page begins that the button stands on."""
    found, up = voting.toggle(call.tx, call.caller, OpinionId(opinion))
    if (shown := reading.again(call.tx, found, spot, call.caller)) is not None:
        return opinions.shown(call.words, shown)
    return Toast(call.words("voted" if up else "vote-taken-back", count=found.votes))


@cog.on(Reacted)
def reacted(call: Call, reaction: Reacted) -> Answer:
    """A reaction to a message of an opinion, its author's own or one of ours. Whatever becomes of it, nothing is said:
    who is spoken to for a reaction in public is seen."""
    place = call.tx.communities.place_at(call.where.platform, call.where.place) if call.where.place else None
    receipt = call.tx.receipts.at(place.id, call.where.message) if place and call.where.message else None
    thing = things.of_receipt(call.tx, receipt) if receipt else None
    if not isinstance(thing, Opinion):
        return Pass()
    try:
        voting.react(call.tx, call.caller, thing.id, up=reaction.up)
    except Refused:
        return None
    return None
