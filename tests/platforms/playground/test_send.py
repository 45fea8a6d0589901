"""The playground as a platform: what the courier may rely on."""

import pytest

from bot.cards import Card, Say
from bot.platforms.playground import send
from bot.platforms.playground.memory import KEEP, PLACE, Memory
from bot.ports.platform import Chat, MessageGone, Refusal, Sent, ThreadGone
from bot.ports.vault import PlatformUser

HELLO, BYE = Card((Say("Hello."),)), Card((Say("Bye."),))
BOARD, SAM = Chat(place=PLACE), Chat(user=PlatformUser("playground", "sam"))


async def test_a_card_is_posted_edited_and_deleted() -> None:
    memory = Memory()
    thread = send.open_thread(memory, PLACE, "A question")
    [sent] = send.post(memory, BOARD, HELLO, thread, None)
    assert sent.thread == thread
    assert send.edit(memory, BOARD, BYE, [sent]) == [sent]
    assert memory.board[sent.message].card == BYE
    send.delete(memory, BOARD, [sent])
    send.delete(memory, BOARD, [sent])
    assert memory.board == {}
    with pytest.raises(MessageGone):
        send.edit(memory, BOARD, HELLO, [sent])


async def test_what_is_answered_must_stand_but_need_not() -> None:
    memory = Memory()
    [first] = send.post(memory, SAM, HELLO, None, None)
    [second] = send.post(memory, SAM, HELLO, None, first.message)
    [third] = send.post(memory, SAM, HELLO, None, "gone")
    chat = memory.chats["sam"].messages
    assert [chat[each.message].answers for each in (second, third)] == [first.message, None]
    assert memory.chats["sam"].unread == 3


async def test_an_unknown_thread_is_gone_and_an_unknown_board_refuses() -> None:
    memory = Memory()
    with pytest.raises(ThreadGone):
        send.post(memory, BOARD, HELLO, "nowhere", None)
    for verb in (
        lambda: send.open_thread(memory, "elsewhere", "A question"),
        lambda: send.post(memory, Chat(place="elsewhere"), HELLO, None, None),
        lambda: send.edit(memory, Chat(place="elsewhere"), HELLO, [Sent("1")]),
        lambda: send.delete(memory, Chat(place="elsewhere"), [Sent("1")]),
    ):
        with pytest.raises(Refusal):
            verb()


async def test_the_oldest_of_a_long_chat_are_forgotten_and_ids_never_repeat() -> None:
    memory, later = Memory(), Memory()
    sent = [send.post(memory, SAM, HELLO, None, None)[0].message for _ in range(KEEP + 5)]
    assert list(memory.chats["sam"].messages) == sent[5:]
    assert not {later.new_id() for _ in range(KEEP)} & set(sent)
