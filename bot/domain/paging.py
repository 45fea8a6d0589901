"""Paging: where in a list somebody is, small enough to be carried by a button.

A page begins at a **spot**: how the list is sorted, and the thing that it comes right after (or before). No page is
ever counted off from the beginning, so the 2,500th costs as much as the first, and what is added meanwhile moves
nobody's place.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SPOT = re.compile(r"([nvt])(?:s|([ou])([0-9a-z]{1,13})(?:-([0-9a-z]{1,13}))?)?", re.ASCII)


class Sort(StrEnum):
    """How a list is sorted."""

    NEWEST = "n"
    VOTED = "v"
    """Most votes first."""
    THREAD = "t"
    """A thread: the first that was said comes first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page begins: after the thing with the id ``at`` and so many ``votes``, or, going ``up``, before it.

    ``at`` 0 is the beginning of the list.
    """

    sort: Sort = Sort.NEWEST
    at: int = 0
    votes: int = 0
    up: bool = False

    @classmethod
    def read(cls, text: str) -> "Spot":
        """What a button brought back ("ns" is "n"); the beginning of the list for what makes no sense."""
        found = _SPOT.fullmatch(text)
        if found is None:
            return cls()
        at, votes = (int(each, 36) if each else 0 for each in (found[3], found[4]))
        return cls(Sort(found[1]), at, votes, found[2] == "u") if max(at, votes) < 2**63 else cls(Sort(found[1]))

    def __str__(self) -> str:
        """At most 29 characters, mostly 14: a letter, "o" (on) or "u" (up), the id, and votes where they count."""
        if not self.at:
            return self.sort.value
        votes = f"-{_short(self.votes)}" if self.votes else ""
        return f"{self.sort.value}{'u' if self.up else 'o'}{_short(self.at)}{votes}"


def _short(number: int) -> str:
    """A number in base 36."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
