"""👍: one for each person and opinion, whichever way it is given, and nothing of it tells who anybody is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Toast
from bot.dispatch import Shown
from bot.domain.opinions import Opinion
from bot.domain.people import Face
from bot.domain.questions import Question
from bot.events import Reacted
from bot.ports.store import Tx
from tests.fakes.house import PORCH, House, Somebody, buttons, house, labels, read


@pytest.fixture
async def porch(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as home:
        await home.set_up()
        yield home


async def opinions(home: House, question: Question) -> list[Opinion]:
    """Those that stand, oldest first."""
    keys = ["guy", "girl", None]
    found = await home.store.read(lambda tx: tx.opinions.page(question.id, keys, 0, 99))
    return found[::-1]


async def votes(home: House, question: Question) -> list[int]:
    return [each.votes for each in await opinions(home, question)]


async def reacts(who: Somebody, message: str, *, up: bool = True) -> Shown:
    return await who.does(Reacted(up), PORCH, message=message)


def told(shown: Shown) -> str:
    assert isinstance(shown, Toast)
    return shown.text


async def test_a_vote_counts_once_whichever_way_and_can_be_taken_back(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks()
    said = await sam.says("There is.", PORCH)
    (opinion,) = await opinions(porch, question)
    assert told(await eva.presses("vote", opinion.id)).startswith("Your 👍 counts: now 1.")
    await reacts(eva, said)
    assert await votes(porch, question) == [1], "she has voted before"
    await reacts(ana, said)
    assert await votes(porch, question) == [2]
    assert told(await eva.presses("vote", opinion.id)).startswith("Your 👍 is taken back: now 1.")
    await reacts(ana, said, up=False)
    await reacts(ana, said, up=False)
    assert await votes(porch, question) == [0]
    await reacts(eva, said)
    await reacts(eva, said, up=False)
    assert await votes(porch, question) == [0]


async def test_the_copy_that_the_bot_posted_takes_votes_and_shows_them(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    copy = next(each for each in porch.stands() if "There is." in read(each.card))
    assert labels(copy.card) == ["👍 0"]
    assert told(await sam.taps("👍 0", copy, PORCH)).startswith("Your 👍 counts")
    await reacts(porch.person("Bob"), copy.id)
    shown = next(each for each in porch.stands() if each.id == copy.id)
    assert labels(shown.card) == ["👍 2"]
    await reacts(sam, copy.id, up=False)
    assert await votes(porch, question) == [1]
    card = read(porch.card().card)
    assert "👍 Girl 1: There is." in card


async def test_a_vote_on_a_page_is_seen_there_at_once(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks()
    await sam.says("There is.", PORCH)
    await porch.person("Bob").says("There is none.", PORCH)
    await eva.presses("page", question.id, "others", "n")
    shown = await eva.presses("page", question.id, "others", "n")
    assert isinstance(shown, Card)
    vote = [each for each in buttons(shown) if each.action == "vote"]
    assert [each.label for each in vote] == ["👍 0 · Someone · Bob", "👍 0 · Someone · Sam"]
    again = await eva.presses("vote", *vote[1].args)
    assert isinstance(again, Card)
    assert again.instead
    got = [(each.label, each.chosen) for each in buttons(again) if each.action == "vote"]
    assert got == [("👍 0 · Someone · Bob", False), ("👍 1 · Someone · Sam", True)]
    sorted_ = await eva.presses("page", question.id, "others", "vs")
    assert isinstance(sorted_, Card)
    assert [each.label for each in buttons(sorted_) if each.action == "vote"] == [
        "👍 1 · Someone · Sam",
        "👍 0 · Someone · Bob",
    ]


async def test_nobody_votes_for_themselves_by_a_button(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks()
    said = await sam.says("There is.", PORCH)
    await eva.answers(question, "There is none.", kind="I'm a Girl")
    mine, hers = await opinions(porch, question)
    assert "your own opinion" in told(await sam.presses("vote", mine.id))
    assert "your own opinion" in told(await eva.presses("vote", hers.id))
    await reacts(sam, said)
    assert await votes(porch, question) == [0, 0]


async def test_a_reaction_moves_the_count_also_of_what_its_giver_wrote_without_their_name(porch: House) -> None:
    """Everybody sees that Eva reacted. If the count stood still, they would know that she is “Girl 1”."""
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks()
    await eva.answers(question, "There is.", kind="I'm a Girl")
    copy = next(each for each in porch.stands() if "There is." in read(each.card))
    await reacts(eva, copy.id)
    assert await votes(porch, question) == [1]


async def test_a_vote_knows_no_face_and_meets_nobody(porch: House) -> None:
    ana, sam, zoe = (porch.person(name) for name in ("Ana", "Sam", "Zoe"))
    question = await ana.asks()
    said = await sam.says("There is.", PORCH)
    await sam.says("What now?", PORCH)
    await reacts(zoe, said)
    assert [await zoe.face(face) for face in Face] == [None, None, None]
    (opinion,) = await opinions(porch, question)
    await zoe.presses("vote", opinion.id)
    await zoe.presses("vote", opinion.id)
    assert await zoe.face(Face.OPEN) is None
    assert await zoe.face(Face.ASKING) is None
    one, other = await porch.store.read(lambda tx: [_marks(tx, opinion), _marks(tx, opinion)])
    assert one == other
    assert len(one) == 1


def _marks(tx: Tx, opinion: Opinion) -> list[str]:
    session = getattr(tx, "_session")  # noqa: B009
    return [mark for (mark,) in session.rows("SELECT mark FROM vote WHERE opinion_id = $1", opinion.id)]


async def test_who_is_muted_votes_no_more_but_what_is_seen_goes_on(porch: House) -> None:
    """A mute for something anonymous must not show in public: the reaction counts. One for a name binds that too."""
    porch.telegram.moderators = {"id of Olga"}
    olga, ana, sam, eva = (porch.person(name) for name in ("Olga", "Ana", "Sam", "Eva"))
    question = await ana.asks()
    said = await sam.says("There is.", PORCH)
    await eva.answers(question, "There is none.", kind="I'm a Girl")
    mine, _ = await opinions(porch, question)
    await olga.commands("mute", "1 girl 1 24h rude", PORCH)
    assert "You can't add anything" in told(await eva.presses("vote", mine.id)) or await votes(porch, question) == [
        0,
        0,
    ]
    assert await votes(porch, question) == [0, 0]
    await reacts(eva, said)
    assert await votes(porch, question) == [1, 0]
    other = await porch.person("Bob").says("Perhaps.", PORCH)
    await olga.commands("mute", "24h rude too", PORCH, answers=said)
    await reacts(sam, other)
    assert (await votes(porch, question))[2] == 0
    assert await reacts(sam, other) is None, "silently"


async def test_what_is_locked_gone_or_held_takes_no_vote(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks()
    said = await sam.says("There is.", PORCH)
    (opinion,) = await opinions(porch, question)
    await porch.store.write(lambda tx: tx.questions.set_locked(question.id, locked=True))
    assert "locked" in told(await eva.presses("vote", opinion.id))
    await porch.store.write(lambda tx: tx.questions.set_locked(question.id, locked=False))
    await porch.store.write(lambda tx: tx.opinions.hold(opinion.id))
    assert told(await eva.presses("vote", opinion.id)) == told(await eva.presses("vote", 17))
    await reacts(eva, said)
    await porch.store.write(lambda tx: tx.opinions.restore(opinion.id))
    assert await votes(porch, question) == [0]
    assert await reacts(eva, "no such message") is None


async def test_the_card_shows_the_most_voted_of_each_category(porch: House) -> None:
    ana, eva, kim, bob = (porch.person(name) for name in ("Ana", "Eva", "Kim", "Bob"))
    question = await ana.asks()
    await eva.answers(question, "Talk to him.\n\nThen wait.", kind="I'm a Girl")
    await kim.answers(question, "Leave him.", kind="I'm a Girl")
    await bob.answers(question, "Sleep over it.", kind="I'm a Guy")
    first, second, third = await opinions(porch, question)
    assert "👍" not in read(porch.card().card)
    await ana.presses("vote", first.id)
    await ana.presses("vote", third.id)
    assert "👍 Guy 1: Sleep over it.\n👍 Girl 1: Talk to him." in read(porch.card().card)
    await ana.presses("vote", second.id)
    await bob.presses("vote", second.id)
    assert "👍 Girl 2: Leave him." in read(porch.card().card)
    await bob.presses("vote", second.id)
    await ana.presses("vote", second.id)
    assert "👍 Girl 1: Talk to him." in read(porch.card().card)
    assert len([each for each in porch.stands() if "#1 ·" in read(each.card)]) == 1
