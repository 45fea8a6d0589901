"""The audit: what moderators did, and why. Rows are only ever added; names and reasons are sealed."""

from typing import Any

from bot.domain.audit import Entry
from bot.domain.communities import CommunityId
from storage.session import Session


class Audit:
    """See `bot.ports.store.Audit`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, community: CommunityId, by: str, action: str, what: str, subject: int, detail: str) -> None:
        """One more action, now."""
        session, row = self._session, self._session.new_id()
        session.run(
            "INSERT INTO audit (id, community_id, at, done_by, action, what, subject, detail)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            *(row, community, session.now, self._seal(row, by), action, what, subject, self._seal(row, detail)),
        )

    def latest(self, community: CommunityId, offset: int, limit: int) -> list[Entry]:
        """A page, newest first."""
        rows = self._session.rows(
            "SELECT id, at, done_by, action, what, subject, detail FROM audit WHERE community_id = $1"
            " ORDER BY id DESC LIMIT $3 OFFSET $2",
            *(community, offset, limit),
        )
        return [self._entry(row) for row in rows]

    def _seal(self, row: int, text: str) -> str:
        return self._session.vault.seal(text.encode(), f"audit:{row}")

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        key, at, by, action, what, subject, detail = row
        by, detail = (self._session.vault.open(each, f"audit:{key}").decode() for each in (by, detail))
        return Entry(at, by, action, what, subject, detail)
