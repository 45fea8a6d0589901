"""How a community's numbers look: a chart, and the same in words."""

from datetime import UTC, datetime
from hashlib import sha256

from bot import charts
from bot.cards import Card, Part, Picture, Say, Small, Strong, Title
from bot.domain.communities import Community
from bot.domain.opinions import grouped
from bot.domain.stats import WEEKS, Stats
from bot.words import Words

MINUTE = 60_000
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE


def card(words: Words, community: Community, stats: Stats) -> Card:
    """The last eight weeks. Whoever can't see the chart reads the same below it."""
    asked, said = sum(each.questions for each in stats.weeks), sum(each.opinions for each in stats.weeks)
    parts: list[Part] = [Title(words("stats-title", community=community.name, weeks=WEEKS))]
    if asked or said:
        drawn = charts.bars([(each.questions, each.opinions) for each in stats.weeks])
        name = f"stats-{sha256(drawn).hexdigest()[:16]}.png"
        parts += [Picture(name, words("stats-chart", weeks=WEEKS), drawn), Small(words("stats-legend"))]
    parts.append(Strong(words("stats-totals", questions=asked, opinions=said)))
    parts.append(Say(_waited(words, stats.waited, stats.unanswered)))
    if stats.shares:
        parts.append(Say(words("stats-shares", shares=_shares(words, community, stats))))
    parts.append(Small("\n".join(_weeks(words, stats))))
    return Card(tuple(parts))


def _weeks(words: Words, stats: Stats) -> list[str]:
    return [
        words(
            "stats-week",
            week=number,
            at=datetime.fromtimestamp(each.begins / 1000, UTC),
            questions=each.questions,
            opinions=each.opinions,
        )
        for number, each in enumerate(stats.weeks, 1)
    ]


def _waited(words: Words, waited: int | None, unanswered: int) -> str:
    """How long until the first opinion, and how many wait for one."""
    if waited is None:
        return words("stats-no-opinions", count=unanswered)
    if waited < HOUR:
        time = words("stats-minutes", count=max(1, round(waited / MINUTE)))
    elif waited < 2 * DAY:
        time = words("stats-hours", count=round(waited / HOUR))
    else:
        time = words("stats-days", count=round(waited / DAY))
    return words("stats-waited", time=time, count=unanswered)


def _shares(words: Words, community: Community, stats: Stats) -> str:
    """ "Guys 40 % (12) · Girls 60 % (18)", others only where there are some."""
    groups, rest = grouped(community, stats.shares)
    everyone = sum(stats.shares.values())
    told = [*groups, *([(words("stats-others"), rest)] if rest else [])]
    return " · ".join(
        words("stats-share", plural=plural, percent=round(100 * count / everyone), count=count)
        for plural, count in told
    )
