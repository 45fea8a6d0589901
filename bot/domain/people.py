"""People, as far as the bot knows them.

Everybody whom the bot meets has two faces, and each face is a person of its own to the store:

* the **open** face has said something under its own name in a public thread;
* the **hidden** face asks, answers anonymously and receives private notices.

Nothing in the database ties the two together (their tokens are unrelated without the key), because a message in a
public thread leads to its author's account, and one row that tied that author to a question would unmask the asker
to whoever steals the file.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", int)


class Face(StrEnum):
    """Which side of somebody is meant: the one that shows its name, or the one that never does."""

    OPEN = "open"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Person:
    """One face of somebody, as stored. ``reachable`` is false once the platform refused private messages to them."""

    id: PersonId
    face: Face
    platform: str
    language: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever is doing something right now: both faces, and the name they show, which lives as long as the call."""

    open: PersonId
    hidden: PersonId
    platform: str
    language: str
    name: str = field(repr=False)
