"""Reports: one tap, one case however many report, decided once by a moderator, and nobody learns who reported."""

import pytest

from bot.cards import Card, Toast
from bot.domain.communities import PlaceKind
from bot.domain.questions import Question
from bot.ports.platform import TryLater
from tests.fakes.house import PORCH, YARD, House, Somebody, read

OFFICE = "-300"
"""Where the moderators are told."""


@pytest.fixture
async def office(porch: House) -> House:
    """Olga moderates; the moderators have a place of their own."""
    porch.telegram.moderators = {"id of Olga"}
    code = read(_card(await porch.person("Olga").commands("link", "", PORCH))).split("code is ")[1].split(".")[0]
    await porch.person("Olga").commands("link", f"{code} moderators", OFFICE)
    return porch


def _card(shown: object) -> Card:
    assert isinstance(shown, Card)
    return shown


async def _reported(house: House) -> tuple[Question, Somebody, Somebody]:
    """Sam said something that Eva reports."""
    question = await house.person("Ana").asks()
    sam, eva = house.person("Sam"), house.person("Eva")
    said = await sam.says("You are a fool.", PORCH)
    shown = await eva.commands("report", "", PORCH, answers=said)
    assert read(_card(shown)) == "Thank you. The moderators will look at it; nobody learns who told them."
    return question, sam, eva


def _cases(house: House) -> list[str]:
    return [read(each.card) for each in house.stands(OFFICE)]


async def test_what_is_reported_stands_before_the_moderators_once_with_its_count(office: House) -> None:
    question, _, eva = await _reported(office)
    (case,) = _cases(office)
    assert "#1 · reported once" in case
    assert "You are a fool." in case
    assert "Eva" not in case
    opinion = (await office.store.read(lambda tx: tx.opinions.page(question.id, [None], 0, 1)))[0]
    assert await eva.presses("report", "opinion", opinion.id) == Toast("You have told the moderators of this already.")
    await office.person("Cid").presses("report", "opinion", opinion.id)
    (case,) = _cases(office)
    assert "#1 · reported 2 times" in case


async def test_the_first_moderator_decides_and_the_second_hears_what(office: House) -> None:
    await _reported(office)
    office.telegram.moderators = {"id of Olga", "id of Otto"}
    (message,) = office.stands(OFFICE)
    olga, otto = office.person("Olga"), office.person("Otto")
    await olga.taps("Remove it", message, OFFICE)
    shown = await otto.taps("It's fine", message, OFFICE)
    assert shown == Toast("Olga has decided that already: it was removed.")
    assert "Others (0)" not in read(office.card().card)
    (case,) = _cases(office)
    assert "Olga: it was removed." in case
    entries = await office.store.read(lambda tx: tx.audit.latest(tx.communities.on("telegram")[0].id, 0, 9))
    assert [(each.by, each.action, each.what) for each in entries] == [("Olga", "rejected", "opinion")]


async def test_whoever_reported_hears_how_it_ended(office: House) -> None:
    _, _, eva = await _reported(office)
    (message,) = office.stands(OFFICE)
    await office.person("Olga").taps("It's fine", message, OFFICE)
    assert eva.reads()[-1] == "A moderator looked at what you reported on #1: it stays. Thank you for looking out."
    assert "Others (1)" in read(office.card().card)


async def test_only_moderators_decide_wherever_they_are(office: House) -> None:
    await _reported(office)
    (message,) = office.stands(OFFICE)
    sam = office.person("Sam")
    assert await sam.taps("Remove it", message, OFFICE) == Toast("Only moderators can do that.")
    assert "Only moderators" in read(_card(await sam.commands("reports")))
    shown = _card(await office.person("Olga").commands("reports"))
    assert "#1 · reported once" in read(shown)
    await office.person("Olga").presses("reject", *shown.rows[0][0].args)
    assert "Nothing waits" in read(_card(await office.person("Olga").commands("reports")))


async def test_a_question_is_reported_by_its_button_or_number(office: House) -> None:
    await office.person("Ana").asks("Is there hope?", "He left.")
    eva = office.person("Eva")
    await eva.taps("Report", office.card(), PORCH)
    assert "Is there hope?" in _cases(office)[0]
    assert "told the moderators" in read(_card(await eva.commands("report", "1")))
    assert "What do you want to report?" in read(_card(await eva.commands("report")))
    (message,) = office.stands(OFFICE)
    await office.person("Olga").taps("Remove it", message, OFFICE)
    assert "He left." not in "".join(read(each.card) for each in office.stands(PORCH))


async def test_the_place_of_the_moderators_is_no_place_for_questions(office: House) -> None:
    await office.person("Ana").asks()
    assert office.stands(OFFICE) == []
    assert "belongs to" in read(_card(await office.place(OFFICE, "Office", PlaceKind.GROUP, "setup")))


async def test_another_place_for_moderators_takes_over(office: House) -> None:
    code = read(_card(await office.person("Olga").commands("link", "", PORCH))).split("code is ")[1].split(".")[0]
    await office.person("Olga").commands("link", f"{code} moderators", YARD)
    await _reported(office)
    assert office.stands(OFFICE) == []
    assert len(office.stands(YARD)) == 1


async def test_without_a_place_reports_wait_for_whoever_asks(porch: House) -> None:
    await _reported(porch)
    assert "You are a fool." in read(_card(await porch.person("Olga").commands("reports")))


async def test_while_the_platform_can_not_be_asked_nobody_is_a_moderator(office: House) -> None:
    await _reported(office)
    (message,) = office.stands(OFFICE)
    office.telegram.troubles["survey"].append(TryLater(5.0))
    assert isinstance(await office.person("Olga").taps("Remove it", message, OFFICE), Toast)
    assert "reported once" in _cases(office)[0]
    assert "Others (1)" in read(office.card().card)
