"""Units of work: whole or not at all, alone or in company."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.ports.store import Tx
from storage import Database, WriteFailed
from tests.fakes.clock import NEW_YEAR, FakeClock
from tests.storage.conftest import VAULT, meet


def cursors(tx: Tx) -> dict[str, int]:
    """The model that these tests write into: a few named numbers."""
    return {name: value for name in "abcdef" if (value := tx.inbox.cursor(name)) is not None}


def add(tx: Tx, name: str, amount: int) -> int:
    value = (tx.inbox.cursor(name) or 0) + amount
    tx.inbox.move_cursor(name, value)
    return value


async def test_a_unit_answers_what_it_returns_and_is_there_for_readers(db: Database) -> None:
    assert await db.write(lambda tx: add(tx, "a", 5)) == 5
    assert await db.read(cursors) == {"a": 5}


async def test_an_error_undoes_its_unit_only(db: Database) -> None:
    def half(tx: Tx) -> None:
        add(tx, "b", 1)
        raise Refused("text-empty")

    units = [db.write(lambda tx: add(tx, "a", 1)), db.write(half), db.write(lambda tx: add(tx, "c", 1))]
    first, refused, last = await asyncio.gather(*units, return_exceptions=True)
    assert (first, last) == (1, 1)
    assert isinstance(refused, Refused)
    assert refused.code == "text-empty"
    assert await db.read(cursors) == {"a": 1, "c": 1}


async def test_those_who_wait_share_a_commit(db: Database, look: sqlite3.Connection) -> None:
    before = look.execute("PRAGMA data_version").fetchone()
    begun: list[str] = []
    await db._writer.run(lambda: db._writer.raw.set_trace_callback(begun.append))
    await asyncio.gather(*(db.write(lambda tx: add(tx, "a", 1)) for _ in range(50)))
    await db._writer.run(lambda: db._writer.raw.set_trace_callback(None))
    assert begun.count("BEGIN IMMEDIATE") == begun.count("COMMIT") == 1
    assert look.execute("PRAGMA data_version").fetchone() != before
    assert await db.read(cursors) == {"a": 50}


async def test_a_failed_commit_fails_the_whole_batch(db: Database) -> None:
    raw = db._writer.raw
    await db.write(lambda tx: add(tx, "a", 1))

    def refuse(statement: int, *_: object) -> int:
        return sqlite3.SQLITE_DENY if (statement, _[0]) == (sqlite3.SQLITE_TRANSACTION, "COMMIT") else sqlite3.SQLITE_OK

    await db._writer.run(lambda: raw.set_authorizer(refuse))
    answers = await asyncio.gather(*(db.write(lambda tx: add(tx, "a", 1)) for _ in range(3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [WriteFailed] * 3
    assert len({id(answer) for answer in answers}) == 3
    await db._writer.run(lambda: raw.set_authorizer(None))
    assert await db.write(lambda tx: add(tx, "a", 1)) == 2


async def test_a_full_disk_fails_the_batch_and_nothing_else(db: Database) -> None:
    raw = db._writer.raw

    def limit() -> None:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages + 2}")

    await db._writer.run(limit)
    long = "x" * 100_000
    answers = await asyncio.gather(
        db.write(lambda tx: add(tx, "a", 1)),
        db.write(lambda tx: tx.inbox.arrived("telegram", "1", long)),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [WriteFailed] * 2
    await db._writer.run(lambda: raw.execute("PRAGMA max_page_count = 1000000"))
    assert await db.read(cursors) == {}
    assert await db.write(lambda tx: tx.inbox.arrived("telegram", "1", long)) is not None


async def test_an_attempt_undoes_only_itself(db: Database) -> None:
    def inner(tx: Tx) -> None:
        add(tx, "b", 1)
        tx.attempt(lambda: add(tx, "c", 1))
        raise Refused("text-empty")

    def unit(tx: Tx) -> int:
        add(tx, "a", 1)
        with pytest.raises(Refused):
            tx.attempt(lambda: inner(tx))
        return tx.attempt(lambda: add(tx, "d", 1))

    assert await db.write(unit) == 1
    assert await db.read(cursors) == {"a": 1, "d": 1}


async def test_a_cancelled_caller_leaves_no_half(db: Database) -> None:
    def slow(tx: Tx) -> None:
        add(tx, "a", 1)
        add(tx, "b", 1)

    async def one(pause: float) -> None:
        task = asyncio.create_task(db.write(slow))
        await asyncio.sleep(pause)
        task.cancel()

    await asyncio.gather(*(one(number / 20_000) for number in range(40)))
    await db.write(lambda tx: None)
    found = await db.read(cursors)
    assert found.get("a") == found.get("b")


async def test_a_caller_cancelled_in_the_line_is_not_run(db: Database) -> None:
    task = asyncio.create_task(db.write(lambda tx: add(tx, "a", 1)))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await db.write(cursors) == {}


async def test_a_cancelled_reader_gives_its_connection_back(db: Database) -> None:
    for _ in range(10):
        task = asyncio.create_task(db.read(cursors))
        await asyncio.sleep(0)
        task.cancel()
    assert await asyncio.gather(*(db.read(cursors) for _ in range(5))) == [{}] * 5


async def test_readers_see_one_moment(db: Database) -> None:
    await db.write(lambda tx: (add(tx, "a", 1), add(tx, "b", 1)))
    loop = asyncio.get_running_loop()

    def unit(tx: Tx) -> tuple[dict[str, int], dict[str, int]]:
        before = cursors(tx)
        asyncio.run_coroutine_threadsafe(db.write(lambda tx: (add(tx, "a", 1), add(tx, "b", 1))), loop).result(5)
        return before, cursors(tx)

    assert await db.read(unit) == ({"a": 1, "b": 1},) * 2
    assert await db.read(cursors) == {"a": 2, "b": 2}


async def test_readers_change_nothing(db: Database) -> None:
    for _ in range(3):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await db.read(lambda tx: add(tx, "a", 1))
    assert await db.read(cursors) == {}


async def test_a_transaction_ends_with_its_unit(db: Database) -> None:
    kept = await db.write(lambda tx: tx)
    with pytest.raises(RuntimeError, match="ended"):
        kept.inbox.cursor("a")


async def test_what_a_unit_may_not_be(db: Database) -> None:
    async def waiting(tx: Tx) -> None:
        add(tx, "a", 1)

    def stopping(tx: Tx) -> None:
        add(tx, "a", 1)
        raise StopIteration

    unit: Callable[[Tx], object] = waiting
    with pytest.raises(TypeError, match="plain function"):
        await db.write(unit)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await db.write(stopping)
    assert await db.read(cursors) == {}


async def test_each_unit_has_its_moment(db: Database, clock: FakeClock) -> None:
    assert await db.write(lambda tx: tx.now) == clock.now()
    clock.advance(5)
    assert await db.write(lambda tx: tx.now) == await db.read(lambda tx: tx.now) == NEW_YEAR + 5


Step = tuple[str, int]
UNITS = st.lists(
    st.tuples(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 9)), max_size=4), st.booleans()), max_size=25
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(units=UNITS)
def test_any_mix_of_units_leaves_what_the_good_ones_wrote(units: list[tuple[list[Step], bool]], path: Path) -> None:
    def unit(steps: list[Step], good: bool) -> Callable[[Tx], None]:
        def run(tx: Tx) -> None:
            for name, amount in steps:
                add(tx, name, amount)
            if not good:
                meet(tx, "somebody")
                raise Refused("text-empty")

        return run

    async def story() -> None:
        database = await Database.open(path, FakeClock(), VAULT)
        before = await database.read(cursors)
        answers = await asyncio.gather(
            *(database.write(unit(steps, good)) for steps, good in units), return_exceptions=True
        )
        assert [answer is None for answer in answers] == [good for _, good in units]
        for steps, good in units:
            for name, amount in steps if good else ():
                before[name] = before.get(name, 0) + amount
        assert await database.read(cursors) == before
        assert await database.read(lambda tx: tx.people.find("somebody")) is None
        await database.close()

    asyncio.run(story())
