"""The inbox."""

import sqlite3

import pytest

from bot.ports.records import RowId
from bot.ports.store import Tx
from storage import Database
from tests.fakes.clock import FakeClock

DAY = 24 * 60 * 60 * 1000


async def test_updates_wait_in_order_until_handled(db: Database) -> None:
    rows = [
        await db.write(lambda tx, key=key: tx.inbox.arrived("telegram", key, f"sealed {key}"))  # type: ignore[misc]
        for key in "312"
    ]
    waiting = await db.read(lambda tx: tx.inbox.waiting("telegram"))
    assert [(each.id, each.sealed, each.failures) for each in waiting] == [
        (row, f"sealed {key}", 0) for row, key in zip(rows, "312", strict=True)
    ]
    assert await db.read(lambda tx: tx.inbox.waiting("discord")) == []
    await db.write(lambda tx: tx.inbox.handled(rows[0]))
    assert [each.id for each in await db.read(lambda tx: tx.inbox.waiting("telegram"))] == rows[1:]


async def test_nothing_arrives_twice_within_two_days(db: Database, clock: FakeClock, look: sqlite3.Connection) -> None:
    async def arrive(key: str, platform: str = "telegram") -> RowId | None:
        return await db.write(lambda tx: tx.inbox.arrived(platform, key, ""))

    first = await arrive("1")
    assert first is not None
    await db.write(lambda tx: tx.inbox.handled(first))
    assert await arrive("1") is None
    assert await arrive("1", "discord") is not None
    clock.advance(2 * DAY - 1)
    assert await arrive("1") is None
    clock.advance(1)
    assert await arrive("1") is not None
    assert look.execute("SELECT platform, key FROM seen").fetchall() == [("telegram", "1")]


async def test_what_fails_is_counted_and_set_aside(db: Database) -> None:
    row = await db.write(lambda tx: tx.inbox.arrived("telegram", "1", ""))
    assert row is not None
    assert [await db.write(lambda tx: tx.inbox.failed(row)) for _ in range(2)] == [1, 2]
    assert [each.failures for each in await db.read(lambda tx: tx.inbox.waiting("telegram"))] == [2]
    assert await db.read(lambda tx: tx.inbox.aside()) == 0
    await db.write(lambda tx: tx.inbox.set_aside(row))
    assert await db.read(lambda tx: (tx.inbox.waiting("telegram"), tx.inbox.aside())) == ([], 1)
    await db.write(lambda tx: tx.inbox.handled(row))
    assert await db.read(lambda tx: tx.inbox.aside()) == 0
    assert await db.write(lambda tx: tx.inbox.failed(row)) == 0


async def test_cursors(db: Database) -> None:
    assert await db.read(lambda tx: tx.inbox.cursor("telegram")) is None
    await db.write(lambda tx: tx.inbox.move_cursor("telegram", 5))
    await db.write(lambda tx: tx.inbox.move_cursor("telegram", 7))
    await db.write(lambda tx: tx.inbox.move_cursor("discord", 2**62))
    assert await db.read(lambda tx: (tx.inbox.cursor("telegram"), tx.inbox.cursor("discord"))) == (7, 2**62)


async def test_a_key_is_the_first_of_its_kind_once(db: Database) -> None:
    assert [await db.write(lambda tx: tx.inbox.first("discord", "m1")) for _ in range(2)] == [True, False]
    assert await db.write(lambda tx: tx.inbox.first("telegram", "m1"))


async def test_a_key_goes_with_its_unit_of_work(db: Database) -> None:
    def unit(tx: Tx) -> None:
        assert tx.inbox.first("discord", "m1")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(unit)
    assert await db.write(lambda tx: tx.inbox.first("discord", "m1"))
