"""The store's part for what happens in time: appointments, and who wants to be nudged."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.appointments import Appointment, Kind
from bot.domain.communities import CommunityId
from bot.domain.people import PersonId


class Appointments(Protocol):
    """What is to happen at some time: one of each kind for each subject."""

    def make(self, kind: Kind, subject: int, at: int) -> None:
        """A new one; one that was there is moved."""
        ...

    def of(self, subject: int) -> list[Appointment]:
        """All about a subject, by kind."""
        ...

    def due(self, limit: int) -> list[Appointment]:
        """Those whose time has come, the one that was due first before the others."""
        ...

    def next_due(self) -> int | None:
        """When the next one is due, past or to come, in milliseconds since 1970."""
        ...

    def take(self, appointment: Appointment) -> bool:
        """Takes it out, to be kept in this unit of work; False if it is not there any more, or was moved."""
        ...

    def fail(self, appointment: Appointment, due_at: int) -> None:
        """It went wrong, and is tried again then."""
        ...

    def cancel(self, subject: int) -> None:
        """Nothing is to happen with this subject any more."""
        ...


class Nudges(Protocol):
    """Who wants to be told of questions that nobody answers: hidden faces only."""

    def want(self, person: PersonId, *, wants: bool) -> None: ...
    def wants(self, person: PersonId) -> bool: ...
    def last(self, person: PersonId) -> int:
        """The end of the hour in which this face was told of one last, in milliseconds since 1970; 0 for never."""
        ...

    def willing(self, community: CommunityId, categories: Sequence[str], rested_since: int) -> list[PersonId]:
        """All who can be told: seen in the community, of one of these categories (empty: anybody), reachable, and not
        told of anything after ``rested_since``."""
        ...

    def told(self, person: PersonId) -> None:
        """They are told of one now; of the moment the hour is kept."""
        ...
