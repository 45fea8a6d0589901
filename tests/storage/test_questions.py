"""Questions and their numbers."""

import asyncio

import pytest

from bot.domain.communities import CommunityId
from bot.domain.questions import QuestionId, Status
from storage import Database
from tests.fakes.clock import FakeClock
from tests.storage.conftest import World


async def test_a_question_comes_back_as_it_was(db: Database, world: World, clock: FakeClock) -> None:
    clock.advance(7)
    made = await db.write(lambda tx: tx.questions.add(world.community, world.asker, "Who?", "Why?", ("girl", "guy")))
    assert (made.number, made.status, made.posted_at, made.audience) == (2, Status.OPEN, clock.now(), ("girl", "guy"))
    assert await db.read(lambda tx: tx.questions.get(made.id)) == made
    assert await db.read(lambda tx: tx.questions.numbered(world.community, 2)) == made
    first = await db.read(lambda tx: tx.questions.get(world.question))
    assert first
    assert first.audience == ()


async def test_numbers_run_per_community(db: Database, world: World) -> None:
    other = await db.write(lambda tx: tx.communities.add("Away", ()).id)
    made = await asyncio.gather(
        *(
            db.write(lambda tx, to=to: tx.questions.add(to, world.asker, "Who?", "", ()))  # type: ignore[misc]
            for to in (world.community, other) * 5
        )
    )
    assert sorted(each.number for each in made if each.community_id == other) == [1, 2, 3, 4, 5]
    assert sorted(each.number for each in made if each.community_id == world.community) == [2, 3, 4, 5, 6]


async def test_the_latest_that_stand(db: Database, world: World) -> None:
    for _ in range(4):
        await db.write(lambda tx: tx.questions.add(world.community, world.asker, "Who?", "", ()))
    third = await db.read(lambda tx: tx.questions.numbered(world.community, 3))
    assert third
    await db.write(lambda tx: tx.questions.set_status(third.id, Status.REMOVED))
    await db.write(lambda tx: tx.questions.set_status(world.question, Status.CLOSED))
    latest = await db.read(lambda tx: tx.questions.latest(world.community, 10))
    assert [(each.number, each.status) for each in latest] == [
        (5, Status.OPEN),
        (4, Status.OPEN),
        (2, Status.OPEN),
        (1, Status.CLOSED),
    ]
    assert len(await db.read(lambda tx: tx.questions.latest(world.community, 2))) == 2


async def test_what_is_not_there(db: Database, world: World) -> None:
    found = await db.read(lambda tx: (tx.questions.get(QuestionId(1)), tx.questions.numbered(world.community, 99)))
    assert found == (None, None)
    with pytest.raises(LookupError):
        await db.write(lambda tx: tx.questions.add(CommunityId(1), world.asker, "Who?", "", ()))
