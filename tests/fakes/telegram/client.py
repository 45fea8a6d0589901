"""What a person's Telegram client does by itself when something is sent.

It refuses what the person may not send, answers a waiting forced reply, puts a reply into the topic of what it answers
and lets an anonymous administrator speak as the group.
"""

from __future__ import annotations

from typing import Literal

from tests.fakes.telegram.model import ANONYMOUS_BOT, Chat, Json, Message, User
from tests.fakes.telegram.posting import announce, post
from tests.fakes.telegram.state import State

ReplyTo = Message | int | Literal[False] | None


def send(state: State, user: User, chat: Chat, content: Json, topic: int | None, reply_to: ReplyTo) -> Message:
    """Posts content as this person and tells the bot; AssertionError where the client would not let them."""
    _check_may_write(user, chat, topic)
    replied = _replied(user, chat, topic, reply_to)
    where = replied.topic if replied and topic is None else topic
    author = user
    if is_anonymous(chat, user):
        author, content = ANONYMOUS_BOT, {**content, "sender_chat": chat.raw()}
    message = post(state, chat, author, content, topic=where, reply_to=replied.id if replied else None)
    announce(state, message)
    return message


def is_anonymous(chat: Chat, user: User) -> bool:
    """Whether this person writes as the group here."""
    member = chat.member(user.id)
    return member is not None and member.is_admin and member.is_anonymous


def _replied(user: User, chat: Chat, topic: int | None, reply_to: ReplyTo) -> Message | None:
    if reply_to is None:
        return _forced_reply(user, chat, topic)
    if reply_to is False:
        return None
    message_id = reply_to.id if isinstance(reply_to, Message) else reply_to
    found = chat.find(message_id)
    assert found is not None, f"there is no message {message_id} to reply to in {chat.title or 'the private chat'}"
    return found


def _check_may_write(user: User, chat: Chat, topic: int | None) -> None:
    if chat.person is user:
        assert not user.blocked, f"{user.name} has blocked the bot: unblock it first"
        user.started = True
        return
    member = chat.member(user.id)
    assert member, f"{user.name} is not in {chat.title}"
    assert member.inside, f"{user.name} is no longer in {chat.title}"
    assert chat.open_to_write or member.is_admin, f"only administrators may write in {chat.title}"
    if topic is not None:
        there = chat.topics.get(topic)
        assert there, f"no topic {topic} in {chat.title}"
        assert not there.deleted, f"topic {topic} in {chat.title} was deleted"
        assert not there.closed or member.is_admin, f"{there.name!r} is closed"


def _forced_reply(user: User, chat: Chat, topic: int | None) -> Message | None:
    """The newest message that asked this person for a reply, if they have not answered it yet."""
    asking = [message for message in chat.visible() if message.force_reply and message.topic == topic]
    if not asking or not _is_asked(asking[-1], user) or user.id in asking[-1].answered_by:
        return None
    asking[-1].answered_by.add(user.id)
    return asking[-1]


def _is_asked(message: Message, user: User) -> bool:
    if not (message.force_reply or {}).get("selective"):
        return True
    replied = message.chat.find(message.reply_to) if message.reply_to else None
    named = user.username is not None and f"@{user.username}" in message.text
    return named or (replied is not None and replied.author is user)
