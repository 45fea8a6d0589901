"""What is heard on Discord, and what is made of it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import SystemClock
from bot.cards import Blank, Sheet
from bot.dispatch import Dispatch, Shown, nothing
from bot.events import Delete, Edit, Event, Filled, Joined, Press, Reacted, Say
from bot.platforms.discord import client
from bot.platforms.discord.client import Discord
from bot.platforms.discord.events import pressed
from bot.platforms.discord.modals import filled, modal
from bot.platforms.discord.wrong import WrongToken
from bot.ports.platform import PlatformError
from bot.ports.store import Tx
from bot.vault import KeyVault
from tests.fakes.store import opened
from tests.platforms.discord.porch import KEY, Porch, porch


def heard(here: Porch, also: Callable[[Event], Coroutine[Any, Any, None]] | None = None) -> list[Event]:
    """All events from now on, in the order in which they are handled."""
    events: list[Event] = []

    async def handle(event: Event, settle: Callable[[Tx], None] = nothing) -> Shown:
        events.append(event)
        if also is not None:
            await also(event)
        return await Dispatch.handle(here.dispatch, event, settle)

    setattr(here.dispatch, "handle", handle)  # noqa: B010
    return events


async def test_a_message_in_a_post_of_a_place_is_said_there(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        events, card = heard(here), here.post().history()[0]
        said = await sam.send(here.post(), "There is.")
        await sam.send(here.post(), "To the card.", reply_to=card)
        await sam.send(here.post(), "To myself.", reply_to=said)
        assert [each.what for each in events] == [Say("There is."), Say("To the card."), Say("To myself.")]
        first, to_card, to_self = (each.where for each in events)
        assert (first.place, first.thread, first.message) == (str(here.forum.id), str(here.post().id), str(said.id))
        assert first.answers is None
        assert to_card.answers is None, "the post's first message is the post itself"
        assert to_self.answers == str(said.id)
        assert events[0].who.name == "Sam"
        assert events[0].who.user.user_id == str(sam.id)


async def test_what_is_said_outside_of_places_or_by_bots_is_nobodys_business(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        events = heard(here)
        robot = here.guild.add_member(here.env.create_user("robot", bot=True))
        await here.member("Sam").send(here.general, "Nice weather.")
        await robot.user.send_dm("Beep.")
        assert events == []


async def test_mentions_are_read_as_names(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        events = heard(here)
        await sam.send(here.post(), f"Ask <@{ana.id}>, she knows.")
        assert events[0].what == Say("Ask @Ana, she knows.")


async def test_edits_and_deletions_say_where(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "There is.")
        await here.quiet()
        events = heard(here)
        await sam.edit(said, "There is, a little.")
        await sam.delete(said)
        assert [each.what for each in events] == [Edit("There is, a little."), Delete()]
        assert {(each.where.place, each.where.thread) for each in events} == {(str(here.forum.id), str(here.post().id))}
        assert {each.where.message for each in events} == {str(said.id)}


async def test_a_failure_is_told_without_words_and_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TRY_AGAIN", (0.0, 0.0))
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")

        async def fail(event: Event) -> None:
            if event.what == Say("the first"):
                raise RuntimeError

        events = heard(here, fail)
        await sam.send(here.post(), "the first")
        await sam.send(here.post(), "the second")
        await here.quiet()
        assert [each.what for each in events] == [Say("the first")] * 3 + [Say("the second")]
        here.dm(ana, "the second")
        errors = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
        assert errors == ["a message could not be taken in; it is tried again after a restart"]
    assert "the first" not in caplog.text


async def test_what_failed_is_taken_in_after_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TRY_AGAIN", ())
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")

        async def fail(event: Event) -> None:
            if event.what == Say("the first"):
                raise RuntimeError

        heard(here, fail)
        await sam.send(here.post(), "the first")
        await here.member("Eva").send(here.post(), "the second")
        await here.quiet()
        assert "the first" not in "".join(here.dms(ana))
        await here.restart()
        await here.quiet()
        assert "".join(here.dms(ana)).count("the first") == 1
        assert "".join(here.dms(ana)).count("the second") == 1


async def test_one_channel_keeps_its_order_and_holds_up_no_other(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        done: list[object] = []

        async def dawdle(event: Event) -> None:
            if event.what == Say("slow"):
                await asyncio.sleep(0.1)
            done.append(event.what)

        heard(here, dawdle)
        backend = here.env.backend
        backend.create_message(here.post().id, sam.id, "slow")
        backend.create_message(here.post().id, sam.id, "after it")
        backend.create_message(ana.user.dm_channel.id, ana.id, "elsewhere")
        await here.quiet()
        assert done == [Say("elsewhere"), Say("slow"), Say("after it")]


async def test_a_mistake_of_ours_is_told_in_one_sentence(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:

        async def fail(event: Event) -> None:
            raise RuntimeError

        heard(here, fail)
        shown = await here.member("Ana").slash(here.general, "help")
        assert shown.ephemeral
        assert "Something went wrong here" in shown.response.components[0]["content"]


async def test_a_place_that_is_deleted_or_left_is_closed(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        events, place = heard(here), str(here.forum.id)
        client = here.client
        guild, forum = client.get_guild(here.guild.id), client.get_channel(here.forum.id)
        for name, told in (("guild_remove", guild), ("guild_join", guild), ("guild_channel_delete", forum)):
            client.dispatch(name, told)
            await here.quiet()
        assert [(each.where.place, each.what) for each in events] == [
            (place, Joined(inside=False)),
            (place, Joined(inside=True)),
            (place, Joined(inside=False)),
        ]


async def test_a_thumb_under_a_message_is_heard_in_any_colour_and_nothing_else(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        robot = here.guild.add_member(here.env.create_user("robot", bot=True))
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "There is.")
        outside = await sam.send(here.general, "Nice weather.")
        events = heard(here)
        await ana.set_reaction(said, "👍", reacted=True)
        await ana.set_reaction(said, "👍", reacted=False)
        await ana.set_reaction(said, "👍🏿", reacted=True)
        await ana.set_reaction(said, "🔥", reacted=True)
        await robot.set_reaction(said, "👍", reacted=True)
        await ana.set_reaction(outside, "👍", reacted=True)
        await here.quiet()
        assert [each.what for each in events] == [Reacted(up=True), Reacted(up=False), Reacted(up=True)]
        where = events[0].where
        assert (where.place, where.thread, where.message) == (str(here.forum.id), str(here.post().id), str(said.id))
        assert {each.who.user.user_id for each in events} == {str(ana.id)}


async def test_the_bot_asks_for_no_more_than_it_hears(tmp_path: Path) -> None:
    async with porch(tmp_path, message_content=False) as here:
        asked = {name for name, on in here.client.intents if on}
        assert asked == {"guilds", "guild_messages", "dm_messages", "guild_reactions"}
        assert here.client.allowed_mentions is not None
        mentions: object = here.client.allowed_mentions.to_dict()
        assert mentions == {"parse": []}


@pytest.fixture
async def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A bot at a Discord that does not know it."""
    monkeypatch.setattr("discord.http.Route.BASE", discord.http.Route.BASE)

    async def refuse(request: web.Request) -> web.Response:
        return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", refuse)
    server = TestServer(application)
    await server.start_server()
    clock, vault = SystemClock(), KeyVault([KEY])
    store = await opened(tmp_path / "aunt.db", clock, vault)
    adapter = Discord("no token", store=store, vault=vault, clock=clock, api_url=str(server.make_url("/api/v10/")))
    yield adapter
    await adapter.close()
    await store.close()
    await server.close()


async def test_a_wrong_token_is_told_by_its_setting(stranger: Discord) -> None:
    with pytest.raises(WrongToken, match=r"^discord\.token: "):
        await stranger.start()


async def test_a_discord_that_cannot_be_reached_may_be_asked_again(
    stranger: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discord.http.Route.BASE", "http://127.0.0.1:1/api/v10")
    for _ in range(2):
        with pytest.raises(PlatformError):
            await stranger.start()


async def test_a_mention_of_the_bot_is_no_part_of_the_words(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        events = heard(here)
        assert here.client.user is not None
        await sam.send(here.post(), f"<@{here.client.user.id}> There is.")
        assert events[0].what == Say("There is.")


SHEET = Sheet(
    "ask",
    None,
    72,
    "Your question?" * 5,
    (
        Blank("audience", "Who should answer?", "choice", "guy", False, 0, (("guy", "Guys"), ("girl", "Girls"))),
        Blank("title", "Title", "line", "Is there hope?", False, 100, ()),
        Blank("details", "Details" * 10, "paragraph", "x" * 5_000, True, 9_000, ()),
    ),
    note="It is passed on. " * 10,
)


async def test_a_sheet_is_drawn_within_discords_limits() -> None:
    drawn = modal(SHEET).to_dict()
    assert drawn["custom_id"] == "sheet:ask:-:72"
    assert len(drawn["title"]) == 45
    audience, title, details = drawn["components"]
    assert [each.get("default", False) for each in audience["component"]["options"]] == [True, False]
    assert title["component"]["value"] == "Is there hope?"
    assert (title["component"]["style"], title["component"]["max_length"]) == (1, 100)
    assert title["component"]["required"]
    assert not details["component"]["required"]
    assert len(details["component"]["value"]) == details["component"]["max_length"] == 4_000
    assert len(details["label"]) == 45
    assert len(details["description"]) <= 100


async def test_a_sheet_with_more_blanks_than_a_modal_takes_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="1 to 5 blanks"):
        modal(Sheet("big", None, None, "Big", SHEET.blanks * 2 + SHEET.blanks[1:]))


async def test_what_was_chosen_already_is_left_out_where_there_is_no_room() -> None:
    community = Blank("community", "Community", "choice", "1", False, 0, (("1", "Porch"), ("2", "Yard")))
    more = tuple(Blank(f"choice{each}", "Which?", "choice", "", True, 0, (("1", "1"),)) for each in range(2))
    drawn = modal(replace(SHEET, blanks=(community, *SHEET.blanks, *more))).to_dict()
    names = [each["component"]["custom_id"] for each in drawn["components"]]
    assert names == ["audience", "title", "details", "choice0", "choice1"]


def test_what_a_modal_brings_back_is_read_from_labels_and_rows() -> None:
    sent = {
        "custom_id": "sheet:opinion:12:72",
        "components": [
            {"type": 18, "component": {"type": 3, "custom_id": "kind", "values": ["girl"]}},
            {"type": 1, "components": [{"type": 4, "custom_id": "text", "value": "There is."}]},
            {"type": 18, "component": {"type": 3, "custom_id": "named", "values": []}},
        ],
    }
    assert filled(sent) == Filled("opinion", {"kind": "girl", "text": "There is.", "named": ""}, 12, 72)


@pytest.mark.parametrize(
    "forged", ["", "sheet", "sheet:ask:-", "sheet:ask:x:1", "other:ask:-:1", "sheet:ask:-:" + "9" * 30]
)
def test_a_forged_modal_is_none_of_ours(forged: str) -> None:
    assert filled({"custom_id": forged, "components": []}) is None


def test_a_button_is_read_as_action_and_arguments() -> None:
    assert pressed("iam:12:guy") == Press("iam", ("12", "guy"))
    assert pressed("hello") == Press("hello", ())
    assert pressed("") is None
