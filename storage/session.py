"""A session: one transaction as the repositories see it.

A repository hands its SQL as plain text with `$1`, `$2`, … for the values. SQLite reads `$1` as a parameter *named*
"1", so values are bound by name; PostgreSQL reads the same text as a numbered one. Rows come back as plain tuples,
always fetched to the end, so that no statement stays open across a savepoint.
"""

import sqlite3
from secrets import randbits
from typing import Any

from bot.ports.vault import Vault

_EPOCH = 1_735_689_600_000  # 2025-01-01T00:00:00Z, in milliseconds since 1970
_HOUR = 3_600_000
_HOUR_BITS = 42
_STEP_BITS = 16


class Ids:
    """Makes ids that grow with time, strictly within one process: hours since 2025, then 42 bits.

    Ids stand in public links and are made when somebody presses a button, so they must not tell the moment: within an
    hour they only tell the order, in steps at random.
    """

    def __init__(self) -> None:
        self._last = 0

    def start(self, last: int) -> None:
        """`last` is there already: no id will be below it, even if the clock was set back since."""
        self._last = max(self._last, last)

    def next(self, now: int) -> int:
        """An id above all before it. `now` in milliseconds since 1970; below 2**63 until the year 2264."""
        hour = (now - _EPOCH) // _HOUR << _HOUR_BITS
        self._last = max(self._last, hour | randbits(_HOUR_BITS - 1)) if hour > self._last else self._last
        self._last += 1 + randbits(_STEP_BITS)
        return self._last

    @staticmethod
    def at(moment: int) -> int:
        """An id as if it were made at another moment, somewhere in that hour; it is above or below others by chance."""
        return (moment - _EPOCH) // _HOUR << _HOUR_BITS | randbits(_HOUR_BITS)


class Session:
    """SQL on one connection within one transaction, with what a repository needs beside it."""

    __slots__ = ("_connection", "_ids", "now", "stirred", "vault")

    def __init__(self, connection: sqlite3.Connection, ids: Ids, vault: Vault, now: int) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._ids = ids
        self.vault = vault
        self.now = now
        """This transaction's one moment, in milliseconds since 1970."""
        self.stirred = False
        """Whether something may be waiting, in the outbox or for its time, that was not waiting before."""

    def end(self) -> None:
        """From here on a transaction that somebody kept raises instead of writing into another's."""
        self._connection = None

    def new_id(self) -> int:
        """An id for a new row, above all ids given before."""
        return self._ids.next(self.now)

    def id_at(self, moment: int) -> int:
        """An id for a new row that tells the hour of this moment (milliseconds since 1970) instead of ours."""
        return self._ids.at(moment)

    def rows(self, sql: str, *values: str | int | None) -> list[tuple[Any, ...]]:
        """All rows that a statement gives."""
        return self._execute(sql, values).fetchall()

    def row(self, sql: str, *values: str | int | None) -> tuple[Any, ...] | None:
        """The first row that a statement gives, None if it gives none."""
        rows = self._execute(sql, values).fetchall()
        return rows[0] if rows else None

    def run(self, sql: str, *values: str | int | None) -> int:
        """Runs a statement that gives no rows and returns how many rows it changed."""
        return self._execute(sql, values).rowcount

    def _execute(self, sql: str, values: tuple[str | int | None, ...]) -> sqlite3.Cursor:
        if self._connection is None:
            raise RuntimeError("a transaction was used after its unit of work had ended")
        return self._connection.execute(sql, {str(number): value for number, value in enumerate(values, 1)})
