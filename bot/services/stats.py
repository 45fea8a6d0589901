"""Stats: how a community did in the last eight weeks, in numbers of things."""

from collections import Counter

from bot.domain.communities import Community
from bot.domain.stats import WEEK, WEEKS, Stats, Week, median
from bot.ports.store import Tx

LOOKED_AT = 5_000
"""The newest questions of these weeks whose waiting is looked at."""


def of(tx: Tx, community: Community) -> Stats:
    """The last eight weeks, up to now."""
    since = tx.now - WEEKS * WEEK + 1
    asked = tx.stats.questions(community.id, since, WEEK)
    said: Counter[int] = Counter()
    shares: Counter[str | None] = Counter()
    for week, category, count in tx.stats.opinions(community.id, since, WEEK):
        said[week] += count
        shares[category] += count
    weeks = tuple(Week(since + week * WEEK, asked.get(week, 0), said[week]) for week in range(WEEKS))
    waits = tx.stats.waits(community.id, since, LOOKED_AT)
    known = [max(0, wait) for wait in waits if wait is not None]
    return Stats(weeks, shares, median(known), len(waits) - len(known))
