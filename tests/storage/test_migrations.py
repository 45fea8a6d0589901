"""The schema: how a file comes up to date, and what is refused."""

import re
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from storage import Database, SchemaError
from storage.migrate import Migration, known, migrate
from tests.fakes.clock import FakeClock
from tests.storage.conftest import VAULT

FIRST = Migration(1, "0001_first", "-- Reason: to begin.\nCREATE TABLE a (id BIGINT NOT NULL PRIMARY KEY);\n")
SECOND = Migration(2, "0002_second", "-- Reason: more; of it.\nCREATE TABLE b (id BIGINT REFERENCES a (id));\n")


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def picture(connection: sqlite3.Connection) -> dict[tuple[str, str, str], str]:
    """Every table and index by name, with its SQL free of comments and the white space of whoever typed it."""
    return {
        (kind, table, name): re.sub(r"\s*([(),])\s*", r"\1", " ".join(re.sub(r"--[^\n]*", "", sql or "").split()))
        for kind, table, name, sql in connection.execute("SELECT type, tbl_name, name, sql FROM sqlite_master")
    }


def test_they_are_applied_once_and_in_order(connection: sqlite3.Connection) -> None:
    assert migrate(connection, 1, [FIRST]) == ["0001_first"]
    assert migrate(connection, 2, [FIRST, SECOND]) == ["0002_second"]
    assert migrate(connection, 3, [FIRST, SECOND]) == []
    rows = connection.execute("SELECT number, name, checksum, applied_at FROM migration").fetchall()
    assert rows == [(1, "0001_first", FIRST.checksum, 1), (2, "0002_second", SECOND.checksum, 2)]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    "broken",
    [
        "CREATE TABLE b (id BIGINT);\nCREATE TABLE nonsense;\n",
        "CREATE TABLE b (id BIGINT REFERENCES a (id));\nINSERT INTO b VALUES (7);\n",
        "CREATE TABLE b (id BIGINT)",
    ],
)
def test_one_that_fails_leaves_nothing(connection: sqlite3.Connection, broken: str) -> None:
    with pytest.raises((sqlite3.OperationalError, SchemaError)):
        migrate(connection, 1, [FIRST, Migration(2, "0002_broken", broken)])
    assert tables(connection) == {"migration", "a"}
    assert migrate(connection, 1, [FIRST, SECOND]) == ["0002_second"]


def test_a_changed_one_is_refused(connection: sqlite3.Connection) -> None:
    migrate(connection, 1, [FIRST])
    with pytest.raises(SchemaError, match="0001_first was changed"):
        migrate(connection, 2, [Migration(1, "0001_first", FIRST.sql + "-- Better.\n"), SECOND])
    assert tables(connection) == {"migration", "a"}


def test_a_newer_database_is_refused(connection: sqlite3.Connection) -> None:
    migrate(connection, 1, [FIRST, SECOND])
    with pytest.raises(SchemaError, match=r"newer version of Agony Aunt \(schema 0002, this version knows 0001\)"):
        migrate(connection, 2, [FIRST])


def test_a_strange_database_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE recipes (id BIGINT)")
    with pytest.raises(SchemaError, match="something else"):
        migrate(connection, 1, [FIRST])


async def test_a_refused_file_is_closed_again(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (id BIGINT)")
    connection.close()
    with pytest.raises(SchemaError):
        await Database.open(path, FakeClock(), VAULT)


def test_each_gives_its_reason() -> None:
    assert [migration.number for migration in known()] == list(range(1, len(known()) + 1))
    for migration in known():
        assert migration.sql.startswith("-- Reason: "), migration.name


def test_the_picture_is_true(connection: sqlite3.Connection) -> None:
    migrate(connection, 1)
    drawn = sqlite3.connect(":memory:")
    drawn.executescript((files("storage") / "schema.sql").read_text("utf-8"))
    expected = picture(drawn)
    drawn.close()
    assert picture(connection) == expected


def test_columns_are_text_and_bigint_only(connection: sqlite3.Connection) -> None:
    migrate(connection, 1)
    ours = {name for name in tables(connection) if not name.startswith("posting_")}  # FTS5's own are its business
    for table in ours - {"posting"}:
        types = {kind for _, _, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
        assert types <= {"TEXT", "BIGINT"}, table


def test_a_language_in_clear_goes_and_its_face_stays(connection: sqlite3.Connection) -> None:
    migrate(connection, 1, [each for each in known() if each.number < 11])
    connection.execute(
        "INSERT INTO person (id, token, face, platform, language, reachable, contact, key)"
        " VALUES (7, 'token', 'asking', 'telegram', 'en', 1, 'sealed', 'key')"
    )
    migrate(connection, 2)
    rows = connection.execute("SELECT id, token, face, platform, reachable, contact, key, language FROM person")
    assert rows.fetchall() == [(7, "token", "asking", "telegram", 1, "sealed", "key", None)]


def test_people_lie_in_no_telling_order(connection: sqlite3.Connection) -> None:
    migrate(connection, 1)
    for table in ("person", "belonging"):
        with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
            connection.execute(f"SELECT rowid FROM {table}")
        columns = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}
        assert not any(name.endswith("at") for name in columns), table
