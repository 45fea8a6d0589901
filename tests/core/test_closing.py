"""Closing: by the asker, by silence; and opened again. What moderators decided stays theirs."""

import pytest

from bot.cards import Card, Toast
from bot.domain.questions import Question
from tests.fakes.house import PORCH, YARD, House, labels, read

DAY = 24 * 60 * 60.0


async def passes(house: House, days: float) -> None:
    """The days go by; the two hours more are for what was moved by chance."""
    house.clock.advance(round(1000 * days * DAY))
    await house.quiet()


def said(shown: object) -> str:
    assert isinstance(shown, Card | Toast), shown
    return shown.text if isinstance(shown, Toast) else read(shown)


async def current(house: House, question: Question) -> Question:
    found = await house.store.read(lambda tx: tx.questions.get(question.id))
    assert found is not None
    return found


async def test_the_asker_closes_and_reopens_with_the_buttons_everywhere(two: House) -> None:
    ana, sam = two.person("Ana"), two.person("Sam")
    question = await ana.asks()
    assert labels(ana.sees()[-1].card) == ["Add update", "Close", "Delete"]
    assert said(await ana.taps("Close")).startswith("#1 is closed: it takes no more opinions")
    for place in (PORCH, YARD):
        assert "Closed: this question takes no more opinions." in read(two.card(1, place).card)
        assert "Have an opinion?" not in labels(two.card(1, place).card)
        assert (place, two.thread(1, place)) in two.telegram.closed
    assert "It is closed" in ana.reads()[-1]
    assert labels(ana.sees()[-1].card) == ["Add update", "Reopen", "Delete"]
    assert said(await sam.presses("answer", question.id)).startswith("#1 is closed")

    assert said(await ana.taps("Reopen")) == "#1 is open again."
    for place in (PORCH, YARD):
        assert "Have an opinion?" in labels(two.card(1, place).card)
    assert two.telegram.closed == set()
    assert labels(ana.sees()[-1].card) == ["Add update", "Close", "Delete"]
    await sam.answers(question, "There is.", kind="I'm a Guy")
    assert "What Guys said (1)" in read(two.card().card)


async def test_by_command_with_a_number_or_in_reply(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks()
    receipt = ana.sees()[-1].id
    assert said(await ana.commands("close", "#1")).startswith("#1 is closed")
    assert said(await ana.commands("close", "1")) == "#1 is closed already."
    assert said(await ana.commands("reopen", "1")) == "#1 is open again."
    assert said(await ana.commands("reopen", "1")) == "#1 is not closed."
    assert said(await ana.commands("close", answers=receipt)).startswith("#1 is closed")
    assert said(await ana.commands("reopen", answers=receipt)) == "#1 is open again."
    for command in ("close", "reopen", "delete"):
        assert said(await sam.commands(command, "1")).startswith("Only whoever asked #1 can do that")
        assert said(await sam.commands(command, "7")) == "There is no question #7."
    assert said(await ana.commands("close")) == said(await ana.commands("question"))


async def test_nobody_closes_in_public_where_all_would_see_who_asked(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    for command in ("close", "reopen", "delete"):
        assert said(await ana.commands(command, "1", PORCH)) == (
            "That works in our private chat only, where nobody else sees it: please send it to me there."
        )
    assert len(await porch.questions()) == 1


async def test_delete_by_number_or_on_the_receipt_asks_once(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    for shown in (await ana.commands("delete", "1"), await ana.commands("delete", answers=ana.sees()[-1].id)):
        assert isinstance(shown, Card)
        assert labels(shown) == ["Yes, delete it", "Keep it"]
    question = (await porch.questions())[0]
    await ana.presses("deleted", question.id)
    assert await porch.questions() == []
    assert said(await ana.commands("delete", "1")) == "That question is not there any more."


async def test_delete_in_reply_still_takes_back_what_one_wrote(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks()
    wrote = await sam.says("There is.", PORCH)
    await sam.commands("delete", place=PORCH, answers=wrote)
    assert "(1)" not in read(porch.card().card)
    assert "A question of yours goes with its number" in said(await sam.commands("delete"))


@pytest.mark.parametrize("command", ["lock", "duplicate"])
async def test_what_moderators_decided_is_not_undone(porch: House, command: str) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana = porch.person("Ana")
    await ana.asks()
    await porch.person("Eva").asks("The same as that one?")
    assert command == "duplicate" or said(await ana.commands("close", "1"))
    await porch.person("Olga").commands(command, "1 2" if command == "duplicate" else "1", PORCH)
    question = (await porch.questions())[0]
    reason = {"lock": "The moderators have locked #1", "duplicate": "because the same is asked in #2"}[command]
    for shown in (await ana.commands("reopen", "1"), await ana.presses("reopen", question.id)):
        assert reason in said(shown)
    assert "Reopen" not in labels(ana.sees()[-1].card)
    assert not (await current(porch, question)).takes_opinions


async def test_what_is_held_or_gone_is_not_closed(porch: House) -> None:
    await porch.rule("review", '"all"')
    ana = porch.person("Ana")
    with pytest.raises(IndexError):
        await ana.asks()  # it stands nowhere
    assert said(await ana.commands("close", "1")).startswith("Nobody can see #1 just now")
    assert said(await porch.person("Sam").commands("close", "1")) == "There is no question #1."


async def test_a_muted_asker_can_close_but_not_reopen(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana = porch.person("Ana")
    await ana.asks()
    await porch.person("Olga").commands("mute", "1 24h enough", PORCH)
    assert said(await ana.commands("close", "1")).startswith("#1 is closed")
    assert "until" in said(await ana.commands("reopen", "1"))
    assert "Closed" in read(porch.card().card)


# ---- silence


async def test_a_silent_question_is_closed_after_thirty_days_and_its_asker_told_anew(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()
    await passes(porch, 7.05)  # then she is asked what happened
    await passes(porch, 21.95)
    assert "Closed" not in read(porch.card().card)
    before = len(ana.sees())
    await passes(porch, 1.1)
    assert "Closed, because nobody had written for a while." in read(porch.card().card)
    assert porch.telegram.closed == {(PORCH, porch.thread(1, PORCH))}
    assert len(ana.sees()) == before + 1
    assert "It is closed, because nobody wrote for 30 days." in ana.reads()[-1]
    await ana.taps("Reopen", ana.sees()[-1])
    assert (await current(porch, question)).takes_opinions
    assert "nobody wrote" not in ana.reads()[-1]
    await passes(porch, 29.9)
    assert (await current(porch, question)).takes_opinions
    await passes(porch, 0.2)
    assert (await current(porch, question)).silent


async def test_whoever_writes_keeps_it_open_for_as_long_again(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks()
    await passes(porch, 20)
    await sam.says("There is.", PORCH)
    await passes(porch, 15)
    notice = next(each for each in ana.sees() if "There is." in read(each.card))
    await ana.says("How do you know?", answers=notice.id)
    await passes(porch, 29.9)
    assert (await current(porch, question)).takes_opinions
    await passes(porch, 0.2)
    assert not (await current(porch, question)).takes_opinions


async def test_whoever_asked_keeps_it_open_by_adding_something(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()
    await passes(porch, 20)
    await ana.commands("update", "1")
    await ana.says("He came back.")
    await passes(porch, 29.9)
    assert (await current(porch, question)).takes_opinions
    await passes(porch, 0.2)
    assert not (await current(porch, question)).takes_opinions


async def test_after_two_months_of_downtime_it_is_closed_once(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    await porch.crash()
    porch.clock.advance(round(1000 * 60 * DAY))
    porch.build()
    await porch.quiet()
    closed = [text for text in ana.reads() if "nobody wrote for 30 days" in text]
    assert len(closed) == 1


@pytest.mark.parametrize(("rule", "days", "closed"), [("0", 200, False), ("7", 7.1, True), ("90", 89, False)])
async def test_a_community_says_how_long(porch: House, rule: str, days: float, closed: bool) -> None:
    await porch.rule("close_days", rule)
    question = await porch.person("Ana").asks()
    await passes(porch, days)
    assert (await current(porch, question)).silent is closed


async def test_what_is_changed_meanwhile_counts_from_the_next_look(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await porch.rule("close_days", "60")
    await passes(porch, 31)
    assert (await current(porch, question)).takes_opinions
    await porch.rule("close_days", "0")
    await passes(porch, 31)
    await porch.rule("close_days", "7")
    await passes(porch, 31)
    assert (await current(porch, question)).silent


async def test_a_locked_or_removed_one_is_left_to_the_moderators(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    olga = porch.person("Olga")
    ana = porch.person("Ana")
    locked, removed = await ana.asks("Shall it be locked?"), await ana.asks("Shall it be removed?")
    await olga.commands("lock", "1", PORCH)
    await olga.commands("remove", "2", PORCH)
    await passes(porch, 31)
    await olga.commands("lock", "1 off", PORCH)
    await olga.commands("restore", "2", PORCH)
    for each in (locked, removed):
        assert (await current(porch, each)).takes_opinions
    await passes(porch, 29)
    for each in (locked, removed):
        assert (await current(porch, each)).takes_opinions
    await passes(porch, 1.1)
    for each in (locked, removed):
        assert (await current(porch, each)).silent
