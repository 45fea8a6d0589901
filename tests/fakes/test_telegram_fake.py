"""The pretended Telegram, driven by an unmodified python-telegram-bot: does it behave as the platform does?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.fakes.telegram import FloodLimit, Group, Person, Server, TelegramWorld, png, serve


@pytest.fixture
def world() -> TelegramWorld:
    return TelegramWorld()


@pytest.fixture
async def server(world: TelegramWorld) -> AsyncIterator[Server]:
    async with await serve(world) as running:
        yield running


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    """The library as users run it; afterwards nothing may have crossed the border that the Bot API doesn't know."""
    async with client(server) as running:
        yield running
    assert server.state.violations == []


@asynccontextmanager
async def client(server: Server) -> AsyncIterator[Bot]:
    async with Bot(server.state.token, base_url=server.base_url, base_file_url=server.base_file_url) as running:
        yield running


@pytest.fixture
def ana(world: TelegramWorld) -> Person:
    return world.person("Ana", username="ana_k", started=True)


@pytest.fixture
def porch(world: TelegramWorld, ana: Person) -> Group:
    porch = world.forum("The Porch", owner=ana)
    porch.add_bot(admin=True)
    return porch


async def taken(bot: Bot) -> list[Update]:
    """All updates that wait, confirmed."""
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


@pytest.fixture(autouse=True)
def _waits_as_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the library warns whenever it reads `retry_after`."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


async def only_message(bot: Bot) -> Message:
    messages = [update.effective_message for update in await taken(bot)]
    assert len(messages) == 1
    assert isinstance(messages[0], Message)
    return messages[0]


def keyboard(**buttons: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data)] for text, data in buttons.items()])


class TestUpdates:
    async def test_a_waiting_poll_gets_what_a_person_writes(self, bot: Bot, ana: Person) -> None:
        waiting = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await ana.writes("/start see https://example.org with @sam_the_man")
        [update] = await waiting
        assert update.message is not None
        assert update.message.from_user is not None
        assert update.message.from_user.language_code == "en"
        assert list(update.message.parse_entities().values()) == ["/start", "https://example.org", "@sam_the_man"]

    async def test_only_an_offset_confirms(self, bot: Bot, ana: Person, world: TelegramWorld) -> None:
        await ana.writes("one")
        await ana.writes("two")
        first = await bot.get_updates(limit=1)
        assert await bot.get_updates(limit=1) == first
        [second] = await bot.get_updates(offset=first[0].update_id + 1)
        assert second.effective_message is not None
        assert second.effective_message.text == "two"
        assert await bot.get_updates(offset=second.update_id + 1) == ()
        await world.all_taken()

    async def test_a_second_poll_ends_the_first(self, bot: Bot, server: Server) -> None:
        async with client(server) as other:
            first = asyncio.create_task(bot.get_updates(timeout=5))
            await asyncio.sleep(0.1)
            second = asyncio.create_task(other.get_updates(timeout=0))
            with pytest.raises(Conflict):
                await first
            assert await second == ()

    async def test_reactions_come_only_when_asked_for(self, bot: Bot, ana: Person, porch: Group) -> None:
        await taken(bot)
        message = await ana.writes("hello", in_=porch)
        await ana.reacts(message, "👍")
        assert [update.message_reaction for update in await taken(bot)] == [None]
        await bot.get_updates(allowed_updates=["message", "message_reaction"])
        await ana.reacts(message)
        [update] = await taken(bot)
        assert update.message_reaction is not None
        assert update.message_reaction.new_reaction == ()

    async def test_raw_and_repeated_updates(self, bot: Bot, ana: Person, world: TelegramWorld) -> None:
        await ana.writes("once")
        [update] = await taken(bot)
        world.push_again(update.update_id)
        world.push_update({"something_new": {"a": 1}})
        again, odd = await bot.get_updates(offset=update.update_id + 1)
        assert again.update_id == update.update_id
        assert odd.effective_message is None

    async def test_webhook_in_order_with_its_secret_and_repeated(self, bot: Bot, ana: Person) -> None:
        heard: list[tuple[str | None, str]] = []

        async def hear(request: web.Request) -> web.Response:
            body = await request.json()
            heard.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), body["message"]["text"]))
            return web.Response(status=500 if len(heard) == 1 else 200)

        app = web.Application()
        app.router.add_post("/hook", hear)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
        with pytest.raises(Conflict):
            await bot.get_updates()
        await ana.writes("one")
        await ana.writes("two")
        await ana.state.all_taken()
        info = await bot.get_webhook_info()
        assert heard == [("s3cret", "one"), ("s3cret", "one"), ("s3cret", "two")]
        assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
        await bot.delete_webhook()
        assert await bot.get_updates() == ()
        await runner.cleanup()

    async def test_a_webhook_elsewhere_is_refused(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match="Bad webhook"):
            await bot.set_webhook("https://example.org/hook")


class TestTopics:
    async def test_create_edit_close_reopen_delete(self, bot: Bot, ana: Person, porch: Group) -> None:
        topic = await bot.create_forum_topic(porch.id, "For Guys: why")
        sent = await bot.send_message(porch.id, "the card", message_thread_id=topic.message_thread_id)
        assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
        assert sent.reply_to_message is not None
        assert sent.reply_to_message.forum_topic_created is not None
        await bot.edit_forum_topic(porch.id, topic.message_thread_id, name="For Guys: why not")
        assert porch.topics[topic.message_thread_id].name == "For Guys: why not"
        await bot.close_forum_topic(porch.id, topic.message_thread_id)
        with pytest.raises(BadRequest, match="Topic_not_modified"):
            await bot.close_forum_topic(porch.id, topic.message_thread_id)
        await bot.send_message(porch.id, "closed, but I am an administrator", message_thread_id=topic.message_thread_id)
        await bot.reopen_forum_topic(porch.id, topic.message_thread_id)
        assert len(ana.sees(porch, topic.message_thread_id)) == 2
        await bot.delete_forum_topic(porch.id, topic.message_thread_id)
        assert ana.sees(porch) == []
        with pytest.raises(BadRequest, match="thread not found"):
            await bot.send_message(porch.id, "anybody?", message_thread_id=topic.message_thread_id)

    async def test_rights_and_names(self, bot: Bot, porch: Group) -> None:
        with pytest.raises(BadRequest, match="Topic_title_too_long"):
            await bot.create_forum_topic(porch.id, "x" * 129)
        porch.change_bot(can_manage_topics=False)
        with pytest.raises(BadRequest, match="Not enough rights"):
            await bot.create_forum_topic(porch.id, "a name")

    async def test_the_general_topic_has_no_thread_id(self, bot: Bot, ana: Person, porch: Group) -> None:
        await taken(bot)
        first = await ana.writes("in General", in_=porch)
        assert (await only_message(bot)).message_thread_id is None
        await ana.writes("a reply there", in_=porch, reply_to=first)
        reply = await only_message(bot)
        assert (reply.message_thread_id, reply.is_topic_message) == (first.id, None)
        with pytest.raises(BadRequest, match="thread not found"):
            await bot.send_message(porch.id, "no such thread", message_thread_id=1)

    async def test_messages_in_a_topic_answer_its_first_message(self, bot: Bot, ana: Person, porch: Group) -> None:
        topic = porch.open_topic("Chat", by=ana)
        await taken(bot)
        first = await ana.writes("first", in_=porch, topic=topic)
        implicit = await only_message(bot)
        assert implicit.reply_to_message is not None
        assert implicit.reply_to_message.message_id == topic
        await ana.writes("second", in_=porch, reply_to=first)
        explicit = await only_message(bot)
        assert explicit.reply_to_message is not None
        assert explicit.reply_to_message.message_id == first.id
        assert explicit.message_thread_id == topic


class TestMessages:
    async def test_edit_and_not_modified(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.id, "before", reply_markup=keyboard(Post="post:1"))
        assert ana.sees()[0].buttons == ["Post"]
        with pytest.raises(BadRequest, match="Message is not modified"):
            await sent.edit_text("before", reply_markup=keyboard(Post="post:1"))
        await sent.edit_text("after")
        [seen] = ana.sees()
        assert (seen.text, seen.buttons, seen.history) == ("after", [], ["before"])
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await bot.edit_message_text("x", ana.id, 999)
        own = await ana.writes("mine")
        with pytest.raises(BadRequest, match="can't be edited"):
            await bot.edit_message_text("x", ana.id, own.id)

    async def test_replies(self, bot: Bot, ana: Person) -> None:
        written = await ana.writes("a thought")
        sent = await bot.send_message(ana.id, "yes", reply_parameters=ReplyParameters(written.id, quote="thought"))
        assert sent.reply_to_message is not None
        assert sent.reply_to_message.text == "a thought"
        assert ana.sees()[-1].reply_to == written.id
        await ana.deletes(written)
        with pytest.raises(BadRequest, match="Message to be replied not found"):
            await bot.send_message(ana.id, "yes", reply_parameters=ReplyParameters(written.id))
        alone = await bot.send_message(ana.id, "yes", reply_to_message_id=written.id, allow_sending_without_reply=True)
        assert alone.reply_to_message is None

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [("", "text is empty"), (" \n", "text is empty"), ("x" * 4097, "too long"), ("😀" * 2049, "too long")],
    )
    async def test_length_of_texts(self, bot: Bot, ana: Person, text: str, refusal: str) -> None:
        with pytest.raises(BadRequest, match=refusal):
            await bot.send_message(ana.id, text)
        await bot.send_message(ana.id, "😀" * 2048)

    @pytest.mark.parametrize(("offset", "length"), [(0, 6), (1, 1), (-1, 2), (4, 1), (0, 0)])
    async def test_entities_outside_or_across_a_character(
        self, bot: Bot, ana: Person, offset: int, length: int
    ) -> None:
        with pytest.raises(BadRequest, match="bounds"):
            await bot.send_message(ana.id, "😀ab", entities=[MessageEntity("bold", offset, length)])
        sent = await bot.send_message(ana.id, "😀ab", entities=[MessageEntity("bold", 0, 2)])
        assert list(sent.parse_entities().values()) == ["😀"]

    async def test_html(self, bot: Bot, ana: Person) -> None:
        text = '<b>One</b> &lt; <a href="https://example.org/">two</a> <pre><code class="language-py">x</code></pre>'
        sent = await bot.send_message(ana.id, text, parse_mode="HTML")
        assert sent.text == "One < two x"
        assert [(item.type, word) for item, word in sent.parse_entities().items()] == [
            ("bold", "One"),
            ("text_link", "two"),
            ("pre", "x"),
        ]
        with pytest.raises(BadRequest, match="can't find end tag"):
            await bot.send_message(ana.id, "<b>One", parse_mode="HTML")
        for stray in ("1 < 2", "<3", "<!-- x -->"):
            with pytest.raises(BadRequest, match="unsupported start tag"):
                await bot.send_message(ana.id, stray, parse_mode="HTML")
        with pytest.raises(BadRequest, match="unsupported start tag"):
            await bot.send_message(ana.id, "<h1>One</h1>", parse_mode="HTML")

    @pytest.mark.parametrize(
        ("button", "refusal"),
        [
            (InlineKeyboardButton("x", callback_data="ä" * 33), "Button_data_invalid"),
            (InlineKeyboardButton("x", url="ftp://example.org"), "is invalid"),
            (InlineKeyboardButton("x", url="https://t.me/agony_aunt_bot?start=a%20b"), "Button_url_invalid"),
            (InlineKeyboardButton("x", url=f"https://t.me/agony_aunt_bot?start={'a' * 65}"), "Button_url_invalid"),
            (InlineKeyboardButton("x"), "text buttons are unallowed"),
        ],
    )
    async def test_buttons_that_are_refused(
        self, bot: Bot, ana: Person, button: InlineKeyboardButton, refusal: str
    ) -> None:
        with pytest.raises(BadRequest, match=refusal):
            await bot.send_message(ana.id, "x", reply_markup=InlineKeyboardMarkup([[button]]))

    async def test_pictures_travel_both_ways(self, bot: Bot, ana: Person) -> None:
        await ana.sends_photo(caption="look", data=png(3, 3))
        received = await only_message(bot)
        file = await received.photo[-1].get_file()
        assert bytes(await file.download_as_bytearray()) == png(3, 3)
        await bot.send_photo(ana.id, png(5, 5), caption="anew", reply_markup=keyboard(Open="open"))
        seen = ana.sees()[-1]
        assert (seen.text, seen.buttons, ana.downloads(seen)) == ("anew", ["Open"], png(5, 5))
        with pytest.raises(BadRequest, match="no text in the message"):
            await bot.edit_message_text("x", ana.id, seen.id)
        await bot.edit_message_caption(ana.id, seen.id, caption="changed")
        assert (seen.text, seen.buttons) == ("changed", [])
        with pytest.raises(BadRequest, match="Image_process_failed"):
            await bot.send_photo(ana.id, b"not a picture")

    async def test_deleting(self, bot: Bot, ana: Person, porch: Group, world: TelegramWorld) -> None:
        written = await ana.writes("rude", in_=porch)
        await bot.delete_message(porch.id, written.id)
        with pytest.raises(BadRequest, match="Message to delete not found"):
            await bot.delete_message(porch.id, written.id)
        porch.change_bot(can_delete_messages=False)
        again = await ana.writes("ruder", in_=porch)
        with pytest.raises(BadRequest, match="can't be deleted"):
            await bot.delete_message(porch.id, again.id)
        own = await bot.send_message(ana.id, "old")
        later = world.now() + 49 * 3600
        world.clock = lambda: later
        with pytest.raises(BadRequest, match="can't be deleted"):
            await own.delete()

    async def test_a_forced_reply_is_answered_by_the_client(self, bot: Bot, ana: Person) -> None:
        asked = await bot.send_message(ana.id, "Your title?", reply_markup=ForceReply())
        written = await ana.writes("A title")
        assert written.reply_to == asked.message_id
        assert (await ana.writes("and on")).reply_to is None
        with pytest.raises(BadRequest, match="can't be edited"):
            await asked.edit_text("Thank you")


class TestTaps:
    async def test_a_tap_and_its_answer(self, bot: Bot, ana: Person) -> None:
        await bot.send_message(ana.id, "Ready?", reply_markup=keyboard(Yes="yes:1", No="no"))
        tapping = asyncio.create_task(ana.taps("Yes"))
        [update] = await bot.get_updates(timeout=2)
        assert update.callback_query is not None
        assert update.callback_query.data == "yes:1"
        await update.callback_query.answer("Done", show_alert=True)
        answer = await tapping
        assert answer is not None
        assert (answer.text, answer.show_alert) == ("Done", True)

    async def test_late_unknown_and_unanswered(self, bot: Bot, ana: Person, world: TelegramWorld) -> None:
        await bot.send_message(ana.id, "Ready?", reply_markup=keyboard(Yes="yes"))
        assert await ana.taps("Yes", timeout=0.05) is None
        [update] = await taken(bot)
        assert update.callback_query is not None
        world.expire_queries()
        with pytest.raises(BadRequest, match="Query is too old"):
            await update.callback_query.answer()
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query("12345")

    async def test_a_tap_on_what_is_gone(self, bot: Bot, ana: Person) -> None:
        await bot.send_message(ana.id, "Ready?", reply_markup=keyboard(Yes="yes"))
        [message] = ana.sees()
        await ana.deletes(message)
        ana.tap_only(message, {"text": "Yes", "callback_data": "yes"})
        [update] = await taken(bot)
        assert update.callback_query is not None
        assert update.callback_query.message is not None
        assert not update.callback_query.message.is_accessible

    async def test_a_button_is_waited_for(self, bot: Bot, ana: Person) -> None:
        tapping = asyncio.create_task(ana.taps("More"))
        await asyncio.sleep(0.02)
        sent = await bot.send_message(ana.id, "one moment")
        await sent.edit_text("here", reply_markup=keyboard(More="more"))
        [update] = await bot.get_updates(timeout=2)
        assert update.callback_query is not None
        await update.callback_query.answer()
        assert await tapping is not None
        with pytest.raises(AssertionError, match="in vain for a button 'Less'"):
            await ana.taps("Less", timeout=0.02)

    async def test_a_deep_link_opens_the_private_chat(self, bot: Bot, porch: Group, world: TelegramWorld) -> None:
        sam = world.person("Sam")
        porch.bring(sam)
        with pytest.raises(Forbidden, match="can't initiate"):
            await bot.send_message(sam.id, "Hi")
        link = InlineKeyboardButton("Have an opinion?", url=f"https://t.me/{bot.username}?start=o-12")
        await bot.send_message(porch.id, "the card", reply_markup=InlineKeyboardMarkup([[link]]))
        await taken(bot)
        await sam.taps("Have an opinion?", in_=porch)
        assert (await only_message(bot)).text == "/start o-12"
        await bot.send_message(sam.id, "Hi")


class TestStanding:
    async def test_blocked_and_unblocked(self, bot: Bot, ana: Person) -> None:
        await ana.blocks_bot()
        with pytest.raises(Forbidden, match="blocked by the user"):
            await bot.send_message(ana.id, "Hi")
        [update] = await taken(bot)
        assert update.my_chat_member is not None
        assert update.my_chat_member.new_chat_member.status == "kicked"
        await ana.unblocks_bot()
        await bot.send_message(ana.id, "Hi")

    async def test_migration(self, bot: Bot, world: TelegramWorld, ana: Person) -> None:
        club = world.group("Club", owner=ana)
        club.add_bot()
        await taken(bot)
        old = club.id
        club.becomes_supergroup()
        with pytest.raises(ChatMigrated) as caught:
            await bot.send_message(old, "Hi")
        assert caught.value.new_chat_id == club.id != old
        there, here = (update.effective_message for update in await taken(bot))
        assert there is not None
        assert here is not None
        assert (there.chat.id, there.migrate_to_chat_id) == (old, club.id)
        assert (here.chat.id, here.migrate_from_chat_id) == (club.id, old)
        await bot.send_message(club.id, "Hi")

    async def test_added_promoted_and_kicked(self, bot: Bot, world: TelegramWorld, ana: Person) -> None:
        club = world.supergroup("Club", owner=ana)
        club.add_bot()
        club.change_bot(admin=True, can_pin_messages=False)
        club.remove_bot()
        changes = [update.my_chat_member for update in await taken(bot) if update.my_chat_member]
        assert [change.new_chat_member.status for change in changes] == ["member", "administrator", "kicked"]
        with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
            await bot.send_message(club.id, "Hi")
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(-100123, "Hi")

    async def test_privacy_mode(self, bot: Bot, world: TelegramWorld, ana: Person) -> None:
        club = world.supergroup("Club", owner=ana)
        club.add_bot()
        await taken(bot)
        sent = await bot.send_message(club.id, "Hello")
        heard = ("/setup", f"/setup@{bot.username}", f"hey @{bot.username}!")
        for text in (*heard, "just talk", "/other@another_bot"):
            await ana.writes(text, in_=club)
        await ana.writes("a reply", in_=club, reply_to=sent.message_id)
        texts = [update.message.text for update in await taken(bot) if update.message]
        assert texts == [*heard, "a reply"]
        club.change_bot(admin=True)
        await ana.writes("just talk", in_=club)
        assert [update.message.text for update in await taken(bot) if update.message] == ["just talk"]

    async def test_anonymous_administrators_and_members(self, bot: Bot, ana: Person, porch: Group) -> None:
        porch.promote(ana, anonymous=True)
        await taken(bot)
        await ana.writes("/setup", in_=porch)
        message = await only_message(bot)
        assert message.from_user is not None
        assert message.from_user.username == "GroupAnonymousBot"
        assert message.sender_chat is not None
        assert message.sender_chat.id == porch.id
        [owner] = await bot.get_chat_administrators(porch.id)
        assert (owner.status, owner.user.id) == ("creator", ana.id)
        assert (await bot.get_chat_member(porch.id, bot.id)).status == "administrator"
        assert (await bot.get_chat(porch.id)).is_forum is True

    async def test_only_members_read_a_group(self, bot: Bot, world: TelegramWorld, porch: Group) -> None:
        await bot.send_message(porch.id, "for us")
        sam = world.person("Sam")
        assert sam.sees(porch) == []
        assert "for us" not in sam.reads()
        await sam.joins(porch)
        assert "for us" in sam.reads()
        await sam.leaves(porch)
        assert "for us" not in sam.reads()


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
