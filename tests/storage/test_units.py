"""Units of work: whole or not at all, alone or in company."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.people import PersonId
from bot.ports.store import Store, Tx, Urgency, What
from storage import Closed, Database, WriteFailed
from storage.session import Ids
from tests.fakes.clock import NEW_YEAR, FakeClock
from tests.storage.conftest import VAULT, World, meet


def cursors(tx: Tx) -> dict[str, int]:
    """The model that these tests write into: a few named numbers."""
    return {name: value for name in "abcdef" if (value := tx.inbox.cursor(name)) is not None}


def add(tx: Tx, name: str, amount: int) -> int:
    value = (tx.inbox.cursor(name) or 0) + amount
    tx.inbox.move_cursor(name, value)
    return value


def test_the_database_is_a_store(db: Database) -> None:
    store: Store = db
    assert store is db


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


async def test_unknown_people_are_refused_by_the_tables(db: Database, world: World) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(lambda tx: tx.questions.add(world.community, PersonId(1), "A title", "", ()))
    assert await db.write(lambda tx: tx.questions.add(world.community, world.asker, "A title", "", ()).number) == 2
