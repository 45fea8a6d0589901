"""Sanctions, by the trace of whoever they bind. Reasons, moderators' names and objections are sealed.

Of a trace only its marks are stored (`bot.domain.sanctions.mark`), one for each face, so that what was put on somebody
as the asker of a question and what was put on them under their name have nothing in common here.
"""

from collections.abc import Sequence
from typing import Any

from bot.domain.communities import CommunityId
from bot.domain.people import Face
from bot.domain.sanctions import Kind, Sanction, SanctionId, mark
from storage.session import Session

_SANCTION = "id, community_id, kind, anonymous, what, subject, reason, imposed_by, at, until, lifted_at, objection"


class Sanctions:
    """See `bot.ports.store.Sanctions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, sanction: Sanction, trace: str, face: Face) -> Sanction:
        """A new sanction on this face of whoever has this trace; its id is made here."""
        session, row = self._session, SanctionId(self._session.new_id())
        session.run(
            "INSERT INTO sanction (id, community_id, trace, kind, anonymous, what, subject, reason, imposed_by, at,"
            " until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            *(row, sanction.community_id, mark(trace, face), sanction.kind.value),
            *(int(sanction.anonymous), sanction.what),
            *(sanction.subject, self._seal(row, sanction.reason), self._seal(row, sanction.by), session.now),
            sanction.until,
        )
        found = self.get(row)
        assert found is not None
        return found

    def get(self, sanction: SanctionId) -> Sanction | None:
        """The sanction with this id."""
        row = self._session.row(f"SELECT {_SANCTION} FROM sanction WHERE id = $1", sanction)
        return None if row is None else self._sanction(row)

    def of(self, community: CommunityId, traces: Sequence[str], faces: Sequence[Face] = tuple(Face)) -> list[Sanction]:
        """All sanctions on these faces of whoever has one of these traces (one per key of the vault), oldest first."""
        found: list[Sanction] = []
        for stored in (mark(trace, face) for trace in traces for face in faces):
            rows = self._session.rows(
                f"SELECT {_SANCTION} FROM sanction WHERE trace = $1 AND community_id = $2 ORDER BY id",
                *(stored, community),
            )
            found += [self._sanction(row) for row in rows]
        return sorted(found, key=lambda each: each.id)

    def about(self, what: str, subject: int) -> list[Sanction]:
        """Those that were put on the author of this very thing, oldest first."""
        rows = self._session.rows(
            f"SELECT {_SANCTION} FROM sanction WHERE what = $1 AND subject = $2 ORDER BY id", what, subject
        )
        return [self._sanction(row) for row in rows]

    def latest(self, community: CommunityId, offset: int, limit: int) -> list[Sanction]:
        """A page of all sanctions of a community, newest first."""
        rows = self._session.rows(
            f"SELECT {_SANCTION} FROM sanction WHERE community_id = $1 ORDER BY id DESC LIMIT $3 OFFSET $2",
            *(community, offset, limit),
        )
        return [self._sanction(row) for row in rows]

    def lift(self, sanction: SanctionId) -> None:
        """It binds nobody any more."""
        self._session.run(
            "UPDATE sanction SET lifted_at = $2 WHERE id = $1 AND lifted_at IS NULL", sanction, self._session.now
        )

    def object(self, sanction: SanctionId, text: str) -> None:
        """What the person says against it."""
        sealed = self._seal(sanction, text)
        self._session.run("UPDATE sanction SET objection = $2 WHERE id = $1", sanction, sealed)

    def renew(self, old: str, new: str) -> None:
        """The same person has another trace, under a new key."""
        for face in Face:
            self._session.run("UPDATE sanction SET trace = $2 WHERE trace = $1", mark(old, face), mark(new, face))

    def _seal(self, row: int, text: str) -> str:
        return self._session.vault.seal(text.encode(), f"sanction:{row}")

    def _open(self, row: int, sealed: str) -> str:
        return self._session.vault.open(sealed, f"sanction:{row}").decode()

    def _sanction(self, row: tuple[Any, ...]) -> Sanction:
        key, community, kind, anonymous, what, subject, reason, by, at, until, lifted, objection = row
        reason, by = self._open(key, reason), self._open(key, by)
        objection = None if objection is None else self._open(key, objection)
        return Sanction(
            *(SanctionId(key), CommunityId(community), Kind(kind), bool(anonymous), what, subject),
            *(reason, by, at, until, lifted, objection),
        )
