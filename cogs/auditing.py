"""Auditing: what moderators did, and how the community is doing, for moderators alone."""

from bot.cards import Card
from bot.cog import Answer, Call, Cog
from bot.domain.communities import Community, CommunityId
from bot.services import auditing, naming, stats
from bot.views import audit as views
from bot.views import stats as charts

cog = Cog("auditing")


@cog.command("audit", moderators=True)
def begin(call: Call, words: str) -> Answer:
    """``/audit``: the newest actions, private to the moderator who asks."""
    mine = naming.moderated(call.tx, call.caller, call.where)
    return _page(call, mine[0].id, 0) if len(mine) == 1 else views.which(call.words, mine, "audit", 0)


@cog.pressed("audit")
def turn(call: Call, community: int, offset: int) -> Answer:
    """An older or a newer page."""
    return _page(call, _mine(call, community).id, max(0, offset))


def _page(call: Call, community: CommunityId, offset: int) -> Answer:
    return views.page(call.words, auditing.page(call.tx, community, offset))


@cog.command("stats", moderators=True)
def show(call: Call, words: str) -> Answer:
    """``/stats``: the last eight weeks."""
    mine = naming.moderated(call.tx, call.caller, call.where)
    return _chart(call, mine[0]) if len(mine) == 1 else views.which(call.words, mine, "stats")


@cog.pressed("stats")
def show_one(call: Call, community: int) -> Answer:
    """Those of one of several communities."""
    return _chart(call, _mine(call, community))


def _chart(call: Call, community: Community) -> Card:
    return charts.card(call.words, community, stats.of(call.tx, community))


def _mine(call: Call, community: int) -> Community:
    """A community that the caller moderates, by what a button says."""
    return naming.chosen(call.tx, call.caller, call.where, community)
