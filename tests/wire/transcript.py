"""A transcript: all that somebody saw, in the order in which they saw it, to be held against that of another world.

Ids and codes are made by chance, so each is called by the order in which it was first seen. Of a screen only what
changed is written down.
"""

import re
from collections import Counter
from collections.abc import Iterable

BY_CHANCE = re.compile(r"\b[0-9a-f]{8}-\d+\b|(?<!\d)\d{6,}(?!\d)|\b[A-Z2-9]{12}\b")
OF_THE_DAY = re.compile(r"\b\d{1,2}:\d\d(:\d\d)?\b")


class Transcript:
    """What one observer saw in one world."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._names: dict[str, str] = {}
        self._screen: Counter[str] = Counter()

    def note(self, line: str) -> None:
        """Something that was seen."""
        self.lines.append(self.plain(line))

    def screen(self, lines: Iterable[str]) -> None:
        """All that is on the screens now: what is new and what is gone is written down."""
        now = Counter(map(self.plain, lines))
        self.lines += [f"  + {line}" for line in (now - self._screen).elements()]
        self.lines += [f"  - {line}" for line in (self._screen - now).elements()]
        self._screen = now

    def plain(self, text: str) -> str:
        """The text without what is made by chance."""
        return OF_THE_DAY.sub("<time>", BY_CHANCE.sub(lambda match: self.name(match[0]), text))

    def name(self, ident: str) -> str:
        """How something made by chance is called."""
        return self._names.setdefault(ident, f"<{len(self._names)}>")


def differences(one: Transcript, other: Transcript) -> list[tuple[str, str]]:
    """Where two worlds look different: none, or the promise is broken."""
    assert len(one.lines) > 20
    found = [(a, b) for a, b in zip(one.lines, other.lines, strict=False) if a != b][:3]
    return found or ([] if len(one.lines) == len(other.lines) else [("one world", "has more to see")])
