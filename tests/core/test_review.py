"""Review: what waits for a moderator is seen by nobody else, its author hears why, and a yes or no ends it."""

import json

import pytest

from bot.cards import Card, Toast
from bot.domain.questions import Question, Status
from bot.events import Delete, Edit, Event, Press, Where, Who
from bot.ports.store import Tx
from tests.core.test_reports import OFFICE, office
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read

__all__ = ["office"]

BAD = "Is he a scoundrel?"


@pytest.fixture
async def strict(office: House) -> House:
    """The word "scoundrel" is looked at."""
    await office.rule("words", json.dumps(["scoundrel"]))
    return office


def card_of(shown: object) -> Card:
    assert isinstance(shown, Card)
    return shown


async def ask(who: Somebody, title: str = BAD, details: str = "") -> Card:
    """By the form, up to the answer to "Post it"."""
    await who.commands("ask")
    await who.taps("Everyone")
    await who.says(title)
    await (who.says(details) if details else who.taps("Skip"))
    return card_of(await who.taps("Post it"))


async def question(house: House, number: int = 1) -> Question:
    def find(tx: Tx) -> Question:
        found = tx.questions.numbered(tx.communities.on("telegram")[0].id, number)
        assert found is not None
        return found

    return await house.store.read(find)


def cases(house: House) -> list[str]:
    return [read(each.card) for each in house.stands(OFFICE)]


async def decide(house: House, label: str, reason: str = "") -> None:
    """Olga presses a button of the newest case; after "Reject…" she gives the reason."""
    olga = house.person("Olga")
    case = house.stands(OFFICE)[-1]
    if label == "Approve":
        await olga.taps("Approve", case, OFFICE)
        return
    (button,) = [each for each in buttons(case.card) if each.label == label]
    await olga.presses(button.action, *button.args)
    await (olga.says(reason) if reason else olga.taps("Skip"))


# ---- questions ---------------------------------------------------------------------------------------------------


async def test_a_flagged_question_waits_and_its_asker_hears_why(strict: House) -> None:
    ana = strict.person("Ana")
    shown = read(await ask(ana))
    assert "#1 waits for a moderator" in shown
    assert "There is a word in it that is looked at here." in shown
    assert "scoundrel" not in shown, "which word it was would teach how to get around it"
    assert "waits for a moderator" in ana.reads()[-1]
    assert "Delete" in labels(ana.sees()[-1].card)
    assert strict.stands(PORCH) == []
    (case,) = cases(strict)
    assert "#1 · waits for you" in case
    assert "A word of your list: scoundrel" in case
    assert "Ana" not in case
    shown = " ".join(labels(strict.stands(OFFICE)[0].card))
    assert all(each in shown for each in ("Approve", "Reject…", "Warn", "Ban"))


async def test_nobody_else_can_tell_that_it_is_there(strict: House) -> None:
    ana, sam = strict.person("Ana"), strict.person("Sam")
    await ask(ana)
    held = await question(strict)
    assert held.status is Status.HELD
    nowhere = read(card_of(await sam.commands("question", "2")))
    for command in ("question", "answer", "report"):
        assert read(card_of(await sam.commands(command, "1"))) == nowhere.replace("#2", "#1")
    assert await sam.presses("page", held.id) == await sam.presses("page", held.id + 1)
    assert await sam.presses("answer", held.id) == await sam.presses("answer", held.id + 1)
    for typed in ("", "1", "scoundrel"):
        who = Who(sam.user, sam.name)
        assert await strict.dispatch.suggest(who, Where("telegram"), "question", typed) == []
    assert BAD in read(card_of(await ana.commands("question", "1"))), "the asker sees it"


async def test_approved_it_is_published_and_the_asker_has_a_new_receipt(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana)
    before = len(ana.sees())
    await decide(strict, "Approve")
    assert BAD in read(strict.card().card)
    assert len(ana.sees()) == before + 1
    assert "posted ✓" in ana.reads()[-1]
    assert "waits for a moderator" not in ana.reads()[-1]
    assert "Olga: published." in cases(strict)[0]


async def test_rejected_its_asker_reads_the_reason_and_it_is_nowhere(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana)
    await decide(strict, "Reject…", "Please do not call people names.")
    assert strict.stands(PORCH) == []
    assert "did not publish #1" in ana.reads()[-1]
    assert "Please do not call people names." in ana.reads()[-1]
    assert (await question(strict)).status is Status.REMOVED
    entries = await strict.store.read(lambda tx: tx.audit.latest(tx.communities.on("telegram")[0].id, 0, 9))
    assert ("rejected", "Please do not call people names.") in [(each.action, each.detail) for each in entries]


async def test_of_two_moderators_the_second_hears_what_the_first_did(strict: House) -> None:
    strict.telegram.moderators = {"id of Olga", "id of Otto"}
    await ask(strict.person("Ana"))
    (case,) = strict.stands(OFFICE)
    await decide(strict, "Approve")
    shown = await strict.person("Otto").presses("reject-why", *buttons(case.card)[1].args)
    assert shown == Toast("Olga has decided that already: it stays.")
    assert BAD in read(strict.card().card)


async def test_its_asker_takes_it_back_meanwhile(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana)
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    assert "Its author took it back." in cases(strict)[0]
    assert "Nothing waits there" in read(card_of(await strict.person("Olga").commands("approve", "1")))
    assert strict.stands(PORCH) == []


@pytest.mark.parametrize(("mode", "waits"), [("off", [0, 0]), ("flagged", [0, 0]), ("first", [1, 0]), ("all", [1, 1])])
async def test_the_mode_says_what_waits(office: House, mode: str, waits: list[int]) -> None:
    await office.rule("review", json.dumps(mode))
    ana = office.person("Ana")
    for number, held in enumerate(waits, 1):
        await ask(ana, f"Question {'one' if number == 1 else 'and another'}?")
        assert ((await question(office, number)).status is Status.HELD) == bool(held)
        if held:
            await decide(office, "Approve")


async def test_with_review_off_nothing_waits_whatever_is_in_it(strict: House) -> None:
    await strict.rule("review", '"off"')
    await ask(strict.person("Ana"))
    assert BAD in read(strict.card().card)
    assert cases(strict) == []


async def test_the_fourth_question_of_a_day_waits_and_the_next_day_is_new(office: House) -> None:
    ana = office.person("Ana")
    for title in ("May I love?", "Can cats think?", "Where is the sea?"):
        await ask(ana, title)
    shown = read(await ask(ana, "Who hides the sun?"))
    assert "You are new here, or have written a lot in a short time." in shown
    assert (await question(office, 4)).status is Status.HELD
    assert "Your rules for first questions, new members, or much in a short time" in cases(office)[0]
    await ask(office.person("Eva"), "What do bees dream?")
    assert (await question(office, 5)).status is Status.OPEN, "the others are not concerned"
    office.clock.advance(25 * 3_600_000)
    await ask(ana, "When does it rain?")
    assert (await question(office, 6)).status is Status.OPEN


async def test_the_same_again_waits(office: House) -> None:
    await ask(office.person("Ana"), "Buy my wonderful watches now")
    assert "Nearly the same" in read(await ask(office.person("Eva"), "Buy my wonderful watches now!!"))


async def test_new_accounts_wait_where_their_age_is_known(office: House) -> None:
    await office.rule("account_days", "7")
    ana = office.person("Ana")
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    (post,) = [each for each in buttons(ana.sees()[-1].card) if each.label == "Post it"]
    who = Who(ana.user, ana.name, known_since=office.clock.now() - 3 * 86_400_000)
    press = Press(post.action, tuple(map(str, post.args)))
    await office.dispatch.handle(Event(who, Where("telegram"), press))
    await office.quiet()
    assert (await question(office)).status is Status.HELD
    (case,) = cases(office)
    assert "7" not in case.replace("#1", ""), "moderators are not told how new somebody is"


# ---- opinions and replies ----------------------------------------------------------------------------------------


async def test_a_flagged_message_of_a_thread_is_neither_counted_nor_carried(strict: House) -> None:
    await strict.link()
    ana, sam = strict.person("Ana"), strict.person("Sam")
    await ask(ana, "Is there hope?")
    told = len(ana.sees())
    await sam.commands("start")
    await sam.says("He is a scoundrel.", PORCH)
    assert "Others" not in read(strict.card().card)
    assert "scoundrel" not in "".join(read(each.card) for each in strict.stands("-200"))
    assert len(ana.sees()) == told, "the asker hears nothing yet"
    assert "#1 waits for a moderator" in sam.reads()[-1]
    await decide(strict, "Approve")
    assert "Others (1)" in read(strict.card().card)
    assert "scoundrel" in "".join(read(each.card) for each in strict.stands("-200"))
    assert "scoundrel" in ana.reads()[-1]
    assert "is published now" in sam.reads()[-1]


async def test_a_rejected_opinion_leaves_no_mark_but_with_its_author(strict: House) -> None:
    ana, sam = strict.person("Ana"), strict.person("Sam")
    await ask(ana, "Is there hope?")
    told = ana.reads()
    await sam.answers(await question(strict), "What a scoundrel.", kind="Rather not say")
    assert "waits for a moderator" in sam.reads()[-1]
    await decide(strict, "Reject…", "No names.")
    assert ana.reads() == told
    assert "Others" not in read(strict.card().card)
    assert "did not publish what you wrote on #1" in sam.reads()[-1]
    assert "No names." in sam.reads()[-1]
    await sam.answers(await question(strict), "There is hope.")
    assert "There is hope." in ana.reads()[-1], "they may try again"


async def test_what_is_edited_into_a_standing_opinion_makes_it_wait_whole(strict: House) -> None:
    ana, sam = strict.person("Ana"), strict.person("Sam")
    await ask(ana, "Is there hope?")
    message = await sam.says("He is kind.", PORCH)
    assert "Others (1)" in read(strict.card().card)
    thread = strict.thread(1, PORCH)
    where = Where("telegram", PORCH, thread, message)
    await strict.dispatch.handle(Event(Who(sam.user, sam.name), where, Edit("He is a scoundrel.")))
    await strict.quiet()
    assert "Others" not in read(strict.card().card)
    assert "scoundrel" not in "".join(ana.reads())
    assert "An opinion on #1 waits for a moderator." in ana.reads()
    await decide(strict, "Approve")
    assert "Others (1)" in read(strict.card().card)
    assert any("scoundrel" in each for each in ana.reads())


async def test_a_held_message_that_is_deleted_waits_no_more(strict: House) -> None:
    sam = strict.person("Sam")
    await ask(strict.person("Ana"), "Is there hope?")
    message = await sam.says("He is a scoundrel.", PORCH)
    where = Where("telegram", PORCH, strict.thread(1, PORCH), message)
    await strict.dispatch.handle(Event(Who(sam.user, sam.name), where, Delete()))
    await strict.quiet()
    assert "Its author took it back." in cases(strict)[0]
    assert "Others" not in read(strict.card().card)


async def test_a_flagged_reply_reaches_nobody_until_it_is_approved(strict: House) -> None:
    ana, sam = strict.person("Ana"), strict.person("Sam")
    await ask(ana, "Is there hope?")
    await sam.answers(await question(strict), "There is.", kind="Rather not say")
    await ana.taps("Reply")
    await ana.says("He is a scoundrel though.")
    assert "waits for a moderator" in read(card_of(ana.shown))
    assert not any("scoundrel" in each for each in sam.reads())
    await decide(strict, "Approve")
    assert any("scoundrel" in each for each in sam.reads())


async def test_too_many_opinions_in_an_hour_wait(office: House) -> None:
    await office.rule("opinions_an_hour", "2")
    sam = office.person("Sam")
    for number, title in enumerate(("May I love?", "Can cats think?", "Where is the sea?"), 1):
        await ask(office.person(f"Asker {number}"), title)
    for number, said in enumerate(("Yes, you may love.", "Ask the cats.", "Behind the hill."), 1):
        await sam.says(said, PORCH, number)
    assert ["Others (1)" in read(office.card(each).card) for each in (1, 2, 3)] == [True, True, False]


# ---- the queue ---------------------------------------------------------------------------------------------------


async def test_the_queue_is_worked_with_buttons_alone(strict: House) -> None:
    for name, title in (("Ana", BAD), ("Eva", "Is that scoundrel ill?")):
        await ask(strict.person(name), title)
    olga = strict.person("Olga")
    assert "Only moderators" in read(card_of(await strict.person("Sam").commands("queue")))
    shown = card_of(await olga.commands("queue"))
    assert "1. #1 · waits for you" in read(shown)
    for _ in range(2):
        opened = card_of(await olga.presses(shown.rows[0][0].action, *shown.rows[0][0].args))
        why = next(each for each in buttons(opened) if each.label == "Reject…")
        await olga.presses(why.action, *why.args)
        await olga.taps("Skip")
        shown = card_of(await olga.presses("queue"))
    assert "Nothing waits for your decision." in read(shown)


async def test_by_number_it_is_approved_or_rejected(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana)
    await ask(ana, "Is that scoundrel ill?")
    sam, olga = strict.person("Sam"), strict.person("Olga")
    assert "Only moderators" in read(card_of(await sam.commands("approve", "1")))
    assert "Olga: published." in read(card_of(await olga.commands("approve", "1")))
    assert BAD in read(strict.card().card)
    assert "Olga: not published." in read(card_of(await olga.commands("reject", "#2 Not here.")))
    assert "They say: Not here." in ana.reads()[-1]
    assert "Nothing waits there" in read(card_of(await olga.commands("approve", "1")))
