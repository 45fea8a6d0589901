"""Where things stand."""

from bot.domain.communities import PlaceId
from bot.domain.opinions import Byline
from bot.domain.threads import Role
from bot.ports.records import Receipt, Recipient, What
from bot.ports.store import Tx
from storage import Database
from tests.storage.conftest import World

HERE, THERE = PlaceId(1), PlaceId(2)


def receipt(
    message: str,
    *,
    to: Recipient = HERE,
    what: What = What.QUESTION,
    subject: int = 7,
    part: int = 0,
    ours: bool = True,
) -> Receipt:
    return Receipt(to, what, subject, message, "t1", part, ours, 99)


async def add(db: Database, *receipts: Receipt) -> list[bool]:
    return await db.write(lambda tx: [tx.receipts.add(each) for each in receipts])


async def test_a_message_is_known_once(db: Database) -> None:
    first = receipt("1")
    assert await add(db, first, first, receipt("1", what=What.REPLY), receipt("1", to=THERE)) == [
        True,
        False,
        False,
        True,
    ]
    assert await db.read(lambda tx: tx.receipts.at(HERE, "1")) == first
    assert await db.read(lambda tx: tx.receipts.at(HERE, "2")) is None


async def test_a_thread_may_have_the_id_of_its_first_message(db: Database) -> None:
    card = receipt("t1")
    thread = receipt("t1", what=What.THREAD)
    assert await add(db, thread) == [True]
    assert await db.read(lambda tx: tx.receipts.at(HERE, "t1")) is None
    assert await add(db, card, thread, receipt("t1", what=What.THREAD, subject=8)) == [True, False, False]
    assert await db.read(lambda tx: tx.receipts.at(HERE, "t1")) == card
    assert await db.read(lambda tx: tx.receipts.thread(HERE, "t1")) == 7
    assert await db.read(lambda tx: tx.receipts.thread(THERE, "t1")) is None


async def test_parts_come_in_order(db: Database) -> None:
    parts = [receipt(message, part=part) for part, message in enumerate("987")]
    elsewhere = receipt("1", to=THERE)
    await add(db, *reversed(parts), elsewhere, receipt("5", subject=8), receipt("6", what=What.OPINION))
    assert await db.read(lambda tx: tx.receipts.of(HERE, What.QUESTION, 7)) == parts
    assert await db.read(lambda tx: tx.receipts.everywhere(What.QUESTION, 7)) == [*parts, elsewhere]
    await db.write(lambda tx: tx.receipts.drop(HERE, What.QUESTION, 7))
    assert await db.read(lambda tx: tx.receipts.everywhere(What.QUESTION, 7)) == [elsewhere]
    assert len(await db.read(lambda tx: tx.receipts.of(HERE, What.QUESTION, 8))) == 1


async def test_a_retired_message_is_edited_no_more_and_still_known(db: Database) -> None:
    await add(db, receipt("1"), receipt("2", part=1), receipt("3", subject=8))
    await db.write(lambda tx: tx.receipts.retire(HERE, What.QUESTION, 7))
    found = await db.read(lambda tx: [tx.receipts.at(HERE, message) for message in "123"])
    assert [each and each.ours for each in found] == [False, False, True]


async def test_a_place_that_moved_keeps_its_threads(db: Database) -> None:
    thread, theirs = receipt("t1", what=What.THREAD), receipt("3", what=What.PASSAGE, ours=False)
    await add(db, thread, receipt("1"), theirs, receipt("1", to=THERE))
    assert await db.read(lambda tx: tx.receipts.at(HERE, "3")) == theirs
    await db.write(lambda tx: tx.receipts.drop_place(HERE))
    assert await db.read(lambda tx: (tx.receipts.at(HERE, "1"), tx.receipts.at(HERE, "3"))) == (None, None)
    assert await db.read(lambda tx: tx.receipts.thread(HERE, "t1")) == 7
    assert await db.read(lambda tx: tx.receipts.at(THERE, "1")) is not None
    assert await add(db, receipt("1")) == [True]


async def test_what_people_wrote_in_a_place_about_a_question(db: Database, world: World) -> None:
    """Not what the bot carried there, not what stands elsewhere, and nothing that was taken back."""

    def unit(tx: Tx) -> list[str]:
        by, here = Byline("girl", None, 1), world.place
        opinion, passage = tx.opinions.add(world.question, world.people[0], by, "Yes", here)
        gone, went = tx.opinions.add(world.question, world.people[1], by, "No", here)
        reply = tx.replies.add(opinion, world.people[1], Role.MEMBER, by, "Why?", None, here)
        for what, subject, message in (
            (What.PASSAGE, passage.id, "1"),
            (What.PASSAGE, went.id, "2"),
            (What.REPLY, reply.id, "3"),
        ):
            tx.receipts.add(receipt(message, to=here, what=what, subject=subject, ours=False))
            tx.receipts.add(receipt(message + "0", to=THERE, what=what, subject=subject, part=1))
        tx.opinions.remove(gone.id)
        return tx.receipts.written(here, world.question)

    assert sorted(await db.write(unit)) == ["1", "3"]
