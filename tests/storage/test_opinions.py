"""Opinions, passages, counts and aliases."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.opinions import Byline, Opinion, OpinionId, PassageId
from bot.ports.store import Tx
from bot.ports.vault import SealBroken
from storage import Database
from tests.storage.conftest import World, meet

GUY = Byline("guy", None, 1)
NOBODY = Byline(None, None, 1)


def opinion(tx: Tx, world: World, author: int = 0, by: Byline = GUY, text: str = "Yes") -> Opinion:
    return tx.opinions.add(world.question, world.people[author], by, text, world.place)[0]


async def test_an_opinion_comes_back_as_it_was(db: Database, world: World) -> None:
    made = await db.write(lambda tx: opinion(tx, world, by=Byline("girl", "Ana 👩", None)))
    assert await db.read(lambda tx: tx.opinions.get(made.id)) == made
    assert await db.read(lambda tx: tx.opinions.of(world.question, world.people[0])) == made
    assert await db.read(lambda tx: tx.opinions.of(world.question, world.people[1])) is None
    assert await db.read(lambda tx: (tx.opinions.get(OpinionId(1)), tx.opinions.passage(PassageId(1)))) == (None, None)


async def test_shown_names_lie_sealed(db: Database, world: World, look: sqlite3.Connection) -> None:
    first, second = await db.write(
        lambda tx: (
            opinion(tx, world, 0, Byline(None, "canary", None)),
            opinion(tx, world, 1, Byline(None, "canary", None)),
        )
    )
    names = [name for (name,) in look.execute("SELECT name FROM opinion ORDER BY id")]
    assert len(set(names)) == 2
    assert "canary" not in str(names)
    look.execute("UPDATE opinion SET name = ? WHERE id = ?", (names[0], second.id))
    look.commit()
    assert await db.read(lambda tx: tx.opinions.get(first.id)) == first
    with pytest.raises(SealBroken):
        await db.read(lambda tx: tx.opinions.get(second.id))


async def test_passages_make_the_text(db: Database, world: World) -> None:
    made, first = await db.write(lambda tx: tx.opinions.add(world.question, world.people[0], GUY, "One", None))
    second = await db.write(lambda tx: tx.opinions.add_passage(made.id, "Two"))
    third = await db.write(lambda tx: tx.opinions.add_passage(made.id, "Three"))

    async def text() -> str:
        found = await db.read(lambda tx: tx.opinions.get(made.id))
        assert found
        return found.text

    assert await text() == "One\n\nTwo\n\nThree"
    assert await db.read(lambda tx: tx.opinions.passages(made.id)) == [first, second, third]
    await db.write(lambda tx: tx.opinions.set_passage(second.id, "2"))
    assert await text() == "One\n\n2\n\nThree"
    await db.write(lambda tx: tx.opinions.set_passage(first.id, ""))
    assert await text() == "2\n\nThree"
    found = await db.read(lambda tx: tx.opinions.passage(second.id))
    assert found
    assert (found.opinion_id, found.text) == (made.id, "2")
    await db.write(lambda tx: tx.opinions.set_passage(PassageId(1), "nothing"))


async def test_one_standing_opinion_per_author(db: Database, world: World) -> None:
    first = await db.write(lambda tx: opinion(tx, world))
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(lambda tx: opinion(tx, world))
    await db.write(lambda tx: tx.opinions.remove(first.id))
    removed = await db.read(lambda tx: tx.opinions.of(world.question, world.people[0]))
    assert removed
    assert removed.removed
    second = await db.write(lambda tx: opinion(tx, world))
    assert await db.read(lambda tx: tx.opinions.of(world.question, world.people[0])) == second


async def test_counts_follow(db: Database, world: World) -> None:
    def build(tx: Tx) -> list[Opinion]:
        return [opinion(tx, world, 0), opinion(tx, world, 1), opinion(tx, world, 2, NOBODY)]

    first, second, third = await db.write(build)
    assert await db.read(lambda tx: tx.opinions.tally(world.question)) == {"guy": 2, None: 1}
    await db.write(lambda tx: tx.opinions.set_byline(third.id, Byline("girl", None, 4)))
    assert await db.read(lambda tx: tx.opinions.tally(world.question)) == {"guy": 2, "girl": 1}
    await db.write(lambda tx: tx.opinions.set_byline(third.id, Byline("girl", "Cid", None)))
    for _ in range(2):
        await db.write(lambda tx: tx.opinions.remove(first.id))
    await db.write(lambda tx: tx.opinions.set_byline(first.id, Byline("girl", None, 9)))
    assert await db.read(lambda tx: tx.opinions.tally(world.question)) == {"guy": 1, "girl": 1}
    await db.write(lambda tx: tx.opinions.remove(second.id))
    assert await db.read(lambda tx: tx.opinions.tally(world.question)) == {"girl": 1}
    await db.write(lambda tx: tx.opinions.set_byline(OpinionId(1), GUY))


async def test_pages_newest_first(db: Database, world: World) -> None:
    categories = ["guy", "girl", None, ""]

    def build(tx: Tx) -> list[Opinion]:
        return [
            tx.opinions.add(
                world.question, meet(tx, f"p{number}"), Byline(categories[number % 4], None, 1), f"{number}", None
            )[0]
            for number in range(40)
        ]

    made = await db.write(build)
    await db.write(lambda tx: tx.opinions.remove(made[36].id))

    async def page(wanted: list[str | None], before: int, limit: int) -> list[int]:
        """Those older than the opinion of that number; -1 from the newest."""
        at = made[before].id if before >= 0 else 0
        found = await db.read(lambda tx: tx.opinions.page(world.question, wanted, at, limit))
        assert [each.id for each in found] == [made[int(each.text)].id for each in found]
        return [int(each.text) for each in found]

    async def above(wanted: list[str | None], after: int, limit: int) -> list[int]:
        found = await db.read(lambda tx: tx.opinions.page_after(world.question, wanted, made[after].id, limit))
        return [int(each.text) for each in found]

    assert await page(["guy"], -1, 3) == [32, 28, 24]
    assert await page([None], 38, 3) == [34, 30, 26]
    assert await page(["girl", None, "girl"], -1, 4) == [38, 37, 34, 33]
    assert await page(["guy", "girl", None, ""], 35, 3) == [34, 33, 32]
    assert await page(["guy"], 4, 10) == [0]
    assert await page(["guy"], 0, 10) == await page(["other"], -1, 9) == await page([], -1, 9) == []
    assert await above(["guy"], 24, 9) == [32, 28]
    assert await above(["guy", "girl", None, ""], 31, 3) == [34, 33, 32]
    assert await above(["guy"], 32, 9) == []


async def test_pages_most_voted_first(db: Database, world: World) -> None:
    votes = [0, 3, 1, 3, 0, 2]

    def build(tx: Tx) -> list[Opinion]:
        made = [
            tx.opinions.add(
                world.question, meet(tx, f"p{number}"), Byline(["guy", "girl"][number % 2], None, 1), "", None
            )
            for number, _ in enumerate(votes)
        ]
        for (opinion, _), count in zip(made, votes, strict=True):
            for voter in range(count):
                assert tx.votes.cast(opinion.id, f"mark {voter}")
        return [opinion for opinion, _ in made]

    made = await db.write(build)
    numbers = {each.id: number for number, each in enumerate(made)}

    async def page(below: int | None, limit: int = 9, wanted: tuple[str, ...] = ("guy", "girl")) -> list[int]:
        at = None if below is None else (votes[below], made[below].id)
        found = await db.read(lambda tx: tx.opinions.voted(world.question, wanted, at, limit))
        assert [each.votes for each in found] == [votes[numbers[each.id]] for each in found]
        return [numbers[each.id] for each in found]

    async def above(at: int, limit: int = 9) -> list[int]:
        spot = (votes[at], made[at].id)
        found = await db.read(lambda tx: tx.opinions.voted_above(world.question, ["guy", "girl"], spot, limit))
        return [numbers[each.id] for each in found]

    assert await page(None) == [3, 1, 5, 2, 4, 0]
    assert await page(1) == [5, 2, 4, 0]
    assert await page(4) == [0]
    assert await page(None, 2, ("guy",)) == [2, 4]
    assert await above(2) == [3, 1, 5]
    assert await above(2, 2) == [1, 5]
    await db.write(lambda tx: tx.opinions.hold(made[3].id))
    assert await page(None) == [1, 5, 2, 4, 0]


async def test_who_has_not_said_a_category(db: Database, world: World) -> None:
    elsewhere = await db.write(lambda tx: tx.communities.add("Away", ()).id)

    def build(tx: Tx) -> list[Opinion]:
        person = world.people[0]
        questions = [
            tx.questions.add(community, world.asker, "Who?", "", ()).id
            for community in (world.community, world.community, world.community, elsewhere)
        ]
        return [
            tx.opinions.add(question, person, by, "Yes", None)[0]
            for question, by in zip(questions, [NOBODY, GUY, NOBODY, NOBODY], strict=True)
        ]

    first, _, third, away = await db.write(build)
    found = await db.read(lambda tx: tx.opinions.undeclared(world.people[0], world.community))
    assert found == [first, third]
    await db.write(lambda tx: tx.opinions.remove(first.id))
    assert await db.read(lambda tx: tx.opinions.undeclared(world.people[0], world.community)) == [third]
    assert await db.read(lambda tx: tx.opinions.undeclared(world.people[0], elsewhere)) == [away]
    assert await db.read(lambda tx: tx.opinions.undeclared(world.people[1], world.community)) == []


async def test_aliases_are_kept(db: Database, world: World) -> None:
    ana, ben, cid = world.people

    def build(tx: Tx) -> list[int]:
        wanted = [(ana, "guy"), (ben, "guy"), (ana, "guy"), (cid, "girl"), (cid, None), (ana, None), (ben, "guy")]
        return [tx.opinions.alias(world.question, person, category) for person, category in wanted]

    assert await db.write(build) == [1, 2, 1, 1, 1, 2, 2]
    assert await db.read(lambda tx: tx.opinions.alias(world.question, ben, "guy")) == 2


STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["add", "turn", "remove"]), st.sampled_from(["guy", "girl", None])),
    max_size=30,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_counts_equal_what_a_page_holds(
    steps: list[tuple[int, str, str | None]], db: Database, world: World
) -> None:
    def unit(tx: Tx) -> None:
        question = tx.questions.add(world.community, world.asker, "Who?", "", ()).id
        for person, step, category in steps:
            author = meet(tx, f"author {person}")
            known = tx.opinions.of(question, author)
            by = Byline(category, None, 1)
            if step == "add" and (known is None or known.removed):
                tx.opinions.add(question, author, by, "Yes", None)
            elif step == "turn" and known:
                tx.opinions.set_byline(known.id, by)
            elif step == "remove" and known:
                tx.opinions.remove(known.id)
        tally = tx.opinions.tally(question)
        for category in ("guy", "girl", None):
            assert len(tx.opinions.page(question, [category], 0, 100)) == tally.get(category, 0)

    await db.write(unit)
