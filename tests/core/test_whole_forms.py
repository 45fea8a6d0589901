"""Forms on a platform that fills them in whole: a sheet goes out, and comes back filled in or with a problem."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Sheet
from tests.fakes.house import House, Somebody, house, labels, read, words_of


@pytest.fixture
async def board(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up()
        yield built


@pytest.fixture
def ana(board: House) -> Somebody:
    return board.person("Ana")


async def begin(person: Somebody) -> Sheet:
    sheet = await person.commands("ask")
    assert isinstance(sheet, Sheet)
    return sheet


async def test_a_sheet_asks_for_everything_that_has_an_alternative(ana: Somebody) -> None:
    sheet = await begin(ana)
    assert (sheet.title, sheet.problem) == ("Your question", None)
    assert [(each.name, each.kind, each.optional, each.most) for each in sheet.blanks] == [
        ("audience", "choice", False, 0),
        ("title", "line", False, 100),
        ("details", "paragraph", True, 4000),
        ("poll", "paragraph", True, 1020),
    ]
    assert dict(sheet.blanks[0].options) == {"guy": "Guys", "girl": "Girls", "everyone": "Everyone"}
    assert ana.sees() == []


async def test_two_communities_are_asked_for(board: House, ana: Somebody) -> None:
    await board.set_up("The Attic", "-300")
    assert next(each.name for each in (await begin(ana)).blanks) == "community"


async def test_a_sheet_becomes_a_preview_and_then_a_question(board: House, ana: Somebody) -> None:
    shown = await ana.fills(await begin(ana), audience="guy", title=" Is there hope? ", details="He left.")
    assert isinstance(shown, Card)
    assert "For Guys: Is there hope?" in read(shown)
    assert labels(shown) == ["Post it", "Edit", "Discard", "Add a poll"]
    assert board.stands() == []
    await ana.presses("post", *shown.rows[0][0].args)
    assert words_of(board.card().card) == ["He left."]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"audience": "guy", "title": "Hm?"}, "That title is too short (3)"),
        ({"audience": "guy", "title": "x" * 101}, "That title is too long (101"),
        ({"audience": "guy", "title": "A title", "details": "x" * 4001}, "That is too long (4,001"),
        ({"audience": "nobody", "title": "A title"}, "Please choose"),
        ({"title": "A title"}, "Please choose"),
    ],
)
async def test_a_refused_sheet_comes_back_filled_in(ana: Somebody, values: dict[str, str], problem: str) -> None:
    again = await ana.fills(await begin(ana), **values)
    assert isinstance(again, Sheet)
    assert (again.problem or "").startswith(problem)
    empty = {"audience": "", "title": "", "details": "", "poll": ""}
    assert {each.name: each.value for each in again.blanks} == empty | values
    # It is kept as well: who comes back later finds it.
    assert {each.name: each.value for each in (await begin(ana)).blanks if each.value} == values
    mended = await ana.fills(again, audience="girl", title="A title", details="")
    assert isinstance(mended, Card)


async def test_edit_brings_the_sheet_back_with_what_was_typed(ana: Somebody) -> None:
    card = await ana.fills(await begin(ana), audience="guy", title="Is there hope?", details="")
    assert isinstance(card, Card)
    sheet = await ana.presses("edit", *card.rows[0][1].args)
    assert isinstance(sheet, Sheet)
    assert [each.value for each in sheet.blanks] == ["guy", "Is there hope?", "", ""]


async def test_another_persons_sheet_is_refused_and_changes_nothing_of_theirs(board: House, ana: Somebody) -> None:
    theirs = await ana.fills(await begin(ana), audience="guy", title="Is there hope?", details="")
    assert isinstance(theirs, Card)
    sheet = await ana.presses("edit", *theirs.rows[0][1].args)
    assert isinstance(sheet, Sheet)
    mine = await board.person("Mallory").fills(sheet, audience="girl", title="Mine now", details="")
    assert isinstance(mine, Card)
    assert read(mine).startswith("That form is finished or discarded.")
    await ana.presses("post", *theirs.rows[0][0].args)
    assert "For Guys: Is there hope?" in read(board.card().card)


async def test_an_opinion_is_given_by_one_sheet(board: House, ana: Somebody) -> None:
    card = await ana.fills(await begin(ana), audience="guy", title="Is there hope?", details="")
    assert isinstance(card, Card)
    await ana.presses("post", *card.rows[0][0].args)
    sam = board.person("Sam")
    (question,) = await board.questions()
    sheet = await sam.presses("answer", question.id)
    assert isinstance(sheet, Sheet)
    assert [each.name for each in sheet.blanks] == ["kind", "text", "named"]
    refused = await sam.fills(sheet, kind="guy", text="  ", named="anonymous")
    assert isinstance(refused, Sheet)
    assert refused.problem == "There is nothing in it yet: please write a few words."
    await sam.fills(refused, kind="guy", text="Yes.", named="anonymous")
    assert "What Guys said (1)" in read(board.card().card)
    assert read(board.stands()[-1].card) == "Guy 1: Yes."


async def test_words_written_unasked_do_not_cost_a_question_that_is_ready(ana: Somebody) -> None:
    card = await ana.fills(await begin(ana), audience="guy", title="Is there hope?", details="He left.")
    assert isinstance(card, Card)
    await ana.says("Something else that I thought of")
    assert isinstance(ana.shown, Card)
    assert read(ana.shown).startswith("Your question is ready")
    assert isinstance(await ana.presses("post", *card.rows[0][0].args), Card)


async def test_words_written_beside_an_empty_sheet_do_not_cost_the_sheet(ana: Somebody) -> None:
    sheet = await begin(ana)
    await ana.says("Something that I thought of")
    assert isinstance(await ana.fills(sheet, audience="guy", title="Is there hope?", details=""), Card)


async def test_an_offer_becomes_a_sheet_with_the_words_in_it(ana: Somebody) -> None:
    await ana.says("Is there hope?")
    sheet = await ana.taps("Ask this anonymously")
    assert isinstance(sheet, Sheet)
    assert [each.value for each in sheet.blanks] == ["", "Is there hope?", "", ""]


async def test_a_sheet_that_nobody_ever_gave_out_is_refused(ana: Somebody) -> None:
    shown = await ana.fills(Sheet("forged", None, None, "", ()), title="x")
    assert isinstance(shown, Card)
    assert read(shown) == "That button does not work any more."


async def test_a_sheet_for_a_community_that_is_gone_is_refused(tmp_path: Path) -> None:
    async with house(tmp_path, fills_forms=True) as nowhere:
        shown = await nowhere.person("Ana").fills(
            Sheet("ask", None, None, "", ()), title="Is there hope?", audience="everyone"
        )
    assert isinstance(shown, Card)
    assert read(shown).startswith("There is no community here yet")
