"""People and where they belong."""

import sqlite3

import pytest

from bot.domain.people import Face, PersonId
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from storage import Database
from tests.storage.conftest import VAULT, World, meet


async def test_meeting_and_recognising(db: Database, look: sqlite3.Connection) -> None:
    sealed: list[PersonId] = []

    def contact(person: PersonId) -> str:
        sealed.append(person)
        return f"contact {len(sealed)}"

    person = await db.write(lambda tx: tx.people.meet("token", Face.HIDDEN, "telegram", "en", contact))
    assert (person.face, person.platform, person.language, person.reachable) == (Face.HIDDEN, "telegram", "en", True)
    assert await db.write(lambda tx: tx.people.meet("token", Face.HIDDEN, "telegram", "de", contact)) == person
    assert await db.read(lambda tx: (tx.people.find("token"), tx.people.get(person.id))) == (person, person)
    assert sealed == [person.id]
    look.execute("UPDATE person SET contact = NULL")
    look.commit()
    assert await db.read(lambda tx: tx.people.contact(person.id)) is None
    await db.write(lambda tx: tx.people.meet("token", Face.HIDDEN, "telegram", "en", contact))
    assert await db.read(lambda tx: tx.people.contact(person.id)) == "contact 2"
    assert sealed == [person.id] * 2


async def test_unknown_people(db: Database) -> None:
    assert await db.read(lambda tx: (tx.people.find("nobody"), tx.people.contact(PersonId(1)))) == (None, None)
    with pytest.raises(LookupError):
        await db.read(lambda tx: tx.people.get(PersonId(1)))


async def test_ids_tell_nothing_of_the_order(db: Database) -> None:
    met = await db.write(lambda tx: [meet(tx, f"t{number}") for number in range(200)])
    assert met != sorted(met)
    assert min(met) < 2**60 < 2**62 < max(met) < 2**63


async def test_language_and_reach(db: Database, world: World) -> None:
    await db.write(lambda tx: tx.people.set_language(world.asker, "de"))
    await db.write(lambda tx: tx.people.set_reachable(world.asker, False))
    asker = await db.read(lambda tx: tx.people.get(world.asker))
    assert (asker.language, asker.reachable) == ("de", False)


async def test_a_language_is_sealed_at_one_length_for_its_face_alone(
    db: Database, world: World, look: sqlite3.Connection
) -> None:
    await db.write(lambda tx: tx.people.set_language(world.asker, "de"))
    await db.write(lambda tx: tx.people.set_language(world.people[0], "fil"))
    rows = dict(look.execute("SELECT id, language FROM person WHERE id IN (?, ?)", (world.asker, world.people[0])))
    assert len({len(sealed) for sealed in rows.values()}) == 1
    assert VAULT.open(rows[world.asker], f"language:{world.asker}").rstrip() == b"de"
    assert (await db.read(lambda tx: tx.people.get(world.people[0]))).language == "fil"
    look.execute("UPDATE person SET language = ? WHERE id = ?", (rows[world.asker], world.people[0]))
    look.commit()
    assert (await db.read(lambda tx: tx.people.get(world.people[0]))).language == "", "moved from another row"


async def test_with_the_contact_goes_the_language_and_comes_back(db: Database, look: sqlite3.Connection) -> None:
    ana = (await db.write(lambda tx: tx.people.meet("ana", Face.ASKING, "telegram", "de", str))).id
    await db.write(lambda tx: tx.keeping.let_go(ana, None))
    assert look.execute("SELECT contact, language FROM person").fetchall() == [(None, None)]
    assert (await db.read(lambda tx: tx.people.get(ana))).language == ""
    again = await db.write(lambda tx: tx.people.meet("ana", Face.ASKING, "telegram", "es", str))
    assert again.language == (await db.read(lambda tx: tx.people.get(ana))).language == "es"


async def test_categories_and_belonging(db: Database, world: World) -> None:
    person = world.people[0]
    assert await db.read(lambda tx: tx.people.category(person, world.community)) is None
    await db.write(lambda tx: tx.people.belong(person, world.community))
    assert await db.read(lambda tx: tx.people.category(person, world.community)) is None
    assert await db.read(lambda tx: tx.people.communities(person)) == [world.community]
    await db.write(lambda tx: tx.people.choose(person, world.community, "girl"))
    await db.write(lambda tx: tx.people.belong(person, world.community))
    assert await db.read(lambda tx: tx.people.category(person, world.community)) == "girl"
    await db.write(lambda tx: tx.people.choose(person, world.community, ""))
    assert await db.read(lambda tx: tx.people.category(person, world.community)) == ""
    assert await db.read(lambda tx: tx.people.communities(world.people[1])) == []


async def test_those_the_bot_was_in_touch_with_lately(db: Database) -> None:
    """Reachable, with a contact, on that platform, and with a private message since then."""

    def unit(tx: Tx) -> list[PersonId]:
        ids = [meet(tx, f"t{number}") for number in range(4)]
        for number, person in enumerate(ids[:3]):
            at = tx.now - number * 100
            tx.receipts.add(Receipt(person, What.OPINION, 1, f"m{number}", None, 0, ours=True, at=at))
        tx.people.set_reachable(ids[1], reachable=False)
        return ids

    ids = await db.write(unit)
    lately = await db.read(lambda tx: tx.people.in_touch("telegram", tx.now - 150))
    assert [person for person, _ in lately] == ids[:1]
    assert len(await db.read(lambda tx: tx.people.in_touch("telegram", tx.now - 1000))) == 2
    assert await db.read(lambda tx: tx.people.in_touch("discord", 0)) == []
