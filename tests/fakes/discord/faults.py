"""Bad days, on order: refusals, 429s, failures and broken lines, for the next N requests that fit.

A `Fault` is programmed by a test and used up by matching requests; nothing here is random.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

MAX_TIMES = 1000
MAX_DELAY = 30.0


@dataclass
class Fault:
    """What the next `left` requests of a `method` to a `path` (with `*` in it) meet.

    With `after` the work is done first, and then goes wrong; with `later` it is done that many seconds after it went
    wrong, when nobody expects it any more. `drop` breaks the line instead of answering;
    `retry_after` (seconds) is a 429, for all requests where it is `everywhere`; `status` with `code` is a refusal.
    """

    method: str
    path: str
    left: int = 1
    status: int | None = None
    code: int = 0
    retry_after: float | None = None
    everywhere: bool = False
    drop: bool = False
    after: bool = False
    later: float | None = None
    delay: float = 0.0
    hits: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.left <= MAX_TIMES or not 0 <= max(self.delay, self.later or 0) <= MAX_DELAY:
            raise ValueError(f"a fault is bounded: 1-{MAX_TIMES} times, at most {MAX_DELAY:.0f} s")

    def fits(self, method: str, path: str) -> bool:
        return self.left > 0 and self.method in ("*", method) and fnmatchcase(path, self.path)


@dataclass
class Faults:
    """All programmed faults, oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, path: str) -> Fault | None:
        """The first fault that fits, one use of it spent."""
        fault = next((fault for fault in self.waiting if fault.fits(method, path)), None)
        if fault is not None:
            fault.left -= 1
            fault.hits += 1
        return fault
