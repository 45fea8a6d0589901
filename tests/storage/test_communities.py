"""Communities, places and codes."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from bot.domain.communities import DEFAULT_CATEGORIES, Category, CommunityId, PlaceId, PlaceKind
from bot.ports.store import Tx
from storage import Database
from tests.fakes.clock import FakeClock
from tests.storage.conftest import World


async def test_a_community_keeps_its_categories_in_order(db: Database) -> None:
    categories = [Category("z", "Zebra", "Zebras", "🦓"), *DEFAULT_CATEGORIES]
    made = await db.write(lambda tx: tx.communities.add("Zoo", categories))
    assert made.categories == tuple(categories)
    assert await db.read(lambda tx: tx.communities.get(made.id)) == made


async def test_who_is_not_there(db: Database) -> None:
    with pytest.raises(LookupError):
        await db.read(lambda tx: tx.communities.get(CommunityId(1)))
    with pytest.raises(LookupError):
        await db.read(lambda tx: tx.communities.place(PlaceId(1)))
    assert await db.read(lambda tx: tx.communities.place_at("telegram", "1")) is None


async def test_places(db: Database, world: World) -> None:
    made = await db.write(
        lambda tx: tx.communities.add_place(world.community, "playground", "board", "Board", PlaceKind.GROUP)
    )
    assert made.open
    assert await db.read(lambda tx: tx.communities.place(made.id)) == made
    assert await db.read(lambda tx: tx.communities.place_at("playground", "board")) == made
    assert await db.read(lambda tx: [place.id for place in tx.communities.places(world.community)]) == [
        world.place,
        made.id,
    ]
    moved = replace(made, address="other", title="Other", kind=PlaceKind.FORUM, open=False)
    await db.write(lambda tx: tx.communities.update_place(moved))
    assert await db.read(lambda tx: tx.communities.place(made.id)) == moved
    assert await db.read(lambda tx: tx.communities.place_at("playground", "board")) is None
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(
            lambda tx: tx.communities.add_place(world.community, "telegram", "-100", "Twice", PlaceKind.FORUM)
        )


async def test_communities_on_a_platform(db: Database, world: World) -> None:
    other = await db.write(lambda tx: tx.communities.add("Away", ()))
    first = await db.write(lambda tx: tx.communities.add_place(other.id, "telegram", "1", "", PlaceKind.FORUM))
    await db.write(lambda tx: tx.communities.add_place(other.id, "telegram", "2", "", PlaceKind.FORUM))
    names = [each.name for each in await db.read(lambda tx: tx.communities.on("telegram"))]
    assert names == ["Away", "Home"]
    assert await db.read(lambda tx: tx.communities.on("discord")) == []
    await db.write(lambda tx: tx.communities.update_place(replace(first, open=False)))
    assert len(await db.read(lambda tx: tx.communities.on("telegram"))) == 2
    second = await db.read(lambda tx: tx.communities.place_at("telegram", "2"))
    assert second
    await db.write(lambda tx: tx.communities.update_place(replace(second, open=False)))
    assert [each.id for each in await db.read(lambda tx: tx.communities.on("telegram"))] == [world.community]


async def test_a_code_is_good_once_and_for_its_time(
    db: Database, world: World, clock: FakeClock, look: sqlite3.Connection
) -> None:
    until = clock.now() + 1000
    await db.write(lambda tx: tx.communities.add_code("ABC", world.community, until))
    await db.write(lambda tx: tx.communities.add_code("DEF", world.community, until))
    assert "ABC" not in str(look.execute("SELECT * FROM code").fetchall())
    assert await db.write(lambda tx: tx.communities.take_code("abc")) is None
    assert await db.write(lambda tx: tx.communities.take_code("ABC")) == world.community
    assert await db.write(lambda tx: tx.communities.take_code("ABC")) is None
    clock.advance(1000)
    assert await db.write(lambda tx: tx.communities.take_code("DEF")) is None
    await db.write(lambda tx: tx.communities.add_code("GHI", world.community, until))
    await db.write(lambda tx: tx.communities.add_code("JKL", world.community, until + 1000))
    assert look.execute("SELECT count(*) FROM code").fetchone() == (1,)


async def test_what_is_remembered_of_a_place(db: Database, world: World) -> None:
    other = await db.write(
        lambda tx: tx.communities.add_place(world.community, "discord", "7", "Other", PlaceKind.FORUM).id
    )
    await db.write(lambda tx: tx.communities.set_mark(world.place, "tag:status:open", "1"))
    await db.write(lambda tx: tx.communities.set_mark(world.place, "tag:status:closed", "2"))
    await db.write(lambda tx: tx.communities.set_mark(world.place, "tag:status:open", "3"))
    assert await db.read(lambda tx: tx.communities.marks(world.place)) == {
        "tag:status:open": "3",
        "tag:status:closed": "2",
    }
    assert await db.read(lambda tx: tx.communities.marks(other)) == {}
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(lambda tx: tx.communities.set_mark(PlaceId(1), "a", "b"))


async def test_badges_are_decided_per_community_and_platform(db: Database, world: World) -> None:
    def badges(platform: str = "discord") -> Callable[[Tx], Mapping[str, str]]:
        return lambda tx: tx.communities.badges(world.community, platform)

    other = (await db.write(lambda tx: tx.communities.add("Away", DEFAULT_CATEGORIES))).id
    await db.write(lambda tx: tx.communities.set_badge(world.community, "discord", "7", "guy"))
    await db.write(lambda tx: tx.communities.set_badge(world.community, "discord", "8", "guy"))
    await db.write(lambda tx: tx.communities.set_badge(world.community, "discord", "7", "girl"))
    await db.write(lambda tx: tx.communities.set_badge(world.community, "telegram", "7", "guy"))
    assert await db.read(badges()) == {"7": "girl", "8": "guy"}
    assert await db.read(lambda tx: tx.communities.badges(other, "discord")) == {}
    await db.write(lambda tx: tx.communities.set_badge(world.community, "discord", "7", None))
    await db.write(lambda tx: tx.communities.set_badge(world.community, "discord", "9", None))
    assert await db.read(badges()) == {"8": "guy"}
    assert await db.read(badges("telegram")) == {"7": "guy"}
