"""Meters: what the bot counts of its own work, told so that nobody learns of a single thing that happened.

Whoever reads a count every second sees moments: one private gesture more, and right after it a question. So what
happens is put together, and told only when there is enough of it: ten things at least, and by chance up to twice as
many more, so that somebody who does nine of them does not learn of the tenth. Nor is all of it told then: what made
the ten so many more, whichever of them, waits for the next portion. So somebody who does most of what is done can't
subtract it and see in which minutes there was one thing besides. The platforms are counted apart, and each has to have
enough by itself.

Of what goes to people nothing is counted: whether a notice arrived says whether its reader has blocked the bot.
"""

import random
import time
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from bot.ports.platform import OutcomeUnknown, PlatformError, Refusal

ENOUGH = 10
MORE = 20
"""How many things are told together: at least so many. By chance fewer than so many more are kept for the next time."""
STEPS = (0.005, 0.025, 0.1, 0.5, 2.5, 10.0)
"""Seconds: the bounds of the steps in which times are counted; what took longer is in a last one."""

K = TypeVar("K", bound=Hashable)
_chance = random.SystemRandom()


class Outcome(StrEnum):
    """How something ended: what somebody did, or what was to be carried to a place."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    LATER = "later"
    UNSURE = "unsure"


HANDLED = (Outcome.DONE, Outcome.REFUSED, Outcome.FAILED)
CARRIED = tuple(Outcome)


class Folded(Generic[K]):
    """A count by key whose growth shows only in portions. What is kept for the next one shows nowhere."""

    def __init__(self) -> None:
        self._total: Counter[K] = Counter()
        self._left: Counter[K] = Counter()
        self._kept = _some()

    def add(self, key: K, times: int = 1) -> None:
        """This happened."""
        self._left[key] += times

    def tell(self) -> Mapping[K, int]:
        """The counts as they may be known: fewer than `MORE` behind what happened, if there was enough to tell."""
        if self._left.total() >= ENOUGH + self._kept:
            keys, counts = list(self._left), list(self._left.values())
            kept = Counter(_chance.sample(keys, self._kept, counts=counts))
            self._total += self._left - kept
            self._left, self._kept = kept, _some()
        return self._total


def _some() -> int:
    """How many things are to be kept back when the next portion is told."""
    return _chance.randrange(MORE)


@dataclass
class Ending:
    """How what is going on ends; whoever does it may say so."""

    outcome: Outcome = Outcome.DONE


@dataclass(frozen=True)
class Told:
    """What may be known: events by platform and outcome, their times by step, carried cards, units of the store."""

    events: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    times: Counter[int] = field(default_factory=Counter)
    deliveries: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    units: int = 0


class Meters:
    """Counts from the start of the process on. Belongs to the event loop."""

    def __init__(self) -> None:
        self._events: dict[str, Folded[tuple[Outcome, int]]] = {}
        self._deliveries: dict[str, Folded[Outcome]] = {}
        self._units: Folded[None] = Folded()
        self._units_seen = 0

    @contextmanager
    def handling(self, platform: str) -> Iterator[Ending]:
        """Counts something that somebody did, and how long it takes. An error is a failure."""
        began, ending = time.monotonic(), Ending()
        try:
            yield ending
        except BaseException:
            ending.outcome = Outcome.FAILED
            raise
        finally:
            key = (ending.outcome, _step(time.monotonic() - began))
            self._events.setdefault(platform, Folded()).add(key)

    @contextmanager
    def carrying(self, platform: str) -> Iterator[None]:
        """Counts a try to bring something to a place, by how it ends."""
        outcome = Outcome.DONE
        try:
            yield
        except BaseException as error:
            outcome = _of(error)
            raise
        finally:
            self._deliveries.setdefault(platform, Folded()).add(outcome)

    def tell(self, units: int) -> Told:
        """All counts as they may be known now. ``units``: how many units the store has written since the start."""
        self._units.add(None, units - self._units_seen)
        self._units_seen = units
        told = Told(units=self._units.tell().get(None, 0))
        for platform, events in self._events.items():
            for (outcome, step), count in events.tell().items():
                told.events[platform, outcome] += count
                told.times[step] += count
        for platform, deliveries in self._deliveries.items():
            for outcome, count in deliveries.tell().items():
                told.deliveries[platform, outcome] += count
        return told


def _step(seconds: float) -> int:
    """The number of the step that a time falls in."""
    return next((number for number, bound in enumerate(STEPS) if seconds <= bound), len(STEPS))


def _of(error: BaseException) -> Outcome:
    if isinstance(error, OutcomeUnknown):
        return Outcome.UNSURE
    if isinstance(error, Refusal):
        return Outcome.REFUSED
    return Outcome.LATER if isinstance(error, PlatformError) else Outcome.FAILED
