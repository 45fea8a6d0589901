"""Notifications: how somebody wants to be told of what happens, each of their faces apart.

What was brought to a face and what was put aside for it can be seen in the store. If one wish held for all faces of
somebody, whoever steals the store could tell by its effect that they belong together: that the one who asks, and has
muted #12, is "Girl 2", who has muted it too.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.questions import QuestionId

HOUR = 60 * 60 * 1000
DAY = 24 * HOUR
EVENING = 17 * HOUR
"""The hour of the day, UTC, after which daily digests go: evening in Europe, noon in the east of America."""
SPREAD = HOUR // 6
"""Milliseconds after the full hour within which a digest goes, at random: those of one person's faces come apart."""
MUTED_MAX = 100
"""Questions that one face can mute."""


class Mode(StrEnum):
    """How often a face is told."""

    EACH = "each"
    HOURLY = "hourly"
    DAILY = "daily"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a face wants. What it is not told waits in the inbox all the same."""

    mode: Mode = Mode.EACH
    muted: tuple[QuestionId, ...] = ()

    def muting(self, question: QuestionId) -> "Wishes":
        """The same with one more question muted. Refuses more than a hundred."""
        if question in self.muted:
            return self
        if len(self.muted) >= MUTED_MAX:
            raise Refused("muted-many", max=MUTED_MAX)
        return Wishes(self.mode, (*self.muted, question))

    def unmuting(self, question: QuestionId) -> "Wishes":
        """The same without it."""
        return Wishes(self.mode, tuple(each for each in self.muted if each != question))

    def about(self, question: QuestionId | None) -> Mode:
        """How they want to be told of something that belongs to this question."""
        return Mode.SILENT if question is not None and question in self.muted else self.mode


def next_digest(mode: Mode, now: int, chance: float) -> int:
    """When the next digest goes, in milliseconds since 1970; ``chance`` from 0 to 1 spreads them."""
    start, length = (EVENING, DAY) if mode is Mode.DAILY else (0, HOUR)
    return ((now - start) // length + 1) * length + start + int(chance * SPREAD)
