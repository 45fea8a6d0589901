"""Badges: what somebody wears is asked for only where a handler wants to know, and the event has its effect once."""

from bot.cards import Toast
from bot.domain.communities import Badge
from bot.domain.questions import Question, Status
from bot.events import Event, Press, Say, Where, Who
from bot.events import What as Did
from bot.ports.platform import Label
from bot.ports.store import Tx
from bot.services import announcing
from tests.fakes.house import PORCH, YARD, House, Somebody, read

GIRL = (Badge("1", "Girl"),)


async def does(who: Somebody, what: Did, where: Where, badges: tuple[Badge, ...] | None) -> object:
    """What somebody does whose badges are told with it, or not (None)."""
    shown = await who.house.dispatch.handle(Event(Who(who.user, who.name, "en", badges), where, what))
    await who.house.quiet()
    return shown


def in_thread(house: House, number: int = 1, place: str = PORCH) -> Where:
    return Where("telegram", place, house.thread(number, place), f"m{number}")


async def test_what_is_told_with_it_is_not_asked_for(porch: House) -> None:
    await porch.person("Ana").asks()
    sam = porch.person("Sam")
    porch.telegram.worn[sam.user.user_id] = (Badge("2", "Guy"),)
    await does(sam, Say("Yes."), in_thread(porch), GIRL)
    assert "What Girls said (1)" in read(porch.card().card)
    assert porch.telegram.asked == []


async def test_what_is_not_told_is_asked_for_once_and_the_effect_is_one(two: House) -> None:
    ana, sam = two.person("Ana"), two.person("Sam")
    await ana.asks()
    two.telegram.worn[sam.user.user_id] = GIRL
    settled: list[int] = []
    event = Event(Who(sam.user, sam.name, "en", None), in_thread(two), Say("Yes."))
    await two.dispatch.handle(event, lambda tx: settled.append(tx.now))
    await two.quiet()
    assert [sorted(each) for each in two.telegram.asked] == [sorted([PORCH, YARD])]
    assert len(settled) == 2, "the first unit was undone, with all that was in it"
    assert "What Girls said (1)" in read(two.card().card)
    assert sum("Yes." in each for each in ana.reads()) == 1


async def test_who_only_reads_or_goes_on_as_asker_is_not_asked_about(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks()
    await sam.says("Yes.", PORCH)
    await does(sam, Press("page", (str(question.id),)), Where("telegram"), None)
    notice = ana.sees()[-1]
    await does(ana, Say("Why?"), Where("telegram", message="m9", answers=notice.id), None)
    assert "Asker" in read(porch.stands()[-1].card)
    assert porch.telegram.asked == []


async def test_what_is_worn_somewhere_else_does_not_count_here(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await porch.set_up("The Garden", "-300")
    press = Press("iam", (str(question.id), "guy"))
    shown = await does(porch.person("Sam"), press, Where("telegram", "-300"), GIRL)
    assert shown == Toast("Your opinions count as “Guy” now.")
    shown = await does(porch.person("Eva"), press, Where("telegram", near="-300"), GIRL)
    assert shown == Toast("Your opinions count as “Guy” now.")
    assert [list(each) for each in porch.telegram.asked] == [[PORCH], [PORCH]]
    shown = await does(porch.person("Kim"), press, Where("telegram", near=PORCH), GIRL)
    assert isinstance(shown, Toast)
    assert "Your role here says “Girl”" in shown.text


async def test_a_thread_says_whether_its_question_is_open(porch: House) -> None:
    await porch.person("Ana").asks()
    thread = porch.thread(1, PORCH)
    assert thread is not None
    assert porch.telegram.labels[thread] == [Label("status", "open", "Open")]

    def close(tx: Tx, question: Question) -> None:
        tx.questions.set_status(question.id, Status.CLOSED)
        announcing.question_changed(tx, question)

    (question,) = await porch.questions()
    await porch.store.write(lambda tx: close(tx, question))
    await porch.quiet()
    assert porch.telegram.labels[thread] == [Label("status", "closed", "Closed")]
    assert porch.telegram.threads[thread] == "Is there hope?"
