"""Appointments: one of each kind for each subject, found when they are due; and who wants to be nudged."""

import sqlite3

import pytest

from bot.domain.appointments import DAY, HOUR, Appointment, Kind
from bot.domain.people import Face
from bot.ports.store import Tx
from storage import Database
from storage.migrate import known, migrate
from tests.fakes.clock import NEW_YEAR, FakeClock
from tests.storage.conftest import World, meet


async def test_what_is_due_comes_in_the_order_of_its_time(db: Database, clock: FakeClock) -> None:
    def make(tx: Tx) -> None:
        for kind, subject, at in ((Kind.NUDGE, 1, 30), (Kind.NUDGE, 2, 10), (Kind.SILENCE, 1, 20)):
            tx.appointments.make(kind, subject, tx.now + at)

    await db.write(make)
    assert await db.read(lambda tx: tx.appointments.due(9)) == []
    assert await db.read(lambda tx: tx.appointments.next_due()) == NEW_YEAR + 10
    clock.advance(20)
    due = await db.read(lambda tx: tx.appointments.due(9))
    assert [(each.kind, each.subject, each.at) for each in due] == [
        (Kind.NUDGE, 2, NEW_YEAR + 10),
        (Kind.SILENCE, 1, NEW_YEAR + 20),
    ]
    assert await db.read(lambda tx: tx.appointments.due(1)) == due[:1]
    assert await db.read(lambda tx: [each.kind for each in tx.appointments.of(1)]) == [Kind.SILENCE, Kind.NUDGE]
    await db.write(lambda tx: tx.appointments.cancel(1))
    assert await db.read(lambda tx: tx.appointments.of(1)) == []


async def test_one_that_is_made_again_is_moved_and_what_was_meant_before_is_not_taken(db: Database) -> None:
    await db.write(lambda tx: tx.appointments.make(Kind.WEEK, 5, 10))
    (first,) = await db.read(lambda tx: tx.appointments.due(9))
    await db.write(lambda tx: tx.appointments.make(Kind.WEEK, 5, 20))
    assert await db.read(lambda tx: tx.appointments.due(9)) == [Appointment(Kind.WEEK, 5, 20)]
    assert not await db.write(lambda tx: tx.appointments.take(first))
    assert await db.write(lambda tx: tx.appointments.take(Appointment(Kind.WEEK, 5, 20)))
    assert not await db.write(lambda tx: tx.appointments.take(Appointment(Kind.WEEK, 5, 20)))


async def test_one_that_failed_keeps_the_time_it_was_made_for(db: Database, clock: FakeClock) -> None:
    await db.write(lambda tx: tx.appointments.make(Kind.NUDGE, 5, NEW_YEAR))
    (due,) = await db.read(lambda tx: tx.appointments.due(9))
    await db.write(lambda tx: tx.appointments.fail(due, NEW_YEAR + HOUR))
    assert await db.read(lambda tx: tx.appointments.due(9)) == []
    clock.advance(HOUR)
    assert await db.read(lambda tx: tx.appointments.due(9)) == [Appointment(Kind.NUDGE, 5, NEW_YEAR, 1)]


async def test_the_willing_are_of_the_community_and_of_the_audience_and_rested(db: Database, world: World) -> None:
    ana, ben, cid = world.people

    def settle(tx: Tx) -> None:
        for person, category in ((ana, "girl"), (ben, "guy")):
            tx.people.choose(person, world.community, category)
        tx.people.belong(cid, world.community)
        elsewhere = meet(tx, "dora")
        for person in (ana, ben, cid, elsewhere):
            tx.nudges.want(person, wants=True)
        tx.nudges.want(ana, wants=True)

    await db.write(settle)

    async def willing(*categories: str) -> set[int]:
        return set(await db.read(lambda tx: tx.nudges.willing(world.community, categories, tx.now - DAY)))

    assert await willing() == {ana, ben, cid}
    assert await willing("girl") == {ana}
    assert await willing("girl", "guy") == {ana, ben}
    await db.write(lambda tx: tx.nudges.told(ana))
    await db.write(lambda tx: tx.people.set_reachable(ben, False))
    assert await willing() == {cid}
    await db.write(lambda tx: tx.nudges.want(cid, wants=False))
    assert await willing() == set()


async def test_whoever_was_told_is_left_alone_for_a_day_at_least(db: Database, world: World, clock: FakeClock) -> None:
    ana = world.people[0]

    def settle(tx: Tx) -> None:
        tx.people.belong(ana, world.community)
        tx.nudges.want(ana, wants=True)

    await db.write(settle)
    clock.advance(HOUR - 1)
    await db.write(lambda tx: tx.nudges.told(ana))
    clock.advance(DAY)
    assert await db.read(lambda tx: tx.nudges.willing(world.community, (), tx.now - DAY)) == []
    clock.advance(1)
    assert await db.read(lambda tx: tx.nudges.willing(world.community, (), tx.now - DAY)) == [ana]


async def test_who_wants_nudges_keeps_their_contact_until_they_want_them_no_more(db: Database) -> None:
    ana = await db.write(lambda tx: meet(tx, "somebody", Face.HIDDEN))
    assert not await db.read(lambda tx: tx.keeping.needed(ana, tx.now))
    await db.write(lambda tx: tx.nudges.want(ana, wants=True))
    assert await db.read(lambda tx: tx.keeping.needed(ana, tx.now))
    await db.write(lambda tx: tx.keeping.unlink(ana))
    assert not await db.read(lambda tx: tx.nudges.wants(ana))
    assert not await db.read(lambda tx: tx.keeping.needed(ana, tx.now))


# ---- what is there when the table comes


@pytest.fixture
def before() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, 1, [each for each in known() if each.number < 13])
    return connection


def test_what_is_there_gets_its_appointments_spread_and_none_in_the_past(before: sqlite3.Connection) -> None:
    now = int(before.execute("SELECT strftime('%s', 'now')").fetchone()[0]) * 1000
    before.execute("INSERT INTO community (id, name) VALUES (1, 'Home')")
    before.execute(
        "INSERT INTO person (id, token, face, platform, language, reachable) VALUES (2, 't', 'asking', 'x', 'en', 1)"
    )
    ages = {10: 0.5, 11: 3, 12: 20, 13: 400, 14: 3, 15: 3} | {100 + more: 400 for more in range(50)}
    status = {14: "removed", 15: "closed"}
    for number, (question, days) in enumerate(ages.items(), 1):
        before.execute(
            "INSERT INTO question (id, community_id, number, asker, title, details, audience, status, posted_at)"
            " VALUES (?, 1, ?, 2, '', '', '', ?, ?)",
            (question, number, status.get(question, "open"), now - round(days * DAY)),
        )
    before.execute("INSERT INTO tally (question_id, category, standing) VALUES (11, 'guy', 2), (11, '?', 1)")
    migrate(before, 1, [each for each in known() if each.number <= 13])
    made = {(kind, subject): at for kind, subject, at in before.execute("SELECT kind, subject, at FROM appointment")}
    assert before.execute("SELECT count(*) FROM appointment WHERE due_at <> at OR due_at < ?", (now,)).fetchone() == (
        0,
    )
    kinds = {question: {kind for kind, subject in made if subject == question} for question in ages}
    assert kinds[10] == {"silence", "happened", "nudge"}
    assert kinds[11] == kinds[12] == {"silence", "happened"}
    assert kinds[13] == {"silence"}
    assert kinds[14] == set()
    assert kinds[15] == {"happened"}
    assert 23 * HOUR / 2 < made["nudge", 10] - now < 13.1 * HOUR
    assert made["silence", 11] - now >= 27 * DAY - HOUR
    late = sorted(made["silence", 100 + more] - now for more in range(50))
    assert late[-1] < 7 * DAY + HOUR
    assert len({each // DAY for each in late}) >= 4, "they don't come all at once"
    monday = made["week", 1]
    assert 0 <= monday - now <= 7 * DAY
    assert (monday - 105 * HOUR) % (7 * DAY) == 0
    assert before.execute("SELECT opinions FROM question WHERE id IN (10, 11) ORDER BY id").fetchall() == [(0,), (3,)]
    tables = {name for (name,) in before.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "moment" not in tables
