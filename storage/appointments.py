"""Appointments, found by the time they are due, and who wants to be nudged."""

from collections.abc import Sequence

from bot.domain.appointments import Appointment, Kind
from bot.domain.communities import CommunityId
from bot.domain.people import PersonId
from storage.session import Session

_HOUR = 60 * 60 * 1000


class Appointments:
    """See `bot.ports.appointments.Appointments`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, kind: Kind, subject: int, at: int) -> None:
        """A new one; one that was there is moved, and its failures forgotten."""
        self._session.run(
            "INSERT INTO appointment (kind, subject, at, due_at) VALUES ($1, $2, $3, $3)"
            " ON CONFLICT (kind, subject) DO UPDATE SET at = excluded.at, due_at = excluded.at, failures = 0",
            *(kind.value, subject, at),
        )
        self._session.stirred = True

    def of(self, subject: int) -> list[Appointment]:
        """All about a subject, by kind."""
        found = [
            self._session.row(
                "SELECT kind, subject, at, failures FROM appointment WHERE kind = $1 AND subject = $2",
                *(kind.value, subject),
            )
            for kind in Kind
        ]
        return [Appointment(Kind(row[0]), *row[1:]) for row in found if row is not None]

    def due(self, limit: int) -> list[Appointment]:
        """Those whose time has come, the one that was due first before the others."""
        rows = self._session.rows(
            "SELECT kind, subject, at, failures FROM appointment WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
            *(self._session.now, limit),
        )
        return [Appointment(Kind(kind), *rest) for kind, *rest in rows]

    def next_due(self) -> int | None:
        """When the next one is due, past or to come, in milliseconds since 1970."""
        row = self._session.row("SELECT due_at FROM appointment WHERE due_at > 0 ORDER BY due_at LIMIT 1")
        return None if row is None else int(row[0])

    def take(self, appointment: Appointment) -> bool:
        """Takes it out; False if it is not there any more, or was moved."""
        taken = self._session.run(
            "DELETE FROM appointment WHERE kind = $1 AND subject = $2 AND at = $3",
            *(appointment.kind.value, appointment.subject, appointment.at),
        )
        return taken == 1

    def fail(self, appointment: Appointment, due_at: int) -> None:
        """It went wrong, and is tried again then; the moment it was made for stays."""
        self._session.run(
            "UPDATE appointment SET due_at = $4, failures = failures + 1 WHERE kind = $1 AND subject = $2 AND at = $3",
            *(appointment.kind.value, appointment.subject, appointment.at, due_at),
        )

    def cancel(self, subject: int) -> None:
        """Nothing is to happen with this subject any more."""
        for kind in Kind:
            self._session.run("DELETE FROM appointment WHERE kind = $1 AND subject = $2", kind.value, subject)


class Nudges:
    """See `bot.ports.appointments.Nudges`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def want(self, person: PersonId, *, wants: bool) -> None:
        """From now on, or no more."""
        if wants:
            self._session.run("INSERT INTO nudge (person_id) VALUES ($1) ON CONFLICT (person_id) DO NOTHING", person)
        else:
            self._session.run("DELETE FROM nudge WHERE person_id = $1", person)

    def wants(self, person: PersonId) -> bool:
        """Whether this face does."""
        return self._session.row("SELECT at FROM nudge WHERE person_id = $1", person) is not None

    def last(self, person: PersonId) -> int:
        """The end of the hour in which they were told of one last, in milliseconds since 1970; 0 for never."""
        row = self._session.row("SELECT at FROM nudge WHERE person_id = $1", person)
        return 0 if row is None else int(row[0])

    def willing(self, community: CommunityId, categories: Sequence[str], rested_since: int) -> list[PersonId]:
        """All who can be told now. The order of the join is given: by the community's members."""
        theirs = f" AND category IN ({', '.join(f'${number}' for number, _ in enumerate(categories, 3))})"
        rows = self._session.rows(
            "SELECT belonging.person_id FROM belonging CROSS JOIN nudge CROSS JOIN person"
            " WHERE belonging.community_id = $1 AND nudge.person_id = belonging.person_id AND nudge.at <= $2"
            " AND person.id = belonging.person_id AND person.reachable = 1 AND person.contact IS NOT NULL"
            f"{theirs if categories else ''}",
            community,
            rested_since,
            *categories,
        )
        return [PersonId(person) for (person,) in rows]

    def told(self, person: PersonId) -> None:
        """They are told of one now; of the moment the hour is kept, its end."""
        hour = self._session.now - self._session.now % _HOUR + _HOUR
        self._session.run("UPDATE nudge SET at = $2 WHERE person_id = $1", person, hour)
