"""Polls: asked for with the question, voted in on its card or in private, once for each person."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Picture, Sheet, Toast
from bot.domain.people import Face
from bot.domain.polls import Poll
from bot.domain.questions import Question, Status
from tests.core.test_reports import OFFICE, office
from tests.core.test_voting import told
from tests.fakes.house import PORCH, House, Somebody, buttons, house, labels, read

__all__ = ["office"]

OPTIONS = "Go to him\nWait\nLeave him"


@pytest.fixture
async def porch(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as home:
        await home.set_up()
        yield home


async def poll_of(home: House, question: Question) -> Poll:
    found = await home.store.read(lambda tx: tx.polls.of(question.id))
    assert found is not None
    return found


async def chooses(who: Somebody, key: str) -> None:
    """On the card, as openly as everybody does."""
    await who.taps({"girl": "I'm a Girl", "guy": "I'm a Guy"}[key], who.house.card(), PORCH)


async def votes(who: Somebody, label: str) -> str:
    return told(await who.taps(label, who.house.card(), PORCH))


async def test_the_preview_leads_to_a_poll_and_the_card_has_it(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await ana.taps("Add a poll")
    assert ana.reads()[-1].startswith("Your question\nWhat can people choose from?")
    assert labels(ana.sees()[-1].card) == ["Skip", "Back", "Discard"]
    await ana.taps("Back")
    assert "Is there hope?" in ana.reads()[-1]
    await ana.taps("Add a poll")
    await ana.says("Only this")
    assert isinstance(ana.shown, Card)
    assert read(ana.shown).startswith("A poll needs 2 to 10 options, one per line; you wrote one.")
    await ana.says(OPTIONS)
    preview = ana.reads()[-1]
    assert "Poll · nobody has voted yet\n1. Go to him\n2. Wait\n3. Leave him" in preview
    assert "Change the poll" in labels(ana.sees()[-1].card)
    await ana.taps("Post it")
    card = porch.card()
    assert "1. Go to him\n2. Wait\n3. Leave him" in read(card.card)
    assert [label for label in labels(card.card) if label[0].isdigit()] == ["1. Go to him", "2. Wait", "3. Leave him"]


async def test_a_poll_can_be_taken_out_again(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await ana.taps("Add a poll")
    await ana.says(OPTIONS)
    await ana.taps("Change the poll")
    await ana.taps("Skip")
    assert "Poll" not in ana.reads()[-1]
    await ana.taps("Post it")
    (question,) = await porch.questions()
    assert await porch.store.read(lambda tx: tx.polls.of(question.id)) is None
    assert "Results" not in labels(porch.card().card)
    assert "has no poll" in told(await ana.presses("poll", question.id))


async def test_everybody_has_one_vote_can_change_it_and_take_it_back(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks(poll=OPTIONS)
    assert (await votes(sam, "2. Wait")).startswith("You voted for “Wait”.")
    assert (await votes(eva, "2. Wait")).startswith("You voted for “Wait”.")
    assert (await poll_of(porch, question)).counts == (0, 2, 0)
    assert "Poll · 2 votes\n1. Go to him\n▱▱▱▱▱▱▱▱▱▱ 0 % (0)\n2. Wait\n▰▰▰▰▰▰▰▰▰▰ 100 % (2)" in read(porch.card().card)
    await votes(eva, "3. Leave him")
    assert (await poll_of(porch, question)).counts == (0, 1, 1)
    assert (await votes(eva, "3. Leave him")) == "Your vote for “Leave him” is taken back."
    assert (await poll_of(porch, question)).counts == (0, 1, 0)
    assert len([each for each in porch.stands() if "#1 ·" in read(each.card)]) == 1, "edited, never posted anew"
    assert [await eva.face(face) for face in Face] == [None, None, None], "whoever only votes is met by nobody"


async def test_what_categories_chose_is_told_once_they_are_enough(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await home.set_up(lone_voice=3)
        question = await home.person("Ana").asks(poll="Yes\nNo")
        guys = [home.person(f"Guy {number}") for number in range(4)]
        girls = [home.person(f"Girl {number}") for number in range(3)]
        for people, key in ((guys, "guy"), (girls, "girl")):
            for who in people:
                await chooses(who, key)
        for number, who in enumerate(guys):
            await votes(who, "1. Yes" if number < 3 else "2. No")
        assert "“Yes”: Guys 75 %" in read(home.card().card)
        await votes(girls[0], "2. No")
        assert "“Yes”" not in read(home.card().card), "one girl's vote would be what is left of the totals"
        await votes(girls[1], "2. No")
        await votes(girls[2], "1. Yes")
        assert "Guys 75 % · Girls 33 %" in read(home.card().card)
        assert (await poll_of(home, question)).total == 7


async def test_who_is_one_of_a_few_votes_among_the_others_for_good(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await home.set_up(lone_voice=3)
        question = await home.person("Ana").asks(poll="Yes\nNo")
        eva = home.person("Eva")
        await chooses(eva, "girl")
        await votes(eva, "1. Yes")
        await home.rule("lone_voice", "1")
        assert dict((await poll_of(home, question)).votes) == {(0, None): 1}


async def test_in_private_there_is_a_page_to_vote_and_a_picture(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks(poll=OPTIONS)
    page = await sam.presses("page", question.id)
    assert isinstance(page, Card)
    booth = next(each for each in buttons(page) if each.label == "Poll · no votes yet")
    shown = await sam.presses(booth.action, *booth.args)
    assert isinstance(shown, Card)
    option = next(each for each in buttons(shown) if each.label == "2. Wait")
    after = await sam.presses(option.action, *option.args)
    assert isinstance(after, Card)
    assert after.instead
    assert [each.label for each in buttons(after) if each.chosen] == ["2. Wait"]
    assert "You voted for “Wait”." in read(after)
    await votes(ana, "1. Go to him")
    results = await sam.presses("poll", question.id)
    assert isinstance(results, Card)
    (picture,) = (part for part in results.parts if isinstance(part, Picture))
    assert picture.alt == "Poll results. 1: 50 %, 2: 50 %, 3: 0 %"
    assert picture.data.startswith(b"\x89PNG")
    assert not results.instead, "a picture is a message of its own on Telegram"
    other = await sam.presses("poll", question.id)
    assert isinstance(other, Card)
    assert next(part for part in other.parts if isinstance(part, Picture)).name == picture.name


async def test_a_closed_question_takes_no_votes_and_shows_its_results(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks(poll=OPTIONS)
    await votes(sam, "2. Wait")
    await porch.store.write(lambda tx: tx.questions.set_status(question.id, Status.CLOSED))
    for choice in (1, 2):
        assert "closed" in told(await sam.presses("ballot", question.id, choice))
    assert (await poll_of(porch, question)).counts == (0, 1, 0)
    shown = await sam.presses("booth", question.id)
    assert isinstance(shown, Card)
    assert not [each for each in buttons(shown) if each.action == "ballot"]
    assert "This question is closed, and so is its poll." in read(shown)


async def test_who_is_muted_has_no_vote_and_forged_buttons_none_either(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana, eva, olga = (porch.person(name) for name in ("Ana", "Eva", "Olga"))
    question = await ana.asks(poll=OPTIONS)
    await eva.answers(question, "There is.", kind="I'm a Girl")
    await votes(eva, "1. Go to him")
    await olga.commands("mute", "1 girl 1 24h rude", PORCH)
    assert "silent" in await votes(eva, "2. Wait")
    assert (await poll_of(porch, question)).counts == (1, 0, 0)
    await votes(eva, "1. Go to him")
    assert (await poll_of(porch, question)).counts == (0, 0, 0), "what takes away is always allowed"
    for args in ((question.id, 3), (question.id, 99), (question.id, "x"), (17, 0)):
        assert isinstance(await ana.presses("ballot", *args), Toast)
    assert (await poll_of(porch, question)).total == 0


async def test_options_are_looked_at_like_every_other_word(office: House) -> None:
    await office.rule("words", '["turnip*"]')
    ana, before = office.person("Ana"), len(office.stands(OFFICE))
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await ana.taps("Add a poll")
    await ana.says("Eat turnips\nCall +49 151 23456789")
    assert "“+49 151 23456789”" in ana.reads()[-1]
    await ana.taps("Post it")
    (case,) = office.stands(OFFICE)[before:]
    assert "Poll: Eat turnips\nCall +49 151 23456789" in read(case.card), "the moderators see what they judge"
    olga = office.person("Olga")
    question = await office.store.read(lambda tx: tx.questions.numbered(tx.communities.on("telegram")[0].id, 1))
    assert question is not None
    assert "not there any more" in told(await olga.presses("ballot", question.id, 0))
    await olga.taps("Approve", case, OFFICE)
    assert "1. Eat turnips" in read(office.card().card)


async def test_a_form_that_is_filled_in_whole_has_the_options_in_it(tmp_path: Path) -> None:
    async with house(tmp_path, fills_forms=True) as home:
        await home.set_up()
        ana = home.person("Ana")
        sheet = await ana.commands("ask")
        assert isinstance(sheet, Sheet)
        values = {"audience": "everyone", "title": "Is there hope?", "details": "", "poll": "Yes\nyes"}
        again = await ana.fills(sheet, **values)
        assert isinstance(again, Sheet)
        assert again.problem == "Two of your options read the same: please tell them apart."
        assert {each.name: each.value for each in again.blanks}["poll"] == "Yes\nyes"
        preview = await ana.fills(again, **values | {"poll": OPTIONS})
        assert isinstance(preview, Card)
        assert "2. Wait" in read(preview)
        change = next(each for each in buttons(preview) if each.label == "Change the poll")
        only = await ana.presses(change.action, *change.args)
        assert isinstance(only, Sheet)
        assert [(each.name, each.value) for each in only.blanks] == [("poll", OPTIONS)]
        preview = await ana.fills(only, poll="Yes\nNo")
        assert isinstance(preview, Card)
        assert "2. No" in read(preview)
        assert "Is there hope?" in read(preview)


async def test_where_a_form_has_no_room_for_it_the_preview_leads_to_it(tmp_path: Path) -> None:
    """Two communities and a category to show: with the poll six fields, and a modal has five."""
    async with house(tmp_path, fills_forms=True) as home:
        await home.set_up()
        await home.set_up("The Attic", "-300")
        await home.rule("lone_voice", "1", "-300")
        bo, ana = home.person("Bo"), home.person("Ana")
        for address in (PORCH, "-300"):
            await _asks(home, bo, address)
        for question, address in zip(await home.questions(), (PORCH, "-300"), strict=True):
            await ana.presses("iam", question.id, "girl", place=address)
        for address in (PORCH, "-300"):
            await ana.says("A word.", address, 1)
        sheet = await ana.commands("ask")
        assert isinstance(sheet, Sheet)
        assert [each.name for each in sheet.blanks] == ["community", "audience", "title", "details", "poll"]
        first = {"community": sheet.blanks[0].options[0][0], "audience": "everyone", "title": "Is there hope?"}
        preview = await ana.fills(sheet, **first, details="", poll=OPTIONS, show="hide")
        assert isinstance(preview, Card)
        edit = next(each for each in buttons(preview) if each.label == "Edit")
        full = await ana.presses(edit.action, *edit.args)
        assert isinstance(full, Sheet)
        assert [each.name for each in full.blanks] == ["community", "audience", "title", "details", "show"]
        kept = await ana.fills(full, **first, details="He left.", show="hide")
        assert isinstance(kept, Card)
        assert "2. Wait" in read(kept), "what the form has no room for stays"
        change = next(each for each in buttons(kept) if each.label == "Change the poll")
        only = await ana.presses(change.action, *change.args)
        assert isinstance(only, Sheet)
        refused = await ana.fills(only, poll="Yes")
        assert isinstance(refused, Sheet)
        assert [each.name for each in refused.blanks] == ["poll"], "what is to be mended is there to be mended"
        assert refused.problem is not None
        again = await ana.presses("edit", refused.form or 0)
        assert isinstance(again, Sheet)
        assert [(each.name, each.value) for each in again.blanks] == [("poll", "Yes")]
        mended = await ana.fills(again, poll="")
        assert isinstance(mended, Card)
        assert "Poll" not in read(mended)


async def _asks(home: House, who: Somebody, address: str) -> None:
    place = await home.store.read(lambda tx: tx.communities.place_at("telegram", address))
    assert place is not None
    sheet = await who.presses("ask", place.community_id)
    assert isinstance(sheet, Sheet)
    preview = await who.fills(sheet, audience="everyone", title="What is this?", details="", poll="")
    assert isinstance(preview, Card)
    await who.presses("post", *preview.rows[0][0].args)


async def test_the_words_of_options_go_with_the_question(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks(poll=OPTIONS)
    await votes(porch.person("Sam"), "2. Wait")
    await ana.commands("forget")
    await ana.presses("forget-yes")
    assert await porch.store.read(lambda tx: tx.polls.of(question.id)) is None
    assert "Wait" not in "\n".join(read(each.card) for each in porch.stands())


async def test_a_lower_limit_uncovers_no_vote_that_was_given_under_a_higher_one(tmp_path: Path) -> None:
    """Whoever runs a community could else set it to 1 for a minute and read what the one girl chose."""
    async with house(tmp_path) as home:
        await home.set_up()
        ana, kim = home.person("Ana"), home.person("Kim")
        question = await ana.asks(poll=OPTIONS)
        await home.rule("lone_voice", "2")
        girls = [home.person(name) for name in ("Eva", "Ida")]
        for each in (*girls, kim):
            await chooses(each, "girl")
        await votes(girls[0], "1. Go to him")
        await home.rule("lone_voice", "1")
        shown = await kim.presses("poll", question.id)
        assert isinstance(shown, Card)
        assert "Girls" not in read(shown), "one girl has voted, when two were to"
        await votes(girls[1], "2. Wait")
        assert "Girls" in read(home.card().card), "two have"


async def test_a_poll_of_a_community_without_a_limit_tells_as_before(porch: House) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    await ana.asks(poll=OPTIONS)
    await chooses(eva, "girl")
    await votes(eva, "1. Go to him")
    assert "Girls" in read(porch.card().card)
