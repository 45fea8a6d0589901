"""``/category``: what somebody counts as without their name, looked at and changed in private."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Toast
from bot.domain.people import Face
from tests.fakes.house import PORCH, House, house, labels, read


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as built:
        await built.set_up()
        yield built


def card(shown: object) -> Card:
    assert isinstance(shown, Card)
    return shown


async def test_it_counts_for_what_is_written_without_a_name(home: House) -> None:
    ana, sam = home.person("Ana"), home.person("Sam")
    question = await ana.asks()
    begun = card(await sam.commands("category"))
    assert "counts under “Others”" in read(begun)
    assert labels(begun) == ["I'm a Guy", "I'm a Girl", "Rather not say"]
    community = question.community_id
    chosen = card(await sam.presses("category", community, "guy"))
    assert "counts under Guys" in read(chosen)
    await sam.answers(question, "There is.")
    assert "What Guys said (1)" in read(home.card().card)
    assert await sam.face(Face.OPEN) is None
    rather_not = card(await sam.presses("category", community))
    assert "counts under “Others”" in read(rather_not)
    assert "What Guys said (1)" in read(home.card().card), "what was said stays as it was said"


async def test_what_is_chosen_openly_stays_apart(home: House) -> None:
    question = await home.person("Ana").asks()
    sam = home.person("Sam")
    await sam.presses("iam", question.id, "guy", place=PORCH)
    await sam.presses("category", question.community_id, "girl")
    await sam.says("Openly.", PORCH)
    assert "What Guys said (1)" in read(home.card().card)
    assert isinstance(await sam.presses("category", question.community_id, "robot"), Toast)
    assert isinstance(await sam.presses("category", question.community_id + 1, "guy"), Toast)
