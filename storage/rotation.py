"""A new key for everything that is sealed, and for the tokens and traces of everybody whose contact is there.

In comes a vault with several keys, the newest first; out goes a database that needs the others as little as possible.
It is done page by page, each in a transaction, and each page can be done again: killed in the middle and begun anew, it
goes over what is done already and finishes the rest. Nothing else may write meanwhile (`storage.lock`).

Two things can't be made anew without knowing the account: the **token** of somebody whose contact was destroyed, and
the **trace** of a sanction on them. They stay under the key that made them, and it is written down which that is; the
person's token is renewed when they come back.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bot.domain.people import Face
from bot.domain.sanctions import mark
from bot.ports.vault import SealBroken, Vault
from storage.connection import open_for_writing
from storage.database import Unusable
from storage.migrate import migrate

PAGE = 500


class Sealed(NamedTuple):
    """Columns of a table that hold sealed values, and an expression of SQL for what those are sealed about."""

    table: str
    about: str
    columns: tuple[str, ...]
    key: str = "id"
    """The column by which its rows are told apart."""


SEALED = (
    Sealed("person", "'trace:' || id", ("trace",)),
    Sealed("person", "'language:' || id", ("language",)),
    Sealed("form", "'form:' || id", ("content",)),
    Sealed("sketch", "'sketch:' || id", ("content",)),
    Sealed("picture", "'picture:' || id", ("content",)),
    Sealed("question", "'name:' || id", ("name",)),
    Sealed("opinion", "'name:' || id", ("name",)),
    Sealed("reply", "'name:' || id", ("name",)),
    Sealed("matter", "'case:' || id", ("decided_by", "reason")),
    Sealed("removal", "'removal:' || what || ':' || subject", ("reason",), "subject"),
    Sealed("sanction", "'sanction:' || id", ("reason", "imposed_by", "objection")),
    Sealed("audit", "'audit:' || id", ("done_by", "detail")),
    Sealed("notification", "'notification:' || person_id", ("content",), "person_id"),
    Sealed("errand", "'errand:' || id", ("content",)),
    Sealed("inbox", "'inbox'", ("content",)),
)
"""All that is sealed, contacts apart. What is missing here is not lost: whatever a key still opens keeps that key."""


@dataclass
class Needs:
    """What still needs one of the keys: ``people`` are recognised, ``sanctions`` found, ``sealed`` texts read by it."""

    people: int = 0
    sanctions: int = 0
    sealed: int = 0

    def __bool__(self) -> bool:
        return bool(self.people or self.sanctions or self.sealed)


@dataclass
class Rotated:
    """What a rotation did: how much was sealed anew, how many people and sanctions have new codes, and how much could
    not be opened with any key, and was left."""

    sealed: int = 0
    people: int = 0
    sanctions: int = 0
    broken: int = 0
    _codes: dict[str, str] = field(default_factory=dict, repr=False)


_One = Callable[[int, Rotated], None]
"""What is done with one row."""


class Rotation:
    """A database whose keys are looked after."""

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def unfinished(self) -> bool:
        """Whether a rotation to the newest key was begun and not finished; a first and only key needs none."""
        row = self._connection.execute("SELECT done FROM rotation WHERE key = $1", {"1": self._newest}).fetchone()
        return len(self._vault.keys) > 1 and (row is None or not row[0])

    def needs(self) -> Mapping[str, Needs]:
        """What needs each of the vault's keys, by the key's name. What is not known to need one may need any."""
        found = {key: Needs() for key in self._vault.keys}
        for table in ("person", "sanction"):
            for key, count in self._connection.execute(f"SELECT key, count(*) FROM {table} GROUP BY key").fetchall():
                for each in found if key is None else [key] if key in found else []:
                    need = found[each]
                    if table == "person":
                        need.people += count
                    else:
                        need.sanctions += count
        for table, column in self._texts():
            for key, count in self._connection.execute(
                f"SELECT substr({column}, 1, instr({column}, '.') - 1), count(*) FROM {table}"
                f" WHERE {column} LIKE '________.%' GROUP BY 1"
            ).fetchall():
                if key in found:
                    found[key].sealed += count
        return found

    def begin(self) -> None:
        """Notes that a rotation to the newest key has begun.

        With one former key and nothing made by the new one, it is known of all codes that they are the former one's.
        """
        execute, (newest, *former) = self._connection.execute, self._vault.keys
        known = len(former) == 1 and not self._of(newest)
        execute("BEGIN IMMEDIATE")
        execute("INSERT OR IGNORE INTO rotation (key, done) VALUES ($1, 0)", {"1": newest})
        for table in ("person", "sanction") if known else ():
            execute(f"UPDATE {table} SET key = $1 WHERE key IS NULL", {"1": former[0]})
        execute("COMMIT")

    def _of(self, key: str) -> bool:
        """Whether anything is known to be made with this key."""
        tables = [
            self._connection.execute(f"SELECT 1 FROM {table} WHERE key = $1 LIMIT 1", {"1": key}).fetchone()
            for table in ("person", "sanction")
        ]
        return any(tables) or bool(self.needs()[key].sealed)

    def run(self) -> Rotated:
        """Does all of it, or what was left of it."""
        told = Rotated()
        for page in self._pages("person", "contact IS NOT NULL"):
            self._whole(page, told, self._person)
        for sealed in SEALED:
            filled = " OR ".join(f"{column} IS NOT NULL" for column in sealed.columns)
            for page in self._pages(sealed.table, filled, sealed.key):
                self._whole(page, told, partial(self._reseal, sealed=sealed))
        for page in self._pages("sanction", "id > 0"):
            self._whole(page, told, self._sanction)
        self._connection.execute("UPDATE rotation SET done = 1 WHERE key = $1", {"1": self._newest})
        return told

    # ---- page by page

    @property
    def _newest(self) -> str:
        return self._vault.keys[0]

    def _texts(self) -> list[tuple[str, str]]:
        """All columns in which a text may stand, of all tables."""
        tables = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [
            (table, column)
            for (table,) in tables
            for _, column, kind, *_ in self._connection.execute(f"PRAGMA table_info({table})").fetchall()
            if kind == "TEXT"
        ]

    def _pages(self, table: str, where: str, key: str = "id") -> Iterator[list[int]]:
        """The ids of a table's rows, page by page."""
        after = -1
        while True:
            rows = self._connection.execute(
                f"SELECT {key} FROM {table} WHERE {key} > $1 AND ({where}) ORDER BY {key} LIMIT $2",
                {"1": after, "2": PAGE},
            ).fetchall()
            page = [row for (row,) in rows]
            if page:
                yield page
            if len(page) < PAGE:
                return
            after = page[-1]

    def _whole(self, page: Sequence[int], told: Rotated, one: _One) -> None:
        """Does a page of rows in one transaction. The audit's own guard rests as long as that takes."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            (guard,) = execute("SELECT sql FROM sqlite_master WHERE name = 'audit_holds'").fetchone()
            execute("DROP TRIGGER audit_holds")
            for row in page:
                one(row, told)
            execute(guard)
            execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                execute("ROLLBACK")
            raise

    def _reseal(self, row: int, told: Rotated, sealed: Sealed) -> None:
        table, about, columns, key = sealed
        found = self._connection.execute(
            f"SELECT {about}, {', '.join(columns)} FROM {table} WHERE {key} = $1", {"1": row}
        ).fetchone()
        for column, value in zip(columns, found[1:], strict=True):
            if value is None or value.startswith(f"{self._newest}."):
                continue
            try:
                again = self._vault.seal(self._vault.open(value, found[0]), found[0])
            except SealBroken:
                told.broken += 1
                continue
            self._connection.execute(f"UPDATE {table} SET {column} = $2 WHERE {key} = $1", {"1": row, "2": again})
            told.sealed += 1

    def _person(self, row: int, told: Rotated) -> None:
        """Seals a contact anew, renews the face's token, and learns the traces it may be sanctioned by."""
        contact, face, key = self._connection.execute(
            "SELECT contact, face, key FROM person WHERE id = $1", {"1": row}
        ).fetchone()
        about = f"contact:{row}"
        try:
            user = self._vault.open_contact(contact, about)
        except SealBroken:
            told.broken += 1
            return
        newest, *former = self._vault.traces(user)
        for trace in (newest, *former):
            for each in Face:
                told._codes[mark(trace, each)] = mark(newest, each)
        if not contact.startswith(f"{self._newest}."):
            sealed = self._vault.seal_contact(user, about)
            self._connection.execute("UPDATE person SET contact = $2 WHERE id = $1", {"1": row, "2": sealed})
            told.sealed += 1
        if key != self._newest:
            told.people += self._connection.execute(
                "UPDATE OR IGNORE person SET token = $2, key = $3 WHERE id = $1",
                {"1": row, "2": self._vault.token(user, Face(face)), "3": self._newest},
            ).rowcount

    def _sanction(self, row: int, told: Rotated) -> None:
        """Gives a sanction the trace under the newest key, where it is known whom it binds."""
        (trace, key) = self._connection.execute("SELECT trace, key FROM sanction WHERE id = $1", {"1": row}).fetchone()
        renewed = told._codes.get(trace)
        if renewed is not None and key != self._newest:
            self._connection.execute(
                "UPDATE sanction SET trace = $2, key = $3 WHERE id = $1", {"1": row, "2": renewed, "3": self._newest}
            )
            told.sanctions += 1


@contextmanager
def opened(path: Path, vault: Vault, now: int) -> Iterator[Rotation]:
    """The database at `path`, brought up to date, for as long as its keys are looked after; `now` in milliseconds since
    1970. Afterwards nothing of former seals is left in its log. Raises SchemaError or Unusable."""
    try:
        connection = open_for_writing(path)
        try:
            migrate(connection, now)
            yield Rotation(connection, vault)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise Unusable(f"can't be used as the database ({error})") from error
