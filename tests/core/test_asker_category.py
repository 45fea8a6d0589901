"""Whether the asker's category shows: only if they let it, never where it would all but name them, and for good."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Sheet
from bot.domain.people import Face
from tests.fakes.house import PORCH, YARD, House, Somebody, house, labels, read

QUESTION = "Show which category you are?"


async def become(house: House, kind: str, *people: str) -> None:
    """Each says on the card of #1 what they are."""
    (question, *_) = await house.questions()
    for name in people:
        await house.person(name).presses("iam", question.id, kind, place=PORCH)


@pytest.fixture
async def porch(empty: House) -> House:
    """Three Girls are known, and Ana is one of them."""
    await empty.set_up(lone_voice=3)
    await empty.person("Bo").asks("What is this?")
    await become(empty, "girl", "Ana", "Ida", "Mia")
    return empty


async def begun(person: Somebody) -> None:
    """As far as the question that this is about."""
    await person.commands("ask")
    await person.taps("Guys")
    await person.says("Is there hope?")
    await person.taps("Skip")


async def asked(person: Somebody, label: str) -> str:
    """The preview with this choice, and it is posted."""
    await begun(person)
    assert QUESTION in person.reads()[-1]
    assert labels(person.sees()[-1].card)[:2] == ["No", "Yes: “asked by a Girl”"]
    await person.taps(label)
    preview = person.reads()[-1]
    await person.taps("Post it")
    return preview


async def test_it_shows_where_the_asker_lets_it(porch: House) -> None:
    await porch.link()
    preview = await asked(porch.person("Ana"), "Yes: “asked by a Girl”")
    assert "Asked anonymously by a Girl" in preview
    for place in (PORCH, YARD):
        assert "#2 · asked anonymously by a Girl" in read(porch.card(2, place).card).splitlines()


async def test_it_does_not_show_where_they_do_not(porch: House) -> None:
    preview = await asked(porch.person("Ana"), "No")
    assert "Girl" not in preview.replace("What Girls said (0)", "")
    assert "#2 · asked anonymously" in read(porch.card(2).card).splitlines()


async def test_who_has_no_category_is_not_asked(porch: House) -> None:
    bo = porch.person("Bo")
    await begun(bo)
    assert labels(bo.sees()[-1].card)[0] == "Post it"
    await bo.taps("Post it")
    assert "#2 · asked anonymously" in read(porch.card(2).card).splitlines()


async def test_a_lone_voice_is_not_asked_and_does_not_show(porch: House) -> None:
    await become(porch, "guy", "Bo", "Cid")
    bo = porch.person("Bo")
    await begun(bo)
    assert labels(bo.sees()[-1].card)[0] == "Post it"


async def test_who_became_a_lone_voice_meanwhile_does_not_show(porch: House) -> None:
    ana = porch.person("Ana")
    await begun(ana)
    await ana.taps("Yes: “asked by a Girl”")
    await become(porch, "guy", "Ida")
    await ana.taps("Post it")
    assert "#2 · asked anonymously" in read(porch.card(2).card).splitlines()


async def test_what_was_posted_stays_as_it_was(porch: House) -> None:
    await asked(porch.person("Ana"), "No")
    await porch.rule("lone_voice", "1")
    await become(porch, "girl", "Ana")
    (_, question) = await porch.questions()
    assert question.asked_as is None
    await porch.person("Sam").says("Yes.", PORCH, 2)
    assert "#2 · asked anonymously" in read(porch.card(2).card).splitlines()


async def test_asking_keeps_her_category_with_neither_face(porch: House) -> None:
    """Ana's hidden face learns nothing from her open one by asking: it is looked up and kept in the sealed form."""
    ana = porch.person("Ana")
    await begun(ana)
    (question, *_) = await porch.questions()
    person = await ana.face(Face.HIDDEN)
    assert person is not None
    assert await porch.store.read(lambda tx: tx.people.category(person, question.community_id)) is None


# ---- forms filled in whole -----------------------------------------------------------------------------------------


@pytest.fixture
async def board(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up(lone_voice=1)
        yield built


async def sheet(person: Somebody) -> Sheet:
    shown = await person.commands("ask")
    assert isinstance(shown, Sheet)
    return shown


async def test_a_sheet_asks_for_it_and_no_is_chosen(board: House) -> None:
    ana = board.person("Ana")
    assert "show" not in [each.name for each in (await sheet(ana)).blanks]
    shown = await ana.fills(await sheet(ana), audience="guy", title="Is there hope?", details="")
    assert isinstance(shown, Card)
    await ana.presses("post", *shown.rows[0][0].args)
    await become(board, "girl", "Ana")
    begun = await sheet(ana)
    blank = next(each for each in begun.blanks if each.name == "show")
    assert (blank.label, blank.value) == ("Show your category?", "hide")
    assert [label for _, label in blank.options] == ["No", "Yes: “asked by a Girl”"]
    values = {"audience": "guy", "title": "Is there hope?", "details": ""}
    shown = await ana.fills(begun, **values)
    assert isinstance(shown, Card)
    assert "by a Girl" not in read(shown)
    again = await ana.presses("edit", *shown.rows[0][1].args)
    assert isinstance(again, Sheet)
    shown = await ana.fills(again, **values, show="show")
    assert isinstance(shown, Card)
    assert "Asked anonymously by a Girl" in read(shown)


async def test_a_forged_choice_shows_nothing(board: House) -> None:
    ana = board.person("Ana")
    shown = await ana.fills(
        await sheet(ana), audience="guy", title="Is there hope?", details="", show="show", mine="1:girl"
    )
    assert isinstance(shown, Card)
    await ana.presses("post", *shown.rows[0][0].args)
    assert "#1 · asked anonymously" in read(board.card().card).splitlines()
