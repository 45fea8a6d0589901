"""The database around the units: opening and closing, its settings, its listeners, its ids."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.errors import Refused
from bot.domain.people import PersonId
from bot.ports.records import Urgency, What
from bot.ports.store import Store, Tx
from storage import Closed, Database
from storage.session import Ids
from tests.fakes.clock import NEW_YEAR, FakeClock
from tests.storage.conftest import VAULT, World
from tests.storage.test_units import add, cursors


def test_the_database_is_a_store(db: Database) -> None:
    store: Store = db
    assert store is db


async def test_listeners_hear_of_the_outbox(db: Database, world: World) -> None:
    heard: list[int] = []
    db.listen(lambda: heard.append(1))

    def put(tx: Tx) -> None:
        tx.outbox.put(What.QUESTION, world.question, world.place, Urgency.POST)

    def refused(tx: Tx) -> None:
        put(tx)
        raise Refused("text-empty")

    async def heard_after(unit: Callable[[Tx], object]) -> int:
        heard.clear()
        await asyncio.gather(db.write(unit), return_exceptions=True)
        await asyncio.sleep(0.001)
        return len(heard)

    assert await heard_after(put) == 1
    assert await heard_after(refused) == 0
    assert await heard_after(cursors) == 0
    assert await heard_after(lambda tx: tx.outbox.later(tx.outbox.due(1)[0], 0)) == 1
    assert await heard_after(lambda tx: tx.outbox.intend(tx.outbox.due(1)[0])) == 0
    assert await heard_after(lambda tx: tx.outbox.retry(tx.outbox.unsure_rows()[0].id)) == 1
    assert await heard_after(lambda tx: tx.outbox.fail(tx.outbox.due(1)[0], "blocked")) == 0
    assert await heard_after(lambda tx: tx.outbox.revive(world.place)) == 1
    assert await heard_after(lambda tx: tx.outbox.revive(world.place)) == 0


async def test_closing_finishes_what_was_asked_for(path: Path, clock: FakeClock) -> None:
    db = await Database.open(path, clock, VAULT)
    tasks = [asyncio.create_task(db.write(lambda tx: add(tx, "a", 1))) for _ in range(20)]
    await asyncio.sleep(0)
    await db.close()
    await db.close()
    assert await asyncio.gather(*tasks) == list(range(1, 21))
    with pytest.raises(Closed):
        await db.write(cursors)
    with pytest.raises(Closed):
        await db.read(cursors)


async def test_a_closed_file_stands_alone_and_is_its_owners_only(path: Path, clock: FakeClock) -> None:
    db = await Database.open(path, clock, VAULT)
    await db.write(lambda tx: add(tx, "a", 1))
    await db.close()
    modes = await asyncio.to_thread(lambda: {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()})
    assert modes == {path.name: 0o600}


async def test_the_settings_that_the_promises_rest_on(db: Database) -> None:
    def setting(name: str) -> object:
        return db._writer.raw.execute(f"PRAGMA {name}").fetchone()[0]

    found = [
        await db._writer.run(lambda name=name: setting(name))  # type: ignore[misc]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
    ]
    assert found == ["wal", 2, 1, 1, 2]


async def test_deleted_text_is_gone_from_the_file(path: Path, clock: FakeClock) -> None:
    db = await Database.open(path, clock, VAULT)
    row = await db.write(lambda tx: tx.inbox.arrived("telegram", "1", "canary" * 500))
    assert row is not None
    await db.write(lambda tx: tx.inbox.handled(row))
    await db.close()
    assert b"canary" not in await asyncio.to_thread(path.read_bytes)


def test_ids_grow_and_fit() -> None:
    ids = Ids()
    made = [ids.next(NEW_YEAR) for _ in range(5_000)]
    assert made == sorted(set(made))
    assert ids.next(NEW_YEAR - 60_000) > made[-1]
    ids.start(made[-1] + 10**12)
    assert ids.next(NEW_YEAR) > made[-1] + 10**12
    assert Ids().next(3_900_000_000_000) < 2**63


async def test_ids_grow_past_those_in_the_file(path: Path) -> None:
    db = await Database.open(path, FakeClock(NEW_YEAR + 3_600_000), VAULT)
    before = await db.write(lambda tx: tx.inbox.arrived("telegram", "1", ""))
    await db.close()
    db = await Database.open(path, FakeClock(NEW_YEAR), VAULT)
    after = await db.write(lambda tx: tx.inbox.arrived("telegram", "2", ""))
    await db.close()
    assert before is not None
    assert after is not None
    assert after > before


async def test_unknown_people_are_refused_by_the_tables(db: Database, world: World) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(lambda tx: tx.questions.add(world.community, PersonId(1), "A title", "", ()))
    assert await db.write(lambda tx: tx.questions.add(world.community, world.asker, "A title", "", ()).number) == 2
