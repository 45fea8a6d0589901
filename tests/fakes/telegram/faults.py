"""Bad days, on order: refusals, floods, broken lines and delays, for the next N calls of a method in a chat.

A `Fault` is programmed by a test and used up by matching requests; nothing here is random. `FloodLimit` is the
platform's real pace (about 1 message a second in a private chat, 20 a minute in a group, 30 a second in all) for tests
that want it.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal

from tests.fakes.telegram.errors import ApiError, too_many
from tests.fakes.telegram.model import Json

MAX_TIMES = 1000
MAX_DELAY = 30.0
Drop = Literal["before", "after"]
_PACED = ("send", "copy", "forward", "editmessage")


@dataclass
class Fault:
    """What the next `left` calls meet: `drop` closes the connection before or after the work was done."""

    method: str = "*"
    chat_id: int | None = None
    left: int = 1
    status: int | None = None
    description: str | None = None
    retry_after: int | None = None
    drop: Drop | None = None
    delay: float = 0.0
    hits: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.left <= MAX_TIMES or not 0 <= self.delay <= MAX_DELAY:
            raise ValueError(f"a fault is bounded: 1-{MAX_TIMES} times, at most {MAX_DELAY:.0f} s")

    def fits(self, method: str, chat_id: int | None) -> bool:
        named = self.method == "*" or self.method.lower() == method.lower()
        return self.left > 0 and named and self.chat_id in (None, chat_id)

    def refusal(self) -> ApiError | None:
        """The error that this fault answers with, if it answers at all."""
        if self.retry_after is not None:
            return too_many(self.retry_after)
        if self.status is not None:
            return ApiError(self.status, self.description or f"injected {self.status}")
        return None


@dataclass
class Faults:
    """All programmed faults, oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The first fault that fits, one use of it spent."""
        fault = next((fault for fault in self.waiting if fault.fits(method, chat_id)), None)
        if fault is not None:
            fault.left -= 1
            fault.hits += 1
        return fault


@dataclass
class FloodLimit:
    """Sliding windows per chat and over all; refuses with the seconds until the window opens again."""

    private_per_second: int = 1
    group_per_minute: int = 20
    all_per_second: int = 30
    seen: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, method: str, params: Json) -> None:
        """Raises 429 if this call comes too early; otherwise counts it. Unpaced methods pass."""
        chat_id = params.get("chat_id")
        if not isinstance(chat_id, int) or not method.lower().startswith(_PACED):
            return
        own = (self.private_per_second, 1.0) if chat_id > 0 else (self.group_per_minute, 60.0)
        now = time.monotonic()
        wait = max(self._wait(chat_id, *own, now), self._wait(0, self.all_per_second, 1.0, now))
        if wait > 0:
            raise too_many(math.ceil(wait))
        self.seen[chat_id].append(now)
        self.seen[0].append(now)

    def _wait(self, key: int, most: int, window: float, now: float) -> float:
        times = self.seen[key]
        while times and times[0] <= now - window:
            times.popleft()
        return times[0] + window - now if len(times) >= most else 0.0
