"""Stats: a community's last eight weeks, as a chart and in words, for its moderators."""

from io import BytesIO

import pytest
from PIL import Image

from bot import charts
from bot.cards import Card, Picture, Toast
from bot.domain.stats import median
from tests.fakes.house import House, buttons, read

DAY = 24 * 60 * 60.0


@pytest.fixture
async def house(porch: House) -> House:
    porch.telegram.moderators = {"id of Olga"}
    return porch


async def _stats(house: House) -> Card:
    shown = await house.person("Olga").commands("stats")
    assert isinstance(shown, Card), shown
    return shown


def _weeks(card: Card) -> list[tuple[int, int]]:
    lines = read(card).split("\n")[-8:]
    return [(int(line.split("questions ")[1].split(",")[0]), int(line.split("opinions ")[1])) for line in lines]


async def _later(house: House, days: float) -> None:
    house.clock.advance(round(1000 * days * DAY))
    await house.quiet()


async def test_what_was_written_is_told_by_week_with_waiting_and_shares(house: House) -> None:
    await house.rule("close_days", "0")
    first = await house.person("Ana").asks("An old question, quite old?")
    await house.person("Sam").answers(first, "Long ago.", kind="I'm a Guy")
    await _later(house, 60)
    second = await house.person("Eva").asks("A question in the middle?")
    await house.after(3 * 60 * 60)
    await house.person("Sam").answers(second, "Yes.")
    await _later(house, 8)
    await house.person("Sam").answers(first, "A late word, which is added.")
    await house.person("Eva").asks("And a last one?")
    card = await _stats(house)
    told = read(card)
    assert "The Porch: the last 8 weeks" in told
    assert "Questions: 2 · Opinions: 1" in told
    assert "within 3 hours. One is still waiting." in told
    assert "Who answered: Guys 100 % (1) · Girls 0 % (0)\n" in told
    assert _weeks(card) == [(0, 0)] * 6 + [(1, 1), (1, 0)]


async def test_nothing_held_removed_or_of_another_community_counts(house: House) -> None:
    question = await house.person("Ana").asks("Is there hope for me?")
    await house.person("Sam").answers(question, "Yes.", kind="I'm a Guy")
    await house.set_up("Elsewhere", "-900")
    shown = await _stats(house)
    offered = {button.label: button.args for button in buttons(shown)}
    assert offered.keys() == {"The Porch", "Elsewhere"}
    porch, elsewhere = offered["The Porch"], offered["Elsewhere"]

    async def told(community: tuple[int | str, ...]) -> str:
        card = await house.person("Olga").presses("stats", *community)
        assert isinstance(card, Card)
        return read(card)

    assert "Questions: 1 · Opinions: 1" in await told(porch)
    assert "Questions: 0 · Opinions: 0" in await told(elsewhere)
    await house.person("Olga").presses("moderate", "remove", "question", question.id)
    assert "Questions: 0 · Opinions: 0" in await told(porch)
    told_now = await told(porch)
    assert "Nobody has asked anything." in told_now
    assert isinstance(await house.person("Sam").presses("stats", *porch), Toast)


async def test_the_chart_is_a_picture_with_words_for_it(house: House) -> None:
    assert not [part for part in (await _stats(house)).parts if isinstance(part, Picture)]
    await house.person("Ana").asks("Is there hope for me?")
    (picture,) = [part for part in (await _stats(house)).parts if isinstance(part, Picture)]
    assert "same figures follow in words" in picture.alt
    assert picture.name.endswith(".png")
    with Image.open(BytesIO(picture.data)) as opened:
        assert opened.format == "PNG"
        assert opened.size == (charts.WIDTH, charts.HEIGHT)
        assert opened.info == {}


async def test_only_moderators_see_it(house: House) -> None:
    await house.person("Ana").asks("Is there hope for me?")
    shown = await house.person("Ana").commands("stats")
    assert isinstance(shown, Card)
    assert "Only moderators" in read(shown)


def _height(drawn: bytes, colour: str) -> list[int]:
    """How many pixels of a colour each column has, as runs of equal columns."""
    with Image.open(BytesIO(drawn)) as opened:
        picture = opened.convert("RGB")
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    columns = [sum(picture.getpixel((x, y)) == wanted for y in range(charts.HEIGHT)) for x in range(charts.WIDTH)]
    return [each for before, each in zip([0, *columns], columns, strict=False) if each and not before]


def test_bars_are_as_high_as_their_figures() -> None:
    drawn = charts.bars([(1, 4), (2, 0), (4, 2)])
    dark, light = _height(drawn, charts.DARK), _height(drawn, charts.LIGHT)
    assert len(dark) == 3
    assert len(light) == 2
    assert dark[2] == light[0] == pytest.approx(2 * light[1], abs=2)
    assert dark[2] == pytest.approx(4 * dark[0], abs=4)
    assert charts.bars([]) != charts.bars([(0, 0)] * 8)


@pytest.mark.parametrize(("waits", "middle"), [([], None), ([5], 5), ([1, 9], 5), ([9, 1, 2], 2)])
def test_the_median(waits: list[int], middle: int | None) -> None:
    assert median(waits) == middle
