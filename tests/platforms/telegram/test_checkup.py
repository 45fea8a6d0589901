"""The checkup on Telegram: token, webhook, privacy mode, and the bot's standing in each group."""

from dataclasses import replace

import pytest

from bot.domain.communities import CommunityId, Place, PlaceId, PlaceKind
from bot.platforms.telegram.checkup import TelegramCheckup
from bot.ports.checkup import Mark
from tests.fakes.telegram import Group, Person, Server, TelegramWorld
from tests.platforms.telegram.conftest import eventually

FINE, HINT, WRONG = Mark.FINE, Mark.HINT, Mark.WRONG
LOOKING = {"getMe", "getWebhookInfo", "getChat", "getChatMember"}


@pytest.fixture
def olga(world: TelegramWorld) -> Person:
    return world.person("Olga", username="olga_canary")


@pytest.fixture
def porch(world: TelegramWorld, olga: Person) -> Group:
    group = world.forum("The Porch", owner=olga)
    group.add_bot(admin=True, can_manage_topics=True)
    return group


def place(group: Group, kind: PlaceKind = PlaceKind.FORUM) -> Place:
    return Place(PlaceId(1), CommunityId(1), "telegram", str(group.id), group.title, kind, True)


async def look(
    world: TelegramWorld, server: Server, *places: Place, webhook: str | None = None, token: str | None = None
) -> list[tuple[Mark, str]]:
    """What is found; and that nothing was asked that disturbs a bot which runs, and no id was told."""
    world.calls.clear()
    made = TelegramCheckup(token or world.token, server.api_url, webhook)
    found = [(each.mark, each.sentence) for each in await made.look(places)]
    assert {call.method for call in world.calls} <= LOOKING
    for _, sentence in found:
        assert world.token not in sentence
        assert "canary" not in sentence
        assert not any(each.address.lstrip("-") in sentence for each in places)
    return found


async def test_all_is_well(world: TelegramWorld, server: Server, porch: Group) -> None:
    assert await look(world, server, place(porch)) == [
        (FINE, "the token is right."),
        (FINE, "no webhook is set; the bot asks for updates by itself."),
        (FINE, "“The Porch”: the bot is an administrator and may do what it needs."),
        (FINE, "privacy mode is on, but administrators hear everything, and the bot is one in every group."),
    ]


async def test_privacy_mode_matters_where_the_bot_is_no_administrator(
    world: TelegramWorld, server: Server, porch: Group
) -> None:
    porch.change_bot(admin=False)
    found = await look(world, server, place(porch))
    assert found[2] == (WRONG, "“The Porch”: the bot is no administrator there: please make it one.")
    assert (found[3][0], "/setprivacy" in found[3][1]) == (HINT, True)
    world.privacy = False
    found = await look(world, server, place(porch))
    assert (found[3][0], "privacy mode is off" in found[3][1]) == (FINE, True)


async def test_nothing_is_set_up_yet(world: TelegramWorld, server: Server) -> None:
    found = await look(world, server)
    assert [mark for mark, _ in found] == [FINE, FINE, HINT, HINT]
    assert "/setup" in found[3][1]


async def test_missing_rights_are_named(world: TelegramWorld, server: Server, porch: Group) -> None:
    porch.change_bot(can_manage_topics=False, can_delete_messages=False)
    found = (await look(world, server, place(porch)))[2:-1]
    assert [mark for mark, _ in found] == [WRONG, HINT]
    assert "“Manage topics”" in found[0][1]
    assert "“Delete messages”" in found[1][1]
    porch.change_bot(can_delete_messages=False)
    found = (await look(world, server, place(porch)))[2:-1]
    assert [mark for mark, _ in found] == [FINE, HINT]


async def test_topics_switched_on_or_off(world: TelegramWorld, server: Server, olga: Person, porch: Group) -> None:
    yard = world.supergroup("The Yard", owner=olga)
    yard.add_bot(admin=True)
    found = (await look(world, server, place(yard), place(porch, PlaceKind.GROUP)))[2:-1]
    assert [(mark, sentence[: sentence.index(":")]) for mark, sentence in found] == [
        (WRONG, "“The Yard”"),
        (FINE, "“The Porch”"),
        (HINT, "“The Porch”"),
    ]
    assert "switched off" in found[0][1]
    assert "switched on" in found[2][1]


async def test_groups_it_is_not_in(world: TelegramWorld, server: Server, olga: Person, porch: Group) -> None:
    nowhere = replace(place(porch), address="-1009999999999", title="Nowhere")
    porch.remove_bot()
    yard = world.group("The Yard", owner=olga)
    yard.add_bot(admin=True)
    old = place(yard, PlaceKind.GROUP)
    yard.becomes_supergroup()
    found = (await look(world, server, nowhere, place(porch), old))[2:-1]
    assert [mark for mark, _ in found] == [WRONG, WRONG, HINT]
    assert "“Nowhere”: the bot is not in that group any more" in found[0][1]
    assert "“The Porch”: the bot is not in that group any more" in found[1][1]
    assert "“The Yard” has become a supergroup" in found[2][1]


async def test_the_webhook_and_the_setting(world: TelegramWorld, server: Server) -> None:
    ours = "http://127.0.0.1:9/canary-hook"
    found = (await look(world, server, webhook=ours))[1]
    assert (found[0], "is not set there" in found[1]) == (HINT, True)
    world.updates.webhook.url = ours
    assert (await look(world, server, webhook=ours))[1] == (FINE, "the webhook of telegram.webhook_url is set.")
    found = (await look(world, server))[1]
    assert (found[0], "`agony-aunt run` takes it away" in found[1]) == (HINT, True)


async def test_a_webhook_that_telegram_does_not_get_through_to(
    world: TelegramWorld, server: Server, porch: Group, olga: Person
) -> None:
    ours = "http://127.0.0.1:9/canary-hook"
    world.updates.webhook.url = ours
    await olga.writes("/start")
    await eventually(lambda: world.updates.webhook.last_error)
    found = (await look(world, server, webhook=ours))[1]
    assert found[0] is WRONG
    assert "does not get through to telegram.webhook_url: ClientConnectorError." in found[1]


async def test_a_wrong_token_is_the_only_finding(world: TelegramWorld, server: Server) -> None:
    ((mark, sentence),) = await look(world, server, token="42:AAcanaryTokenThatNobodyHas")
    assert (mark, "telegram.token: Telegram knows no bot" in sentence) == (WRONG, True)


@pytest.mark.parametrize("trouble", [{"status": 502}, {"drop": "before"}, {"retry_after": 30}, {"status": 500}])
async def test_a_telegram_that_does_not_answer_is_one_line(
    world: TelegramWorld, server: Server, porch: Group, trouble: dict[str, object]
) -> None:
    world.fail("getMe", times=100, **trouble)
    ((mark, sentence),) = await look(world, server, place(porch))
    assert (mark, "can't be reached" in sentence) == (WRONG, True)


async def test_one_that_falls_silent_half_way_is_asked_no_more(
    world: TelegramWorld, server: Server, porch: Group
) -> None:
    world.fail("getChat", times=100, status=502)
    found = await look(world, server, place(porch), place(porch))
    assert [mark for mark, _ in found] == [FINE, FINE, WRONG]
    assert len([call for call in world.calls if call.method == "getChat"]) == 1
