"""Categories: what somebody says they are, looked at and changed in private.

It is the hidden face's: it counts for what they write without their name. What they write openly counts as what they
say under a card, where others see them press the button; the two are never written down at one moment.
"""

from bot.cog import Answer, Call, Cog
from bot.domain.communities import Community
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.services import categories, reading
from bot.views import categories as views

cog = Cog("categories")


@cog.command("category")
def begin(call: Call, words: str) -> Answer:
    """``/category``: of the community that is near or the only one; else asks which."""
    near = call.near()
    among = [call.tx.communities.get(near)] if near is not None else reading.communities_of(call.tx, call.caller)
    if not among:
        raise Refused("community-unknown")
    return views.which(call.words, among) if len(among) > 1 else _mine(call, among[0])


@cog.pressed("my-category")
def show(call: Call, community: int) -> Answer:
    """The same for one community."""
    return _mine(call, _known(call, community))


@cog.pressed("category")
def choose(call: Call, community: int, key: str = "") -> Answer:
    """They choose, or rather not say."""
    found = _known(call, community)
    if categories.worn(call.tx, found, call.caller) is None:
        categories.choose(call.tx, call.caller, found, Face.HIDDEN, key)
    return _mine(call, found)


def _mine(call: Call, community: Community) -> Answer:
    worn = categories.worn(call.tx, community, call.caller)
    chosen = community.category(categories.chosen(call.tx, community, call.caller))
    return views.mine(call.words, community, worn or chosen, worn=worn is not None)


def _known(call: Call, community: int) -> Community:
    found = next((each for each in call.tx.communities.on(call.where.platform) if each.id == community), None)
    if found is None:
        raise Refused("button-old")
    return found
