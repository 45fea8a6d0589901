"""The pretended Telegram, driven by an unmodified python-telegram-bot: does it do as the platform does?"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from telegram import (
    Bot,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.fakes.kit import client, keyboard, only_message, taken
from tests.fakes.telegram import FloodLimit, Group, Person, Server, TelegramWorld, serve


class TestBadDays:
    async def test_flood(self, bot: Bot, world: TelegramWorld, ana: Person) -> None:
        fault = world.fail("sendMessage", chat=ana, retry_after=3)
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(ana.id, "Hi")
        assert caught.value.retry_after == timedelta(seconds=3)
        assert fault.hits == 1
        await bot.send_message(ana.id, "Hi")
        assert [call.ok for call in world.calls_of("sendMessage")] == [False, True]

    async def test_own_pace_of_a_chat(self, bot: Bot, world: TelegramWorld, ana: Person, porch: Group) -> None:
        world.flood_limit = FloodLimit()
        await bot.send_message(ana.id, "one")
        with pytest.raises(RetryAfter):
            await bot.send_message(ana.id, "two")
        await bot.send_message(porch.id, "elsewhere")
        await bot.send_message(porch.id, "elsewhere again")

    @pytest.mark.parametrize(("drop", "arrived"), [("before", 0), ("after", 1)])
    async def test_cut_lines(self, bot: Bot, world: TelegramWorld, ana: Person, drop: str, arrived: int) -> None:
        world.fail("sendMessage", drop=drop)
        with pytest.raises(NetworkError):
            await bot.send_message(ana.id, "Hi")
        assert len(ana.sees()) == arrived

    async def test_broken_server_delay_and_refusal(self, bot: Bot, world: TelegramWorld, ana: Person) -> None:
        world.fail(status=502, description="Bad Gateway")
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(ana.id, "Hi")
        world.fail("sendMessage", status=403, description="Forbidden: user is deactivated", delay=0.05)
        with pytest.raises(Forbidden):
            await bot.send_message(ana.id, "Hi")
        with pytest.raises(ValueError, match="bounded"):
            world.fail(delay=3600)

    async def test_wrong_token_and_unknown_method(self, bot: Bot, server: Server) -> None:
        with pytest.raises(InvalidToken):
            async with Bot("1:wrong", base_url=server.base_url):
                pass
        url = f"{server.base_url}{server.state.token}/makeCoffee"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            assert (answer.status, (await answer.json())["error_code"]) == (404, 404)

    async def test_the_border_is_strict(self, server: Server, ana: Person) -> None:
        async with client(server) as bot:
            with pytest.raises(BadRequest, match="unknown shout"):
                await bot.send_message(ana.id, "Hi", api_kwargs={"shout": True})
            parameters = ReplyParameters(1, api_kwargs={"colour": "red"})
            with pytest.raises(BadRequest, match=r"unknown reply_parameters\.colour"):
                await bot.send_message(ana.id, "Hi", reply_parameters=parameters)
            with pytest.raises(BadRequest, match="deprecated disable_web_page_preview"):
                await bot.send_message(ana.id, "Hi", api_kwargs={"disable_web_page_preview": True})
        assert len(server.state.violations) == 3

    async def test_json_bodies(self, bot: Bot, server: Server, ana: Person) -> None:
        url = f"{server.base_url}{server.state.token}/sendmessage"
        body = {"chat_id": ana.id, "text": "Hi", "reply_markup": keyboard(Yes="y").to_dict()}
        async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
            assert (await answer.json())["result"]["text"] == "Hi"
        assert ana.sees()[0].buttons == ["Yes"]


async def test_the_platform_goes_and_comes_back(world: TelegramWorld, ana: Person) -> None:
    async with await serve(world) as server, client(server) as bot:
        dead = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.05)
        dead.cancel()
        await asyncio.gather(dead, return_exceptions=True)
        await ana.writes("while the bot was dead")
        assert len(await bot.get_updates()) == 1
        port = int(server.api_url.rpartition(":")[2])
    async with await serve(world, port) as server, client(server) as bot:
        assert (await only_message(bot)).text == "while the bot was dead"


async def test_all_that_people_do_is_well_formed(bot: Bot, world: TelegramWorld, ana: Person) -> None:
    await bot.get_updates(allowed_updates=["message", "edited_message", "my_chat_member", "chat_member"])
    await ana.sends_sticker()
    await ana.sends_photo(caption="one of an album", media_group_id="7")
    await ana.sends({"dice": {"emoji": "🎲", "value": 3}})
    sam = world.person("Sam")
    club = world.group("Club", owner=ana)
    club.add_bot()
    club.add(sam)
    club.rename("The Club")
    club.promote(sam, can_pin_messages=True)
    club.turns_on_topics()
    club.change_bot(admin=True)
    topic = club.open_topic("Chat", by=sam)
    message = await sam.writes("yo", in_=club, topic=topic)
    await sam.edits(message, "hello")
    await bot.pin_chat_message(club.id, message.id)
    pinned = (await bot.get_chat(club.id)).pinned_message
    assert pinned is not None
    assert pinned.text == "hello"
    await bot.unpin_chat_message(club.id)
    club.close_topic(topic)
    club.delete_topic(topic)
    club.demote(sam)
    club.remove(sam, banned=True)
    assert (await bot.get_chat_member(club.id, sam.id)).status == "kicked"
    assert [update.chat_member.new_chat_member.status for update in await taken(bot) if update.chat_member] == [
        "member",
        "kicked",
    ]
    await bot.leave_chat(club.id)
    with pytest.raises(Forbidden, match="not a member of the supergroup"):
        await bot.send_message(club.id, "still there?")


async def test_forwarding_is_seen(bot: Bot, world: TelegramWorld, ana: Person) -> None:
    written = await ana.writes("mine")
    await bot.forward_message(ana.id, ana.id, written.id)
    await bot.copy_message(ana.id, ana.id, written.id)
    assert [len(world.calls_of(name)) for name in ("forwardMessage", "copyMessage")] == [1, 1]
    assert [message.sender for message in ana.sees()] == ["Ana", "Agony Aunt", "Agony Aunt"]


async def test_the_bots_own_affairs(bot: Bot, world: TelegramWorld, ana: Person) -> None:
    await bot.set_my_commands([("ask", "Ask something")])
    await bot.set_my_commands([("ask", "Frag etwas")], language_code="de")
    assert [command.description for command in await bot.get_my_commands(language_code="de")] == ["Frag etwas"]
    dora = world.person("Dora", language="de")
    assert (ana.menu(), dora.menu()) == ({"ask": "Ask something"}, {"ask": "Frag etwas"})
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Ask!", "Ask something")])
    await bot.set_my_name("Aunt")
    await bot.set_my_description("An advice column")
    await bot.set_my_short_description("Advice")
    assert (await bot.get_my_name()).name == "Aunt"
    await bot.send_chat_action(ana.id, "typing")
    waiting = asyncio.create_task(ana.waits_for("hello"))
    sent = await bot.send_message(ana.id, "well, hello")
    assert (await waiting).id == sent.message_id
    await sent.set_reaction("👍")
    await sent.pin()
    assert world.chats[ana.id].pinned == [sent.message_id]
