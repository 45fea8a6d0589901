"""People: faces by token, and what each is in a community.

Somebody's open and hidden face are two rows that nothing may join. Their ids are 63 random bits and not ids that grow
with time; the tables lie in the order of those ids and have no row numbers; no row says when it was written. The
language they read is sealed, all at one length: among few people it would tell whose face this is.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from secrets import randbits
from typing import Any

from bot.domain.communities import CommunityId
from bot.domain.people import Face, Person, PersonId
from bot.ports.vault import SealBroken
from storage.session import Session

LOOKED_THROUGH = 500
"""The newest questions of a community in which somebody is looked for who wrote under a category."""
_PERSON = "id, face, platform, language, reachable"
_CODE = 8
"""Letters to which every language's code is filled up before it is sealed."""


class People:
    """See `bot.ports.store.People`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, token: str) -> Person | None:
        """The face with this token."""
        row = self._session.row(f"SELECT {_PERSON} FROM person WHERE token = $1", token)
        return None if row is None else self._person(row)

    def meet(self, token: str, face: Face, platform: str, language: str, contact: Callable[[PersonId], str]) -> Person:
        """The face with this token, created where unknown. Of a known one a destroyed contact is renewed, no more.

        With the contact goes the language, and comes back.
        """
        row = self._session.row(f"SELECT {_PERSON}, contact IS NULL FROM person WHERE token = $1", token)
        if row is not None:
            known = self._person(row[:-1])
            if row[-1]:
                self._session.run(
                    "UPDATE person SET contact = $2, trace = NULL, language = $3 WHERE id = $1",
                    *(known.id, contact(known.id), self._sealed(known.id, language)),
                )
                return replace(known, language=language)
            return known
        person = Person(PersonId(randbits(63) or 1), face, platform, language, True)
        self._session.run(
            "INSERT INTO person (id, token, face, platform, language, reachable, contact, key)"
            " VALUES ($1, $2, $3, $4, $5, 1, $6, $7)",
            *(person.id, token, face.value, platform, self._sealed(person.id, language)),
            *(contact(person.id), self._session.vault.keys[0]),
        )
        return person

    def renew(self, old: str, new: str) -> bool:
        """Whoever had the token `old` of a former key has `new` under the newest. False where nobody had it."""
        return bool(
            self._session.run(
                "UPDATE OR IGNORE person SET token = $2, key = $3 WHERE token = $1",
                *(old, new, self._session.vault.keys[0]),
            )
        )

    def get(self, person: PersonId) -> Person:
        """The face with this id. Raises LookupError for an unknown one."""
        row = self._session.row(f"SELECT {_PERSON} FROM person WHERE id = $1", person)
        if row is None:
            raise LookupError("there is no such person")
        return self._person(row)

    def contact(self, person: PersonId) -> str | None:
        """The sealed contact, None once destroyed."""
        row = self._session.row("SELECT contact FROM person WHERE id = $1", person)
        return None if row is None else row[0]

    def trace(self, person: PersonId) -> str | None:
        """The sealed trace of somebody whose contact was destroyed, else None."""
        row = self._session.row("SELECT trace FROM person WHERE id = $1", person)
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
        self._session.run("UPDATE person SET language = $2 WHERE id = $1", person, self._sealed(person, language))

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

    def known(self, community: CommunityId, category: str, enough: int) -> int:
        """How many people are known for certain to be of a category: who chose it, or wrote under it lately.

        Each person has several faces, and which belong together is written nowhere. But nobody has two of the same
        side, so that there are at least as many people as open faces, and as many as hidden ones: the larger counts.
        It stops counting at `enough` people (1 or more): among `most` faces there are so many of one side in any case.
        """
        most = len(Face) * (enough - 1) + 1
        chose = self._session.rows(
            "SELECT person.id, person.face FROM belonging JOIN person ON person.id = belonging.person_id"
            " WHERE belonging.community_id = $1 AND belonging.category = $2 LIMIT $3",
            *(community, category, most),
        )
        wrote = self._session.rows(
            "SELECT DISTINCT person.id, person.face FROM question"
            " JOIN opinion ON opinion.question_id = question.id AND opinion.category = $2 AND opinion.removed = 0"
            " JOIN person ON person.id = opinion.author WHERE question.community_id = $1 AND question.number >"
            " (SELECT questions FROM community WHERE id = $1) - $4 LIMIT $3",
            *(community, category, most, LOOKED_THROUGH),
        )
        faces = Counter(face for _, face in {*chose, *wrote})
        return min(enough, max(faces.values(), default=0))

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

    def _sealed(self, person: PersonId, language: str) -> str:
        return self._session.vault.seal(language.ljust(_CODE).encode(), f"language:{person}")

    def _person(self, row: tuple[Any, ...]) -> Person:
        person, face, platform, sealed, reachable = row
        try:
            language = self._session.vault.open(sealed, f"language:{person}").decode().rstrip() if sealed else ""
        except SealBroken:  # its key is gone: they are read what they write to us in, as soon as they come back
            language = ""
        return Person(PersonId(person), Face(face), platform, language, bool(reachable))
