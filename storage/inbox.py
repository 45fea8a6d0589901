"""The inbox: raw updates between their arrival and their effect, sealed by whoever hands them in.

The unit of work that handles an update deletes its row, so effects happen once. Its key stays for two days, because a
platform may bring the same update again. Keys are the platform's numbers for updates and never name a person.
"""

from bot.ports.records import Arrived, RowId
from storage.session import Session

_REMEMBERED = 2 * 24 * 60 * 60 * 1000  # milliseconds
_FORGOTTEN_AT_ONCE = 100  # old keys that one arrival clears away at most, so that none takes long


class Inbox:
    """See `bot.ports.store.Inbox`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def arrived(self, platform: str, key: str, sealed: str) -> RowId | None:
        """Keeps an update under the platform's key for it; None if that key was seen in the last two days."""
        if not self.first(platform, key):
            return None
        session = self._session
        row = RowId(session.new_id())
        session.run("INSERT INTO inbox (id, platform, content) VALUES ($1, $2, $3)", row, platform, sealed)
        return row

    def first(self, platform: str, key: str) -> bool:
        """Whether this key comes for the first time in two days; it is remembered with the unit of work."""
        session = self._session
        since = session.now - _REMEMBERED
        new = session.row(
            "INSERT INTO seen (platform, key, at) VALUES ($1, $2, $3)"
            " ON CONFLICT (platform, key) DO UPDATE SET at = excluded.at WHERE seen.at <= $4 RETURNING at",
            *(platform, key, session.now, since),
        )
        if new is not None:
            session.run(
                "DELETE FROM seen WHERE (platform, key) IN"
                " (SELECT platform, key FROM seen WHERE at <= $1 ORDER BY at LIMIT $2)",
                *(since, _FORGOTTEN_AT_ONCE),
            )
        return new is not None

    def waiting(self, platform: str) -> list[Arrived]:
        """Not handled yet, in order of arrival; not those set aside."""
        rows = self._session.rows(
            "SELECT id, content, failures FROM inbox WHERE platform = $1 AND aside = 0 ORDER BY id", platform
        )
        return [Arrived(RowId(row), sealed, failures) for row, sealed, failures in rows]

    def handled(self, row: RowId) -> None:
        """Its effect is in this very unit of work, so nothing of it stays."""
        self._session.run("DELETE FROM inbox WHERE id = $1", row)

    def failed(self, row: RowId) -> int:
        """Counts a failure and returns how many there were; 0 if it is not there any more."""
        counted = self._session.row("UPDATE inbox SET failures = failures + 1 WHERE id = $1 RETURNING failures", row)
        return int(counted[0]) if counted else 0

    def set_aside(self, row: RowId) -> None:
        """It stops nobody any more and stays to be looked at."""
        self._session.run("UPDATE inbox SET aside = 1 WHERE id = $1", row)

    def aside(self) -> int:
        """How many updates were set aside."""
        row = self._session.row("SELECT count(*) FROM inbox WHERE aside = 1")
        return int(row[0]) if row else 0

    def cursor(self, platform: str) -> int | None:
        """How far this platform's updates were taken."""
        row = self._session.row("SELECT position FROM cursor WHERE platform = $1", platform)
        return None if row is None else int(row[0])

    def move_cursor(self, platform: str, cursor: int) -> None:
        """Updates up to here are in the inbox or done."""
        self._session.run(
            "INSERT INTO cursor (platform, position) VALUES ($1, $2)"
            " ON CONFLICT (platform) DO UPDATE SET position = excluded.position",
            *(platform, cursor),
        )
