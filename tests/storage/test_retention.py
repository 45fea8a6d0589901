"""Retention: contacts go in time and not before, never two together by rule, and the rest is cleared away."""

import sqlite3

import pytest

from bot.domain.notifications import Mode, Wishes
from bot.domain.opinions import Byline
from bot.domain.people import Face, PersonId
from bot.domain.questions import QuestionId, Status
from bot.domain.threads import Role
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from bot.ports.vault import PlatformUser
from bot.retention import DAY, HOUR, Retention
from storage import Database
from tests.fakes.clock import FakeClock
from tests.storage.conftest import VAULT, World

ANA = PlatformUser("telegram", "700100200")


def meet(tx: Tx, face: Face = Face.HIDDEN, user: PlatformUser = ANA) -> PersonId:
    return tx.people.meet(
        VAULT.token(user, face), face, "telegram", "en", lambda person: VAULT.seal_contact(user, f"contact:{person}")
    ).id


async def days(db: Database, clock: FakeClock, count: int) -> None:
    """Time passes, and every hour it is looked."""
    retention = Retention(db, VAULT, clock)
    for _ in range(24 * count):
        clock.advance(HOUR)
        await retention.look()


async def contact(db: Database, person: PersonId) -> str | None:
    return await db.read(lambda tx: tx.people.contact(person))


@pytest.fixture
async def asked(db: Database, world: World) -> tuple[PersonId, QuestionId]:
    def build(tx: Tx) -> tuple[PersonId, QuestionId]:
        ana = meet(tx)
        return ana, tx.questions.add(world.community, ana, "A title", "", ()).id

    return await db.write(build)


async def test_it_goes_within_thirty_days_of_the_end_and_the_trace_stays(
    db: Database, clock: FakeClock, asked: tuple[PersonId, QuestionId], look: sqlite3.Connection
) -> None:
    ana, question = asked
    await days(db, clock, 40)
    assert await contact(db, ana) is not None, "the question is open"
    await db.write(lambda tx: tx.questions.set_status(question, Status.CLOSED))
    await days(db, clock, 22)
    assert await contact(db, ana) is not None
    await days(db, clock, 8)
    assert await contact(db, ana) is None
    sealed = await db.read(lambda tx: tx.people.trace(ana))
    assert sealed is not None
    assert VAULT.open(sealed, f"trace:{ana}").decode() == VAULT.trace(ANA)
    assert VAULT.trace(ANA) not in "\n".join(look.iterdump())


async def test_who_comes_back_is_known_and_reached_again(
    db: Database, clock: FakeClock, asked: tuple[PersonId, QuestionId]
) -> None:
    ana, question = asked
    await db.write(lambda tx: tx.questions.set_status(question, Status.REMOVED))
    await days(db, clock, 31)
    assert await contact(db, ana) is None
    assert await db.write(meet) == ana
    assert await contact(db, ana) is not None
    assert await db.read(lambda tx: tx.people.trace(ana)) is None


async def test_an_opinion_a_reply_a_report_a_form_and_a_message_keep_it(
    db: Database, clock: FakeClock, world: World
) -> None:
    def build(tx: Tx) -> list[PersonId]:
        people = [meet(tx, user=PlatformUser("telegram", str(number))) for number in range(6)]
        opinion, _ = tx.opinions.add(world.question, people[0], Byline(None, None, 1), "Yes", None)
        tx.replies.add(opinion, people[1], Role.MEMBER, Byline(None, None, 1), "Why?", None, None)
        case = tx.cases.open(world.community, "question", world.question, ["reported"], held=False, urgent=False)
        tx.cases.report(case.id, people[2])
        tx.forms.begin(people[3], "ask", None, "title")
        tx.receipts.add(Receipt(people[4], What.QUESTION, 1, "7", None, 0, True, tx.now))
        return people

    people = await db.write(build)
    await days(db, clock, 10)
    assert [await contact(db, each) is not None for each in people] == [True] * 5 + [False]
    await days(db, clock, 22)
    assert [await contact(db, each) is not None for each in people] == [True] * 3 + [False] * 3


async def test_a_follow_keeps_it_while_the_question_is_open_and_goes_with_it(
    db: Database, clock: FakeClock, world: World
) -> None:
    def build(tx: Tx) -> PersonId:
        fay = meet(tx)
        tx.follows.add(world.question, fay)
        return fay

    fay = await db.write(build)
    await days(db, clock, 40)
    assert await contact(db, fay) is not None
    await db.write(lambda tx: tx.questions.set_status(world.question, Status.CLOSED))
    await days(db, clock, 31)
    assert await contact(db, fay) is None
    assert await db.read(lambda tx: tx.follows.followers(world.question)) == []


async def test_how_somebody_is_told_goes_with_the_contact(
    db: Database, clock: FakeClock, asked: tuple[PersonId, QuestionId]
) -> None:
    ana, question = asked
    await db.write(lambda tx: tx.notifications.set(ana, Wishes(Mode.DAILY)))
    await db.write(lambda tx: tx.questions.set_status(question, Status.REMOVED))
    await days(db, clock, 20)
    assert await db.read(lambda tx: tx.notifications.of(ana)) == Wishes(Mode.DAILY)
    await days(db, clock, 11)
    assert await contact(db, ana) is None
    assert await db.read(lambda tx: tx.notifications.of(ana)) == Wishes()


async def test_the_hour_in_which_one_goes_is_its_own(db: Database, clock: FakeClock) -> None:
    def build(tx: Tx) -> list[PersonId]:
        return [meet(tx, user=PlatformUser("telegram", str(number))) for number in range(60)]

    people = await db.write(build)
    retention = Retention(db, VAULT, clock)
    await retention.look()  # the first look goes over everybody
    await db.write(build)  # and they are back
    gone: dict[PersonId, int] = {}
    for hour in range(7 * 24):
        clock.advance(HOUR)
        await retention.look()
        for each in people:
            if await contact(db, each) is None:
                gone.setdefault(each, hour)
    assert len(gone) == len(people)
    assert len(set(gone.values())) > 20


async def test_what_was_missed_while_the_bot_did_not_run_is_made_up_for(
    db: Database, clock: FakeClock, asked: tuple[PersonId, QuestionId]
) -> None:
    ana, question = asked
    await days(db, clock, 1)
    await db.write(lambda tx: tx.questions.set_status(question, Status.CLOSED))
    clock.advance(300 * DAY)
    await Retention(db, VAULT, clock).look()
    assert await contact(db, ana) is None


async def test_a_shorter_time_is_kept_to(db: Database, clock: FakeClock, asked: tuple[PersonId, QuestionId]) -> None:
    ana, question = asked
    await db.write(lambda tx: tx.questions.set_status(question, Status.CLOSED))
    retention = Retention(db, VAULT, clock, contact_days=1)
    for hour in range(1, 25):
        clock.advance(HOUR)
        await retention.look()
        if hour <= 17:
            assert await contact(db, ana) is not None, hour
    assert await contact(db, ana) is None


async def test_forms_codes_and_keys_that_ran_out_are_cleared_away(
    db: Database, clock: FakeClock, world: World, look: sqlite3.Connection
) -> None:
    def build(tx: Tx) -> None:
        form = tx.forms.begin(world.asker, "ask", None, "title")
        tx.receipts.add(Receipt(world.asker, What.FORM, form.id, "7", None, 0, True, tx.now))
        tx.communities.add_code("ABC", world.community, tx.now + 1)
        tx.inbox.first("discord", "m1")

    await db.write(build)
    await days(db, clock, 1)
    counts = [look.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("form", "code", "seen")]
    assert counts == [1, 0, 1]
    clock.advance(30 * DAY)
    await Retention(db, VAULT, clock).look()
    for table in ("form", "receipt", "seen"):
        assert look.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


async def test_a_contact_that_no_key_opens_goes_too(db: Database, clock: FakeClock, world: World) -> None:
    await db.write(lambda tx: tx.questions.set_status(world.question, Status.REMOVED))
    await days(db, clock, 31)
    assert await contact(db, world.asker) is None
    assert await db.read(lambda tx: tx.people.trace(world.asker)) is None
