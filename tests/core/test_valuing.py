"""Thanks and the most helpful: the asker's, seen as theirs, and heard by whoever gave the opinion."""

import pytest

from bot.cards import Card, Toast
from bot.dispatch import Shown
from bot.domain.people import Face
from tests.core.test_voting import opinions, porch, told
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read
from tests.fakes.platform import Message

__all__ = ["porch"]


def notice(who: Somebody, words: str) -> Message:
    return next(each for each in who.sees()[::-1] if words in read(each.card))


def chosen(shown: Message | Card) -> list[str]:
    card = shown if isinstance(shown, Card) else shown.card
    return [each.label for each in buttons(card) if each.chosen]


async def test_thanks_reach_who_gave_the_opinion_named_or_not(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks()
    await sam.says("There is.", PORCH)
    await eva.answers(question, "There is none.", kind="I'm a Girl")
    for words in ("There is.", "There is none."):
        assert told(await ana.taps("Thank", notice(ana, words))).startswith("Your thanks are passed on")
        assert chosen(notice(ana, words)) == ["Thank"]
    for who, words in ((sam, "There is."), (eva, "There is none.")):
        assert f"The asker of #1 thanks you for your opinion\n{words}" in read(who.sees()[-1].card)
        assert "Ana" not in read(who.sees()[-1].card)
    await ana.taps("Thank", notice(ana, "There is none."))
    assert not any("thanks you" in each for each in eva.reads()), "taken back"
    assert chosen(notice(ana, "There is none.")) == []
    assert "thanks you" in sam.reads()[-1]


async def test_thanks_can_be_answered_like_any_notice(porch: House) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    await ana.taps("Thank", notice(ana, "There is."))
    thanks = notice(eva, "thanks you")
    await eva.says("You are welcome.", answers=thanks.id)
    assert any("Girl 1" in each and "You are welcome." in each for each in ana.reads())


async def test_one_of_a_category_is_the_most_helpful_and_choosing_moves_it(porch: House) -> None:
    ana, eva, kim, bob = (porch.person(name) for name in ("Ana", "Eva", "Kim", "Bob"))
    question = await ana.asks()
    await eva.answers(question, "Talk to him.", kind="I'm a Girl")
    await kim.answers(question, "Leave him.", kind="I'm a Girl")
    await bob.answers(question, "Sleep over it.", kind="I'm a Guy")
    first = (await opinions(porch, question))[0]
    await bob.presses("vote", first.id)
    assert told(await ana.taps("★ Most helpful", notice(ana, "Leave him."))).startswith("“Girl 2” is marked")
    await ana.taps("★ Most helpful", notice(ana, "Sleep over it."))
    assert "★ Guy 1: Sleep over it.\n★ Girl 2: Leave him." in read(porch.card().card)
    assert "the most helpful of the Girls\nLeave him." in kim.reads()[-1]
    assert "the most helpful of the Guys" in bob.reads()[-1]
    await ana.taps("★ Most helpful", notice(ana, "Talk to him."))
    assert "★ Girl 1: Talk to him." in read(porch.card().card)
    assert "Leave him." not in read(porch.card().card)
    assert not any("most helpful" in each for each in kim.reads())
    assert chosen(notice(ana, "Leave him.")) == []
    page = await bob.presses("page", question.id, "girl")
    assert isinstance(page, Card)
    assert "★ Girl 1 · most helpful: Talk to him." in read(page)
    await ana.taps("★ Most helpful", notice(ana, "Talk to him."))
    assert "👍 Girl 1: Talk to him." in read(porch.card().card), "the most voted one again"
    assert not (await opinions(porch, question))[0].helpful


async def test_both_are_told_once_and_the_news_anew(porch: House) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    await ana.taps("Thank", notice(ana, "There is."))
    await ana.taps("★ Most helpful", notice(ana, "There is."))
    assert "the most helpful of the Girls" in eva.reads()[-1]
    await ana.taps("★ Most helpful", notice(ana, "There is."))
    assert "thanks you" in eva.reads()[-1]


async def test_the_asker_does_it_on_the_pages_too_and_nobody_else_can(porch: House) -> None:
    ana, eva, bob = (porch.person(name) for name in ("Ana", "Eva", "Bob"))
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    (opinion,) = await opinions(porch, question)
    page = await ana.presses("page", question.id)
    assert isinstance(page, Card)
    assert {"★ Girl 1", "Thank Girl 1"} <= set(labels(page))
    shown: Shown = None
    for action in ("thank", "helpful"):
        button = next(each for each in buttons(page) if each.action == action)
        shown = await ana.presses(action, *button.args)
    assert isinstance(shown, Card)
    assert {"★ Girl 1", "Thank Girl 1"} <= set(chosen(shown))
    await ana.presses("thread", opinion.id)
    theirs = await bob.presses("page", question.id)
    assert isinstance(theirs, Card)
    assert not {each.action for each in buttons(theirs)} & {"thank", "helpful"}
    for action in ("thank", "helpful"):
        assert "Only whoever asked" in told(await bob.presses(action, opinion.id))
        assert "Only whoever asked" in told(await eva.presses(action, opinion.id))
    assert (await opinions(porch, question))[0].helpful


async def test_what_is_held_or_removed_loses_its_place(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana, eva, olga = (porch.person(name) for name in ("Ana", "Eva", "Olga"))
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    await ana.taps("★ Most helpful", notice(ana, "There is."))
    await olga.commands("remove", "1 girl 1", PORCH)
    assert "★" not in read(porch.card().card)
    await olga.commands("restore", "1 girl 1", PORCH)
    assert "★ Girl 1: There is." in read(porch.card().card)


async def test_an_asker_who_is_muted_adds_no_thanks_but_can_take_them_back(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana, eva, olga = (porch.person(name) for name in ("Ana", "Eva", "Olga"))
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    (opinion,) = await opinions(porch, question)
    await ana.presses("thank", opinion.id)
    await olga.commands("mute", "1 24h rude", PORCH)
    assert isinstance(await ana.presses("helpful", opinion.id), Toast)
    await ana.presses("thank", opinion.id)
    (now,) = await opinions(porch, question)
    assert (now.helpful, now.thanked) == (False, False)


@pytest.mark.parametrize("action", ["thank", "helpful"])
async def test_it_is_the_asking_face_alone_that_acts(porch: House, action: str) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    (opinion,) = await opinions(porch, question)
    hidden = await ana.face(Face.HIDDEN)
    await ana.presses(action, opinion.id)
    assert (await ana.face(Face.HIDDEN), await ana.face(Face.OPEN)) == (hidden, None)


async def test_thanks_say_nothing_of_a_question_that_is_gone(porch: House) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks("Is there hope for Hieronymus?")
    await eva.answers(question, "There is.", kind="I'm a Girl")
    await ana.taps("Thank", notice(ana, "There is."))
    assert any("thanks you" in each for each in eva.reads())
    await ana.commands("delete", "1")
    await ana.presses("deleted", question.id)
    assert not any("Hieronymus" in each for each in eva.reads())


async def test_whoever_wants_to_be_told_of_nothing_is_not_rung_by_thanks(porch: House) -> None:
    """Whoever gave the opinion may else be rung all night by an asker who presses one button again and again."""
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    await eva.presses("hush", question.id, Face.HIDDEN.value, "about")
    before = len(eva.sees())
    for _ in range(3):
        await ana.taps("Thank", notice(ana, "There is."))
    assert len(eva.sees()) == before
    shown = await eva.commands("inbox")
    assert isinstance(shown, Card)
    assert "thanks you for your opinion" in read(shown), "nothing is lost"
    await eva.presses("unmute", question.id, Face.HIDDEN.value, "about")
    await eva.presses("notify", "hourly", Face.HIDDEN.value)
    await porch.after(2 * 60 * 60)
    await ana.taps("Thank", notice(ana, "There is."))
    await ana.taps("Thank", notice(ana, "There is."))
    await porch.after(2 * 60 * 60)
    assert "#1: the asker's thanks" in eva.reads()[-1]


async def test_thanks_come_back_with_the_question_and_go_with_the_opinion(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana, eva, olga = (porch.person(name) for name in ("Ana", "Eva", "Olga"))
    question = await ana.asks("Is there hope for Hieronymus?")
    await eva.answers(question, "There is.", kind="I'm a Girl")
    await ana.taps("Thank", notice(ana, "There is."))
    await olga.commands("remove", "1", PORCH)
    assert not any("thanks you" in each for each in eva.reads())
    await olga.commands("restore", "1", PORCH)
    assert any("thanks you" in each for each in eva.reads())
    await olga.commands("remove", "1 girl 1", PORCH)
    assert not any("thanks you" in each for each in eva.reads())
