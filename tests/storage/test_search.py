"""The index: what is put is found, what is dropped is gone, and older databases come to have it bit by bit."""

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.communities import DEFAULT_CATEGORIES
from bot.domain.questions import QuestionId, Status
from bot.domain.relevance import EntryId, TermId
from bot.librarian import Librarian
from bot.ports.store import Tx
from bot.services import searching, shelving
from storage import Database
from storage.migrate import known, migrate
from tests.fakes.clock import FakeClock
from tests.storage.conftest import VAULT, World, meet


def ask(tx: Tx, world: World, *titles: str) -> list[QuestionId]:
    asked = [tx.questions.add(world.community, world.asker, title, "", ()) for title in titles]
    for each in asked:
        shelving.index(tx, each)
    return [each.id for each in asked]


def found(tx: Tx, world: World, words: str) -> set[str]:
    return {hit.question.title for hit in searching.search(tx, [tx.communities.get(world.community)], words)}


def counts(look: sqlite3.Connection) -> dict[str, int]:
    return dict(look.execute("SELECT word, entries FROM term"))


async def test_counts_follow_what_is_put_and_dropped(db: Database, world: World, look: sqlite3.Connection) -> None:
    cold, warm = await db.write(lambda tx: ask(tx, world, "Cold feet and cold hands", "Warm hands"))
    assert counts(look) == {"cold": 1, "feet": 1, "hand": 2, "warm": 1}
    assert look.execute("SELECT entries, titles, bodies FROM shelf").fetchall() == [(2, 6, 0)]
    await db.write(lambda tx: tx.search.drop(cold))
    assert counts(look) == {"hand": 1, "warm": 1}
    assert await db.write(lambda tx: tx.search.drop(cold)) is False
    await db.write(lambda tx: tx.search.drop(warm))
    assert counts(look) == {}
    assert look.execute("SELECT entries, titles, bodies FROM shelf").fetchall() == [(0, 0, 0)]
    assert look.execute("SELECT count(*) FROM posting").fetchone() == (0,)


async def test_a_number_is_never_given_twice(db: Database, world: World, look: sqlite3.Connection) -> None:
    (cold,) = await db.write(lambda tx: ask(tx, world, "Cold feet"))
    before = {number for (number,) in look.execute("SELECT id FROM term")}
    await db.write(lambda tx: tx.search.drop(cold))
    await db.write(lambda tx: ask(tx, world, "Warm hands"))
    assert not before & {number for (number,) in look.execute("SELECT id FROM term")}


async def test_what_fails_leaves_the_index_as_it_was(db: Database, world: World, look: sqlite3.Connection) -> None:
    await db.write(lambda tx: ask(tx, world, "Cold feet"))
    before = counts(look)

    def fail(tx: Tx) -> None:
        ask(tx, world, "Cold hands")
        raise ValueError("in vain")

    with pytest.raises(ValueError, match="in vain"):
        await db.write(fail)
    assert counts(look) == before
    assert await db.read(lambda tx: found(tx, world, "cold hands")) == {"Cold feet"}
    look.execute("INSERT INTO posting (posting) VALUES ('integrity-check')")


def size(connection: sqlite3.Connection) -> int:
    """Bytes of the index."""
    (found,) = connection.execute("SELECT sum(length(block)) FROM posting_data").fetchone()
    return int(found)


async def test_what_was_dropped_is_overwritten_in_the_index(
    db: Database, world: World, look: sqlite3.Connection
) -> None:
    asked = await db.write(lambda tx: ask(tx, world, *(f"Word{number} and hands" for number in range(400))))
    gone = await db.read(lambda tx: tx.search.entry_of(asked[7]))
    assert gone is not None
    for each in asked[:200]:
        await db.write(lambda tx, each=each: tx.search.drop(each))  # type: ignore[misc]
    fresh = sqlite3.connect(":memory:")
    migrate(fresh, 1)
    for entry, title in look.execute("SELECT id, title FROM entry").fetchall():
        fresh.execute("INSERT INTO posting (rowid, terms) VALUES (?, ?)", (entry, title))
    fresh.commit()
    assert size(look) > size(fresh) + 200, "something of them is still there"
    await Librarian(db, FakeClock()).tidy()
    assert size(look) <= size(fresh) + 16, "as if they had never been there"
    fresh.close()
    assert look.execute("SELECT value FROM counter WHERE name = 'stale'").fetchone() == (0,)
    assert await db.read(lambda tx: tx.search.having(gone.title[0], 5)) == []
    assert await db.read(lambda tx: len(found(tx, world, "hands"))) == searching.FOUND


async def test_an_older_database_is_filled_bit_by_bit_and_goes_on_after_a_restart(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    (search,) = (each.number for each in known() if each.name.endswith("_search"))
    migrate(connection, 1, [each for each in known() if each.number < search])
    connection.execute("INSERT INTO community (id, name, questions) VALUES (1, 'Home', 45)")
    connection.execute("INSERT INTO community (id, name, questions) VALUES (2, 'Away', 0)")
    connection.execute(
        "INSERT INTO person (id, token, face, platform, language, reachable)"
        " VALUES (1, 'a', 'asking', 'telegram', 'en', 1)"
    )
    for number in range(1, 46):
        status = "held" if number == 3 else "removed" if number == 4 else "open"
        connection.execute(
            "INSERT INTO question (id, community_id, number, asker, title, details, audience, status, posted_at)"
            " VALUES (?, 1, ?, 1, ?, '', '', ?, 0)",
            (number * 10, number, f"Turnip {number}", status),
        )
    connection.close()
    db = await Database.open(path, FakeClock(), VAULT)
    assert await db.write(lambda tx: shelving.fill(tx, 20))
    await db.close()
    db = await Database.open(path, FakeClock(), VAULT)
    await Librarian(db, FakeClock()).fill()

    def look(tx: Tx) -> tuple[set[int], bool]:
        hits = searching.search(tx, [tx.communities.get(each) for each in (1, 2)], "turnips")  # type: ignore[arg-type]
        return {hit.question.number for hit in hits}, tx.search.unfilled() is None

    assert await db.read(look) == (set(range(1, 46)) - {3, 4}, True)
    assert not await db.write(lambda tx: shelving.fill(tx, 20))
    await db.close()


@given(st.text(max_size=80), st.text(max_size=80))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_and_looked_for_breaks_nothing(tmp_path: Path, title: str, words: str) -> None:
    """In one transaction on plain SQLite: whoever looks for a title finds it, and any other words find or don't."""
    from storage.session import Ids, Session
    from storage.transaction import Transaction

    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript("".join(f"{each.sql}\n" for each in known()))
    tx = Transaction(Session(connection, Ids(), VAULT, 1))
    home = tx.communities.add("Home", DEFAULT_CATEGORIES)
    question = tx.questions.add(home.id, meet(tx, "asker"), title, words, ())
    shelving.index(tx, question)
    hits = searching.search(tx, [home], title)
    assert [hit.question.id for hit in hits] == ([question.id] if searching.says_something(tx, [home], title) else [])
    searching.search(tx, [home], words)
    searching.like(tx, home.id, words, title)
    tx.questions.set_status(question.id, Status.REMOVED)
    shelving.index(tx, question)
    assert searching.search(tx, [home], title) == []
    assert connection.execute("SELECT count(*) FROM term").fetchone() == (0,)
    connection.close()


async def test_a_common_word_is_looked_at_only_so_far(
    db: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "POSTINGS", 50)
    shuffled = random.Random(1).sample(range(300), 300)
    await db.write(lambda tx: ask(tx, world, *(f"Hands {number}" for number in shuffled)))
    asked: list[int] = []

    def look(tx: Tx) -> list[str]:
        having = tx.search.having

        def noting(term: TermId, limit: int) -> list[EntryId]:
            asked.append(limit)
            return having(term, limit)

        monkeypatch.setattr(tx.search, "having", noting)
        home = tx.communities.get(world.community)
        return [hit.question.title for hit in searching.search(tx, [home], "hands 17")]

    titles = await db.read(look)
    assert titles[0] == "Hands 17", "the rare word comes first"
    assert asked == [50], "the common one would be too many"
    assert await db.read(lambda tx: len(found(tx, world, "hands"))) == 50, "alone, its newest are looked at"
