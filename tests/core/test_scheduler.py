"""The scheduler: each appointment is kept once, whatever crashes and however late, and none stops another."""

import asyncio
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from bot.domain.appointments import DAY, HOUR, WEEK, Appointment, Kind
from bot.ports.store import Store, Tx
from bot.scheduler import FIRST_RETRY, SLOWEST_RETRY, Scheduler
from bot.vault import KeyVault
from storage import Database
from tests.fakes.clock import NEW_YEAR, FakeClock
from tests.fakes.house import KEY, House
from tests.fakes.store import opened


class Kept:
    """Handlers that write down, with the store, what they kept; one subject may go wrong."""

    def __init__(self) -> None:
        self.wrong: set[int] = set()
        self.tried: list[tuple[int, int]] = []
        self.some = Event()

    def keep(self, tx: Tx, appointment: Appointment) -> None:
        self.tried.append((appointment.subject, tx.now))
        if len(self.tried) == 15:
            self.some.set()
        before = tx.inbox.cursor(f"kept/{appointment.subject}") or 0
        tx.inbox.move_cursor(f"kept/{appointment.subject}", before + 1)
        if appointment.subject in self.wrong:
            raise ZeroDivisionError

    async def times(self, store: Store, subject: int) -> int:
        return await store.read(lambda tx: tx.inbox.cursor(f"kept/{subject}")) or 0


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def store(tmp_path: Path, clock: FakeClock) -> Database:
    return await opened(tmp_path / "aunt.db", clock, KeyVault([KEY]))


def scheduler(store: Store, clock: FakeClock, kept: Kept) -> Scheduler:
    return Scheduler(store, clock, dict.fromkeys(Kind, kept.keep))


async def make(store: Store, *subjects: int, after: int = 0) -> None:
    def write(tx: Tx) -> None:
        for subject in subjects:
            tx.appointments.make(Kind.NUDGE, subject, tx.now + after)

    await store.write(write)


async def test_after_a_week_of_downtime_all_is_kept_once_and_in_order(store: Database, clock: FakeClock) -> None:
    for subject in (3, 1, 2):
        await make(store, subject, after=subject * DAY)
    clock.advance(WEEK)
    kept = Kept()
    first = scheduler(store, clock, kept)
    assert await first.look() is None
    assert [subject for subject, _ in kept.tried] == [1, 2, 3]
    await scheduler(store, clock, kept).look()
    assert [await kept.times(store, subject) for subject in (1, 2, 3)] == [1, 1, 1]
    await store.close()


async def test_two_that_look_at_once_keep_each_once(store: Database, clock: FakeClock) -> None:
    await make(store, *range(1, 151))
    kept = Kept()
    await asyncio.gather(*(scheduler(store, clock, kept).look() for _ in range(3)))
    assert {await kept.times(store, subject) for subject in range(1, 151)} == {1}
    await store.close()


async def test_a_crash_between_leaves_the_rest_for_the_next_start(tmp_path: Path, clock: FakeClock) -> None:
    path, vault = tmp_path / "aunt.db", KeyVault([KEY])
    store = await opened(path, clock, vault)
    await make(store, *range(1, 41))
    kept = Kept()
    looking = asyncio.create_task(scheduler(store, clock, kept).look())
    await asyncio.to_thread(kept.some.wait, 5)
    looking.cancel()
    await asyncio.wait([looking])
    await store.close()
    store = await opened(path, clock, vault)
    before = [await kept.times(store, subject) for subject in range(1, 41)]
    assert 15 <= sum(before) < 40
    await scheduler(store, clock, kept).look()
    assert [await kept.times(store, subject) for subject in range(1, 41)] == [1] * 40
    await store.close()


async def test_one_that_fails_is_undone_tried_later_and_stops_nobody(
    store: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    await make(store, 1, 2)
    await make(store, 3, after=HOUR)
    kept = Kept()
    kept.wrong = {1}
    looks = scheduler(store, clock, kept)
    assert await looks.look() == NEW_YEAR + FIRST_RETRY
    assert [await kept.times(store, subject) for subject in (1, 2)] == [0, 1]
    assert "a nudge could not be kept: ZeroDivisionError" in caplog.text
    for _ in range(14):
        soonest = await looks.look()
        assert soonest is not None
        clock.advance(soonest - clock.now())
    await looks.look()
    tries = [at for subject, at in kept.tried if subject == 1]
    gaps = [later - sooner for sooner, later in pairwise(tries)]
    assert gaps[:4] == [FIRST_RETRY, 2 * FIRST_RETRY, 4 * FIRST_RETRY, 8 * FIRST_RETRY]
    assert gaps[-1] == SLOWEST_RETRY
    assert await kept.times(store, 3) == 1
    kept.wrong.clear()
    clock.advance(SLOWEST_RETRY)
    await looks.look()
    assert await kept.times(store, 1) == 1
    await store.close()


async def _comes() -> None:
    """Whatever can happen now does: the writer has a thread of its own."""
    for _ in range(100):
        await asyncio.sleep(0.0005)


async def test_the_loop_sleeps_until_the_next_and_wakes_for_an_earlier_one(store: Database, clock: FakeClock) -> None:
    await make(store, 1, after=DAY)
    kept = Kept()
    running = asyncio.create_task(scheduler(store, clock, kept).run())
    await _comes()
    assert kept.tried == []
    await make(store, 2, after=60_000)  # the commit wakes it: it would sleep much longer
    await _comes()
    clock.advance(60_000)
    await _comes()
    assert kept.tried == [(2, NEW_YEAR + 60_000)]
    for _ in range(24):
        clock.advance(HOUR)
        await _comes()
    assert [subject for subject, _ in kept.tried] == [2, 1]
    running.cancel()
    await asyncio.wait([running])
    await store.close()


async def test_a_store_that_fails_is_asked_again(clock: FakeClock, store: Database) -> None:
    kept = Kept()
    await make(store, 1)
    looks = scheduler(store, clock, kept)
    failing = True
    read = store.read

    async def broken(unit: object) -> object:
        if failing:
            raise OSError("the disk is full")
        return await read(unit)  # type: ignore[arg-type]

    store.read = broken  # type: ignore[method-assign, assignment]
    running = asyncio.create_task(looks.run())
    await _comes()
    failing = False
    clock.advance(5_000)
    await _comes()
    assert await kept.times(store, 1) == 1
    running.cancel()
    await asyncio.wait([running])
    await store.close()


def _of(tx: Tx, subject: int) -> list[Appointment]:
    return tx.appointments.of(subject)


async def test_what_is_made_for_a_question_tells_no_better_when_it_was_asked_than_an_id(porch: House) -> None:
    await porch.rule("review", '"off"')
    ana = porch.person("Ana")
    moved: dict[Kind, set[int]] = {kind: set() for kind in (Kind.HAPPENED, Kind.NUDGE, Kind.SILENCE)}
    for number in range(8):
        question = await ana.asks(f"Is there hope, {number}?")
        await ana.commands("close", str(question.number))
        await ana.commands("reopen", str(question.number))
        for each in await porch.store.read(partial(_of, subject=question.id)):
            moved[each.kind].add((each.at - question.posted_at) % HOUR)
    assert all(len(each) >= 6 for each in moved.values()), moved
