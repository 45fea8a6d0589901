"""Care: whoever shows signs of a crisis gets help at once, in private; moderators look at it first. And the delay."""

import json
import random

import pytest

from bot.domain.questions import Status
from bot.events import Edit, Event, Where, Who
from bot.services import announcing
from tests.core.test_reports import OFFICE, office
from tests.core.test_review import ask, card_of, cases, decide, question
from tests.fakes.house import PORCH, House, labels, read

__all__ = ["office"]

CRY = "I want to kill myself"


async def test_a_question_with_signs_of_a_crisis_brings_help_at_once_and_comes_first(office: House) -> None:
    await office.rule("words", json.dumps(["scoundrel"]))
    await ask(office.person("Eva"), "Is he a scoundrel?")
    ana = office.person("Ana")
    shown = read(await ask(ana, CRY))
    assert shown.startswith("You are not alone with this")
    for number in ("112", "911", "988", "116 123"):
        assert number in shown
    assert "#2 waits for a moderator" in shown
    assert "sign" not in shown.lower()
    assert "116 123" in ana.reads()[-1], "the receipt keeps it"
    assert "somebody may be in danger" in cases(office)[1]
    assert "Signs of a crisis" in cases(office)[1]
    scoundrel, cry = [each.card for each in office.stands(OFFICE)]
    assert "→ Warn…" in labels(scoundrel)
    assert labels(cry) == ["Approve", "Reject…"], "nothing is proposed against whoever is in danger"
    queue = read(card_of(await office.person("Olga").commands("queue")))
    assert queue.index("#2 · somebody may be in danger") < queue.index("#1 · waits for you")


async def test_the_communitys_own_words_of_help(office: House) -> None:
    await office.rule("resources", json.dumps("Ask for Mo at the front desk."))
    shown = read(await ask(office.person("Ana"), CRY))
    assert "Ask for Mo at the front desk." in shown
    assert "988" not in shown


async def test_whoever_writes_it_in_a_thread_gets_help_in_private(office: House) -> None:
    await ask(office.person("Ana"), "Is there hope?")
    sam = office.person("Sam")
    await sam.commands("start")
    await sam.says(CRY, PORCH)
    assert "116 123" in sam.reads()[-1]
    assert "116 123" not in "".join(read(each.card) for each in office.stands(PORCH))
    assert "Others" not in read(office.card().card)


async def test_whoever_edits_it_into_a_private_answer_gets_help(office: House) -> None:
    await ask(office.person("Ana"), "Is there hope?")
    sam = office.person("Sam")
    await sam.presses("answer", (await question(office)).id)
    await sam.taps("Rather not say")
    message = await sam.says("There is none.")
    await sam.taps("Stay anonymous")
    where = Where("telegram", None, None, message)
    await office.dispatch.handle(Event(Who(sam.user, sam.name), where, Edit(CRY)))
    await office.quiet()
    assert "116 123" in sam.reads()[-1]
    assert "somebody may be in danger" in cases(office)[0]


async def test_with_review_off_help_comes_and_nothing_waits(office: House) -> None:
    await office.rule("review", '"off"')
    ana = office.person("Ana")
    await ask(ana, CRY)
    assert CRY in read(office.card().card)
    assert "116 123" in ana.reads()[-1]
    assert "somebody may be in danger" in cases(office)[0]
    sam = office.person("Sam")
    await sam.answers(await question(office), f"{CRY} too", kind="Rather not say")
    assert "116 123" in sam.reads()[-1]
    assert "Others (1)" in read(office.card().card)


# ---- the delay ---------------------------------------------------------------------------------------------------


@pytest.fixture
async def slow(office: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """Questions appear after 40 minutes, of 60 that it could be."""
    await office.rule("delay_minutes", "60")
    monkeypatch.setattr("bot.services.rules.secrets.randbelow", lambda most: most * 2 // 3)
    return office


async def test_a_question_appears_in_its_moment_and_cannot_be_told_of_before(slow: House) -> None:
    await slow.link()
    ana, sam = slow.person("Ana"), slow.person("Sam")
    assert "appears in a while" in read(await ask(ana, "Is there hope?"))
    assert (await question(slow)).status is Status.WAITING
    assert "waiting …" in ana.reads()[-1]
    await slow.after(39 * 60)
    assert slow.stands(PORCH) == []
    nowhere = read(card_of(await sam.commands("question", "2")))
    assert read(card_of(await sam.commands("question", "1"))) == nowhere.replace("#2", "#1")
    assert await slow.dispatch.suggest(Who(sam.user, sam.name), Where("telegram"), "question", "hope") == []
    assert "Is there hope?" in read(card_of(await ana.commands("question", "1")))
    await slow.after(61)
    assert "Is there hope?" in read(slow.card().card)
    assert "Is there hope?" in read(slow.card(place="-200").card)
    assert "posted ✓" in ana.reads()[-1]
    assert "random moment" not in ana.reads()[-1]
    assert "Is there hope?" in read(card_of(await sam.commands("question", "1")))


async def test_a_change_before_its_moment_does_not_bring_it_out(slow: House) -> None:
    await ask(slow.person("Ana"), "Is there hope?")
    waiting = await question(slow)
    await slow.store.write(lambda tx: announcing.question_changed(tx, waiting))
    await slow.after(39 * 60)
    assert slow.stands(PORCH) == []
    await slow.after(61)
    assert "Is there hope?" in read(slow.card().card)


async def test_what_is_taken_back_before_its_moment_never_appears(slow: House) -> None:
    ana = slow.person("Ana")
    await ask(ana, "Is there hope?")
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    await slow.after(2 * 3600)
    assert slow.stands(PORCH) == []


async def test_an_approved_one_is_delayed_from_its_approval_on(slow: House) -> None:
    await slow.rule("review", '"all"')
    await ask(slow.person("Ana"), "Is there hope?")
    await slow.after(3600)
    await decide(slow, "Approve")
    await slow.after(39 * 60)
    assert slow.stands(PORCH) == []
    await slow.after(61)
    assert "Is there hope?" in read(slow.card().card)


async def test_the_moment_is_within_the_delay(office: House) -> None:
    await office.rule("delay_minutes", "15")
    moments = []
    for number in range(3):
        await ask(office.person(f"P{number}"), f"{random.Random(number).randbytes(12).hex()}?")
        found = await question(office, number + 1)
        moments.append(found.posted_at - office.clock.now())
    assert all(0 <= each <= 15 * 60_000 for each in moments)
    assert len(set(moments)) > 1
    assert office.stands(OFFICE) == []
