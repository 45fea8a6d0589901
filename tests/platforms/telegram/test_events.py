"""What Telegram tells, read as events: a table of what people do, and of what is nobody's word."""

from typing import Any

import pytest
from telegram import Update

from bot.cog import Declared
from bot.events import Command, Edit, Joined, Moved, Press, Reach, Reacted, Say, What, Where
from bot.platforms.telegram.events import Reader, Reading

ANA = {"id": 11, "is_bot": False, "first_name": "Ana", "last_name": "K", "language_code": "de"}
ANON = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
OTHER_BOT = {"id": 12, "is_bot": True, "first_name": "Other"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
OUR_BOT = {"id": 99, "is_bot": True, "first_name": "Aunt", "username": "aunt_bot"}
PRIVATE = {"id": 11, "type": "private", "first_name": "Ana"}
GROUP = {"id": -5, "type": "group", "title": "Porch"}
FORUM = {"id": -1001, "type": "supergroup", "title": "Porch", "is_forum": True}
CHANNEL = {"id": -1002, "type": "channel", "title": "News"}
STICKER = {
    "file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1, "is_animated": False,
    "is_video": False,
}  # fmt: skip
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
COMMANDS = {
    "setup": Declared(lambda call, words: None, True, False, True),
    "ask": Declared(lambda call, words: None, False, True, False),
}


def message(chat: dict[str, Any] = PRIVATE, who: dict[str, Any] | None = ANA, **content: Any) -> dict[str, Any]:
    sender = {} if who is None else {"from": who}
    return {"message_id": 7, "date": 0, "chat": chat, **sender, **content}


def read(kind: str, payload: dict[str, Any], reader: Reader | None = None) -> Reading:
    update = Update.de_json({"update_id": 1, kind: payload}, None)
    return (reader or Reader("Aunt_Bot", COMMANDS)).read(update)


def what(kind: str, payload: dict[str, Any]) -> What | None:
    event = read(kind, payload).event
    return None if event is None else event.what


def where(payload: dict[str, Any]) -> Where:
    event = read("message", payload).event
    assert event is not None
    return event.where


def member(chat: dict[str, Any], status: str, **more: Any) -> dict[str, Any]:
    rights = {
        "can_be_edited": False, "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
        "can_manage_video_chats": True, "can_restrict_members": True, "can_promote_members": True,
        "can_change_info": True, "can_invite_users": True, "can_post_stories": True, "can_edit_stories": True,
        "can_delete_stories": True,
    }  # fmt: skip
    extra: dict[str, dict[str, Any]] = {"administrator": rights, "kicked": {"until_date": 0}}
    new = {"user": OUR_BOT, "status": status, **extra.get(status, {}), **more}
    old = {"user": OUR_BOT, "status": "left"}
    return {"chat": chat, "from": ANA, "date": 0, "old_chat_member": old, "new_chat_member": new}


def reaction(
    old: list[str], new: list[str], chat: dict[str, Any] = FORUM, user: dict[str, Any] | None = ANA
) -> dict[str, Any]:
    by = {"actor_chat": chat} if user is None else {"user": user}
    before, after = ([{"type": "emoji", "emoji": each} for each in signs] for signs in (old, new))
    return {"chat": chat, "message_id": 7, "date": 0, **by, "old_reaction": before, "new_reaction": after}


@pytest.mark.parametrize(
    ("payload", "meant"),
    [
        (message(text="hello"), Say("hello")),
        (message(sticker=STICKER), Say(None)),
        (message(photo=PHOTO), Say(None)),
        (message(photo=PHOTO, caption="look"), Say("look")),
        (message(text="/ask"), Command("ask")),
        (message(text="/ASK  why \n not "), Command("ask", "why \n not")),
        (message(text="/ask@aunt_BOT why"), Command("ask", "why")),
        (message(text="/ask@other_bot why"), None),
        (message(text="/path/to"), Say("/path/to")),
        (message(text="/ why"), Say("/ why")),
        (message(text="/start"), Command("start")),
        (message(text="/start hello"), Command("start")),
        (message(text="/start answer_12_guy"), Press("answer", ("12", "guy"), linked=True)),
        (message(text="/start what is this?"), Command("start", "what is this?")),
        (message(GROUP, text="/start answer_12"), Command("start", "answer_12")),
        (message(GROUP, text="/setup@aunt_bot"), Command("setup")),
        (message(GROUP, OTHER_BOT, text="hello"), None),
        (message(GROUP, TELEGRAM, text="news", sender_chat=CHANNEL, is_automatic_forward=True), None),
        (message(GROUP, OTHER_BOT, text="as a channel", sender_chat=CHANNEL), None),
        (message(GROUP, None, text="from nobody"), None),
        (message(FORUM, ANON, text="we decided", sender_chat=FORUM), None),
        (message(FORUM, ANON, text="/ask", sender_chat=FORUM), None),
        (message(FORUM, ANON, text="/setup", sender_chat=FORUM), Command("setup")),
        (message(GROUP, new_chat_members=[ANA]), None),
        (message(GROUP, left_chat_member=ANA), None),
        (message(GROUP, new_chat_title="Porch 2"), None),
        (message(FORUM, forum_topic_created={"name": "x", "icon_color": 1}), None),
        (message(GROUP, migrate_to_chat_id=-1005), Moved("-1005")),
        (message(FORUM, migrate_from_chat_id=-5), None),
        (message(CHANNEL, text="news"), None),
    ],
)
def test_messages(payload: dict[str, Any], meant: What | None) -> None:
    assert what("message", payload) == meant


@pytest.mark.parametrize(
    ("kind", "payload", "meant"),
    [
        ("edited_message", message(text="better", edit_date=1), Edit("better")),
        ("edited_message", message(photo=PHOTO, edit_date=1), Edit(None)),
        ("edited_message", message(FORUM, ANON, text="we", sender_chat=FORUM, edit_date=1), None),
        ("edited_message", message(GROUP, OTHER_BOT, text="x", edit_date=1), None),
        ("my_chat_member", member(PRIVATE, "member"), Reach(open=True)),
        ("my_chat_member", member(PRIVATE, "kicked"), Reach(open=False)),
        ("my_chat_member", member(GROUP, "member"), Joined(inside=True)),
        ("my_chat_member", member(FORUM, "administrator"), Joined(inside=True)),
        ("my_chat_member", member(GROUP, "left"), Joined(inside=False)),
        ("my_chat_member", member(GROUP, "kicked"), Joined(inside=False)),
        ("my_chat_member", member(CHANNEL, "administrator"), None),
        ("message_reaction", reaction([], ["👍"]), Reacted(up=True)),
        ("message_reaction", reaction(["👍", "🔥"], ["🔥"]), Reacted(up=False)),
        ("message_reaction", reaction(["👍"], ["👍", "🔥"]), None),
        ("message_reaction", reaction([], ["👎"]), None),
        ("message_reaction", reaction([], ["👍"], chat=PRIVATE), None),
        ("message_reaction", reaction([], ["👍"], user=OTHER_BOT), None),
        ("message_reaction", reaction([], ["👍"], user=None), None),
        ("message_reaction_count", {"chat": GROUP, "message_id": 7, "date": 1, "reactions": []}, None),
        ("channel_post", message(CHANNEL, None, text="news"), None),
        ("poll_answer", {"poll_id": "1", "option_ids": [], "option_persistent_ids": [], "user": ANA}, None),
    ],
)
def test_other_updates(kind: str, payload: dict[str, Any], meant: What | None) -> None:
    assert what(kind, payload) == meant


TOPIC: dict[str, Any] = {"message_thread_id": 40, "is_topic_message": True}
ROOT = {"message_id": 40, "date": 0, "chat": FORUM, "from": ANA, "forum_topic_created": {"name": "x", "icon_color": 1}}
EARLIER = {"message_id": 45, "date": 0, "chat": FORUM, "from": ANA, "text": "x"}


@pytest.mark.parametrize(
    ("payload", "stands"),
    [
        (message(text="x"), Where("telegram", None, None, "7")),
        (message(text="x", message_thread_id=3, is_topic_message=True), Where("telegram", None, None, "7")),
        (message(text="x", reply_to_message={**EARLIER, "chat": PRIVATE}), Where("telegram", None, None, "7", "45")),
        (message(GROUP, text="x"), Where("telegram", "-5", None, "7")),
        (message(FORUM, text="x"), Where("telegram", "-1001", None, "7")),
        (message(FORUM, text="x", message_thread_id=45), Where("telegram", "-1001", None, "7")),
        (message(FORUM, text="x", **TOPIC), Where("telegram", "-1001", "40", "7")),
        (message(FORUM, text="x", **TOPIC, reply_to_message=ROOT), Where("telegram", "-1001", "40", "7")),
        (
            message(FORUM, text="x", **TOPIC, reply_to_message={**EARLIER, "message_id": 40}),
            Where("telegram", "-1001", "40", "7"),
        ),
        (message(FORUM, text="x", **TOPIC, reply_to_message=EARLIER), Where("telegram", "-1001", "40", "7", "45")),
        (
            message(FORUM, text="x", message_thread_id=45, reply_to_message=EARLIER),
            Where("telegram", "-1001", None, "7", "45"),
        ),
    ],
)
def test_where_a_message_stands(payload: dict[str, Any], stands: Where) -> None:
    assert where(payload) == stands


def tap(**more: Any) -> Reading:
    return read("callback_query", {"id": "q", "from": ANA, "chat_instance": "1", **more})


def test_taps() -> None:
    card = message(FORUM, OUR_BOT, text="card", **TOPIC, reply_to_message=EARLIER)
    reading = tap(data="tab:12:guy", message=card)
    assert reading.query == "q"
    assert reading.event is not None
    assert reading.event.what == Press("tab", ("12", "guy"))
    assert reading.event.where == Where("telegram", "-1001", "40", "7")
    assert reading.event.who.name == "Ana K"


def test_taps_on_messages_that_telegram_shows_no_more() -> None:
    reading = tap(data="go", message={"chat": PRIVATE, "message_id": 3, "date": 0})
    assert reading.event is not None
    assert reading.event.where == Where("telegram", None, None, "3")
    assert reading.event.what == Press("go")


@pytest.mark.parametrize("more", [{"data": "go", "inline_message_id": "i"}, {"game_short_name": "g"}])
def test_taps_that_are_none_of_ours_are_only_acknowledged(more: dict[str, Any]) -> None:
    assert tap(**more) == Reading(None, "q")


def test_who() -> None:
    event = read("message", message(text="x")).event
    assert event is not None
    assert (event.who.user.platform, event.who.user.user_id) == ("telegram", "11")
    assert (event.who.name, event.who.language) == ("Ana K", "de")
    plain = {"id": 11, "is_bot": False, "first_name": "👨‍👩‍👧" * 40}
    event = read("message", message(who=plain, text="x")).event
    assert event is not None
    assert event.who.language == "en"
    assert len(event.who.name) <= 64
    assert event.who.name == "👨‍👩‍👧" * (len(event.who.name) // 5)
    assert "Ana" not in repr(event)
    assert "11" not in repr(event.who)


def test_an_album_is_one_message() -> None:
    reader = Reader("aunt_bot", COMMANDS)
    first, second, spoken = (
        {**message(photo=PHOTO, media_group_id="g"), "message_id": 7},
        {**message(photo=PHOTO, media_group_id="g"), "message_id": 8},
        {**message(photo=PHOTO, media_group_id="g", caption="words"), "message_id": 9},
    )
    found = [read("message", each, reader).event for each in (first, second, first, spoken)]
    assert [event and event.what for event in found] == [Say(None), None, Say(None), Say("words")]


def test_a_reaction_stands_at_its_message() -> None:
    event = read("message_reaction", reaction([], ["👍"])).event
    assert event is not None
    assert event.where == Where("telegram", "-1001", message="7")
    assert event.who.user.user_id == "11"
