"""Migrations: numbered SQL files, applied in order, forward only.

Each file opens with `-- Reason:` and runs in a transaction of its own. What was applied is kept in the table
`migration` with the file's SHA-256, so that a file that was changed afterwards, or a database from a newer version, is
refused with one clear sentence instead of being guessed at.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

_NAME = re.compile(r"(\d{4})_\w+\.sql")
_TABLE = """CREATE TABLE migration (
    number BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL
) WITHOUT ROWID"""


class SchemaError(Exception):
    """The database and this version of the bot don't fit together. The text is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the file's text, in hex."""
        return sha256(self.sql.encode()).hexdigest()


def known() -> list[Migration]:
    """The migrations that come with this version, in order."""
    found = [
        Migration(int(match[1]), file.name.removesuffix(".sql"), file.read_text("utf-8").replace("\r\n", "\n"))
        for file in (files("storage") / "migrations").iterdir()
        if (match := _NAME.fullmatch(file.name))
    ]
    return sorted(found, key=lambda migration: migration.number)


def migrate(connection: sqlite3.Connection, now: int, migrations: Sequence[Migration] | None = None) -> list[str]:
    """Brings a database up to date and returns the names of what was applied now. Raises SchemaError.

    `connection` is in autocommit mode; `now` in milliseconds since 1970. A file that fails leaves the database as it
    was after the one before it. Foreign keys are checked at the end of each file and not while it runs, so that a file
    may build a table anew.
    """
    known_here = known() if migrations is None else migrations
    applied = []
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for migration in missing(connection, known_here):
            if _apply(connection, migration, now):
                applied.append(migration.name)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return applied


def missing(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> list[Migration]:
    """The migrations that this database has not had, after making sure that the others are those it had."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "migration" not in tables:
        if tables:
            raise SchemaError("This file holds something else than an Agony Aunt database: give another path.")
        return list(migrations)
    had = connection.execute("SELECT number, name, checksum FROM migration ORDER BY number").fetchall()
    here = {migration.number: migration for migration in migrations}
    newest = max(here, default=0)
    for number, name, checksum in had:
        if number > newest:
            raise SchemaError(
                f"This database was written by a newer version of Agony Aunt (schema {number:04}, this version knows"
                f" {newest:04}): upgrade the bot, or restore a backup from before."
            )
        if number not in here or here[number].checksum != checksum:
            raise SchemaError(
                f"The migration {name} was changed after this database had it: install an unchanged Agony Aunt."
            )
    return [migration for migration in migrations if migration.number not in {number for number, _, _ in had}]


def _apply(connection: sqlite3.Connection, migration: Migration, now: int) -> bool:
    """Applies one file, whole or not at all; False when another process has just done it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone():
            connection.execute(_TABLE)
        if connection.execute("SELECT 1 FROM migration WHERE number = ?", (migration.number,)).fetchone():
            connection.execute("ROLLBACK")
            return False
        for statement in _statements(migration.sql):
            connection.execute(statement)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise SchemaError(f"The migration {migration.name} leaves rows of {broken[0]} that point at nothing.")
        connection.execute(
            "INSERT INTO migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
            (migration.number, migration.name, migration.checksum, now),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True


def _statements(sql: str) -> Iterator[str]:
    """The statements of a file, one by one; a statement ends at the end of a line."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if any(line.strip() and not line.lstrip().startswith("--") for line in statement.splitlines()):
        raise SchemaError("A migration's last statement has no end.")
