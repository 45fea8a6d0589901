"""The verbs against Telegram's refusals, and what they come to in the core's words."""

from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.cards import Body, Button, Card, Say, Title
from bot.domain.communities import PlaceKind, Survey
from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.errors import translated
from bot.platforms.telegram.request import NeverSent, Paced
from bot.ports.platform import (
    Chat,
    ChatMoved,
    MessageGone,
    OutcomeUnknown,
    PlatformError,
    Refusal,
    Sent,
    ThreadGone,
    TryLater,
)
from bot.ports.vault import PlatformUser
from tests.fakes.telegram import Group, Person, TelegramWorld
from tests.platforms.telegram.conftest import QuickClock, card

CARD = Card((Say("a card"),))
"""What stands in a thread; Telegram posts it apart."""


@pytest.fixture
def ana(world: TelegramWorld) -> Person:
    return world.person("Ana", started=True)


@pytest.fixture
def porch(world: TelegramWorld, ana: Person) -> Group:
    group = world.forum("The Porch", ana)
    group.add_bot(admin=True)
    return group


def place(group: Group) -> Chat:
    return Chat(place=str(group.id))


def private(person: Person) -> Chat:
    return Chat(user=user(person))


def user(person: Person) -> PlatformUser:
    return PlatformUser("telegram", str(person.id))


async def test_a_thread_with_a_card_that_is_answered_edited_and_deleted(telegram: Telegram, porch: Group) -> None:
    thread = (await telegram.open_thread(str(porch.id), "For Guys: why?", CARD)).thread
    assert porch.topics[int(thread)].name == "For Guys: why?"
    question = card(Say("Why?"), rows=((Button("Have an opinion?", "answer", (1,), private=True),),))
    (sent,) = await telegram.post(place(porch), question, thread=thread)
    (reply,) = await telegram.post(
        place(porch), card(Say("@ana_k http://example.org")), thread=thread, answers=sent.message
    )
    posted, answered = porch.messages(int(thread))
    assert posted.text == "Why?"
    assert posted.rows[0][0]["url"] == "https://t.me/agony_aunt_bot?start=answer_1"
    assert answered.reply_to == posted.id
    assert reply.thread == thread
    assert await telegram.edit(place(porch), card(Say("Why not?")), [sent]) == [sent]
    assert posted.text == "Why not?"
    assert posted.rows == []
    await telegram.delete(place(porch), [sent, reply])
    await telegram.delete(place(porch), [sent])
    assert porch.messages(int(thread)) == []


async def test_an_answer_to_what_is_gone_is_posted_all_the_same(telegram: Telegram, porch: Group) -> None:
    assert await telegram.post(place(porch), card(Say("hm")), answers="4711")


async def test_an_edit_that_changes_nothing_is_no_failure(telegram: Telegram, ana: Person) -> None:
    sent = await telegram.post(private(ana), card(Say("same")))
    assert await telegram.edit(private(ana), card(Say("same")), sent) == sent


async def test_a_card_grows_and_shrinks(telegram: Telegram, ana: Person) -> None:
    one = await telegram.post(private(ana), card(Say("short")))
    two = await telegram.edit(private(ana), card(Title("For Guys: why?"), Body("word " * 799 + "end")), one)
    assert len(two) == 1
    longer = card(Title("For Guys: why?"), Body("word " * 2_000))
    three = await telegram.edit(private(ana), longer, two)
    assert len(three) > 2
    assert three[0] == one[0]
    assert len(ana.sees()) == len(three)
    await ana.deletes(ana.sees()[-1])
    again = await telegram.edit(private(ana), longer, three)
    assert [message.id for message in ana.sees()] == [int(sent.message) for sent in again]
    assert await telegram.edit(private(ana), card(Say("short")), again) == one
    assert [message.text for message in ana.sees()] == ["short"]


async def test_half_a_card_is_taken_away_again(telegram: Telegram, world: TelegramWorld, ana: Person) -> None:
    longer = card(Body("word " * 2_000))
    world.fail("sendMessage", status=500)
    with pytest.raises(OutcomeUnknown):
        await telegram.post(private(ana), longer)
    assert ana.sees() == []

    world.fail("sendMessage", delay=0.001)  # the first goes through
    world.fail(
        "sendMessage", status=400, description="Bad Request: not enough rights to send text messages to the chat"
    )
    with pytest.raises(Refusal, match="no-rights"):
        await telegram.post(private(ana), longer)
    assert ana.sees() == []


async def test_a_continuation_is_tried_patiently(
    telegram: Telegram, world: TelegramWorld, ana: Person, clock: QuickClock
) -> None:
    world.fail("sendMessage", delay=0.001)
    world.fail("sendMessage", retry_after=9)
    world.fail("sendMessage", drop="before")
    longer = card(Body("word " * 2_000))
    sent = await telegram.post(private(ana), longer)
    assert [message.id for message in ana.sees()] == [int(each.message) for each in sent]
    assert sum(clock.naps) >= 9


async def test_a_closed_topic_is_opened_again(telegram: Telegram, porch: Group, world: TelegramWorld) -> None:
    thread = (await telegram.open_thread(str(porch.id), "why?", CARD)).thread
    porch.close_topic(int(thread))
    world.fail("sendMessage", status=400, description="Bad Request: TOPIC_CLOSED")
    assert await telegram.post(place(porch), card(Say("hm")), thread=thread)
    assert not porch.topics[int(thread)].closed
    world.fail("sendMessage", status=400, description="Bad Request: TOPIC_CLOSED")
    world.fail("reopenForumTopic", status=400, description="Bad Request: not enough rights")
    with pytest.raises(Refusal, match="thread-closed"):
        await telegram.post(place(porch), card(Say("hm")), thread=thread)


async def test_what_telegram_refuses(telegram: Telegram, world: TelegramWorld, ana: Person, porch: Group) -> None:
    thread = (await telegram.open_thread(str(porch.id), "why?", CARD)).thread
    (sent,) = await telegram.post(place(porch), card(Say("hm")), thread=thread)
    porch.delete_topic(int(thread))
    with pytest.raises(ThreadGone):
        await telegram.post(place(porch), card(Say("hm")), thread=thread)
    with pytest.raises(MessageGone):
        await telegram.edit(place(porch), card(Say("hm?")), [sent])

    with pytest.raises(Refusal, match="blocked"):
        await telegram.post(private(world.person("Never Here")), card(Say("hm")))
    await ana.blocks_bot()
    with pytest.raises(Refusal, match="blocked"):
        await telegram.post(private(ana), card(Say("hm")))
    sam = world.person("Sam", started=True)
    await sam.deletes_account()
    with pytest.raises(Refusal, match="deactivated"):
        await telegram.post(private(sam), card(Say("hm")))
    with pytest.raises(Refusal, match="chat-gone"):
        await telegram.post(Chat(place="-100999"), card(Say("hm")))
    porch.change_bot(admin=False)
    with pytest.raises(Refusal, match="no-rights"):
        await telegram.open_thread(str(porch.id), "why?", CARD)
    porch.remove_bot()
    with pytest.raises(Refusal, match="kicked"):
        await telegram.post(place(porch), card(Say("hm")))


async def test_a_group_that_moved(telegram: Telegram, world: TelegramWorld, ana: Person) -> None:
    group = world.group("The Porch", ana)
    group.add_bot()
    old = place(group)
    assert telegram.link(str(group.id), Sent("5")) is None
    new = group.becomes_supergroup()
    with pytest.raises(ChatMoved) as moved:
        await telegram.post(old, card(Say("hm")))
    assert moved.value.address == str(new)
    assert str(new) not in str(moved.value)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"retry_after": 3}, TryLater),
        ({"status": 429, "description": "Too Many Requests"}, TryLater),
        ({"status": 502}, OutcomeUnknown),
        ({"status": 500, "description": "Internal Server Error"}, OutcomeUnknown),
        ({"drop": "before"}, OutcomeUnknown),
        ({"drop": "after"}, OutcomeUnknown),
        ({"status": 401, "description": "Unauthorized"}, TryLater),
        ({"status": 400, "description": "Bad Request: SOMETHING_NEW"}, Refusal),
    ],
)
async def test_bad_days(
    telegram: Telegram, world: TelegramWorld, ana: Person, fault: dict[str, Any], error: type[PlatformError]
) -> None:
    world.fail("sendMessage", **fault)
    with pytest.raises(error):
        await telegram.post(private(ana), card(Say("hm")))


@pytest.mark.parametrize("fault", [{"status": 502}, {"drop": "before"}, {"drop": "after"}, {"retry_after": 3}])
async def test_what_may_be_repeated_is_never_of_unknown_outcome(
    telegram: Telegram, world: TelegramWorld, ana: Person, fault: dict[str, Any]
) -> None:
    sent = await telegram.post(private(ana), card(Say("hm")))
    world.fail("editMessageText", **fault)
    with pytest.raises(TryLater):
        await telegram.edit(private(ana), card(Say("hm?")), sent)
    world.fail("deleteMessage", **fault)
    with pytest.raises(TryLater):
        await telegram.delete(private(ana), sent)


@pytest.mark.parametrize(
    ("error", "repeatable", "said"),
    [
        (NeverSent(), False, TryLater(2.0, everywhere=True)),
        (Paced(7), False, TryLater(7.0)),
        (NetworkError("x"), False, OutcomeUnknown()),
        (NetworkError("x"), True, TryLater(1.0)),
        (TelegramError("x"), False, OutcomeUnknown()),
        (ChatMigrated(-1005), False, ChatMoved("-1005")),
        (Conflict("x"), False, TryLater(30.0, everywhere=True)),
        (InvalidToken(), False, TryLater(30.0, everywhere=True)),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), False, Refusal("kicked")),
        (Forbidden("Forbidden: the group chat was deleted"), False, Refusal("chat-gone")),
        (Forbidden("Forbidden: something new"), False, Refusal("no-rights")),
        (BadRequest("Bad Request: TOPIC_DELETED"), False, ThreadGone()),
        (BadRequest("Bad Request: CHAT_ADMIN_REQUIRED"), False, Refusal("no-rights")),
        (BadRequest("Bad Request: the chat is not a forum"), False, Refusal("no-forum")),
        (BadRequest("Bad Request: message can't be deleted for everyone"), False, Refusal("cannot-delete")),
    ],
)
def test_the_table(error: TelegramError, repeatable: bool, said: PlatformError) -> None:
    found = translated(error, repeatable=repeatable)
    assert type(found) is type(said)
    assert vars(found) == vars(said)


async def test_survey(telegram: Telegram, world: TelegramWorld, ana: Person, porch: Group) -> None:
    sam = world.person("Sam")
    address = str(porch.id)
    assert await telegram.survey(address, user(ana)) == Survey("The Porch", PlaceKind.FORUM, True, ())
    assert not (await telegram.survey(address, user(sam))).moderator
    porch.bring(sam)
    assert not (await telegram.survey(address, user(sam))).moderator
    porch.promote(sam)
    assert (await telegram.survey(address, user(sam))).moderator
    porch.change_bot(can_manage_topics=False)
    assert (await telegram.survey(address, user(sam))).lacking == ("manage-topics",)
    porch.change_bot(admin=False)
    anonymous = PlatformUser("telegram", "1087968824")
    assert await telegram.survey(address, anonymous) == Survey(
        "The Porch", PlaceKind.FORUM, True, ("admin", "manage-topics")
    )
    plain = world.group("The Yard", ana)
    plain.add_bot()
    assert await telegram.survey(str(plain.id), user(ana)) == Survey("The Yard", PlaceKind.GROUP, True, ("admin",))


def test_links(telegram: Telegram) -> None:
    assert telegram.link("-1001234", Sent("7", "40")) == "https://t.me/c/1234/40/7"
    assert telegram.link("-1001234", Sent("7")) == "https://t.me/c/1234/7"
    assert telegram.mine() == "https://t.me/agony_aunt_bot"
