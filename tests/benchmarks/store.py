"""How fast the store is: units of work a second, and the outbox with 100,000 rows.

Run with `python -m tests.benchmarks.store [folder]`; the folder (default: the system's temporary one) says which disk
is measured. Units are compared with plain sqlite3 in the same run: one thread, the same statements, one commit each,
with the same settings. Every figure is the best of three.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter

from bot.domain.communities import DEFAULT_CATEGORIES, PlaceId
from bot.domain.opinions import Byline
from bot.domain.people import Face, PersonId
from bot.domain.questions import QuestionId
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.vault import KeyVault
from storage import Database
from storage.connection import open_for_writing
from storage.session import Ids, Session
from storage.transaction import Transaction
from tests.fakes.clock import NEW_YEAR, FakeClock

VAULT = KeyVault([b"k" * 32])
UNITS = 4_000
ROWS = 100_000


class SmallUnit:
    """The smallest unit that is of use: one row written."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, tx: Tx) -> None:
        self._number += 1
        tx.inbox.move_cursor("telegram", self._number)


class OpinionUnit:
    """What one message in a thread costs: an author met, an opinion with passage and count, two rows in the outbox."""

    def __init__(self, tx: Tx) -> None:
        community = tx.communities.add("Home", DEFAULT_CATEGORIES).id
        asker = tx.people.meet("asker", Face.HIDDEN, "telegram", "en", str).id
        self._question = tx.questions.add(community, asker, "A title", "", ()).id
        self._asker = asker
        self._number = 0

    def __call__(self, tx: Tx) -> None:
        self._number += 1
        author = tx.people.meet(f"author {self._number}", Face.OPEN, "telegram", "en", str).id
        by = Byline("guy", "Somebody", None)
        opinion, _ = tx.opinions.add(self._question, author, by, "I would think so. " * 10, None)
        tx.outbox.put(What.OPINION, opinion.id, self._asker, Urgency.NOTICE, fresh=True)
        tx.outbox.put(What.QUESTION, self._question, PlaceId(1), Urgency.EDIT, question=self._question, to_place=True)


async def best(measure: Callable[[], Awaitable[float]]) -> float:
    return max([await measure() for _ in range(3)])


async def rate(db: Database, unit: Callable[[Tx], None], waiting: int) -> float:
    """Units a second, with so many tasks that each wait for their unit before they ask for the next."""

    async def task() -> None:
        for _ in range(UNITS // waiting):
            await db.write(unit)

    start = perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(waiting):
            tasks.create_task(task())
    return UNITS / (perf_counter() - start)


def plain(path: Path, unit_of: Callable[[Tx], Callable[[Tx], None]]) -> Callable[[], Awaitable[float]]:
    """The same statements on plain sqlite3, a commit each."""
    connection = open_for_writing(path)
    ids = Ids()

    def once(unit: Callable[[Tx], object]) -> object:
        connection.execute("BEGIN IMMEDIATE")
        result = unit(Transaction(Session(connection, ids, VAULT, NEW_YEAR)))
        connection.execute("COMMIT")
        return result

    unit = once(unit_of)
    assert callable(unit)

    async def measure() -> float:
        start = perf_counter()
        for _ in range(UNITS):
            once(unit)
        return UNITS / (perf_counter() - start)

    return measure


async def units(folder: Path, name: str, unit_of: Callable[[Tx], Callable[[Tx], None]]) -> None:
    for file in ("plain", "ours"):
        db = await Database.open(folder / f"{name}.{file}.db", FakeClock(), VAULT)
        await db.close()
    base = await best(plain(folder / f"{name}.plain.db", unit_of))
    print(f"{name}: plain sqlite3, a commit each {base:8,.0f} units/s")
    db = await Database.open(folder / f"{name}.ours.db", FakeClock(), VAULT)
    unit = await db.write(unit_of)
    for waiting in (1, 8, 64):
        found = await best(lambda waiting=waiting: rate(db, unit, waiting))  # type: ignore[misc]
        print(f"{name}: {waiting:3} waiting                {found:8,.0f} units/s  {found / base:5.2f} x")
    await db.close()


async def outbox(folder: Path, lanes: int) -> None:
    """Fills the outbox and carries from it as a courier would: 20 at a time, each done in its own unit."""
    db = await Database.open(folder / f"outbox{lanes}.db", FakeClock(), VAULT)

    def fill(tx: Tx, start: int) -> None:
        for number in range(start, start + 1_000):
            tx.outbox.put(What.OPINION, number, PersonId(number % lanes + 1), Urgency.NOTICE)

    start = perf_counter()
    for number in range(0, ROWS, 1_000):
        await db.write(lambda tx, number=number: fill(tx, number))  # type: ignore[misc]
    filled = perf_counter() - start
    carried, times = 0, []
    start = perf_counter()
    while perf_counter() - start < 3:
        begin = perf_counter()
        rows = await db.read(lambda tx: tx.outbox.due(20))
        times.append(perf_counter() - begin)
        await asyncio.gather(*(db.write(lambda tx, row=row: tx.outbox.done(row)) for row in rows))  # type: ignore[misc]
        carried += len(rows)
    speed = carried / (perf_counter() - start)
    times.sort()
    print(
        f"outbox, {ROWS:,} rows in {lanes:6,} lanes: put {ROWS / filled:7,.0f} rows/s, carried {speed:6,.0f} rows/s,"
        f" due(20) {times[len(times) // 2] * 1e3:5.2f} ms (99 %: {times[len(times) * 99 // 100] * 1e3:5.2f} ms)"
    )
    begin = perf_counter()
    await db.read(lambda tx: (tx.outbox.next_due(), tx.outbox.unsure_rows()))
    print(f"    next_due and unsure_rows {(perf_counter() - begin) * 1e3:.2f} ms")
    await db.close()


async def full_place(folder: Path) -> None:
    """10,000 threads of one place have something due, but the place is full: what else is due?"""
    db = await Database.open(folder / "full.db", FakeClock(), VAULT)

    def fill(tx: Tx) -> None:
        for number in range(10_000):
            tx.outbox.put(
                What.QUESTION, number, PlaceId(1), Urgency.EDIT, question=QuestionId(number + 1), to_place=True
            )
        tx.outbox.put(What.OPINION, 1, PersonId(2), Urgency.EDIT)

    await db.write(fill)
    begin = perf_counter()
    found = sum([len(await db.read(lambda tx: tx.outbox.due(20, full=[PlaceId(1)]))) for _ in range(50)])
    assert found == 50
    print(f"due(20) past 10,000 lanes of a full place: {(perf_counter() - begin) / 50 * 1e3:.2f} ms")
    await db.close()


async def pages(folder: Path) -> None:
    """A question with 10,000 opinions: its first page, its last page, its counts."""
    db = await Database.open(folder / "pages.db", FakeClock(), VAULT)

    def fill(tx: Tx) -> QuestionId:
        community = tx.communities.add("Home", DEFAULT_CATEGORIES).id
        asker = tx.people.meet("asker", Face.HIDDEN, "telegram", "en", str).id
        question = tx.questions.add(community, asker, "A title", "", ()).id
        for number in range(10_000):
            author = tx.people.meet(f"author {number}", Face.OPEN, "telegram", "en", str).id
            category = ("guy", "girl", None)[number % 3]
            tx.opinions.add(question, author, Byline(category, "Somebody", None), "I would think so. " * 10, None)
        return question

    question = await db.write(fill)
    for name, unit in (
        ("first page of all", lambda tx: tx.opinions.page(question, ["guy", "girl", None], 0, 5)),
        ("last page of all", lambda tx: tx.opinions.page(question, ["guy", "girl", None], 9_995, 5)),
        ("last page of one", lambda tx: tx.opinions.page(question, ["guy"], 3_325, 5)),
        ("counts", lambda tx: tx.opinions.tally(question)),
    ):
        begin = perf_counter()
        for _ in range(50):
            await db.read(unit)
        print(f"10,000 opinions, {name}: {(perf_counter() - begin) / 50 * 1e3:.2f} ms")
    await db.close()


async def main(folder: Path) -> None:
    await units(folder, "small unit", lambda tx: SmallUnit())
    await units(folder, "opinion", OpinionUnit)
    for lanes in (10_000, 1):
        await outbox(folder, lanes)
    await full_place(folder)
    await pages(folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as made:
        asyncio.run(main(Path(made)))
