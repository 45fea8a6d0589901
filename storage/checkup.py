"""A look at the database from outside, while the bot may be running: nothing is made, changed or brought up to date.

In comes the path; out come the schema's state, the places and a few counts, or what is wrong. Only what every version
of the schema holds is asked for, so that a database that an upgrade has still to change can be looked at as well.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.communities import CommunityId, Place, PlaceId, PlaceKind
from storage.migrate import known, missing

_BUSY = 5.0  # seconds to wait for a writer that is just starting or ending


@dataclass(frozen=True, slots=True)
class Failed:
    """How many rows of the outbox failed for one ``reason``: cards of questions, other messages to places, notices."""

    reason: str
    cards: int
    carried: int
    notices: int


@dataclass(frozen=True, slots=True)
class Condition:
    """How a database is: its newest migration, those it has still to get, and what it tells of the bot's work."""

    schema: str
    pending: tuple[str, ...]
    aside: int
    failed: tuple[Failed, ...]
    places: tuple[Place, ...]


class Unreadable(Exception):
    """It can't be opened, or is no database. The text completes a sentence that begins with the file's path."""


def look(path: Path) -> Condition | None:
    """How the database is; None where there is none yet. Raises Unreadable, or SchemaError as the bot itself would."""
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(address(path), uri=True, timeout=_BUSY, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            return _condition(connection)
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise Unreadable(f"can't be read as the database ({error})") from None


def address(path: Path) -> str:
    """With a log of recent pages beside it the file is in use (or was, before a crash) and has to be read with it.

    Without one nobody has it open, and SQLite, told so, makes no files of its own there.
    """
    in_use = path.with_name(path.name + "-wal").exists()
    return f"{path.absolute().as_uri()}?mode=ro{'' if in_use else '&immutable=1'}"


def _condition(connection: sqlite3.Connection) -> Condition:
    pending = tuple(migration.name for migration in missing(connection, known()))
    if len(pending) == len(known()):
        return Condition("", pending, 0, (), ())
    (schema,) = connection.execute("SELECT name FROM migration ORDER BY number DESC LIMIT 1").fetchone()
    (aside,) = connection.execute("SELECT count(*) FROM inbox WHERE aside = 1").fetchone()
    failed = connection.execute(
        "SELECT coalesce(reason, ''), sum(to_place = 1 AND what = 'question'),"
        " sum(to_place = 1 AND what <> 'question'), sum(to_place = 0)"
        " FROM outbox WHERE state = 'failed' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    places = connection.execute(
        "SELECT id, community_id, platform, address, title, kind, open FROM place ORDER BY id"
    ).fetchall()
    return Condition(schema, pending, aside, tuple(Failed(*row) for row in failed), _places(places))


def _places(rows: Sequence[tuple[int, int, str, str, str, str, int]]) -> tuple[Place, ...]:
    return tuple(
        Place(PlaceId(place), CommunityId(community), platform, address, title, PlaceKind(kind), bool(is_open))
        for place, community, platform, address, title, kind, is_open in rows
    )
