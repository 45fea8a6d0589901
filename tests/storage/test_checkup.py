"""A look at the database from outside: what it tells, and that it leaves everything as it was."""

import sqlite3
from pathlib import Path

import pytest

from bot.domain.communities import DEFAULT_CATEGORIES, PlaceKind
from bot.domain.people import Face
from bot.domain.questions import QuestionId
from bot.ports.records import Recipient, Urgency, What
from bot.ports.store import Tx
from storage import Database, SchemaError
from storage.checkup import Failed, Unreadable, look
from storage.migrate import known, migrate
from tests.fakes.clock import FakeClock
from tests.storage.conftest import VAULT


def files(path: Path) -> dict[str, bytes]:
    """All that is in the database's folder."""
    return {each.name: each.read_bytes() for each in path.parent.iterdir()}


async def test_where_there_is_none_none_is_made(path: Path) -> None:
    assert look(path) is None
    assert files(path) == {}


async def test_it_tells_schema_places_and_what_went_wrong(db: Database, path: Path) -> None:
    def fill(tx: Tx) -> None:
        home = tx.communities.add("Home", DEFAULT_CATEGORIES).id
        place = tx.communities.add_place(home, "telegram", "-1", "Home", PlaceKind.FORUM)
        ana = tx.people.meet("ana", Face.HIDDEN, "telegram", "en", str).id

        def fail(what: What, to: Recipient, reason: str) -> None:
            tx.outbox.put(what, 1, to, Urgency.POST, question=QuestionId(1), to_place=to == place.id)
            (row,) = [each for each in tx.outbox.rows(what, 1) if each.recipient == to]
            tx.outbox.fail(row, reason)

        fail(What.QUESTION, place.id, "no-rights")
        fail(What.OPINION, place.id, "no-rights")
        fail(What.OPINION, ana, "closed")
        fail(What.REPLY, ana, "closed")
        tx.outbox.put(What.QUESTION, 2, ana, Urgency.NOTICE)
        for key in ("1", "2", "3"):
            row = tx.inbox.arrived("telegram", key, "")
            assert row is not None
            if key != "3":
                tx.inbox.set_aside(row)

    await db.write(fill)
    found = look(path)
    assert found is not None
    assert (found.schema, found.pending, found.aside) == (known()[-1].name, (), 2)
    assert found.failed == (Failed("closed", 0, 0, 2), Failed("no-rights", 1, 1, 0))
    assert [(each.platform, each.address, each.title, each.open) for each in found.places] == [
        ("telegram", "-1", "Home", True)
    ]


async def test_a_database_that_nobody_has_open_is_left_as_it_was(path: Path, clock: FakeClock) -> None:
    await (await Database.open(path, clock, VAULT)).close()
    before = files(path)
    assert look(path) is not None
    assert files(path) == before


async def test_it_sees_what_a_running_bot_has_just_written_and_stands_in_nobodys_way(db: Database, path: Path) -> None:
    await db.write(lambda tx: tx.communities.add("Home", ()))
    before = files(path)["aunt.db"]
    assert look(path) is not None
    assert files(path)["aunt.db"] == before
    home = await db.write(lambda tx: tx.communities.add("Yard", ()))
    await db.write(lambda tx: tx.communities.add_place(home.id, "telegram", "-2", "Yard", PlaceKind.GROUP))
    found = look(path)
    assert found is not None
    assert [each.title for each in found.places] == ["Yard"], "it is in the log of recent pages, not yet in the file"


def test_one_that_an_upgrade_has_still_to_change_can_be_looked_at(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, 1, known()[:1])
    connection.close()
    before = files(path)
    found = look(path)
    assert found is not None
    assert (found.schema, found.pending) == (known()[0].name, tuple(each.name for each in known()[1:]))
    assert files(path) == before


def test_an_empty_file_has_everything_before_it(path: Path) -> None:
    path.touch()
    found = look(path)
    assert found is not None
    assert (found.schema, found.pending) == ("", tuple(each.name for each in known()))


def test_what_is_no_database_of_ours_is_refused(path: Path) -> None:
    path.write_text("These are my notes, and they are no database at all.\n" * 40)
    with pytest.raises(Unreadable):
        look(path)
    with pytest.raises(Unreadable):
        look(path.parent)
    path.unlink()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE notes (id INTEGER)")
    with pytest.raises(SchemaError, match="something else"):
        look(path)
    connection.execute("DROP TABLE notes")
    migrate(connection, 1)
    connection.execute("INSERT INTO migration (number, name, checksum, applied_at) VALUES (9999, '9999_x', '', 1)")
    connection.close()
    with pytest.raises(SchemaError, match="newer version"):
        look(path)
