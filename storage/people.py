"""People: faces by token, and what each is in a community.

Somebody's open and hidden face are two rows that nothing may join. Their ids are 63 random bits and not ids that grow
with time; the tables lie in the order of those ids and have no row numbers; no row says when it was written.
"""

from collections.abc import Callable
from secrets import randbits
from typing import Any

from bot.domain.communities import CommunityId
from bot.domain.people import Face, Person, PersonId
from storage.session import Session

_PERSON = "id, face, platform, language, reachable"


class People:
    """See `bot.ports.store.People`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, token: str) -> Person | None:
        """The face with this token."""
        row = self._session.row(f"SELECT {_PERSON} FROM person WHERE token = $1", token)
        return None if row is None else _person(row)

    def meet(self, token: str, face: Face, platform: str, language: str, contact: Callable[[PersonId], str]) -> Person:
        """The face with this token, created where unknown. Of a known one only a destroyed contact is renewed."""
        row = self._session.row(f"SELECT {_PERSON}, contact IS NULL FROM person WHERE token = $1", token)
        if row is not None:
            known = _person(row[:-1])
            if row[-1]:
                self._session.run("UPDATE person SET contact = $2 WHERE id = $1", known.id, contact(known.id))
            return known
        person = Person(PersonId(randbits(63) or 1), face, platform, language, True)
        self._session.run(
            "INSERT INTO person (id, token, face, platform, language, reachable, contact)"
            " VALUES ($1, $2, $3, $4, $5, 1, $6)",
            *(person.id, token, face.value, platform, language, contact(person.id)),
        )
        return person

    def get(self, person: PersonId) -> Person:
        """The face with this id. Raises LookupError for an unknown one."""
        row = self._session.row(f"SELECT {_PERSON} FROM person WHERE id = $1", person)
        if row is None:
            raise LookupError("there is no such person")
        return _person(row)

    def contact(self, person: PersonId) -> str | None:
        """The sealed contact, None once destroyed."""
        row = self._session.row("SELECT contact FROM person WHERE id = $1", person)
        return None if row is None else row[0]

    def in_touch(self, platform: str, since: int) -> list[tuple[PersonId, str]]:
        """The reachable faces that a private message has gone to, or come from, since then, with their contacts."""
        rows = self._session.rows(
            "SELECT id, contact FROM person WHERE platform = $1 AND reachable = 1 AND contact IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM receipt WHERE recipient = person.id AND at >= $2)",
            *(platform, since),
        )
        return [(PersonId(person), contact) for person, contact in rows]

    def set_language(self, person: PersonId, language: str) -> None:
        """The language this face is spoken to in."""
        self._session.run("UPDATE person SET language = $2 WHERE id = $1", person, language)

    def set_reachable(self, person: PersonId, reachable: bool) -> None:
        """Whether private messages reach this face."""
        self._session.run("UPDATE person SET reachable = $2 WHERE id = $1", person, int(reachable))

    def category(self, person: PersonId, community: CommunityId) -> str | None:
        """The category's key, "" for "rather not say", None where never asked."""
        row = self._session.row(
            "SELECT category FROM belonging WHERE person_id = $1 AND community_id = $2", person, community
        )
        return None if row is None else row[0]

    def choose(self, person: PersonId, community: CommunityId, category: str) -> None:
        """Keeps a choice of category; the person belongs to the community from then on."""
        self._session.run(
            "INSERT INTO belonging (person_id, community_id, category) VALUES ($1, $2, $3)"
            " ON CONFLICT (person_id, community_id) DO UPDATE SET category = excluded.category",
            *(person, community, category),
        )

    def communities(self, person: PersonId) -> list[CommunityId]:
        """Communities this person has been seen in, the oldest community first."""
        rows = self._session.rows(
            "SELECT community_id FROM belonging WHERE person_id = $1 ORDER BY community_id", person
        )
        return [CommunityId(community) for (community,) in rows]

    def belong(self, person: PersonId, community: CommunityId) -> None:
        """The person was seen in the community."""
        self._session.run(
            "INSERT INTO belonging (person_id, community_id) VALUES ($1, $2)"
            " ON CONFLICT (person_id, community_id) DO NOTHING",
            *(person, community),
        )


def _person(row: tuple[Any, ...]) -> Person:
    person, face, platform, language, reachable = row
    return Person(PersonId(person), Face(face), platform, language, bool(reachable))
