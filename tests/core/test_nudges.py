"""Nudges: who wants them hears of a question that nobody answers; and by what is missing nobody learns who asked."""

import pytest

from bot.cards import Card, Toast
from bot.ports.records import What
from bot.retention import Retention
from tests.fakes.house import PORCH, House, Somebody, labels, read

DAY = 24 * 60 * 60.0
NUDGE = "nobody has answered this for a day"


async def passes(house: House, days: float) -> None:
    house.clock.advance(round(1000 * days * DAY))
    await house.quiet()


async def wants(who: Somebody) -> None:
    """Turned on where the list of what waits is shown."""
    shown = await who.commands("unanswered")
    assert isinstance(shown, Card)
    assert "Tell me of unanswered questions" in labels(shown)
    switch = next(button for row in shown.rows for button in row if button.action == "nudges")
    answer = await who.presses(switch.action, *switch.args)
    assert isinstance(answer, Toast)
    assert answer.text.startswith("Done.")


def nudges(who: Somebody) -> list[str]:
    return [text for text in who.reads() if NUDGE in text]


async def test_a_question_without_an_opinion_is_told_once_after_a_day(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    await wants(sam)
    await ana.asks("Is there hope?", "He left.")
    await passes(porch, 0.95)
    assert nudges(sam) == []
    await passes(porch, 0.1)
    assert len(nudges(sam)) == 1
    assert "#1 · The Porch" in nudges(sam)[0]
    assert "He left." in nudges(sam)[0]
    assert labels(sam.sees()[-1].card) == ["Have an opinion?", "Don't tell me of unanswered questions"]
    await passes(porch, 5)
    assert len(nudges(sam)) == 1
    assert nudges(eva) == nudges(ana) == []


async def test_an_answered_closed_or_removed_one_is_not_told(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    await porch.rule("review", '"off"')
    ana, sam, eva, olga = (porch.person(name) for name in ("Ana", "Sam", "Eva", "Olga"))
    await wants(sam)
    answered = await ana.asks("Is this answered?")
    await eva.answers(answered, "It is.", kind="I'm a Girl")
    await ana.asks("Is this closed?")
    await ana.commands("close", "2")
    await ana.asks("Is this removed?")
    await olga.commands("remove", "3", PORCH)
    await ana.asks("Is this locked?")
    await olga.commands("lock", "4", PORCH)
    await passes(porch, 1.1)
    assert nudges(sam) == []


async def test_only_the_audience_is_told_or_everybody_where_all_are_asked(porch: House) -> None:
    people = {name: porch.person(name) for name in ("Guy", "Girl", "Nobody")}
    warm_up = await porch.person("Eva").asks("A first one?")
    for name in ("Guy", "Girl"):
        await people[name].answers(warm_up, "Yes.", kind=f"I'm a {name}")
    for who in people.values():
        await wants(who)
    ana = porch.person("Ana")
    await ana.asks("For girls alone?", of="Girls")
    await passes(porch, 1.1)
    assert [len(nudges(who)) for who in people.values()] == [0, 1, 0]
    await ana.asks("For everybody?")
    await passes(porch, 1.1)
    assert [len(nudges(who)) for who in people.values()] == [1, 2, 1]


async def test_the_asker_is_told_like_anybody_else_so_that_nothing_is_missing(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    for who in (ana, sam):
        await wants(who)
    await ana.asks()
    await passes(porch, 1.1)
    assert len(nudges(ana)) == len(nudges(sam)) == 1


async def test_one_a_day_at_most(porch: House) -> None:
    await porch.rule("review", '"off"')
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await wants(sam)
    for number in range(3):
        await ana.asks(f"Is there hope, {number}?")
        await porch.after(2 * 60 * 60)
    for days in (1.0, 0.5):
        await passes(porch, days)
        assert len(nudges(sam)) == 1
    await ana.asks("And now?")
    await passes(porch, 1.1)
    assert len(nudges(sam)) == 2


async def test_no_more_people_are_told_than_the_community_wants(porch: House) -> None:
    await porch.rule("nudges", "5")
    await porch.rule("review", '"off"')
    people = [porch.person(f"Sam {number}") for number in range(12)]
    for who in people:
        await wants(who)
    ana = porch.person("Ana")
    told: set[str] = set()
    for number in range(4):
        before = {who.name: len(nudges(who)) for who in people}
        await ana.asks(f"Is there hope, {number}?")
        for _ in range(2):
            await passes(porch, 1.1)
        now = {who.name for who in people if len(nudges(who)) > before[who.name]}
        assert len(now) == 5
        told |= now
    assert len(told) > 5, "not always the same"


async def test_late_ones_are_dropped_after_a_downtime(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await wants(sam)
    question = await ana.asks()
    await porch.crash()
    porch.clock.advance(round(1000 * 7 * DAY))
    porch.build()
    await porch.quiet()
    rested = await porch.store.read(lambda tx: tx.nudges.willing(question.community_id, (), tx.now - 1))
    assert len(rested) == 1, "what was dropped is no nudge"
    await passes(porch, 2)
    assert nudges(sam) == []


async def test_one_that_is_carried_too_late_is_dropped(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await wants(sam)
    question = await ana.asks()
    await porch.crash()
    await porch.scheduler.look()
    porch.clock.advance(round(1000 * 1.1 * DAY))
    await porch.scheduler.look()
    assert await porch.store.read(lambda tx: len(tx.outbox.rows(What.NUDGE, question.id))) == 1
    porch.clock.advance(round(1000 * 2 * DAY))
    porch.build()
    await porch.quiet()
    assert nudges(sam) == []
    assert await porch.store.read(lambda tx: len(tx.outbox.rows(What.NUDGE, question.id))) == 0


async def test_turned_off_and_forgotten(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    for who in (sam, eva):
        await wants(who)
    shown = await sam.commands("unanswered")
    assert isinstance(shown, Card)
    assert "Don't tell me of unanswered questions" in labels(shown)
    answer = await sam.presses("nudges", "off")
    assert isinstance(answer, Toast)
    await eva.commands("forget")
    await eva.presses("forget-yes")
    porch.clock.advance(round(1000 * DAY))
    await Retention(porch.store, porch.vault, porch.clock).look()
    await ana.asks()
    await passes(porch, 1.1)
    assert nudges(sam) == nudges(eva) == []


async def test_a_stranger_is_written_down_for_no_community_but_the_one_they_chose(porch: House) -> None:
    await porch.set_up("Elsewhere", "-900")
    ana, sam = porch.person("Ana"), porch.person("Sam")
    refused = await sam.presses("nudges", "on")
    assert isinstance(refused, Toast)
    assert not refused.text.startswith("Done")
    known = await porch.store.read(lambda tx: {each.name: each.id for each in tx.communities.on("telegram")})
    porch_id, elsewhere = known["The Porch"], known["Elsewhere"]
    assert (await sam.presses("nudges", "on", 5)) == (await sam.presses("nudges", "on", 6))
    await sam.presses("nudges", "on", elsewhere)
    await ana.presses("ask", porch_id)
    for step in ("Everyone", "Skip", "Post it"):
        if step == "Skip":
            await ana.says("Is there hope?")
        await ana.taps(step)
    await passes(porch, 1.1)
    assert len(await porch.questions()) == 1
    assert nudges(sam) == []
    assert (await sam.presses("nudges", "sideways")) == (await sam.presses("no-such-action"))


async def test_it_stands_in_the_file_for_its_owner(porch: House) -> None:
    sam = porch.person("Sam")
    await wants(sam)
    shown = await sam.commands("mydata")
    assert isinstance(shown, Card)
    assert shown.document is not None
    assert b'"told_of_questions_nobody_answers": true' in shown.document.data
    assert "nobody has answered" not in read(shown)


async def test_what_is_taken_back_goes_from_who_was_told(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await wants(sam)
    question = await ana.asks("Is there hope?")
    await passes(porch, 1.1)
    assert len(nudges(sam)) == 1
    await ana.presses("deleted", question.id)
    assert not [text for text in sam.reads() if "hope" in text]


async def test_notifications_show_and_turn_the_switch(porch: House) -> None:
    sam = porch.person("Sam")
    shown = await sam.commands("notifications")
    assert isinstance(shown, Card)
    assert "I can tell you now and then" in read(shown)
    assert labels(shown) == ["Tell me of unanswered questions"], "there is nothing else to be told of yet"
    (switch,) = [button for row in shown.rows for button in row]
    await sam.presses(switch.action, *switch.args)
    shown = await sam.commands("notifications")
    assert isinstance(shown, Card)
    assert "You are told now and then" in read(shown)
    assert labels(shown)[-1] == "Don't tell me of unanswered questions"
    await porch.person("Ana").asks()
    await passes(porch, 1.1)
    assert len(nudges(sam)) == 1
    await sam.presses("nudges", "off")
    assert labels(await _notifications(sam))[-1] == "Tell me of unanswered questions"


async def _notifications(who: Somebody) -> Card:
    shown = await who.commands("notifications")
    assert isinstance(shown, Card)
    return shown


async def test_who_is_in_several_communities_turns_it_on_where_one_is_meant(porch: House) -> None:
    await porch.set_up("Elsewhere", "-900")
    sam = porch.person("Sam")
    assert "Tell me of unanswered questions" not in labels(await _notifications(sam))
    known = await porch.store.read(lambda tx: {each.name: each.id for each in tx.communities.on("telegram")})
    await sam.presses("nudges", "on", known["Elsewhere"])
    assert "Don't tell me of unanswered questions" in labels(await _notifications(sam))


@pytest.mark.parametrize("kind", ["ban", "mute"])
async def test_whoever_may_not_answer_is_not_nudged_until_it_is_lifted(porch: House, kind: str) -> None:
    porch.telegram.moderators = {"id of Olga"}
    await porch.rule("review", '"off"')
    ana, sam, olga = (porch.person(name) for name in ("Ana", "Sam", "Olga"))
    first = await ana.asks("Is this answered?")
    await sam.answers(first, "It is.", kind="Rather not say")
    await wants(sam)
    await olga.commands(kind, "1 someone 1 48h insults" if kind == "mute" else "1 someone 1 insults", PORCH)
    await ana.asks("Is there hope?")
    await passes(porch, 1.1)
    assert nudges(sam) == []
    await olga.commands("unban", "1 someone 1", PORCH)
    await ana.asks("Is there still hope?")
    await passes(porch, 1.1)
    assert len(nudges(sam)) == 1


async def test_a_ban_on_another_face_leaves_no_gap_that_would_tie_the_two(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana, sam, olga = (porch.person(name) for name in ("Ana", "Sam", "Olga"))
    for who in (ana, sam):
        await wants(who)
    await ana.asks("Is there hope?")
    await porch.person("Tom").says("There is.", PORCH)
    await olga.commands("ban", "1 spam", PORCH)
    await porch.person("Eva").asks("Is there hope for Eva?")
    await passes(porch, 1.1)
    assert len(nudges(ana)) == len(nudges(sam)) == 1
    refused = await ana.taps("Have an opinion?", ana.sees()[-1])
    assert isinstance(refused, Toast)
    assert "excluded" in refused.text
