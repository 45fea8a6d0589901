"""Letters: what a row of the outbox says when it is sent, on several platforms at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card
from bot.domain.communities import PlaceKind
from bot.ports.platform import Sent
from tests.fakes.house import PORCH, House, Somebody, buttons, house, read


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[House]:
    """One community in a forum on one platform and a plain group on another."""
    async with house(tmp_path, others=["playground"]) as built:
        await built.set_up()
        await built.link("board", PlaceKind.GROUP, platform="playground")
        yield built


def people(house: House) -> tuple[Somebody, Somebody, Somebody]:
    return house.person("Ana"), house.person("Sam"), house.person("Pip", "playground")


async def test_what_is_carried_says_where_it_comes_from(both: House) -> None:
    ana, sam, pip = people(both)
    await ana.asks()
    await sam.says("From Telegram.", PORCH)
    card = both.card(1, "board", "playground")
    await pip.says("From the board.", "board", answers=card.id)
    assert read(both.stands("board", "playground")[-1].card) == "Someone · Sam, on Telegram: From Telegram."
    assert read(both.stands()[-1].card) == "Someone · Pip, on the board: From the board."
    assert read(ana.sees()[-1].card).startswith("New opinion on #1 · Someone · Pip, on the board\n")
    assert read(both.card().card).endswith("Others (2)")


async def test_what_came_in_private_does_not_say_from_where(both: House) -> None:
    ana, sam, _ = people(both)
    question = await ana.asks()
    await sam.answers(question, "Anonymously.", kind="I'm a Guy")
    for stands in (both.stands(), both.stands("board", "playground")):
        assert read(stands[-1].card) == "Guy 1: Anonymously."
    assert "Telegram" not in read(ana.sees()[-1].card)


async def test_in_a_plain_group_everything_hangs_under_its_card(both: House) -> None:
    ana, sam, _ = people(both)
    await ana.asks()
    card = both.card(1, "board", "playground")
    assert card.thread is None
    await sam.says("Yes.", PORCH)
    opinion = both.stands("board", "playground")[-1]
    assert opinion.answers == card.id
    await ana.says("Thank you.", answers=ana.sees()[-1].id)
    reply = both.stands("board", "playground")[-1]
    assert (read(reply.card), reply.answers) == ("Asker: Thank you.", opinion.id)


async def test_in_a_forum_a_reply_hangs_under_what_it_answers(both: House) -> None:
    ana, sam, _ = people(both)
    await ana.asks()
    message = await sam.says("Yes.", PORCH)
    await ana.says("Why?", answers=ana.sees()[-1].id)
    asked = both.stands()[-1]
    assert (asked.answers, asked.thread) == (message, both.card().thread)
    await sam.says("Because.", PORCH, answers=asked.id)
    notice = ana.sees()[-1]
    assert read(notice.card).startswith("#1 · Someone · Sam, on Telegram replied\nBecause.")
    assert notice.answers is not None


async def test_the_asker_is_led_to_where_it_stands(both: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both.telegram, "link", lambda place, sent: f"https://t.me/{place}/{sent.message}")
    ana, _, _ = people(both)
    await ana.asks()
    links = [button.link for button in buttons(ana.sees()[-1].card) if button.link]
    assert links == [both.telegram.link(PORCH, Sent(both.card().id))]


async def test_a_person_is_written_to_on_their_own_platform(both: House) -> None:
    _, sam, pip = people(both)
    await pip.asks()
    assert "Your question is #1" in pip.reads()[-1]
    await sam.says("Yes.", PORCH)
    assert "New opinion on #1" in pip.reads()[-1]
    assert not [chat for chat in both.telegram.chats if chat.user and chat.user.user_id == pip.user.user_id]


async def test_every_button_fits_into_64_bytes(porch: House) -> None:
    """Telegram's limit for callback_data, with the longest ids there are."""
    ana = porch.person("Ana")
    question = await ana.asks()
    await porch.person("Sam").says("Yes.", PORCH)
    page = await ana.presses("page", question.id)
    assert isinstance(page, Card)
    shown = [page, porch.card().card, *(each.card for each in ana.sees())]
    all_buttons = [button for card in shown for button in buttons(card)]
    assert len(all_buttons) > 6
    for button in all_buttons:
        args = (str(2**63 - 1) if isinstance(arg, int) else arg for arg in button.args)
        assert len(":".join([button.action, *args]).encode()) <= 64
