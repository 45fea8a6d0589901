"""Mine: all that somebody asked and answered, behind each face, and where it stands; for nobody else."""

import sqlite3
from contextlib import closing

from bot.cards import Card, Said, Small
from bot.domain.people import Face
from bot.ports.platform import Chat, Refusal
from bot.words import speak
from tests.fakes.house import PORCH, YARD, House, Somebody, buttons, labels, read


async def mine(who: Somebody, *press: int | str) -> Card:
    shown = await (who.presses("mine", *press) if press else who.commands("mine"))
    assert isinstance(shown, Card)
    return shown


def heads(card: Card) -> list[str]:
    return [each.by for each in card.parts if isinstance(each, Said)]


def standings(card: Card) -> dict[str, str]:
    """What stands under each head."""
    told = [each.text for each in card.parts if isinstance(each, Small)]
    return dict(zip(heads(card), told, strict=True))


async def test_there_is_nothing_of_a_strangers_and_nobody_is_met(porch: House) -> None:
    sam = porch.person("Sam")
    assert "Nothing yet" in read(await mine(sam))
    assert [await sam.face(face) for face in Face] == [None] * 3


async def test_every_face_is_there_with_where_it_stands(two: House) -> None:
    ana, tom = two.person("Ana"), two.person("Tom")
    await ana.asks("Is there hope?")
    other = await tom.asks("And what of cats?")
    await ana.says("I like them.", PORCH, 2)
    await ana.answers(other, "I fear them.", kind="Rather not say")
    shown = await mine(ana)
    assert heads(shown) == [
        "On #2, as “Someone 1”",
        "On #2, as “Someone · Ana”",
        "Your question #1: Is there hope?",
    ]
    assert [each.text for each in shown.parts if isinstance(each, Said)] == ["I fear them.", "I like them.", ""]
    for told in standings(shown).values():
        assert told.endswith("The Porch: posted ✓\nThe Yard: posted ✓")
    assert labels(shown) == ["Your opinion on #2", "Your opinion on #2", "Open #1"]
    whole = await ana.presses("thread", *buttons(shown)[0].args)
    assert isinstance(whole, Card)
    assert "I fear them." in read(whole)
    receipt = await ana.presses("receipt", *buttons(shown)[2].args)
    assert isinstance(receipt, Card)
    assert read(receipt).startswith("Your question is #1")
    assert "Add update" in labels(receipt)


async def test_a_receipt_is_shown_to_its_asker_only(porch: House) -> None:
    question = await porch.person("Ana").asks()
    assert "not there any more" in str(await porch.person("Sam").presses("receipt", question.id))
    assert "not there any more" in str(await porch.person("Sam").presses("receipt", 7))


async def test_pages_are_turned_without_leaving_anything_out(porch: House) -> None:
    ana = porch.person("Ana")
    for number in range(12):
        await ana.asks(f"Question number {number}?")
    seen, page = [], await mine(ana)
    for _ in range(3):
        seen += heads(page)
        older = [each.args for each in buttons(page) if each.action == "mine" and each.args]
        if not older:
            break
        page = await mine(ana, *older[0])
        assert speak("en")("button-newest") in labels(page)
    assert seen == [f"Your question #{number + 1}: Question number {number}?" for number in reversed(range(12))]


async def test_what_waits_failed_or_was_removed_says_so_and_what_was_taken_back_is_gone(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana = porch.person("Ana")
    await ana.asks("The first one?")
    second = await ana.asks("The second one?")
    await ana.presses("deleted", second.id)
    await porch.person("Olga").commands("remove", "1 because", PORCH)
    await porch.rule("review", '"all"')
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("The third one?")
    await ana.taps("Skip")
    await ana.taps("Post it")
    await porch.rule("review", '"flagged"')
    shown = await mine(ana)
    said = standings(shown)
    assert said["Your question #1: The first one?"] == "Removed by the moderators."
    assert said["Your question #3: The third one?"].startswith("It waits for a moderator.")
    assert not any("#2" in each for each in said)


async def test_a_place_that_refuses_is_named(two: House) -> None:
    ana = two.person("Ana")
    two.telegram.trouble_in[Chat(place=YARD)] = [Refusal("no-rights")]
    await ana.asks("Is there hope?")
    (own,) = standings(await mine(ana)).values()
    assert "The Porch: posted ✓" in own
    assert "The Yard: not posted" in own


async def test_looking_leaves_no_trace(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    with closing(sqlite3.connect(porch.path)) as thief:
        before = list(thief.iterdump())
        await mine(ana)
        assert list(thief.iterdump()) == before
