"""The courier when nothing is wrong with the platforms: order, lanes, folding, revisions, notices."""

import asyncio

from bot.cards import Card
from bot.events import Edit
from bot.ports.platform import Chat
from bot.ports.records import Row, Urgency, What
from bot.ports.store import Tx
from tests.fakes.house import PORCH, YARD, House, read, words_of

IN_PORCH, IN_YARD = Chat(place=PORCH), Chat(place=YARD)


async def rows(house: House, what: What, subject: int) -> list[Row]:
    return await house.store.read(lambda tx: tx.outbox.rows(what, subject))


async def test_a_question_stands_in_every_place_in_a_thread_of_its_name_and_its_asker_hears_of_it(two: House) -> None:
    ana = two.person("Ana")
    question = await ana.asks("Is there hope?", "He left.", of="Guys")
    for place in (PORCH, YARD):
        card = two.card(1, place)
        assert card.thread is not None
        assert two.telegram.threads[card.thread] == "Is there hope?"
        assert read(card.card).startswith("For Guys: Is there hope?")
    assert "The Porch: posted ✓\nThe Yard: posted ✓" in ana.reads()[-1]
    assert await rows(two, What.QUESTION, question.id) == []


async def test_what_belongs_in_one_thread_goes_one_after_the_other_in_its_order(two: House) -> None:
    await two.person("Ana").asks()
    two.telegram.shuts(IN_YARD)
    said = [f"Opinion {number}" for number in range(8)]
    for number, text in enumerate(said):
        await two.person(f"P{number}").says(text, PORCH)
    assert two.telegram.held == 1
    two.telegram.opens(IN_YARD)
    await two.quiet()
    assert [text for to, card in two.telegram.posted if to == IN_YARD for text in words_of(card)] == said


async def test_threads_of_one_place_go_side_by_side_four_at_most(porch: House) -> None:
    askers = [porch.person(f"Asker {number}") for number in range(6)]
    porch.telegram.shuts(IN_PORCH)
    for asker in askers:
        await asker.asks()
    assert porch.telegram.held == 4
    porch.telegram.opens(IN_PORCH)
    await porch.quiet()
    assert len(porch.stands()) == 6


async def test_a_place_that_does_not_answer_delays_nobody_else(two: House) -> None:
    two.telegram.shuts(IN_YARD)
    ana, sam = two.person("Ana"), two.person("Sam")
    question = await ana.asks()
    await sam.says("Yes.", PORCH)
    await sam.answers(question, "Perhaps.", kind="I'm a Guy")
    assert "Others (1)" in read(two.card(1, PORCH).card)
    assert "What Guys said (1)" in read(two.card(1, PORCH).card)
    assert [text for card in ana.sees() for text in words_of(card.card)][-2:] == ["Yes.", "Perhaps."]
    assert two.stands(YARD) == []
    two.telegram.opens(IN_YARD)
    await two.quiet()
    assert [words_of(each.card) for each in two.stands(YARD)] == [[], ["Yes."], ["Perhaps."]]


async def test_a_person_who_does_not_answer_delays_nobody_else(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks()
    porch.telegram.shuts(ana.chat)
    await sam.says("Yes.", PORCH)
    await sam.asks("Another question")
    assert "What Guys said (0)" in read(porch.card(2).card)
    assert "Your question is #2" in sam.reads()[-1]


async def test_many_changes_of_a_card_become_one_edit(porch: House) -> None:
    question = await porch.person("Ana").asks()
    porch.telegram.shuts(IN_PORCH)
    # An anonymous opinion waits for the shut place, so everything behind it in the thread waits as well.
    await porch.person("Eva").answers(question, "First.", kind="I'm a Girl")
    for number in range(10):
        await porch.person(f"P{number}").says("So do I.", PORCH)
    assert len(await rows(porch, What.QUESTION, question.id)) == 1
    porch.telegram.opens(IN_PORCH)
    await porch.quiet()
    assert read(porch.card().card).endswith("What Guys said (0) · What Girls said (1) · Others (10)")
    assert porch.card().edits == 2  # one for hers, which went before the place was shut, and one for all the others


async def test_what_changes_while_a_row_is_under_way_is_carried_afterwards(two: House) -> None:
    ana, sam = two.person("Ana"), two.person("Sam")
    await ana.asks()
    two.telegram.shuts(IN_YARD)
    message = await sam.says("Yse.", PORCH)
    await sam.does(Edit("Yes."), PORCH, message=message)
    two.telegram.opens(IN_YARD)
    await two.quiet()
    # The copy was written before the edit and under way, so it is posted as it was and edited at once: never twice.
    copies = [each for each in two.stands(YARD) if words_of(each.card)]
    assert [(words_of(each.card), each.edits) for each in copies] == [(["Yes."], 1)]
    assert [words_of(card) for to, card in two.telegram.posted if to == IN_YARD][-1] == ["Yse."]


async def test_a_row_is_written_as_things_are_when_it_is_sent(two: House) -> None:
    ana, sam, eva = two.person("Ana"), two.person("Sam"), two.person("Eva")
    await ana.asks()
    two.telegram.shuts(IN_YARD)
    await eva.says("First in line.", PORCH)
    message = await sam.says("Yse.", PORCH)
    await sam.does(Edit("Yes."), PORCH, message=message)
    two.telegram.opens(IN_YARD)
    await two.quiet()
    assert [words_of(each.card) for each in two.stands(YARD)] == [[], ["First in line."], ["Yes."]]
    assert "Yse." not in str([card for to, card in two.telegram.posted if to == IN_YARD])


async def test_an_addition_edits_the_notice_and_after_an_hour_sends_it_anew(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks()
    await sam.says("One.", PORCH)
    first = ana.sees()[-1]
    await porch.after(60 * 60)
    await sam.says("Two.", PORCH)
    assert [(each.id, words_of(each.card)) for each in ana.sees()][-1] == (first.id, ["One.\n\nTwo."])
    await porch.after(1)
    await sam.says("Three.", PORCH)
    older, newer = ana.sees()[-2:]
    assert (older.id, words_of(older.card)) == (first.id, ["One.\n\nTwo."])
    assert words_of(newer.card) == ["One.\n\nTwo.\n\nThree."]
    # From now on the newer one is edited, and a reply to either is understood.
    await sam.says("Four.", PORCH)
    assert [words_of(each.card)[0].count("\n\n") for each in ana.sees()[-2:]] == [1, 3]
    for notice in (older, newer):
        await ana.says(f"About {notice.id}", answers=notice.id)
        assert words_of(porch.stands()[-1].card) == [f"About {notice.id}"]


async def test_a_mistake_in_composing_one_row_does_not_stop_the_others(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()

    def broken(tx: Tx) -> None:
        tx.outbox.put(What.REPLY, 404, question.asker, Urgency.NOTICE)
        tx.outbox.put(What.THREAD, 404, question.asker, Urgency.NOTICE)

    courier, compose = porch.courier, porch.courier._composer.compose

    def fails(tx: Tx, row: Row) -> object:
        if row.what is What.THREAD:
            raise KeyError("a mistake of ours")
        return compose(tx, row)

    courier._composer.compose = fails  # type: ignore[method-assign,assignment]
    await porch.store.write(broken)
    await porch.quiet()
    await porch.person("Sam").says("Yes.", PORCH)
    for _ in range(4):
        await porch.after(20)
    (row,) = await rows(porch, What.THREAD, 404)
    assert (row.state, row.reason, row.attempts) == ("failed", "mistake", 5)
    assert words_of(ana.sees()[-1].card) == ["Yes."]


async def test_it_stops_when_what_is_under_way_is_done(porch: House) -> None:
    porch.telegram.shuts(IN_PORCH)
    await porch.person("Ana").asks()
    stopping = asyncio.create_task(porch.stop_gently())
    await asyncio.sleep(0.01)
    assert not stopping.done()
    porch.telegram.opens(IN_PORCH)
    await stopping
    assert len(porch.stands()) == 1
    assert isinstance(porch.card().card, Card)
