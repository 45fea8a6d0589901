"""Polls: what can be chosen, what was, and how much of that may be told.

What each category chose is told for those of whom enough have voted (`Rules.lone_voice`): one vote under "Girls" in a
group where everybody knows the one girl would be no secret. All other votes stand under "Others"; where these are too
few themselves, taking what is told from the totals would bare them, and then there are totals only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.communities import Community
from bot.domain.errors import Refused
from bot.domain.texts import is_seen

OPTIONS_MIN, OPTIONS_MAX = 2, 10
OPTION_MAX = 100
"""Characters of an option."""
POLL_TYPED_MAX = OPTIONS_MAX * (OPTION_MAX + 2)
"""Characters that can be typed where the options are asked for, one per line."""

Votes = Mapping[tuple[int, str | None], int]
"""Votes by option (its place, from 0) and category key; None for those who have none, or whom it would give away."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What can be chosen, in order, and the votes so far.

    ``enough`` is the most that the lone voice's rule asked for when anybody voted: who voted under it stays protected.
    """

    options: tuple[str, ...]
    votes: Votes = field(default_factory=dict)
    enough: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """Votes by option."""
        return tuple(
            sum(count for (choice, _), count in self.votes.items() if choice == place)
            for place, _ in enumerate(self.options)
        )

    @property
    def total(self) -> int:
        """All votes."""
        return sum(self.votes.values())


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote: what was chosen (its place, from 0), and for which category it counts (None: among the others)."""

    choice: int
    category: str | None


def clean_options(text: str) -> str:
    """The options, one per line, without blank lines and the white space around them.

    Refuses fewer than 2, more than 10, one of more than 100 characters, and two that read the same.
    """
    options = [line for each in text.splitlines() if is_seen(line := " ".join(each.split()))]
    if not OPTIONS_MIN <= len(options) <= OPTIONS_MAX:
        raise Refused("poll-options", min=OPTIONS_MIN, max=OPTIONS_MAX, count=len(options))
    longest = max(map(len, options))
    if longest > OPTION_MAX:
        raise Refused("poll-option-long", max=OPTION_MAX, length=longest)
    if len({each.casefold() for each in options}) < len(options):
        raise Refused("poll-option-twice")
    return "\n".join(options)


def options(cleaned: str) -> tuple[str, ...]:
    """What `clean_options` returned, as a tuple; empty for no poll."""
    return tuple(cleaned.splitlines())


def percent(part: int, whole: int) -> int:
    """How many percent, rounded; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def by_category(community: Community, poll: Poll, enough: int) -> list[tuple[str | None, Sequence[int]]]:
    """Votes by option of each category that may be told, in the community's order, the others (None) last.

    ``enough`` is how many votes a category must have by the rule as it is now; if it once asked for more, so many.
    Empty where only totals may be told.
    """
    enough = max(enough, poll.enough)
    known = {category.key for category in community.categories}
    counts = {key: [0] * len(poll.options) for key in [*(each.key for each in community.categories), None]}
    for (choice, key), count in poll.votes.items():
        if choice < len(poll.options):
            counts[key if key in known else None][choice] += count
    told = {key: each for key, each in counts.items() if key is not None and sum(each) >= max(enough, 1)}
    rest = [sum(counts[key][place] for key in counts if key not in told) for place, _ in enumerate(poll.options)]
    if not told or 0 < sum(rest) < enough:
        return []
    return [*told.items(), *([(None, rest)] if sum(rest) else [])]
