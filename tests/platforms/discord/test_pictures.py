"""Pictures on Discord: they hang in the card's own message, sent once."""

from typing import Any

import pytest

from bot.cards import Body, Button, Card, Picture, Title
from bot.platforms.discord.render import render
from bot.ports.platform import Chat, Refusal, Sent
from tests.fakes.telegram.picture import png
from tests.platforms.discord.town import ONE, Town, losing

GALLERY = 12
RED, BLUE = (Picture(f"picture-{name}.png", "A picture @everyone", png(color=shade)) for name, shade in
             (("red", (255, 0, 0)), ("blue", (0, 0, 255))))  # fmt: skip
BUTTON = ((Button("Have an opinion?", "answer", (1,)),),)


def card(words: str, picture: Picture | None = RED) -> Card:
    return Card((Title("For Guys: why?"), Body(words), *([picture] if picture else [])), BUTTON)


def hanging(town: Town, sent: Sent) -> list[Any]:
    """What hangs in a message: the pictures' places in it."""
    stored = next(each[int(sent.message)] for each in town.env.backend.messages.values() if int(sent.message) in each)
    return [item for each in stored.components if each["type"] == GALLERY for item in each["items"]]


def shown(town: Town, sent: Sent) -> bytes:
    (item,) = hanging(town, sent)
    found: bytes = town.env.backend.cdn.get(item["media"]["url"])
    return found


async def test_a_forum_post_with_a_picture(town: Town) -> None:
    (sent,) = (await town.sender.open_thread(town.porch, "why", card("hm"))).sent
    assert shown(town, sent) == RED.data
    (item,) = hanging(town, sent)
    assert item["description"] == "A picture @everyone"
    assert town.texts(str(sent.thread)) == ["### For Guys: why?\nhm"]


@pytest.mark.parametrize("where", ["street", "dm"])
async def test_a_message_with_a_picture(town: Town, where: str) -> None:
    to = Chat(place=town.street) if where == "street" else town.private
    (sent,) = await town.sender.post(to, card("hm"))
    assert shown(town, sent) == RED.data


async def test_an_edit_keeps_the_picture(town: Town) -> None:
    (sent,) = await town.sender.post(town.private, card("hm"))
    assert await town.sender.edit(town.private, card("hm, 2 opinions"), [sent]) == [sent]
    assert shown(town, sent) == RED.data
    assert town.dms() == ["### For Guys: why?\nhm, 2 opinions"]


async def test_where_discord_has_lost_the_file_it_is_sent_again(town: Town) -> None:
    (sent,) = await town.sender.post(town.private, card("hm"))
    town.fails("PATCH", ONE, 400, 50035)
    assert await town.sender.edit(town.private, card("hm, 2 opinions"), [sent]) == [sent]
    assert shown(town, sent) == RED.data


async def test_other_refusals_of_an_edit_are_told(town: Town) -> None:
    (sent,) = await town.sender.post(town.private, card("hm"))
    town.fails("PATCH", ONE, 403, 50013)
    with pytest.raises(Refusal):
        await town.sender.edit(town.private, card("hm, 2 opinions"), [sent])


async def test_another_picture_and_none(town: Town) -> None:
    (sent,) = await town.sender.post(town.private, card("hm"))
    await town.sender.edit(town.private, card("hm", BLUE), [sent])
    assert shown(town, sent) == BLUE.data
    await town.sender.edit(town.private, card("hm", None), [sent])
    assert hanging(town, sent) == []
    assert town.asked("PATCH", "/messages/")[-1].json["attachments"] == [], "what is taken away is not to lie about"
    await town.sender.edit(town.private, card("hm"), [sent])
    assert shown(town, sent) == RED.data


async def test_after_a_lost_answer_the_next_try_has_the_picture_too(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await losing(town, monkeypatch, 1)
    (sent,) = await town.sender.post(Chat(place=town.street), card("hm"))
    assert shown(town, sent) == RED.data


def test_no_more_components_than_discord_takes() -> None:
    rows = (*(((Button("b", "b", (number,))),) for number in range(18)), (Button("c", "c"), Button("d", "d")))
    assert render(Card((Title("why"),), rows))
    with pytest.raises(ValueError, match="components"):
        render(Card((Title("why"), RED), rows))


def test_its_words_are_cut_to_what_discord_takes() -> None:
    (piece,) = render(Card((Title("why"), Picture("p.png", "word " * 90, RED.data))))
    (file,) = piece.files()
    assert len(file.description or "") <= 256
