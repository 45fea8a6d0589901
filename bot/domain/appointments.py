"""Appointments: what happens because time has passed, each with the moment it was made for.

A moment that follows from when somebody wrote is moved by chance within an hour, so that no row tells it better than
an id does. What comes too late (the bot was down) is worth nothing for some kinds, and is not done any more.
"""

from dataclasses import dataclass
from enum import StrEnum
from secrets import randbelow

HOUR = 60 * 60 * 1000
DAY = 24 * HOUR
WEEK = 7 * DAY
NUDGE_AFTER = DAY
HAPPENED_AFTER = WEEK
"""Milliseconds after a question is seen."""
NUDGE_HOLDS = DAY
"""Milliseconds by which a nudge may be late; later it would only be a nuisance."""
_MONDAY = 4 * DAY + 9 * HOUR
"""The first Monday since 1970, at 9:00 UTC: 1970 began on a Thursday."""


class Kind(StrEnum):
    """What is to happen. The values are stored and never change."""

    SILENCE = "silence"
    """A question is looked at: it is closed if nobody has written for long."""
    HAPPENED = "happened"
    """The asker is asked what became of it."""
    NUDGE = "nudge"
    """If nobody has answered, some who want that are told of the question."""
    WEEK = "week"
    """A community hears of its week, if it wants that."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One of them, about a question or a community. ``at`` is what it was made for, in milliseconds since 1970, UTC;
    ``failures`` how often it went wrong so far."""

    kind: Kind
    subject: int
    at: int
    failures: int = 0


def blurred(at: int) -> int:
    """That moment, or some other one in the hour after it."""
    return at + randbelow(HOUR)


def monday(now: int) -> int:
    """The last Monday, 9:00 UTC, that is not after ``now``."""
    return now - (now - _MONDAY) % WEEK


def is_quiet(posted_at: int, last_word: int, days: int, now: int) -> bool:
    """Whether nobody has written for so many days; never for 0 days."""
    return days > 0 and max(posted_at, last_word) + days * DAY <= now
