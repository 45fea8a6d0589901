"""Numbers of a community over the last eight weeks, for its moderators. They count things, and never people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WEEK = 7 * 24 * 60 * 60 * 1000
"""Milliseconds."""
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Week:
    """One of the weeks: from ``begins`` (milliseconds since 1970, UTC), and what was written in it and stands."""

    begins: int
    questions: int
    opinions: int


@dataclass(frozen=True, slots=True)
class Stats:
    """``weeks``, oldest first; the last one ends now. ``shares`` counts opinions by category key, None for those who
    have none. ``waited`` is the median time to a question's first opinion, in milliseconds; None if none has one.
    ``unanswered`` is how many of the questions have none.
    """

    weeks: tuple[Week, ...]
    shares: Mapping[str | None, int]
    waited: int | None
    unanswered: int


def median(waits: Sequence[int]) -> int | None:
    """The middle one, or between the two middle ones; None of nothing."""
    if not waits:
        return None
    ordered, middle = sorted(waits), len(waits) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) // 2
