"""The backlog: what is overdue or tried in vain shows, and what waits on purpose does not."""

from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from storage import Database
from tests.fakes.clock import FakeClock
from tests.storage.conftest import World

HOUR = 3_600_000


async def test_a_question_that_is_to_appear_later_shows_only_once_it_is_late(
    db: Database, world: World, clock: FakeClock
) -> None:
    def delay(tx: Tx) -> None:
        later = tx.now + HOUR
        tx.outbox.put(
            *(What.QUESTION, world.question, world.place, Urgency.POST),
            question=world.question,
            to_place=True,
            not_before=later,
        )

    await db.write(delay)
    told = await db.read(lambda tx: tx.backlog.now(60_000))
    assert (told.waiting, told.age) == (0, 0)
    clock.advance(HOUR + 59_000)
    assert (await db.read(lambda tx: tx.backlog.now(60_000))).waiting == 0
    clock.advance(31_000)
    told = await db.read(lambda tx: tx.backlog.now(60_000))
    assert (told.waiting, told.age) == (1, 90_000)


async def test_a_notice_shows_neither_late_nor_failed(db: Database, world: World, clock: FakeClock) -> None:
    def tell_asker(tx: Tx) -> None:
        for subject in (1, 2):
            tx.outbox.put(What.OPINION, subject, world.asker, Urgency.NOTICE)

    await db.write(tell_asker)
    (row, _) = await db.read(lambda tx: tx.outbox.kept(world.asker, 5))
    await db.write(lambda tx: tx.outbox.fail(row, "blocked"))
    clock.advance(HOUR)
    told = await db.read(lambda tx: tx.backlog.now(60_000))
    assert (told.waiting, told.failed, told.age) == (0, 0, 0)


async def test_the_inbox_shows_what_waits_and_what_was_set_aside(db: Database) -> None:
    def take(tx: Tx) -> None:
        first = tx.inbox.arrived("telegram", "1", "sealed")
        tx.inbox.arrived("telegram", "2", "sealed")
        assert first is not None
        tx.inbox.set_aside(first)

    await db.write(take)
    told = await db.read(lambda tx: tx.backlog.now(0))
    assert (told.inbox, told.aside) == (1, 1)
