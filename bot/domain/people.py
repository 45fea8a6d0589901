"""People, as far as the bot knows them.

Everybody whom the bot meets has two faces, and each face is a person of its own to the store:

* the **open** face has said something under its own name in a public thread;
* the **hidden** face asks, answers anonymously and receives private notices.

Nothing in the database ties the two together (their tokens are unrelated without the key), because a message in a
public thread leads to its author's account, and one row that tied that author to a question would unmask the asker
to whoever steals the file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NewType

from bot.domain.communities import Badge, CommunityId

PersonId = NewType("PersonId", int)


class Face(StrEnum):
    """Which side of somebody is meant: the one that shows its name, or the one that never does."""

    OPEN = "open"
    HIDDEN = "hidden"

    @property
    def other(self) -> "Face":
        """The other side."""
        return Face.HIDDEN if self is Face.OPEN else Face.OPEN


@dataclass(frozen=True, slots=True)
class Person:
    """One face of somebody, as stored. ``reachable`` is false once the platform refused private messages to them."""

    id: PersonId
    face: Face
    platform: str
    language: str
    reachable: bool


class Caller:
    """Whoever is doing something right now, and the name they show, which lives as long as the call.

    ``open`` and ``hidden`` make a face known to the store where it was not, so they are asked for only when that face
    acts: faces that are written down together could be told to belong together. ``found`` looks without a trace.
    """

    def __init__(
        self,
        meet: Callable[[Face], PersonId],
        find: Callable[[Face], PersonId | None],
        platform: str,
        name: str,
        badges: Callable[[CommunityId], Sequence[Badge]] = lambda _: (),
        moderates: Callable[[CommunityId], bool] = lambda _: False,
    ) -> None:
        self._meet = meet
        self._find = find
        self._badges = badges
        self._moderates = moderates
        self.platform = platform
        self.name = name

    @cached_property
    def open(self) -> PersonId:
        """The face that speaks in public, or under its name."""
        return self._meet(Face.OPEN)

    @cached_property
    def hidden(self) -> PersonId:
        """The face that asks, answers anonymously and gets private messages."""
        return self._meet(Face.HIDDEN)

    def found(self, face: Face) -> PersonId | None:
        """The face if the store knows it, else None."""
        return self._find(face)

    def badges(self, community: CommunityId) -> Sequence[Badge]:
        """What they wear where this community lives, on the platform they act on."""
        return self._badges(community)

    def moderates(self, community: CommunityId) -> bool:
        """Whether they are a moderator of this community, as the platform says now."""
        return self._moderates(community)

    def face_of(self, person: PersonId) -> Face | None:
        """Which of the caller's faces a person is; None if they are somebody else."""
        return next((face for face in Face if self._find(face) == person), None)
