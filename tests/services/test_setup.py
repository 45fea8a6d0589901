"""Setting up: who may, what is missing, and one-time codes."""

from dataclasses import replace

import pytest

from bot.domain.communities import DEFAULT_CATEGORIES, PlaceKind, Survey
from bot.domain.errors import Refused
from bot.domain.limits import LINK_MINUTES
from bot.services import setup
from tests.services.conftest import Desk

FINE = Survey("The Porch", PlaceKind.FORUM, moderator=True)


async def made(desk: Desk) -> str:
    """A community at -1, and a code of it."""
    await desk.run(lambda tx: setup.set_up(tx, "telegram", "-1", FINE))
    return await desk.run(lambda tx: setup.code(tx, "telegram", "-1", FINE))


async def test_a_chat_becomes_a_community_with_the_defaults_once(desk: Desk) -> None:
    community, new = await desk.run(lambda tx: setup.set_up(tx, "telegram", "-1", FINE))
    assert (new, community.name, community.categories) == (True, "The Porch", DEFAULT_CATEGORIES)
    renamed = replace(FINE, title="The Barn", kind=PlaceKind.GROUP)
    again, new = await desk.run(lambda tx: setup.set_up(tx, "telegram", "-1", renamed))
    assert (new, again.id) == (False, community.id)
    (place,) = await desk.run(lambda tx: tx.communities.places(community.id))
    assert (place.title, place.kind, place.open) == ("The Barn", PlaceKind.GROUP, True)


@pytest.mark.parametrize(
    ("survey", "code"),
    [
        (replace(FINE, moderator=False), "moderators-only"),
        (replace(FINE, moderator=False, lacking=("admin",)), "moderators-only"),
        (replace(FINE, lacking=("manage-topics",)), "right-lacking"),
    ],
)
async def test_only_a_moderator_sets_up_and_only_with_all_rights(desk: Desk, survey: Survey, code: str) -> None:
    with pytest.raises(Refused, match=code):
        await desk.run(lambda tx: setup.set_up(tx, "telegram", "-1", survey))
    joining = await made(desk)
    with pytest.raises(Refused, match=code):
        await desk.run(lambda tx: setup.link(tx, "telegram", "-2", survey, joining))
    # A refused try does not use the code up.
    await desk.run(lambda tx: setup.link(tx, "telegram", "-2", FINE, joining))


async def test_where_managing_is_more_than_moderating_it_is_needed_to_set_up_and_not_to_link(desk: Desk) -> None:
    moderator, manager = replace(FINE, manager=False), replace(FINE, moderator=False, manager=True)
    with pytest.raises(Refused, match="managers-only"):
        await desk.run(lambda tx: setup.set_up(tx, "discord", "1", moderator))
    await desk.run(lambda tx: setup.set_up(tx, "discord", "1", manager))
    code = await desk.run(lambda tx: setup.code(tx, "discord", "1", moderator))
    with pytest.raises(Refused, match="moderators-only"):
        await desk.run(lambda tx: setup.code(tx, "discord", "1", manager))
    with pytest.raises(Refused, match="moderators-only"):
        await desk.run(lambda tx: setup.link(tx, "discord", "2", manager, code))
    await desk.run(lambda tx: setup.link(tx, "discord", "2", moderator, code))


async def test_a_code_joins_one_place_once_however_it_is_typed(desk: Desk) -> None:
    code = await made(desk)
    assert len(code) == 12
    assert not set(code) & set("IO01L")
    community = await desk.run(lambda tx: setup.link(tx, "telegram", "-2", FINE, f"  {code.lower()} "))
    assert len(await desk.run(lambda tx: tx.communities.places(community.id))) == 2
    with pytest.raises(Refused, match="code-wrong"):
        await desk.run(lambda tx: setup.link(tx, "telegram", "-3", FINE, code))


@pytest.mark.parametrize(("minutes", "holds"), [(LINK_MINUTES - 1, True), (LINK_MINUTES + 1, False)])
async def test_a_code_holds_for_ten_minutes(desk: Desk, minutes: int, holds: bool) -> None:
    code = await made(desk)
    desk.clock.advance(minutes * 60_000)
    if holds:
        await desk.run(lambda tx: setup.link(tx, "telegram", "-2", FINE, code))
    else:
        with pytest.raises(Refused, match="code-wrong"):
            await desk.run(lambda tx: setup.link(tx, "telegram", "-2", FINE, code))


async def test_a_place_cannot_be_joined_twice_and_a_stranger_makes_no_codes(desk: Desk) -> None:
    code = await made(desk)
    with pytest.raises(Refused, match="already-a-place"):
        await desk.run(lambda tx: setup.link(tx, "telegram", "-1", FINE, code))
    with pytest.raises(Refused, match="not-set-up"):
        await desk.run(lambda tx: setup.code(tx, "telegram", "-2", FINE))
    with pytest.raises(Refused, match="moderators-only"):
        await desk.run(lambda tx: setup.code(tx, "telegram", "-1", replace(FINE, moderator=False)))


async def test_a_place_moves_unless_something_is_there_already(desk: Desk) -> None:
    await made(desk)
    await desk.run(lambda tx: setup.set_up(tx, "telegram", "-2", FINE))
    await desk.run(lambda tx: setup.move(tx, "telegram", "-1", "-2"))
    assert await desk.run(lambda tx: tx.communities.place_at("telegram", "-1")) is not None
    await desk.run(lambda tx: setup.move(tx, "telegram", "-1", "-9"))
    assert await desk.run(lambda tx: tx.communities.place_at("telegram", "-1")) is None
    assert await desk.run(lambda tx: tx.communities.place_at("telegram", "-9")) is not None
