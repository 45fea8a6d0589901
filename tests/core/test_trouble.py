"""The courier in trouble: platforms that ask for a pause, refuse, lose threads and messages, move and close chats."""

import itertools

import pytest

from bot.domain.communities import PlaceKind
from bot.domain.people import Face
from bot.events import Joined, Moved, Reach, Say
from bot.ports.platform import Chat, ChatMoved, OutcomeUnknown, Refusal, ThreadGone, TryLater
from bot.ports.records import Row, RowState, What
from tests.fakes.house import PORCH, YARD, House, read, words_of

IN_PORCH, IN_YARD = Chat(place=PORCH), Chat(place=YARD)


async def rows(house: House, what: What, subject: int) -> list[Row]:
    return await house.store.read(lambda tx: tx.outbox.rows(what, subject))


async def test_a_chat_that_asks_for_a_pause_gets_it_and_the_others_go_on(two: House) -> None:
    two.telegram.trouble_in[IN_YARD] = [TryLater(20)]
    ana = two.person("Ana")
    await ana.asks()
    assert len(two.stands(PORCH)) == 1
    assert "The Porch: posted ✓\nThe Yard: waiting …" in ana.reads()[-1]
    await two.after(19)
    assert two.stands(YARD) == []
    await two.after(7)
    assert len(two.stands(YARD)) == 1
    assert "The Yard: posted ✓" in ana.reads()[-1]


async def test_a_paused_chat_gets_nothing_at_all_meanwhile(two: House) -> None:
    ana, sam = two.person("Ana"), two.person("Sam")
    await ana.asks()
    two.telegram.trouble_in[IN_YARD] = [TryLater(20)]
    await sam.says("Yes.", PORCH)
    await ana.asks("Another question")
    assert len(two.stands(YARD)) == 1
    assert read(two.card(1, PORCH).card).endswith("Others (1)")
    await two.after(30)
    assert len(two.stands(YARD)) == 3


async def test_a_platform_that_asks_for_a_pause_everywhere_gets_it(two: House) -> None:
    ana, sam = two.person("Ana"), two.person("Sam")
    await ana.asks()
    two.telegram.trouble_in[IN_YARD] = [TryLater(20, everywhere=True)]
    await sam.says("Yes.", PORCH)
    before = len(two.telegram.calls)
    await sam.says("Indeed.", PORCH)
    await two.person("Eva").commands("ask")
    await two.after(19)
    assert len(two.telegram.calls) == before
    await two.after(10)
    assert "Others (1)" in read(two.card(1, YARD).card)
    assert words_of(ana.sees()[-1].card) == ["Yes.\n\nIndeed."]


async def test_tries_come_at_growing_delays_and_what_is_lost_is_sent_again(two: House) -> None:
    ana, sam = two.person("Ana"), two.person("Sam")
    await ana.asks()
    two.telegram.trouble_in[IN_YARD] = [OutcomeUnknown("lost")] * 6
    tried: list[float] = []
    start, left = two.clock.now(), 6
    await sam.says("Yes.", PORCH)
    for _ in range(400):
        now = len(two.telegram.trouble_in[IN_YARD])
        tried += [(two.clock.now() - start) / 1000] * (left - now)
        left = now
        if not now:
            break
        two.clock.advance(250)
        await two.quiet()
    gaps = [after - before for before, after in itertools.pairwise(tried)]
    assert len(tried) == 6
    for number, gap in enumerate(gaps):
        assert 2**number <= gap <= 1.25 * 2**number + 0.5, gaps
    await two.after(60)
    assert [words_of(each.card) for each in two.stands(YARD)] == [[], ["Yes."]]


async def test_a_lost_answer_doubles_an_opinion_rather_than_losing_it(two: House) -> None:
    await two.person("Ana").asks()
    two.telegram.lost_in[IN_YARD] = 1
    await two.person("Sam").says("Yes.", PORCH)
    await two.after(10)
    assert [words_of(each.card) for each in two.stands(YARD)] == [[], ["Yes."], ["Yes."]]


async def test_a_refused_card_is_failed_and_says_why(two: House) -> None:
    two.telegram.trouble_in[IN_YARD] = [Refusal("no-rights")]
    ana = two.person("Ana")
    question = await ana.asks()
    (row,) = await rows(two, What.QUESTION, question.id)
    assert (row.state, row.reason) == (RowState.FAILED, "no-rights")
    assert "The Yard: not posted, the bot is not allowed to write there" in ana.reads()[-1]
    await two.after(600)
    assert two.stands(YARD) == []


@pytest.mark.parametrize("reason", ["blocked", "deactivated", "closed"])
async def test_who_blocks_the_bot_is_left_alone_until_they_come_back(porch: House, reason: str) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks()
    porch.telegram.trouble_in[ana.chat] = [Refusal(reason)]
    await sam.says("Yes.", PORCH)
    await porch.person("Eva").says("No.", PORCH)
    calls = len(porch.telegram.calls)
    await porch.after(600)
    assert len(porch.telegram.calls) == calls
    assert [words_of(each.card) for each in ana.sees()][-1] == []
    await ana.does(Reach(open=True))
    assert [words_of(each.card) for each in ana.sees()][-2:] == [["Yes."], ["No."]]


async def test_that_somebody_stopped_the_bot_is_never_written_down_for_two_faces(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    await ana.says("In public.", PORCH)
    await ana.does(Reach(open=False))
    porch.telegram.trouble_in[ana.chat] = [Refusal("blocked")]
    await porch.person("Sam").says("Yes.", PORCH)
    faces = [await ana.face(face) for face in Face]
    people = await porch.store.read(lambda tx: [tx.people.get(face) for face in faces if face is not None])
    assert [(each.face, each.reachable) for each in people] == [
        (Face.OPEN, True),
        (Face.HIDDEN, True),
        (Face.ASKING, False),
    ]


async def test_a_deleted_thread_is_opened_again_for_a_new_opinion_with_the_card_first(two: House) -> None:
    await two.person("Ana").asks()
    card = two.card(1, YARD)
    two.telegram.chats[IN_YARD].clear()
    two.telegram.trouble_in[IN_YARD] = [ThreadGone("gone")]
    await two.person("Sam").says("Yes.", PORCH)
    await two.after(10)
    again = two.card(1, YARD)
    assert again.thread not in (None, card.thread)
    assert "Others (1)" in read(again.card)
    assert [(words_of(each.card), each.thread) for each in two.stands(YARD)] == [
        ([], again.thread),
        (["Yes."], again.thread),
    ]
    # What is written in the new thread belongs to the question.
    await two.person("Eva").says("No.", YARD)
    assert words_of(two.stands(PORCH)[-1].card) == ["No."]


async def test_a_thread_that_goes_while_its_card_is_posted_is_opened_again(porch: House) -> None:
    porch.telegram.trouble_in[IN_PORCH] = [ThreadGone("gone")]
    await porch.person("Ana").asks()
    await porch.after(10)
    assert porch.card().thread in porch.telegram.threads
    assert len(porch.telegram.threads) == 2


async def test_an_edit_of_a_deleted_card_is_let_go_and_what_comes_next_stands_anew(porch: House) -> None:
    await porch.person("Ana").asks()
    thread = porch.thread(1, PORCH)
    porch.telegram.chats[IN_PORCH].clear()
    await porch.person("Sam").does(Say("Yes."), PORCH, thread=thread, message="s1")
    assert porch.stands() == []
    await porch.person("Eva").does(Say("No."), PORCH, thread=thread, message="e1")
    assert "Others (2)" in read(porch.card().card)


async def test_a_chat_that_moved_is_written_to_at_its_new_address(two: House) -> None:
    two.telegram.trouble_in[IN_YARD] = [ChatMoved("-999")]
    await two.person("Ana").asks()
    assert two.stands(YARD) == []
    assert len(two.stands("-999")) == 1


async def test_a_chat_that_said_so_itself_moves_with_its_threads(two: House) -> None:
    ana = two.person("Ana")
    await ana.asks()
    await ana.does(Moved("-999"), YARD)
    await two.person("Sam").says("Yes.", PORCH)
    (copy, card) = sorted(two.stands("-999"), key=lambda each: "#1" in read(each.card))
    assert (words_of(copy.card), "#1 ·" in read(card.card)) == (["Yes."], True)
    assert copy.thread == card.thread == two.card(1, YARD).thread


async def test_a_chat_that_moves_to_where_another_place_is_is_given_up_and_not_hammered(two: House) -> None:
    two.telegram.trouble_in[IN_YARD] = [ChatMoved(PORCH)] * 50
    ana = two.person("Ana")
    await ana.asks()
    await two.after(60)
    assert len(two.telegram.trouble_in[IN_YARD]) == 49
    assert "The Yard: not posted, it is not there any more" in ana.reads()[-1]


async def test_a_closed_place_waits_and_gets_everything_when_the_bot_is_back(two: House) -> None:
    ana = two.person("Ana")
    await ana.asks()
    await ana.does(Joined(inside=False), YARD)
    await two.person("Sam").says("Yes.", PORCH)
    await ana.asks("Another question")
    assert len(two.stands(YARD)) == 1
    assert "The Yard" not in ana.reads()[-1]
    await ana.does(Joined(inside=True), YARD)
    await two.person("Eva").says("No.", PORCH)
    assert [words_of(each.card) for each in two.stands(YARD)] == [[], ["Yes."], ["No."]]
    assert "Others (2)" in read(two.card(1, YARD).card)


async def test_rows_for_a_place_that_closes_fail_and_are_revived_when_it_opens(two: House) -> None:
    ana = two.person("Ana")
    two.telegram.trouble_in[IN_YARD] = [TryLater(20)]
    await ana.asks()
    await ana.does(Joined(inside=False), YARD)
    await two.after(30)
    assert two.stands(YARD) == []
    await ana.does(Joined(inside=True), YARD)
    assert len(two.stands(YARD)) == 1


async def test_an_opinion_taken_back_disappears_where_the_bot_wrote_it(two: House) -> None:
    ana, sam = two.person("Ana"), two.person("Sam")
    await ana.asks()
    message = await sam.says("Yes.", PORCH)
    assert words_of(two.stands(YARD)[-1].card) == ["Yes."]
    await sam.commands("delete", place=PORCH, answers=message)
    assert [words_of(each.card) for each in two.stands(YARD)] == [[]]
    assert read(ana.sees()[-1].card) == "An opinion on #1 was taken back."
    assert "Others" not in read(two.card(1, YARD).card)


async def test_a_deleted_question_keeps_nothing_of_its_text_anywhere(two: House) -> None:
    ana = two.person("Ana")
    await ana.asks("Is there hope?", "He left.")
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    for place in (PORCH, YARD):
        (left,) = two.stands(place)
        assert read(left.card) == "#1 was taken back by its asker"
        assert left.card.rows == ()
    assert "#1 is deleted" in "\n".join(ana.reads())


async def test_a_question_deleted_before_it_was_posted_is_never_posted(empty: House) -> None:
    await empty.set_up(kind=PlaceKind.GROUP)
    empty.telegram.trouble_in[IN_PORCH] = [TryLater(20)]
    ana = empty.person("Ana")
    await ana.asks()
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    await empty.after(60)
    assert empty.stands() == []
