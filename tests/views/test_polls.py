"""How polls look: bars, buttons, and the picture of the results."""

from dataclasses import replace
from io import BytesIO
from itertools import product

import pytest
from PIL import Image

from bot import charts
from bot.cards import Card, Picture
from bot.domain.communities import Category
from bot.domain.pictures import SHAPE_MAX, SIDE_MAX
from bot.domain.polls import Poll
from bot.domain.questions import QuestionId, Status
from bot.platforms.discord import render as discord
from bot.platforms.telegram import render as telegram
from bot.views import polls, questions
from tests.fakes.house import buttons, labels, read
from tests.views.test_questions import ASKED, HOME, SAY

YES_NO = Poll(("Yes", "No"), {(0, "guy"): 7, (1, "guy"): 3, (0, "girl"): 2, (1, "girl"): 3})
LONG = Poll(tuple(f"{number} {'x' * 98}" for number in range(10)), {(9, "guy"): 1})


@pytest.mark.parametrize(
    ("part", "whole", "drawn"),
    [
        (0, 0, "▱▱▱▱▱▱▱▱▱▱"),
        (0, 9, "▱▱▱▱▱▱▱▱▱▱"),
        (1, 1_000, "▰▱▱▱▱▱▱▱▱▱"),
        (1, 2, "▰▰▰▰▰▱▱▱▱▱"),
        (999, 1_000, "▰▰▰▰▰▰▰▰▰▱"),
        (9, 9, "▰▰▰▰▰▰▰▰▰▰"),
    ],
)
def test_a_bar_is_as_long_as_its_share(part: int, whole: int, drawn: str) -> None:
    assert polls.bar(part, whole) == drawn


def test_a_card_shows_the_options_with_bars_and_what_categories_chose() -> None:
    card = questions.card(SAY, HOME, ASKED, {}, poll=YES_NO, enough=3)
    assert (
        "Poll · 15 votes\n1. Yes\n▰▰▰▰▰▰▱▱▱▱ 60 % (9)\n2. No\n▰▰▰▰▱▱▱▱▱▱ 40 % (6)\n“Yes”: Guys 70 % · Girls 40 %"
    ) in read(card)
    ballots = [(each.label, each.args, each.private) for each in buttons(card) if each.action == "ballot"]
    assert ballots == [("1. Yes", (ASKED.id, 0), False), ("2. No", (ASKED.id, 1), False)]
    assert [each.private for each in buttons(card) if each.label == "Results"] == [True]
    assert "“Yes”" not in read(questions.card(SAY, HOME, ASKED, {}, poll=YES_NO, enough=6))


def test_long_options_are_on_their_buttons_by_number() -> None:
    card = questions.card(SAY, HOME, ASKED, {}, poll=LONG, enough=3)
    assert [each.label for each in buttons(card) if each.action == "ballot"] == [
        str(number + 1) for number in range(10)
    ]


def test_a_closed_card_shows_results_only() -> None:
    card = questions.card(SAY, HOME, replace(ASKED, status=Status.CLOSED), {}, poll=YES_NO, enough=3)
    assert "ballot" not in {each.action for each in buttons(card)}
    assert "Results" in labels(card)


@pytest.mark.parametrize(("kinds", "poll"), list(product((2, 6, 7, 14), (YES_NO, LONG))))
def test_the_largest_card_fits_into_what_carries_it(kinds: int, poll: Poll) -> None:
    """64 bytes a button on Telegram, 40 components on Discord; where there is no room, a button leads to the page."""
    many = replace(
        HOME, categories=tuple(Category(f"k{number}", f"Kind {number}", "Kinds", "•") for number in range(kinds))
    )
    asked = replace(ASKED, id=QuestionId(2**63 - 1))
    card = questions.card(SAY, many, asked, {}, poll=poll, enough=3)
    assert ("ballot" in {each.action for each in buttons(card)}) == (kinds <= 6)
    assert ("booth" in {each.action for each in buttons(card)}) == (kinds > 6)
    telegram.render(card, "https://t.me/aunt_bot", public=True)
    assert len(list(discord.render(card)[0].view().walk_children())) <= 40
    booth = polls.booth(SAY, many, asked, poll, 3, 1, "p")
    telegram.render(booth, "https://t.me/aunt_bot", public=False)
    discord.render(booth)


def picture(card: Card) -> Picture:
    return next(each for each in card.parts if isinstance(each, Picture))


def test_results_are_a_picture_with_the_same_in_words() -> None:
    card = polls.results(SAY, HOME, ASKED, YES_NO, 3)
    assert picture(card).alt == "Poll results. 1: 60 %, 2: 40 %"
    assert "from top to bottom: everybody, Guys, Girls." in read(card)
    assert "60 % (9)" in read(card)
    assert "from top to bottom" not in read(polls.results(SAY, HOME, ASKED, YES_NO, 6)), "only totals are drawn"
    assert picture(polls.results(SAY, HOME, ASKED, YES_NO, 6)).data != picture(card).data
    assert not [
        each for each in polls.results(SAY, HOME, ASKED, Poll(("a", "b")), 3).parts if isinstance(each, Picture)
    ]
    assert len(picture(polls.results(SAY, HOME, ASKED, LONG, 1)).alt) <= 256


def drawn(groups: list[tuple[int, ...]]) -> Image.Image:
    found = Image.open(BytesIO(charts.shares(groups)))
    assert found.format == "PNG"
    return found.convert("RGB")


def test_a_bar_in_the_picture_is_as_long_as_its_share() -> None:
    """Along the middle of each bar: so many pixels of its colour, of all that it could have."""
    image = drawn([(3, 1), (1, 0)])
    dark, light = (tuple(bytes.fromhex(each[1:])) for each in (charts.DARK, charts.TINTS[0]))

    def share(colour: tuple[int, ...], row: int) -> float:
        line = [image.getpixel((x, row)) for x in range(76, image.width - 110)]
        return round(sum(pixel == colour for pixel in line) / len(line), 2)

    rows = [row for row in range(image.height) if image.getpixel((78, row)) in (dark, light)]
    assert {share(dark, row) for row in rows if image.getpixel((78, row)) == dark} == {0.75, 0.25}
    assert {share(light, row) for row in rows if image.getpixel((78, row)) == light} == {1.0}


@pytest.mark.parametrize("groups", [[(1, 0)], [tuple(range(10))] * 5, [tuple(range(10))] * 9])
def test_every_picture_can_be_sent(groups: list[tuple[int, ...]]) -> None:
    image = drawn(groups)
    assert max(image.size) <= SIDE_MAX
    assert max(image.size) <= SHAPE_MAX * min(image.size)
    assert image.width == charts.WIDTH
