"""A poll on a page: what can be chosen, and how much of each group chose it, in figures and as bars.

What of the votes may be told is decided where it is for cards (`bot.domain.polls.by_category`), so that the web never
tells more than the chat does. Of a group there are percentages only: a count would tell how few it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive.hues import hue
from bot.domain.communities import Community
from bot.domain.polls import Poll, by_category, percent
from bot.services.archive import public
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a group chose an option: "Guys", 70. ``group`` is its category's key, None for all others."""

    group: str | None
    plural: str
    hue: str
    percent: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, how many chose it, how many percent of all that is, and what groups think of it, if it is told."""

    text: str
    count: int
    percent: int
    shares: Sequence[Share]


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll with its options, and how many voted."""

    total: int
    choices: Sequence[Choice]


def polled(words: Words, community: Community, poll: Poll, enough: int) -> Polled:
    """A poll as everybody may see it; ``enough`` as for `bot.domain.polls.by_category`."""
    told = by_category(community, poll, enough)
    choices = [
        Choice(
            public(option),
            count,
            percent(count, poll.total),
            [_share(words, community, key, counts, place) for key, counts in told],
        )
        for place, (option, count) in enumerate(zip(poll.options, poll.counts, strict=True))
    ]
    return Polled(poll.total, choices)


def _share(words: Words, community: Community, key: str | None, counts: Sequence[int], place: int) -> Share:
    category = community.category(key)
    plural = category.plural if category is not None else words("poll-others")
    return Share(key, plural, hue(community, key), percent(counts[place], sum(counts)))
