"""How a message comes to be, how it looks in the Bot API, and whether the bot is told of it.

`post` puts a message into a chat, `show` renders it (with the message it replies to, one level deep), `announce` sends
the update if the platform's rules let the bot see it: never its own messages, in groups with privacy mode only
commands, replies to it, mentions and service messages.
"""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram.entities import cut
from tests.fakes.telegram.model import ANONYMOUS_BOT, Chat, Json, Member, Message, User
from tests.fakes.telegram.state import State


def post(state: State, chat: Chat, author: User, content: Json, **more: Any) -> Message:
    """Adds a message; `more` are the fields of Message (topic, reply_to, by_bot, service, …)."""
    raw = {"date": state.now(), **content}
    message = Message(chat, state.next_message_id(chat), author, raw, **more)
    chat.messages[message.id] = message
    state.ring()
    return message


def show(message: Message, nested: bool = True) -> Json:
    """The Bot API's Message as it stands now."""
    raw: Json = {
        "message_id": message.id,
        "from": message.author.raw(),
        "chat": message.chat.raw(),
        **_thread(message),
        **message.raw,
    }
    replied = _replied(message) if nested else None
    if replied is not None:
        raw["reply_to_message"] = show(replied, nested=False)
    return raw


def _thread(message: Message) -> Json:
    if message.topic:
        return {"message_thread_id": message.topic, "is_topic_message": True}
    if message.reply_to and message.chat.kind == "supergroup":
        return {"message_thread_id": root(message)}
    return {}


def root(message: Message) -> int:
    """Outside topics a reply in a supergroup names the first message of its chain as its thread."""
    seen = message
    while seen.reply_to and (parent := message.chat.messages.get(seen.reply_to)):
        seen = parent
    return seen.id


def _replied(message: Message) -> Message | None:
    if message.reply_to:
        return message.chat.find(message.reply_to)
    if message.topic and message.topic != message.id:
        return message.chat.find(message.topic)
    return None


def announce(state: State, message: Message, kind: str = "message") -> None:
    """Tells the bot of a new or edited message, if it may see it."""
    if visible_to_bot(state, message):
        state.push(kind, show(message))
    state.ring()


def visible_to_bot(state: State, message: Message) -> bool:
    """Whether the platform delivers this message to the bot."""
    if message.chat.person is not None:
        return not message.by_bot and not message.chat.person.blocked
    member = message.chat.member(state.bot.id)
    if member is None or not member.inside:
        return False
    if message.service:
        return True
    if message.by_bot:
        return False
    return member.is_admin or not state.privacy or _meant_for_bot(state, message)


def _meant_for_bot(state: State, message: Message) -> bool:
    replied = message.chat.find(message.reply_to) if message.reply_to else None
    if replied is not None and replied.by_bot:
        return True
    name = f"@{state.bot.username}".lower()
    for entity in message.entities:
        words = cut(message.text, entity).lower()
        if entity["type"] == "bot_command" and ("@" not in words or words.endswith(name)):
            return True
        if entity["type"] == "mention" and words == name:
            return True
    return False


def say_service(state: State, chat: Chat, actor: User, what: str, value: Any, topic: int | None = None) -> Message:
    """A service message ("X joined", "topic created"); bots are told even of those they caused."""
    anonymous = _anonymous(chat, actor)
    author = ANONYMOUS_BOT if anonymous else actor
    content = {what: value, **({"sender_chat": chat.raw()} if anonymous else {})}
    message = post(state, chat, author, content, service=what, topic=topic, by_bot=actor is state.bot)
    if what == "forum_topic_created":
        message.topic = message.id
    announce(state, message)
    return message


def _anonymous(chat: Chat, actor: User) -> bool:
    member = chat.member(actor.id)
    return member is not None and member.is_admin and member.is_anonymous


def change_member(state: State, chat: Chat, actor: User, new: Member) -> None:
    """Gives somebody a new standing in a group and tells the bot as far as it is told."""
    old = chat.member(new.user.id) or Member(new.user, "left")
    chat.members[new.user.id] = new
    change = {
        "chat": chat.raw(),
        "from": actor.raw(),
        "date": state.now(),
        "old_chat_member": old.raw(),
        "new_chat_member": new.raw(),
    }
    own = chat.member(state.bot.id)
    if new.user is state.bot:
        state.push("my_chat_member", change)
    elif own is not None and own.is_admin:
        state.push("chat_member", change)
    state.ring()


def change_blocked(state: State, chat: Chat, person: User, blocked: bool) -> None:
    """The person blocks or unblocks the bot: a my_chat_member update in the private chat."""
    statuses = ("member", "kicked") if blocked else ("kicked", "member")
    old, new = (Member(state.bot, "kicked" if status == "kicked" else "member").raw() for status in statuses)
    person.blocked = blocked
    change = {"chat": chat.raw(), "from": person.raw(), "date": state.now()}
    state.push("my_chat_member", {**change, "old_chat_member": old, "new_chat_member": new})
    state.ring()
