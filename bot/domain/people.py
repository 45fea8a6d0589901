"""People, as far as the bot knows them.

Everybody whom the bot meets has three faces, and each face is a person of its own to the store:

* the **open** face has said something under its own name in a public thread;
* the **hidden** face answers anonymously, and fills in forms;
* the **asking** face has asked questions, and goes on talking about them as "Asker".

Nothing in the database ties them together (their tokens are unrelated without the key), because a message in a
public thread leads to its author's account, and one row that tied that author to a question would unmask the asker
to whoever steals the file. The asking face is none of the hidden one's, because that has said what kind of person it
is: "Girl 2", who answered here, must not be found to have asked there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NewType

from bot.domain.communities import Badge, CommunityId, Membership

PersonId = NewType("PersonId", int)


class Face(StrEnum):
    """Which side of somebody is meant: the one that shows its name, or the one that never does."""

    OPEN = "open"
    HIDDEN = "hidden"
    ASKING = "asking"


@dataclass(frozen=True, slots=True)
class Person:
    """One face of somebody, as stored.

    ``language`` is the code of the language they are written to in, empty where none is known. ``reachable`` is false
    once the platform refused private messages to them.
    """

    id: PersonId
    face: Face
    platform: str
    language: str
    reachable: bool


class Caller:
    """Whoever is doing something right now, and the name they show, which lives as long as the call.

    ``open``, ``hidden`` and ``asking`` make a face known to the store where it was not, so they are asked for only when
    that face acts: faces that are written down together could be told to belong together. ``found`` looks without a
    trace.
    ``known_since`` says since when their account is there, in milliseconds since 1970, where the platform tells; it is
    never stored.
    """

    def __init__(
        self,
        meet: Callable[[Face], PersonId],
        find: Callable[[Face], PersonId | None],
        platform: str,
        name: str,
        badges: Callable[[CommunityId], Sequence[Badge]] = lambda _: (),
        moderates: Callable[[CommunityId], bool] = lambda _: False,
        traces: Callable[[], Sequence[str]] = lambda: (),
        handle: str = "",
        known_since: int | None = None,
        membership: Callable[[CommunityId], Membership] = lambda _: Membership(),
    ) -> None:
        self._meet = meet
        self._find = find
        self._badges = badges
        self._moderates = moderates
        self._traces = traces
        self.platform = platform
        self.name = name
        self._handle = handle
        self.known_since = known_since
        self._membership = membership

    @cached_property
    def open(self) -> PersonId:
        """The face that speaks in public, or under its name."""
        return self._meet(Face.OPEN)

    @cached_property
    def hidden(self) -> PersonId:
        """The face that answers anonymously, and fills in forms."""
        return self._meet(Face.HIDDEN)

    @cached_property
    def asking(self) -> PersonId:
        """The face that asks."""
        return self._meet(Face.ASKING)

    def as_(self, face: Face) -> PersonId:
        """The face that acts."""
        if face is Face.OPEN:
            return self.open
        return self.hidden if face is Face.HIDDEN else self.asking

    @cached_property
    def traces(self) -> Sequence[str]:
        """By what sanctions know them, under each key of the vault, newest first. Asking for it leaves no mark."""
        return self._traces()

    @property
    def names(self) -> tuple[str, ...]:
        """Display name and username, as far as they have them: by these somebody might be known in what they write."""
        return tuple(name for name in (self.name, self._handle) if name)

    def found(self, face: Face) -> PersonId | None:
        """The face if the store knows it, else None."""
        return self._find(face)

    def badges(self, community: CommunityId) -> Sequence[Badge]:
        """What they wear where this community lives, on the platform they act on."""
        return self._badges(community)

    def membership(self, community: CommunityId) -> Membership:
        """Whether and since when they belong to where this community lives, on the platform they act on."""
        return self._membership(community)

    def moderates(self, community: CommunityId) -> bool:
        """Whether they are a moderator of this community, as the platform says now."""
        return self._moderates(community)

    def face_of(self, person: PersonId) -> Face | None:
        """Which of the caller's faces a person is; None if they are somebody else."""
        return next((face for face in Face if self._find(face) == person), None)
