"""A question's card of which nobody knows whether it arrived: never sent twice by itself, and never forgotten."""

from bot.cards import Toast
from bot.domain.communities import PlaceKind
from bot.events import Joined
from bot.ports.platform import Chat, OutcomeUnknown, TryLater
from bot.ports.records import Row, RowState, What
from tests.fakes.house import PORCH, YARD, House, labels, read, words_of

IN_PORCH, IN_YARD = Chat(place=PORCH), Chat(place=YARD)
UNSURE = "The Porch: sent, but the answer was lost. Please look whether it is there."


async def card_rows(house: House) -> list[Row]:
    (question,) = await house.questions()
    rows = await house.store.read(lambda tx: tx.outbox.rows(What.QUESTION, question.id))
    return [row for row in rows if row.to_place]


async def lost(house: House, *, arrived: bool = True) -> None:
    """Ana asks, and the answer to the card's post is lost."""
    if arrived:
        house.telegram.lost_in[IN_PORCH] = 1
    else:
        house.telegram.trouble_in[IN_PORCH] = [OutcomeUnknown("lost")]
    await house.person("Ana").asks()


async def test_a_lost_answer_to_a_first_post_is_never_followed_by_another(porch: House) -> None:
    ana = porch.person("Ana")
    await lost(porch)
    assert len(porch.stands()) == 1
    assert UNSURE in ana.reads()[-1]
    await porch.after(7 * 86_400)
    assert len(porch.stands()) == 1
    assert [row.lost for row in await card_rows(porch)] == [True]


async def test_post_again_posts_it_once_more_and_only_once(porch: House) -> None:
    await lost(porch, arrived=False)
    ana = porch.person("Ana")
    assert porch.stands() == []
    assert await ana.taps("Post again") == Toast("It is being posted again.")
    assert "#1 ·" in read(porch.card().card)
    assert "The Porch: posted ✓" in ana.reads()[-1]
    assert "Post again" not in labels(ana.sees()[-1].card)
    assert await ana.presses("again", (await porch.questions())[0].id) == Toast("It stands already.")
    assert len(porch.stands()) == 1


async def test_nobody_but_the_asker_can_have_it_posted_again(porch: House) -> None:
    await lost(porch, arrived=False)
    (question,) = await porch.questions()
    shown = await porch.person("Mallory").presses("again", question.id)
    assert shown == Toast("That question is not there any more.")
    assert porch.stands() == []


async def test_a_tap_on_the_card_proves_that_it_stands(porch: House) -> None:
    await lost(porch)
    sam, ana = porch.person("Sam"), porch.person("Ana")
    assert await sam.taps("I'm a Guy", porch.card(), PORCH) == Toast("Your opinions count as “Guy” now.")
    assert await card_rows(porch) == []
    assert "The Porch: posted ✓" in ana.reads()[-1]
    await sam.says("Yes.", PORCH)
    assert read(porch.card().card).endswith("What Guys said (1) · What Girls said (0)")


async def test_a_tap_while_the_post_is_still_under_way_changes_nothing(porch: House) -> None:
    """The card can be on somebody's screen before the platform's answer is with us."""
    ana, sam = porch.person("Ana"), porch.person("Sam")
    porch.telegram.deaf = True
    porch.telegram.shuts(IN_PORCH)
    await ana.asks()
    await sam.taps("I'm a Guy", porch.card(), PORCH)
    porch.telegram.opens(IN_PORCH)
    await porch.quiet()
    assert len(porch.stands()) == 1
    assert await card_rows(porch) == []
    assert "The Porch: posted ✓" in ana.reads()[-1]


async def test_a_card_that_is_under_way_is_called_waiting_and_not_lost(two: House) -> None:
    ana = two.person("Ana")
    two.telegram.shuts(IN_PORCH)
    await ana.asks()
    assert "The Porch: waiting …\nThe Yard: posted ✓" in ana.reads()[-1]
    assert "Post again" not in labels(ana.sees()[-1].card)


async def test_after_a_crash_between_intent_and_receipt_the_asker_is_told(porch: House) -> None:
    ana = porch.person("Ana")
    porch.telegram.shuts(IN_PORCH)
    await ana.asks()
    assert [(row.state, row.lost) for row in await card_rows(porch)] == [(RowState.UNSURE, False)]
    await porch.crash()
    porch.telegram.opens(IN_PORCH)
    assert porch.stands() == []
    porch.build()
    await porch.quiet()
    assert UNSURE in ana.reads()[-1]
    await porch.after(86_400)
    assert porch.stands() == []
    await ana.taps("Post again")
    assert len(porch.stands()) == 1


async def test_after_a_crash_opinions_and_notices_are_sent_again(two: House) -> None:
    ana = two.person("Ana")
    await ana.asks()
    two.telegram.shuts(IN_YARD)
    two.telegram.shuts(ana.chat)
    await two.person("Sam").says("Yes.", PORCH)
    await two.crash()
    two.telegram.opens(IN_YARD)
    two.telegram.opens(ana.chat)
    two.build()
    await two.quiet()
    assert words_of(two.stands(YARD)[-1].card) == ["Yes."]
    assert words_of(ana.sees()[-1].card) == ["Yes."]


async def test_a_post_that_surely_did_not_arrive_is_sent_again_by_itself(porch: House) -> None:
    porch.telegram.trouble_in[IN_PORCH] = [TryLater(2)]
    await porch.person("Ana").asks()
    assert [row.state for row in await card_rows(porch)] == [RowState.WAITING]
    await porch.after(5)
    assert len(porch.stands()) == 1


async def test_a_mistake_of_ours_after_the_post_does_not_post_it_again(porch: House) -> None:
    porch.telegram.mistakes_in[IN_PORCH] = 1
    ana = porch.person("Ana")
    await ana.asks()
    await porch.after(60)
    assert len(porch.stands()) == 1
    assert UNSURE in ana.reads()[-1]


async def test_a_mistake_before_the_post_is_given_up_at_last_and_the_asker_told(empty: House) -> None:
    await empty.set_up(kind=PlaceKind.FORUM)
    ana = empty.person("Ana")
    empty.telegram.mistakes_opening = 99
    await ana.asks()
    await empty.after(120)
    assert empty.stands() == []
    assert "The Porch: not posted, something went wrong on our side" in ana.reads()[-1]


async def test_a_lost_answer_to_the_opening_of_a_thread_opens_another(porch: House) -> None:
    porch.telegram.late = True
    porch.telegram.troubles["open_thread"] = [OutcomeUnknown("lost")]
    await porch.person("Ana").asks()
    await porch.after(5)
    assert len(porch.telegram.threads) == 2
    assert len(porch.stands()) == 1


async def test_a_lost_answer_holds_up_nothing_that_is_said_in_the_thread(two: House) -> None:
    two.telegram.trouble_in[IN_YARD] = [OutcomeUnknown("lost")]
    ana = two.person("Ana")
    await ana.asks()
    await two.person("Sam").says("Yes.", PORCH)
    (copy,) = two.stands(YARD)
    assert words_of(copy.card) == ["Yes."]
    await ana.taps("Post again")
    assert two.card(1, YARD).thread == copy.thread
    assert len(two.stands(YARD)) == 2


async def test_neither_counts_nor_a_returning_bot_post_a_lost_card_again(two: House) -> None:
    two.telegram.trouble_in[IN_YARD] = [OutcomeUnknown("lost")]
    ana = two.person("Ana")
    await ana.asks()
    await two.person("Sam").says("Yes.", PORCH)
    await ana.does(Joined(inside=False), YARD)
    await ana.does(Joined(inside=True), YARD)
    await two.after(600)
    assert [words_of(each.card) for each in two.stands(YARD)] == [["Yes."]]
    assert "The Yard: sent, but the answer was lost" in ana.reads()[-2] + ana.reads()[-1]


async def test_a_deleted_question_whose_card_turns_up_is_taken_back_there_too(porch: House) -> None:
    await lost(porch)
    ana = porch.person("Ana")
    await ana.presses("deleted", (await porch.questions())[0].id)
    card = porch.card()
    shown = await porch.person("Sam").taps("I'm a Guy", card, PORCH)
    assert shown == Toast("That question is not there any more.")
    (left,) = porch.stands()
    assert read(left.card) == "#1 was taken back by its asker"


async def test_where_thread_and_card_are_one_they_stand_once(empty: House) -> None:
    empty.telegram.opens_with_card = True
    await empty.set_up(kind=PlaceKind.FORUM)
    await empty.person("Ana").asks()
    await empty.person("Sam").says("Yes.", PORCH)
    assert len(empty.telegram.threads) == 1
    assert len(empty.stands()) == 1
    assert "Others (1)" in read(empty.card().card)


async def test_where_thread_and_card_are_one_a_lost_answer_opens_no_other(empty: House) -> None:
    empty.telegram.opens_with_card = True
    empty.telegram.late = True
    empty.telegram.troubles["open_thread"] = [OutcomeUnknown("lost")]
    await empty.set_up(kind=PlaceKind.FORUM)
    ana, eva = empty.person("Ana"), empty.person("Eva")
    question = await ana.asks()
    await eva.answers(question, "Yes.", kind="I'm a Girl")
    await empty.after(600)
    assert len(empty.telegram.threads) == 1, "nobody said that it should go again"
    assert UNSURE in ana.reads()[-2]
    await ana.taps("Post again")
    await empty.after(120)
    assert len(empty.telegram.threads) == 2
    assert words_of(empty.stands()[-1].card) == ["Yes."]
