"""`/reply`: by the menu of a message in a thread, unseen and without a name; natively in private; never aloud."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Sheet
from bot.dispatch import Shown
from bot.domain.people import Face
from bot.domain.questions import Question, Status
from bot.events import Command, Where
from tests.fakes.house import PORCH, House, Somebody, house, labels, read

WHAT = "I can pass on a reply to an opinion or a reply only: please choose the message that you mean."


@pytest.fixture
async def board(tmp_path: Path) -> AsyncIterator[House]:
    """A platform on which people fill in forms whole, and can act in a thread unseen."""
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up()
        yield built


async def asked(board: House, by: str = "Ana") -> Question:
    ana = board.person(by)
    sheet = await ana.commands("ask")
    assert isinstance(sheet, Sheet)
    card = await ana.fills(sheet, audience="everyone", title="Is there hope?", details="")
    assert isinstance(card, Card)
    await ana.presses("post", *card.rows[0][0].args)
    return (await board.questions())[-1]


async def menu(who: Somebody, message: str, near: str = PORCH) -> Shown:
    """ "Reply anonymously" in the menu of a message."""
    shown = await who.house.dispatch.handle(who.event(Command("reply"), Where("telegram", answers=message, near=near)))
    await who.house.quiet()
    return shown


async def reply(who: Somebody, message: str, text: str) -> str:
    sheet = await menu(who, message)
    assert isinstance(sheet, Sheet)
    done = await who.fills(sheet, text=text)
    assert isinstance(done, Card)
    assert not done.aloud
    return read(done)


def told(shown: Shown) -> str:
    assert isinstance(shown, Card)
    assert not shown.aloud
    assert not shown.aloud_if_needed
    return read(shown)


async def test_the_asker_replies_as_asker(board: House) -> None:
    await asked(board)
    opinion = await board.person("Sam").says("There is.", PORCH)
    sheet = await menu(board.person("Ana"), opinion)
    assert isinstance(sheet, Sheet)
    assert (sheet.title, sheet.note) == ("Your reply", "It is passed on as “Asker”.")
    stood = board.stands()
    assert await reply(board.person("Ana"), opinion, "Thank you.") == "Passed on as “Asker”."
    assert [read(each.card) for each in board.stands()[len(stood) :]] == ["Asker: Thank you."]


async def test_somebody_who_spoke_under_their_name_replies_without_it(board: House) -> None:
    await asked(board)
    sam, eva = board.person("Sam"), board.person("Eva")
    opinion = await sam.says("There is.", PORCH)
    await eva.says("How do you know?", PORCH, answers=opinion)
    sheet = await menu(sam, "Eva 1")
    assert isinstance(sheet, Sheet)
    assert sheet.note == "It is passed on without your name."
    assert await reply(sam, "Eva 1", "I was there.") == "Passed on as “Someone 1”."
    last = board.stands()[-1]
    assert (read(last.card), last.answers) == ("Someone 1: I was there.", "Eva 1")
    assert "Sam" not in read(last.card)


async def test_who_answered_without_a_name_keeps_their_alias_and_replies_to_what_the_bot_carried(board: House) -> None:
    question = await asked(board)
    sam = board.person("Sam")
    sheet = await sam.presses("answer", question.id)
    assert isinstance(sheet, Sheet)
    await sam.fills(sheet, kind="guy", text="There is.", named="anonymous")
    carried = board.stands()[-1]
    assert read(carried.card) == "Guy 1: There is."
    assert await reply(board.person("Ana"), carried.id, "Is there?") == "Passed on as “Asker”."
    assert await reply(sam, board.stands()[-1].id, "There is.") == "Passed on as “Guy 1”."
    assert read(board.stands()[-1].card) == "Guy 1: There is."


async def test_a_reply_begun_under_a_name_does_not_lend_it_to_an_anonymous_one(board: House) -> None:
    """The same form was left unfinished as an answer to a notice of the open face."""
    question = await asked(board)
    sam = board.person("Sam")
    sheet = await sam.presses("answer", question.id)
    assert isinstance(sheet, Sheet)
    await sam.fills(sheet, kind="guy", text="There is.", named="named")
    opinion = board.stands()[-1].id
    await reply(board.person("Ana"), opinion, "Are you sure?")
    named = await sam.taps("Reply")
    assert isinstance(named, Sheet)
    assert named.note == "It is passed on under your name."
    assert named.problem is None
    again = await sam.fills(named, text=" ")
    assert isinstance(again, Sheet)

    assert await reply(sam, board.stands()[-1].id, "Quite sure.") == "Passed on as “Guy 1”."
    assert "Sam" not in read(board.stands()[-1].card)


async def test_only_the_hidden_face_is_met(board: House) -> None:
    await asked(board)
    opinion = await board.person("Sam").says("There is.", PORCH)
    eva = board.person("Eva")
    await menu(eva, opinion)
    assert await eva.face(Face.OPEN) is None
    assert await eva.face(Face.HIDDEN) is not None


async def test_what_is_nothing_of_ours_is_refused_in_one_sentence(board: House) -> None:
    await asked(board)
    eva = board.person("Eva")
    before = board.stands()
    assert told(await menu(eva, "somebody's chatter")) == WHAT
    assert told(await menu(eva, board.card().id)) == WHAT
    assert told(await menu(eva, "1", near="-999")) == WHAT
    assert told(await eva.commands("reply")) == WHAT
    assert told(await eva.commands("reply", answers="1")) == WHAT
    assert board.stands() == before
    assert await eva.face(Face.OPEN) is None


async def test_what_is_taken_back_or_closed_is_refused_before_anything_is_typed(board: House) -> None:
    question = await asked(board)
    sam, eva = board.person("Sam"), board.person("Eva")
    opinion = await sam.says("There is.", PORCH)
    await board.store.write(lambda tx: tx.questions.set_status(question.id, Status.CLOSED))
    assert told(await menu(eva, opinion)).startswith("#1 is closed")
    await board.store.write(lambda tx: tx.questions.set_status(question.id, Status.OPEN))
    await sam.commands("delete", place=PORCH, answers=opinion)
    assert told(await menu(eva, opinion)) == "That was taken back: there is nothing left to reply to."


async def test_in_a_group_the_way_to_the_private_chat_is_shown_and_nothing_else(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    opinion = await porch.person("Sam").says("There is.", PORCH)
    before = porch.stands()
    shown = await ana.commands("reply", "Thank you.", PORCH, answers=opinion)
    assert told(shown) == "That works in our private chat only, where nobody else sees it: please send it to me there."
    assert porch.stands() == before
    assert ana.reads()[-1].endswith("There is."), "and no form was opened"


async def test_in_private_it_answers_the_notice_with_or_without_words(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    await porch.person("Sam").says("There is.", PORCH)
    notice = ana.sees()[-1]
    shown = await ana.commands("reply", "Thank you.", answers=notice.id)
    assert told(shown) == "Passed on as “Asker”."
    assert read(porch.stands()[-1].card) == "Asker: Thank you."
    await ana.commands("reply", answers=notice.id)
    assert labels(ana.sees()[-1].card) == ["Discard"]
    await ana.says("And one thing more.")
    assert read(porch.stands()[-1].card) == "Asker: And one thing more."
