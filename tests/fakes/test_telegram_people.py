"""The pretended Telegram, driven by an unmodified python-telegram-bot: does it do as the platform does?"""

from __future__ import annotations

import asyncio

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.fakes.kit import keyboard, only_message, taken
from tests.fakes.telegram import Group, Person, TelegramWorld


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
