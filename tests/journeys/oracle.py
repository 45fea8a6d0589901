"""The privacy oracle: searches everything that a thief, a reader of logs or another member could get at.

Every person on the stage carries canaries: an account number, a username, a name. After a story
no account number and no username may stand in any file of the store or in any log line, raw or encoded, and no name
either: a shown name is sealed.
"""

import base64
import logging
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.telegram import Person


class _Lines(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in ("bot", "cogs", "storage"):
            self._lines.append(f"{record.getMessage()} {record.exc_info}")


@dataclass
class Oracle:
    """Knows the canaries and where to look for them."""

    folder: Path
    canaries: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def watch(self, person: Person) -> None:
        """Plants nothing; remembers what must not be found."""
        self.canaries[str(person.id)] = "an account number"
        if person.user.username:
            self.canaries[person.user.username] = "a username"

    def plant(self, text: str, kind: str) -> None:
        """Something else that must not be found."""
        self.canaries[text] = kind

    def logs(self) -> logging.Handler:
        """A handler that remembers every line of ours."""
        return _Lines(self.lines)

    def check(self) -> None:
        """Fails naming the kind of canary and the place, never the canary."""
        assert self.canaries
        found = [
            f"{kind} in {where}"
            for where, data in self._haystacks()
            for canary, kind in self.canaries.items()
            for form in _forms(canary)
            if form in data
        ]
        assert not found, found

    def _haystacks(self) -> list[tuple[str, bytes]]:
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        assert files, "there is no database to search"
        return [(file.name, file.read_bytes()) for file in files] + [("the log", "\n".join(self.lines).encode())]


def _forms(canary: str) -> set[bytes]:
    """The ways it could be written down: as it is, in hex, in base64 at each alignment, as a packed integer."""
    raw = canary.encode()
    forms = {raw, raw.hex().encode()}
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw)
        forms.add(encoded[4 * bool(shift) : -4] if len(encoded) > 12 else encoded)
    if canary.isdigit() and int(canary) > 2**32:
        forms.add(int(canary).to_bytes(8, "big"))
    return {form for form in forms if len(form) >= 6}
