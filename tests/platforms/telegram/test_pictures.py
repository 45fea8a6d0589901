"""Pictures on Telegram: a message of their own under the card's, which stays one of words and can be edited."""

import pytest

from bot.cards import Body, Button, Card, Picture, Say, Title
from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.render import plain
from bot.ports.platform import Chat, OutcomeUnknown, Refusal, Sent
from bot.ports.vault import PlatformUser
from tests.fakes.telegram import Group, Person, TelegramWorld
from tests.fakes.telegram.model import Message
from tests.fakes.telegram.picture import png

RED, BLUE = (Picture(f"picture-{name}.png", "A picture @ana", png(color=shade)) for name, shade in
             (("red", (255, 0, 0)), ("blue", (0, 0, 255))))  # fmt: skip
BUTTON = ((Button("Have an opinion?", "answer", (1,)),),)


def card(words: str, picture: Picture | None = RED) -> Card:
    return Card((Title("For Guys: why?"), Body(words), *([picture] if picture else [])), BUTTON)


@pytest.fixture
def ana(world: TelegramWorld) -> Person:
    return world.person("Ana", started=True)


@pytest.fixture
def porch(world: TelegramWorld, ana: Person) -> Group:
    group = world.forum("The Porch", ana)
    group.add_bot(admin=True)
    return group


@pytest.fixture
def to(ana: Person) -> Chat:
    return Chat(user=PlatformUser("telegram", str(ana.id)))


def uploads(world: TelegramWorld) -> int:
    return sum(len(world.calls_of(each)) for each in ("sendPhoto", "editMessageMedia"))


def seen(person: Person) -> list[Message]:
    return person.sees()


async def test_a_card_with_a_picture(telegram: Telegram, porch: Group, ana: Person) -> None:
    thread = (await telegram.open_thread(str(porch.id), "why", card("hm"))).thread
    sent = await telegram.post(Chat(place=str(porch.id)), card("hm"), thread=thread)
    words, shown = porch.messages(int(thread))
    assert [int(each.message) for each in sent] == [words.id, shown.id]
    assert words.rows
    assert shown.has_photo
    assert shown.topic == int(thread)
    assert shown.reply_to == words.id, "in a busy group something may come between the two"
    assert ana.downloads(shown) == RED.data
    assert not shown.rows


async def test_words_stand_for_it_and_mention_nobody(telegram: Telegram, to: Chat, ana: Person) -> None:
    await telegram.post(to, card("hm"))
    shown = seen(ana)[-1]
    assert shown.raw["caption"] == "A picture @ana"
    assert [each["type"] for each in shown.raw["caption_entities"]] == ["code"]
    assert shown.raw["photo"]


async def test_what_cannot_be_said_under_a_picture_is_cut(telegram: Telegram, to: Chat, ana: Person) -> None:
    long = Picture("p.png", "word " * 400, RED.data)
    await telegram.post(to, card("hm", long))
    assert len(seen(ana)[-1].raw["caption"]) <= 1_024


async def test_an_edit_does_not_send_the_picture_again(
    telegram: Telegram, world: TelegramWorld, to: Chat, ana: Person
) -> None:
    sent = await telegram.post(to, card("hm"))
    assert await telegram.edit(to, card("hm, 2 opinions"), sent) == sent
    assert seen(ana)[0].text.endswith("hm, 2 opinions")
    assert uploads(world) == 1


async def test_after_a_restart_it_is_sent_once_more(
    telegram: Telegram, world: TelegramWorld, to: Chat, ana: Person
) -> None:
    sent = await telegram.post(to, card("hm"))
    telegram._sender._pictures.clear()
    for words in ("hm, 2 opinions", "hm, 3 opinions"):
        assert await telegram.edit(to, card(words), sent) == sent
    assert uploads(world) == 2
    assert ana.downloads(seen(ana)[1]) == RED.data


async def test_another_picture(telegram: Telegram, world: TelegramWorld, to: Chat, ana: Person) -> None:
    sent = await telegram.post(to, card("hm"))
    assert await telegram.edit(to, card("hm", BLUE), sent) == sent
    assert ana.downloads(seen(ana)[1]) == BLUE.data
    assert uploads(world) == 2


async def test_a_picture_comes_and_goes(telegram: Telegram, to: Chat, ana: Person) -> None:
    one = await telegram.post(to, card("hm", None))
    two = await telegram.edit(to, card("hm"), one)
    assert two[0] == one[0]
    assert [each.has_photo for each in seen(ana)] == [False, True]
    assert seen(ana)[1].reply_to == int(one[0].message)
    assert await telegram.edit(to, card("hm", None), two) == one
    assert [each.has_photo for each in seen(ana)] == [False]


async def test_between_words_and_more_words(telegram: Telegram, to: Chat, ana: Person) -> None:
    """What was a picture becomes words, and the reverse: whichever it was before, the card is whole after."""
    long = "word " * 1_000
    first = await telegram.post(to, card(long))
    second = await telegram.edit(to, card(long, None), first)
    assert [each.has_photo for each in seen(ana)] == [False, False]
    assert [int(each.message) for each in second] == [each.id for each in seen(ana)]
    third = await telegram.edit(to, card(long), second)
    assert [each.has_photo for each in seen(ana)] == [False, True, False]
    assert [int(each.message) for each in third] == [each.id for each in seen(ana)]


async def test_a_picture_that_was_deleted_comes_back(telegram: Telegram, to: Chat, ana: Person) -> None:
    sent = await telegram.post(to, card("hm"))
    await ana.deletes(seen(ana)[1])
    after = await telegram.edit(to, card("hm", BLUE), sent)
    assert [int(each.message) for each in after] == [each.id for each in seen(ana)]
    assert ana.downloads(seen(ana)[1]) == BLUE.data


async def test_without_its_picture_a_card_does_not_stand(
    telegram: Telegram, world: TelegramWorld, to: Chat, ana: Person
) -> None:
    world.fail("sendPhoto", status=400, description="Bad Request: IMAGE_PROCESS_FAILED")
    with pytest.raises(Refusal):
        await telegram.post(to, card("hm"))
    assert seen(ana) == []


async def test_a_lost_answer_of_the_words_is_told_and_no_picture_sent(
    telegram: Telegram, world: TelegramWorld, to: Chat
) -> None:
    world.fail("sendMessage", drop="after")
    with pytest.raises(OutcomeUnknown):
        await telegram.post(to, card("hm"))
    assert uploads(world) == 0


async def test_its_deletion_takes_the_picture_along(telegram: Telegram, to: Chat, ana: Person) -> None:
    sent: list[Sent] = await telegram.post(to, card("hm"))
    await telegram.delete(to, sent)
    assert seen(ana) == []


def test_in_a_pop_up_words_stand_for_it() -> None:
    assert plain(Card((Say("hm"), RED)), 200) == "hm\nA picture @ana"


def test_nobody_prints_it() -> None:
    assert str(RED.data) not in repr(RED)
