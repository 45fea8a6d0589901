"""The outbox, step by step. `test_outbox_order.py` holds it against a model."""

from dataclasses import replace

from bot.domain.communities import PlaceId
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from bot.ports.records import Recipient, Row, RowId, RowState, Urgency, What
from storage import Database
from tests.fakes.clock import FakeClock

ANA, BEN = PersonId(101), PersonId(102)
HERE, THERE = PlaceId(1), PlaceId(2)


async def put(
    db: Database,
    subject: int,
    to: Recipient = ANA,
    urgency: Urgency = Urgency.NOTICE,
    *,
    question: int | None = None,
    to_place: bool = False,
    fresh: bool = False,
) -> None:
    asked = None if question is None else QuestionId(question)
    await db.write(
        lambda tx: tx.outbox.put(What.OPINION, subject, to, urgency, question=asked, to_place=to_place, fresh=fresh)
    )


async def due(db: Database, limit: int = 100) -> list[Row]:
    return await db.read(lambda tx: tx.outbox.due(limit))


async def subjects(db: Database) -> list[int]:
    return [row.subject for row in await due(db)]


async def only(db: Database) -> Row:
    (row,) = await db.read(lambda tx: tx.outbox.rows(What.OPINION, 1))
    return row


async def test_a_row_says_what_goes_where(db: Database) -> None:
    await put(db, 1, HERE, Urgency.POST, question=7, to_place=True, fresh=True)
    row = await only(db)
    expected = Row(row.id, What.OPINION, 1, HERE, True, QuestionId(7), Urgency.POST, 1, 0, True, RowState.WAITING, None)
    assert row == expected
    assert await due(db) == [row]
    assert row.lane == (HERE, 7)


async def test_one_after_the_other_per_person_and_per_thread(db: Database) -> None:
    for subject in (1, 2):
        await put(db, subject, ANA, question=subject)
        await put(db, subject, BEN)
        await put(db, subject, HERE, question=7, to_place=True)
        await put(db, subject + 10, HERE, question=8, to_place=True)
        await put(db, subject, THERE, to_place=True)
    assert await subjects(db) == [1, 1, 1, 11, 1]
    first = (await due(db))[0]
    assert await db.write(lambda tx: tx.outbox.done(first))
    assert sorted(await subjects(db)) == [1, 1, 1, 2, 11]


async def test_the_most_urgent_first_then_the_oldest(db: Database, clock: FakeClock) -> None:
    for subject, urgency in enumerate([Urgency.EDIT, Urgency.TAP, Urgency.NOTICE, Urgency.TAP, Urgency.DIGEST], 1):
        await put(db, subject, PersonId(subject), urgency)
        clock.advance(1)
    assert await subjects(db) == [2, 4, 3, 1, 5]
    assert [row.subject for row in await due(db, 3)] == [2, 4, 3]
    assert await due(db, 0) == []


async def test_besides_busy_lanes_and_full_recipients(db: Database) -> None:
    for question in range(20):
        await put(db, question, HERE, Urgency.TAP, question=question, to_place=True)
    await put(db, 50, ANA)
    await put(db, 51, BEN)
    busy = [(HERE, question) for question in range(18)] + [(ANA, 0)]
    found = await db.read(lambda tx: tx.outbox.due(2, besides=busy))
    assert [row.subject for row in found] == [18, 19]
    found = await db.read(lambda tx: tx.outbox.due(3, besides=busy))
    assert [row.subject for row in found] == [18, 19, 51]
    found = await db.read(lambda tx: tx.outbox.due(5, full=[HERE]))
    assert [row.subject for row in found] == [50, 51]
    assert await db.read(lambda tx: tx.outbox.due(5, besides=[(BEN, 0)], full=[HERE, ANA])) == []


async def test_asking_again_raises_the_row_that_is_there(db: Database, clock: FakeClock) -> None:
    await put(db, 1, urgency=Urgency.POST)
    await put(db, 2)
    first = await only(db)
    await db.write(lambda tx: tx.outbox.later(first, clock.now() + 1000))
    assert await subjects(db) == []
    await put(db, 1, urgency=Urgency.EDIT, fresh=True)
    assert await only(db) == replace(first, revision=2, attempts=1, fresh=True)
    assert await subjects(db) == [1]
    await put(db, 1, urgency=Urgency.TAP)
    assert await only(db) == replace(first, revision=3, attempts=1, fresh=True, urgency=Urgency.TAP)


async def test_a_row_that_is_asked_for_all_the_time_keeps_its_turn(db: Database, clock: FakeClock) -> None:
    await put(db, 1, ANA)
    clock.advance(5)
    await put(db, 2, BEN)
    clock.advance(5)
    await put(db, 1, ANA)
    assert await subjects(db) == [1, 2]


async def test_a_change_while_under_way_is_carried_too(db: Database) -> None:
    await put(db, 1, fresh=True)
    (row,) = await due(db)
    await put(db, 1)
    assert not await db.write(lambda tx: tx.outbox.done(row))
    again = await only(db)
    assert (again.revision, again.fresh, again.state) == (2, False, RowState.WAITING)
    assert await due(db) == [again]
    assert await db.write(lambda tx: tx.outbox.done(again))
    assert await db.read(lambda tx: tx.outbox.rows(What.OPINION, 1)) == []
    assert await db.write(lambda tx: tx.outbox.done(again))


async def test_a_new_message_asked_for_during_an_edit_is_not_forgotten(db: Database) -> None:
    await put(db, 1)
    (row,) = await due(db)
    await put(db, 1, fresh=True)
    await db.write(lambda tx: tx.outbox.done(row))
    assert (await only(db)).fresh


async def test_an_intended_post_blocks_its_lane_until_it_is_decided(db: Database, clock: FakeClock) -> None:
    await put(db, 1, fresh=True)
    await put(db, 2)
    (row,) = await due(db)
    await db.write(lambda tx: tx.outbox.intend(row))
    unsure = replace(row, state=RowState.UNSURE)
    assert await db.read(lambda tx: tx.outbox.unsure_rows()) == [unsure]
    clock.advance(1_000_000)
    assert (await subjects(db), await db.read(lambda tx: tx.outbox.next_due())) == ([], None)
    await put(db, 1)
    assert await only(db) == replace(unsure, revision=2)
    assert await subjects(db) == []
    assert not await db.write(lambda tx: tx.outbox.done(row))
    assert await only(db) == replace(row, revision=2, fresh=False)
    assert await subjects(db) == [1]


async def test_a_lost_row_is_in_nobodys_way_and_goes_again_only_if_somebody_says_so(db: Database) -> None:
    await put(db, 1, fresh=True)
    await put(db, 2)
    row = await only(db)
    await db.write(lambda tx: tx.outbox.unsure(row))
    assert (await only(db)).lost
    assert await subjects(db) == [2]
    await put(db, 1)
    await db.write(lambda tx: tx.outbox.revive(row.recipient))
    assert (await only(db)).lost
    assert await subjects(db) == [2]


async def test_an_unsure_row_can_be_tried_again(db: Database) -> None:
    await put(db, 1, fresh=True)
    row = await only(db)
    await db.write(lambda tx: tx.outbox.unsure(row))
    await db.write(lambda tx: tx.outbox.retry(row.id))
    assert await due(db) == [row]
    await db.write(lambda tx: tx.outbox.intend(row))
    await db.write(lambda tx: tx.outbox.later(row, 0))
    assert await due(db) == [replace(row, attempts=1)]


async def test_a_failed_row_is_in_nobodys_way(db: Database) -> None:
    for subject in (1, 2):
        await put(db, subject)
    row = await only(db)
    await db.write(lambda tx: tx.outbox.fail(row, "blocked"))
    failed = await only(db)
    assert (failed.state, failed.reason, failed.attempts) == (RowState.FAILED, "blocked", 1)
    assert await subjects(db) == [2]
    await put(db, 1)
    assert await only(db) == replace(row, revision=2)
    assert await subjects(db) == [1]


async def test_reviving_a_recipient(db: Database) -> None:
    for recipient in (ANA, BEN):
        for subject in (1, 2, 3):
            await put(db, subject, recipient)
    for recipient in (ANA, BEN):
        for _ in range(2):
            (row,) = [row for row in await due(db) if row.recipient == recipient]
            await db.write(lambda tx, row=row: tx.outbox.fail(row, "blocked"))  # type: ignore[misc]
    assert await subjects(db) == [3, 3]
    await db.write(lambda tx: tx.outbox.revive(ANA))
    assert {(row.recipient, row.subject) for row in await due(db)} == {(ANA, 1), (BEN, 3)}
    await db.write(lambda tx: tx.outbox.retry(RowId(1)))


async def test_when_the_next_is_due(db: Database, clock: FakeClock) -> None:
    now = clock.now()
    assert await db.read(lambda tx: tx.outbox.next_due()) is None
    for recipient, wait in ((ANA, 500), (BEN, 300)):
        await put(db, 1, recipient)
        await put(db, 2, recipient)
        (row,) = await due(db)
        await db.write(lambda tx, row=row, wait=wait: tx.outbox.later(row, now + wait))  # type: ignore[misc]
    assert await db.read(lambda tx: tx.outbox.next_due()) == now + 300
    clock.advance(299)
    assert await due(db) == []
    clock.advance(1)
    assert [row.recipient for row in await due(db)] == [BEN]
    assert await db.read(lambda tx: tx.outbox.next_due()) == now + 500
    clock.advance(200)
    assert await db.read(lambda tx: tx.outbox.next_due()) is None
