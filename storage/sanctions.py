"""Sanctions, by the trace of whoever they bind. Reasons and moderators' names are sealed."""

from collections.abc import Sequence
from typing import Any

from bot.domain.communities import CommunityId
from bot.domain.sanctions import Kind, Sanction, SanctionId
from storage.session import Session

_SANCTION = "id, community_id, kind, anonymous, what, subject, reason, imposed_by, at, until, lifted_at"


class Sanctions:
    """See `bot.ports.store.Sanctions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, sanction: Sanction, trace: str) -> Sanction:
        """A new sanction on whoever has this trace; its id is made here."""
        session, row = self._session, SanctionId(self._session.new_id())
        session.run(
            "INSERT INTO sanction (id, community_id, trace, kind, anonymous, what, subject, reason, imposed_by, at,"
            " until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            *(row, sanction.community_id, trace, sanction.kind.value, int(sanction.anonymous), sanction.what),
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

    def of(self, community: CommunityId, traces: Sequence[str]) -> list[Sanction]:
        """All sanctions on whoever has one of these traces (one per key of the vault), oldest first."""
        found: list[Sanction] = []
        for trace in traces:
            rows = self._session.rows(
                f"SELECT {_SANCTION} FROM sanction WHERE trace = $1 AND community_id = $2 ORDER BY id",
                *(trace, community),
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

    def renew(self, old: str, new: str) -> None:
        """The same person has another trace, under a new key."""
        self._session.run("UPDATE sanction SET trace = $2 WHERE trace = $1", old, new)

    def _seal(self, row: int, text: str) -> str:
        return self._session.vault.seal(text.encode(), f"sanction:{row}")

    def _sanction(self, row: tuple[Any, ...]) -> Sanction:
        key, community, kind, anonymous, what, subject, reason, by, at, until, lifted = row
        reason, by = (self._session.vault.open(each, f"sanction:{key}").decode() for each in (reason, by))
        return Sanction(
            *(SanctionId(key), CommunityId(community), Kind(kind), bool(anonymous), what, subject),
            *(reason, by, at, until, lifted),
        )
