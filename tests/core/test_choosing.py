"""Choosing whom to ask: it hangs on the community, and a choice that is none any more is never dropped silently."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Sheet, Toast
from bot.dispatch import Shown
from bot.domain.communities import Category, PlaceKind
from bot.events import Command, Where
from bot.ports.store import Tx
from tests.fakes.house import PORCH, House, Somebody, house, labels, read

ATTIC = "-300"
TEENS = (Category("teen", "Teen", "Teens", "🧒"), Category("guy", "Man", "Men", "👨"))
AGAIN = "Please choose again under “Who should answer?”: that does not go with the rest. What you wrote is kept."
GONE = "Those whom you ask are no group of that community any more: please press “Edit” and choose again."


def attic(tx: Tx) -> str:
    """A second community, with other categories."""
    made = tx.communities.add("The Attic", TEENS)
    tx.communities.add_place(made.id, "telegram", ATTIC, "The Attic", PlaceKind.FORUM)
    return str(made.id)


@pytest.fixture
async def board(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up()
        yield built


def ids(sheet: Sheet) -> dict[str, str]:
    """The communities by name."""
    return {label: value for value, label in next(each for each in sheet.blanks if each.name == "community").options}


def audiences(sheet: Sheet) -> dict[str, str]:
    return dict(next(each for each in sheet.blanks if each.name == "audience").options)


def values(sheet: Sheet) -> dict[str, str]:
    return {each.name: each.value for each in sheet.blanks}


def asked(shown: Shown) -> Sheet:
    assert isinstance(shown, Sheet)
    return shown


def previewed(shown: Shown) -> Card:
    assert isinstance(shown, Card)
    assert "Post it" in labels(shown)
    return shown


async def begin(who: Somebody, near: str | None = None) -> Sheet:
    return asked(await who.house.dispatch.handle(who.event(Command("ask"), Where("telegram", near=near))))


async def test_all_communities_groups_are_offered_while_none_is_chosen(board: House) -> None:
    await board.store.write(attic)
    sheet = await begin(board.person("Ana"))
    assert [each.name for each in sheet.blanks] == ["community", "audience", "title", "details", "poll"]
    assert audiences(sheet) == {"teen": "Teens", "guy": "Men / Guys", "girl": "Girls", "everyone": "Everyone"}


async def test_a_group_of_another_community_is_refused_and_the_rest_kept(board: House) -> None:
    await board.store.write(attic)
    ana = board.person("Ana")
    sheet = await begin(ana)
    typed = {"community": ids(sheet)["The Porch"], "audience": "teen", "title": "Is there hope?", "details": "He left."}
    typed["poll"] = ""
    refused = asked(await ana.fills(sheet, **typed))
    assert refused.problem == AGAIN
    assert values(refused) == typed
    assert audiences(refused) == {"guy": "Guys", "girl": "Girls", "everyone": "Everyone"}
    card = previewed(await ana.fills(refused, **typed | {"audience": "girl"}))
    assert "For Girls: Is there hope?" in read(card)


async def test_another_community_while_editing_never_makes_it_a_question_for_everyone(board: House) -> None:
    home = await board.store.write(attic)
    ana = board.person("Ana")
    sheet = await begin(ana)
    typed = {"community": home, "audience": "teen", "title": "Is there hope?", "details": "", "poll": ""}
    card = previewed(await ana.fills(sheet, **typed))
    again = asked(await ana.presses("edit", *card.rows[0][1].args))
    moved = typed | {"community": ids(sheet)["The Porch"]}
    refused = asked(await ana.fills(again, **moved))
    assert refused.problem == AGAIN
    assert await ana.presses("post", *card.rows[0][0].args) == Toast(GONE)
    assert board.stands() == board.stands(ATTIC) == []
    previewed(await ana.fills(refused, **moved | {"audience": "guy"}))
    await ana.presses("post", *card.rows[0][0].args)
    assert "For Guys: Is there hope?" in read(board.card().card)


async def test_whom_a_forged_form_asks_is_refused_and_breaks_nothing(board: House) -> None:
    home = await board.store.write(attic)
    ana = board.person("Ana")
    sheet = await begin(ana)
    for community in ("x", "-1", "9" * 30, "٣"):
        refused = asked(await ana.fills(sheet, community=community, audience="guy", title="Is there hope?", details=""))
        assert (refused.problem or "").startswith("Please choose again under “Community”")
    previewed(await ana.fills(sheet, community=home, audience="guy", title="Is there hope?", details=""))


async def test_whoever_asks_in_another_place_asks_that_one_with_what_they_had_typed(board: House) -> None:
    home = await board.store.write(attic)
    ana = board.person("Ana")
    sheet = await begin(ana, PORCH)
    assert [each.name for each in sheet.blanks] == ["audience", "title", "details", "poll"]
    await ana.fills(sheet, audience="girl", title="Hm?", details="He left.")
    there = await begin(ana, ATTIC)
    assert audiences(there) == {"teen": "Teens", "guy": "Men", "everyone": "Everyone"}
    assert values(there)["details"] == "He left."
    card = previewed(await ana.fills(there, audience="teen", title="Is there hope?", details="He left."))
    assert "in The Attic" in read(card)
    await ana.presses("post", *card.rows[0][0].args)
    assert "For Teens: Is there hope?" in read(board.card(1, ATTIC).card)
    assert board.stands() == []
    assert home


async def test_step_by_step_another_community_has_the_audience_asked_again(porch: House) -> None:
    await porch.store.write(attic)
    ana = porch.person("Ana")
    await ana.commands("ask")
    await ana.taps("The Porch")
    await ana.taps("Girls")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await ana.taps("Edit")
    await ana.taps("Community")
    await ana.taps("The Attic")
    assert labels(ana.sees()[-1].card) == ["Teens", "Men", "Everyone", "Back", "Discard"]
    await ana.taps("Teens")
    assert "For Teens: Is there hope?" in ana.reads()[-1]
    await ana.taps("Edit")
    await ana.taps("Community")
    await ana.taps("The Porch")
    await ana.taps("Guys")
    await ana.taps("Edit")
    await ana.taps("Community")
    await ana.taps("The Attic")
    assert "For Men: Is there hope?" in ana.reads()[-1], "a group that both have stays chosen"
    await ana.taps("Post it")
    assert "For Men: Is there hope?" in read(porch.card(1, ATTIC).card)


async def test_a_group_that_is_gone_when_it_is_posted_is_refused(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.commands("ask")
    await ana.taps("Girls")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await porch.store.write(lambda tx: tx._session.run("DELETE FROM category WHERE key = 'girl'"))  # type: ignore[attr-defined]
    assert await ana.taps("Post it") == Toast(GONE)
    assert porch.stands() == []
    await ana.taps("Edit")
    await ana.taps("Who should answer?")
    await ana.taps("Guys")
    await ana.taps("Post it")
    assert "For Guys: Is there hope?" in read(porch.card().card)
