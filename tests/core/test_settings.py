"""Settings: every rule of a community is seen and changed by its moderators, with buttons and forms."""

from dataclasses import fields

import pytest

from bot.cards import Card, Sheet, Toast
from bot.domain.errors import Refused
from bot.domain.moderation import Review, Rules
from bot.services import rules
from bot.views import rules as ruled
from tests.core.test_reports import office
from tests.core.test_review import ask, card_of
from tests.fakes.house import PORCH, House, Somebody, buttons, house, labels, read

__all__ = ["office"]


async def now(house: House) -> Rules:
    return await house.store.read(lambda tx: rules.of(tx, tx.communities.on("telegram")[0].id))


async def press(who: Somebody, card: Card, label: str) -> Card:
    (button,) = [each for each in buttons(card) if each.label.startswith(label)]
    return card_of(await who.presses(button.action, *button.args))


def test_every_rule_has_a_default_and_a_place_among_the_settings() -> None:
    assert {each.name for each in fields(Rules)} == set(ruled.NAMES)
    for name, values in rules.CHOICES.items():
        assert getattr(Rules(), name) in values


async def test_all_settings_are_shown_in_the_place_and_in_private_to_moderators(office: House) -> None:
    olga = office.person("Olga")
    here = card_of(await olga.commands("settings", "", PORCH))
    there = card_of(await olga.commands("settings"))
    assert labels(here) == labels(there)
    assert "Review: what is flagged" in labels(there)
    assert "Questions a day: 3" in labels(there)
    assert "Word list: none" in labels(there)
    sam = office.person("Sam")
    assert "Only moderators" in read(card_of(await sam.commands("settings")))
    for button in buttons(there):
        assert await sam.presses(button.action, *button.args) == Toast("Only moderators can do that.")


async def test_a_mode_and_a_number_are_chosen(office: House) -> None:
    olga = office.person("Olga")
    card = await press(olga, card_of(await olga.commands("settings")), "Review")
    card = await press(olga, card, "every question")
    assert [each.label for each in buttons(card) if each.chosen] == ["every question"]
    assert (await now(office)).review is Review.ALL
    card = await press(olga, await press(olga, card, "\u2039 All settings"), "Questions a day")
    await press(olga, card, "no limit")
    assert (await now(office)).questions_a_day == 0
    shown = read(await ask(office.person("Ana"), "Is there hope?"))
    assert "Every question is looked at here first." in shown


async def test_a_list_grows_and_shrinks_by_lines(office: House) -> None:
    olga = office.person("Olga")
    card = await press(olga, card_of(await olga.commands("settings")), "Word list")
    change = next(each for each in buttons(card) if each.label == "Change")
    await olga.presses(change.action, *change.args)
    await olga.says("fool*\nscoundrel\n\n")
    assert (await now(office)).words == ("fool*", "scoundrel")
    await olga.presses(change.action, *change.args)
    await olga.says("- fool*\nrascal")
    assert (await now(office)).words == ("scoundrel", "rascal")
    await press(olga, card, "Back to the default")
    assert (await now(office)).words == ()


async def test_a_wrong_pattern_is_refused_with_what_is_wrong_and_stays_in_the_form(tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up()
        olga = built.person("Olga")
        card = await press(olga, card_of(await olga.commands("settings")), "Patterns")
        change = next(each for each in buttons(card) if each.label == "Change")
        sheet = await olga.presses(change.action, *change.args)
        assert isinstance(sheet, Sheet)
        again = await olga.fills(sheet, entries="foo(")
        assert isinstance(again, Sheet)
        assert again.problem == "That is no pattern that I understand: please check its brackets."
        assert again.blanks[0].value == "foo("
        await olga.fills(again, entries="fo+l\\b")
        assert (await now(built)).patterns == ("fo+l\\b",)


async def test_the_text_of_help_is_the_communitys_own_or_the_general_one(office: House) -> None:
    olga = office.person("Olga")
    card = await press(olga, card_of(await olga.commands("settings")), "Help in a crisis")
    assert "116 123" in read(card)
    change = next(each for each in buttons(card) if each.label == "Change")
    await olga.presses(change.action, *change.args)
    await olga.says("Ask for Mo at the front desk.")
    assert (await now(office)).resources == "Ask for Mo at the front desk."
    await press(olga, card, "Back to the default")
    assert (await now(office)).resources == ""


async def test_what_is_no_setting_or_no_value_is_refused(office: House) -> None:
    olga = office.person("Olga")
    there = card_of(await olga.commands("settings"))
    community = buttons(there)[0].args[0]
    for action, *args in (
        ("set", community, "review", "nonsense"),
        ("set", community, "nonsense", "1"),
        ("setting", community, "nonsense"),
        ("setting-clear", community, "nonsense"),
        ("setting-change", community, "review"),
        ("settings", 7),
    ):
        assert await olga.presses(str(action), *args) == Toast("That button does not work any more."), (action, args)
    assert await now(office) == Rules(lone_voice=1)


async def test_a_setting_that_cannot_be_read_is_as_if_it_were_not_there(office: House) -> None:
    for key, value in (
        ("review", '"sometimes"'),
        ("words", '"fool"'),
        ("patterns", "[1]"),
        ("links", "1"),
        ("mentions_max", '"many"'),
        ("questions_a_day", "true"),
        ("resources", "{"),
        ("from_the_future", "1"),
    ):
        await office.rule(key, value)
    assert await now(office) == Rules(lone_voice=1)


async def test_a_list_has_an_end(office: House) -> None:
    words = "\n".join(f"w{number}" for number in range(rules.LISTS["words"] + 1))
    with pytest.raises(Refused, match="list-full"):
        await office.store.write(lambda tx: rules.change(tx, tx.communities.on("telegram")[0].id, "words", words))
    with pytest.raises(Refused, match="entry-long"):
        rules.check_entries("x" * 61)


async def test_every_change_is_in_the_audit(office: House) -> None:
    olga = office.person("Olga")
    there = card_of(await olga.commands("settings"))
    community = buttons(there)[0].args[0]
    await olga.presses("set", community, "review", "all")
    entries = await office.store.read(lambda tx: tx.audit.latest(tx.communities.on("telegram")[0].id, 0, 1))
    assert [(each.by, each.action, each.what, each.detail) for each in entries] == [
        ("Olga", "setting", "review", "all")
    ]
