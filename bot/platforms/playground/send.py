"""Sending: what the courier asks of a platform, done to the memory.

It behaves as a chat platform would: a message that is gone can't be edited, a thread that is gone takes nothing more,
and what answers a message that is gone is posted all the same.
"""

from collections.abc import Sequence

from bot.cards import Card
from bot.platforms.playground.memory import PLACE, Memory, Message
from bot.ports.platform import Chat, MessageGone, Refusal, Sent, ThreadGone


def open_thread(memory: Memory, place: str, name: str) -> str:
    """Opens a thread on the board and returns its id. Raises Refusal for another address."""
    _board(place)
    thread = memory.new_id()
    memory.threads[thread] = name
    return thread


def close_thread(memory: Memory, thread: str, name: str) -> None:
    """Calls a thread by another name; on the board nothing can be closed."""
    if thread in memory.threads:
        memory.threads[thread] = name
        memory.changed()


def post(memory: Memory, to: Chat, card: Card, thread: str | None, answers: str | None) -> list[Sent]:
    """Posts a card as one message, however long. Raises ThreadGone, Refusal."""
    messages = _messages(memory, to)
    if thread is not None and thread not in memory.threads:
        raise ThreadGone("that thread is gone")
    message = Message(memory.new_id(), card=card, thread=thread, answers=answers if answers in messages else None)
    if to.user is not None:
        memory.chats[to.user.user_id].add(message)
    else:
        messages[message.id] = message
    memory.changed()
    return [Sent(message.id, thread)]


def edit(memory: Memory, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
    """Has the first message show the card and takes further ones away. Raises MessageGone, Refusal."""
    messages = _messages(memory, to)
    message = messages.get(sent[0].message) if sent else None
    if message is None or message.by is not None:
        raise MessageGone("that message is gone")
    message.card, message.sheet = card, None
    for each in sent[1:]:
        messages.pop(each.message, None)
    memory.changed()
    return [Sent(message.id, message.thread)]


def delete(memory: Memory, to: Chat, sent: Sequence[Sent]) -> None:
    """Takes messages away. Raises Refusal."""
    messages = _messages(memory, to)
    for each in sent:
        messages.pop(each.message, None)
    memory.changed()


def _messages(memory: Memory, to: Chat) -> dict[str, Message]:
    if to.user is not None:
        return memory.chats[to.user.user_id].messages
    _board(to.place)
    return memory.board


def _board(place: str | None) -> None:
    if place != PLACE:
        raise Refusal("chat-gone")
