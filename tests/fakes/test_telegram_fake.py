"""The pretended Telegram, driven by an unmodified python-telegram-bot: does it do as the platform does?"""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Conflict

from tests.fakes.kit import client, keyboard, only_message, taken
from tests.fakes.telegram import Group, Person, Server, TelegramWorld, png


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
