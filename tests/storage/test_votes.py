"""Votes and ballots: each mark counts once, counts equal what is there, and a category has one most helpful opinion."""

import sqlite3

import pytest

from bot.domain.opinions import Byline, Opinion
from bot.ports.store import Tx
from storage import Database
from tests.storage.conftest import World, meet

GIRL, GUY = Byline("girl", None, 1), Byline("guy", None, 1)


async def give(db: Database, world: World, *by: Byline) -> list[Opinion]:
    def build(tx: Tx) -> list[Opinion]:
        return [
            tx.opinions.add(world.question, meet(tx, f"p{number}"), each, "Yes", None)[0]
            for number, each in enumerate(by)
        ]

    return await db.write(build)


async def now(db: Database, opinion: Opinion) -> Opinion:
    found = await db.read(lambda tx: tx.opinions.get(opinion.id))
    assert found is not None
    return found


async def test_a_mark_counts_once_and_can_be_taken_back(db: Database, world: World) -> None:
    one, other = await give(db, world, GIRL, GIRL)
    steps = [
        (lambda tx: tx.votes.cast(one.id, "ana"), True, 1),
        (lambda tx: tx.votes.cast(one.id, "ana"), False, 1),
        (lambda tx: tx.votes.cast(one.id, "ben"), True, 2),
        (lambda tx: tx.votes.take_back(one.id, "ana"), True, 1),
        (lambda tx: tx.votes.take_back(one.id, "ana"), False, 1),
        (lambda tx: tx.votes.cast(one.id, "ana"), True, 2),
    ]
    for step, changed, count in steps:
        assert (await db.write(step), (await now(db, one)).votes) == (changed, count)
    assert (await now(db, other)).votes == 0
    assert await db.read(lambda tx: [tx.votes.has(one.id, each) for each in ("ana", "cid")]) == [True, False]
    assert await db.read(lambda tx: tx.votes.voted(0, 9)) == [one.id]
    assert await db.read(lambda tx: tx.votes.voted(one.id, 9)) == []
    await db.write(lambda tx: tx.votes.cast(other.id, "ana"))
    assert await db.read(lambda tx: [tx.votes.voted(0, 9), tx.votes.voted(0, 1), tx.votes.voted(other.id, 9)]) == [
        [other.id, one.id],
        [other.id],
        [one.id],
    ]


async def test_the_most_voted_of_a_category_stands_and_has_votes(db: Database, world: World) -> None:
    one, other, guy = await give(db, world, GIRL, GIRL, GUY)
    assert await db.read(lambda tx: tx.votes.most(world.question, ["girl"])) is None
    await db.write(lambda tx: [tx.votes.cast(one.id, "ana"), tx.votes.cast(guy.id, "a"), tx.votes.cast(guy.id, "b")])
    assert await db.read(lambda tx: [each and each.id for each in [tx.votes.most(world.question, ["girl"])]]) == [
        one.id
    ]
    await db.write(lambda tx: tx.votes.cast(other.id, "ana"))
    most = await db.read(lambda tx: tx.votes.most(world.question, ["girl"]))
    assert most is not None
    assert most.id == other.id, "of as many votes the newer one"
    await db.write(lambda tx: tx.opinions.remove(other.id))
    most = await db.read(lambda tx: tx.votes.most(world.question, ["girl"]))
    assert most is not None
    assert most.id == one.id


async def test_one_of_a_category_is_the_most_helpful(db: Database, world: World) -> None:
    one, other, guy = await give(db, world, GIRL, GIRL, GUY)
    for each in (one, guy):
        await db.write(lambda tx, id=each.id: tx.votes.choose(id, helpful=True))  # type: ignore[misc]
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(lambda tx: tx.votes.choose(other.id, helpful=True))

    async def helpful() -> list[Opinion]:
        return await db.read(lambda tx: tx.votes.helpful(world.question, ["girl", "guy", None]))

    assert [each.id for each in await helpful()] == [one.id, guy.id]
    await db.write(lambda tx: tx.opinions.hold(one.id))
    assert [each.id for each in await helpful()] == [guy.id], "what is held has lost its place"
    await db.write(lambda tx: tx.opinions.restore(one.id))
    assert [each.id for each in await helpful()] == [one.id, guy.id], "and has it again if nobody took it"
    await db.write(lambda tx: tx.opinions.remove(one.id))
    await db.write(lambda tx: tx.votes.choose(other.id, helpful=True))
    await db.write(lambda tx: tx.opinions.restore(one.id))
    assert [each.id for each in await helpful()] == [other.id, guy.id]
    await db.write(lambda tx: tx.opinions.set_byline(guy.id, GIRL))
    assert [each.id for each in await helpful()] == [other.id], "nor does one that comes from another category take it"
    assert not (await now(db, guy)).helpful


async def test_a_poll_has_one_ballot_for_each_mark(db: Database, world: World) -> None:
    question = world.question
    assert await db.read(lambda tx: tx.polls.of(question)) is None
    await db.write(lambda tx: tx.polls.add(question, ("Yes", "No · “maybe”")))

    async def votes() -> dict[tuple[int, str | None], int]:
        poll = await db.read(lambda tx: tx.polls.of(question))
        assert poll is not None
        assert poll.options == ("Yes", "No · “maybe”")
        return dict(poll.votes)

    assert await votes() == {}
    await db.write(lambda tx: tx.polls.cast(question, "ana", 0, "girl"))
    await db.write(lambda tx: tx.polls.cast(question, "ben", 0, None))
    assert await votes() == {(0, "girl"): 1, (0, None): 1}
    await db.write(lambda tx: tx.polls.cast(question, "ana", 1, "guy"))
    assert await votes() == {(1, "guy"): 1, (0, None): 1}
    assert await db.read(lambda tx: [tx.polls.ballot(question, each) for each in ("ana", "ben", "cid")]) == [1, 0, None]
    assert await db.read(lambda tx: tx.polls.polled(0, 9)) == [question]
    assert await db.write(lambda tx: [tx.polls.take_back(question, "ana") for _ in range(2)]) == [True, False]
    assert await votes() == {(0, None): 1}
