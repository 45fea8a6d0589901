"""Waiting: questions that nobody has answered, to be looked through, or told to whoever wants that."""

from bot.cards import Toast
from bot.cog import Answer, Call, Cog
from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.ports.listing import Group
from bot.services import categories, nudging, reading, waiting
from bot.services.reading import NUMBER_DIGITS
from bot.views import nudging as nudges
from bot.views import waiting as views

cog = Cog("waiting")


@cog.command("unanswered")
def unanswered(call: Call, words: str) -> Answer:
    """``/unanswered``: open questions without an opinion, those for the caller's category first."""
    near = call.near()
    among = reading.communities_of(call.tx, call.caller) if near is None else [call.tx.communities.get(near)]
    if not among:
        raise Refused("no-community" if not call.tx.communities.on(call.where.platform) else "community-unknown")
    return _page(call, among[0].id, None) if len(among) == 1 else views.which(call.words, among)


@cog.pressed("unanswered", reads=True)
def turn(call: Call, community: int, group: str = "", number: int = 0) -> Answer:
    """One community's; and what comes behind the last question of a page."""
    if community not in {each.id for each in call.tx.communities.on(call.where.platform)}:
        raise Refused("button-old")
    if group and (group not in (*Group,) or len(str(number)) > NUMBER_DIGITS):
        raise Refused("button-old")
    return _page(call, CommunityId(community), (Group(group), number) if group else None)


@cog.pressed("nudges")
def switch(call: Call, wanted: str, community: int = 0) -> Answer:
    """Being told of such questions is turned on or off."""
    if wanted == nudges.ON:
        nudging.want(call.tx, call.caller, CommunityId(community) if community else call.near())
        return Toast(call.words("nudges-on"))
    if wanted == nudges.OFF:
        nudging.stop(call.tx, call.caller)
        return Toast(call.words("nudges-off"))
    raise Refused("button-old")


def _page(call: Call, community: CommunityId, after: tuple[Group, int] | None) -> Answer:
    shown = waiting.page(call.tx, call.caller, community, after)
    mine = shown.community.category(categories.chosen(call.tx, shown.community, call.caller))
    return views.page(call.words, shown, mine, wants_nudges=nudging.wanted(call.tx, call.caller))
