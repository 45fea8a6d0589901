"""Removals: what moderators took away and may put back. Reasons are sealed."""

from bot.domain.questions import Status
from bot.domain.removals import Removal
from storage.session import Session


class Removals:
    """See `bot.ports.store.Removals`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, removal: Removal) -> None:
        """Moderators have removed it."""
        sealed = self._session.vault.seal(removal.reason.encode(), _about(removal.what, removal.subject))
        self._session.run(
            "INSERT INTO removal (what, subject, before, reason) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (what, subject) DO UPDATE SET before = excluded.before, reason = excluded.reason",
            *(removal.what, removal.subject, removal.before.value if removal.before else None, sealed),
        )

    def of(self, what: str, subject: int) -> Removal | None:
        """The removal of a thing; None where moderators have not removed it."""
        row = self._session.row("SELECT before, reason FROM removal WHERE what = $1 AND subject = $2", what, subject)
        if row is None:
            return None
        before, sealed = row
        reason = self._session.vault.open(sealed, _about(what, subject)).decode()
        return Removal(what, subject, Status(before) if before else None, reason)

    def drop(self, what: str, subject: int) -> None:
        """It was restored, or its author wants it gone for good."""
        self._session.run("DELETE FROM removal WHERE what = $1 AND subject = $2", what, subject)


def _about(what: str, subject: int) -> str:
    return f"removal:{what}:{subject}"
