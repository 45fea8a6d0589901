"""Dispatch: one event, one unit of work, one answer, whatever comes in."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.cards import Card, Say, Toast
from bot.cog import Answer, Call, Cog
from bot.dispatch import Dispatch
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.domain.questions import Question
from bot.events import Command, Event, Filled, Press, Where, Who
from bot.events import Say as SaidEvent
from bot.ports.platform import OutcomeUnknown
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.words import Words
from tests.fakes.house import PORCH, House, Somebody, house, read

cog = Cog("of the tests")


def leave_traces(call: Call) -> None:
    community = call.tx.communities.add("Of a handler", ())
    call.tx.people.belong(call.caller.hidden, community.id)
    call.tx.outbox.put(What.QUESTION, 1, call.caller.hidden, Urgency.TAP)


@cog.command("refuses", public=True)
def refuses(call: Call, words: str) -> Answer:
    leave_traces(call)
    raise Refused("text-empty")


@cog.command("stumbles")
def stumbles(call: Call, words: str) -> Answer:
    leave_traces(call)
    raise ZeroDivisionError


@cog.pressed("typed")
def typed(call: Call, number: int, word: str, last: int = 7) -> Answer:
    return Toast(f"{number!r} {word!r} {last!r}")


@cog.pressed("looks", reads=True)
def looks(call: Call) -> Answer:
    return Toast(str(call.caller.hidden))


@cog.pressed("writes", reads=True)
def writes(call: Call) -> Answer:
    call.tx.people.belong(call.caller.hidden, call.tx.communities.on("telegram")[0].id)
    return None


@cog.pressed("shows")
def shows(call: Call, face: str) -> Answer:
    return Toast(str(call.caller.as_(Face(face))))


@cog.pressed("shows-all")
def shows_all(call: Call) -> Answer:
    return Toast(" ".join(str(call.caller.as_(face)) for face in Face))


@cog.command("peeks", reads=True)
def peeks(call: Call, words: str) -> Answer:
    return Card((Say(str(call.caller.hidden)),))


@cog.command("scribbles", reads=True)
def scribbles(call: Call, words: str) -> Answer:
    leave_traces(call)
    return None


@pytest.fixture
async def porch(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, extra=[cog]) as built:
        await built.set_up()
        yield built


@pytest.fixture
def ana(porch: House) -> Somebody:
    return porch.person("Ana")


def arrived(tx: Tx) -> None:
    """What an adapter's `settle` does, as far as a test can see it."""
    tx.inbox.move_cursor("settled", 1)


async def handled(porch: House, ana: Somebody, what: Command | Press) -> object:
    return await porch.dispatch.handle(Event(Who(ana.user, ana.name), Where("telegram"), what), arrived)


async def traces(porch: House, ana: Somebody) -> tuple[bool, bool, int]:
    """Whether it was settled, whether the handler left something, how many rows are to be carried."""

    def look(tx: Tx) -> tuple[bool, bool, int]:
        person = tx.people.find(porch.vault.token(ana.user, Face.HIDDEN))
        return tx.inbox.cursor("settled") == 1, person is not None, len(tx.outbox.rows(What.QUESTION, 1))

    return await porch.store.read(look)


async def test_a_refusal_undoes_what_its_handler_did_and_still_counts_as_handled(porch: House, ana: Somebody) -> None:
    shown = await handled(porch, ana, Command("refuses"))
    assert shown == Card((Say("There is nothing in it yet: please write a few words."),))
    assert await traces(porch, ana) == (True, False, 0)


async def test_a_mistake_undoes_everything_with_what_the_adapter_does(porch: House, ana: Somebody) -> None:
    with pytest.raises(ZeroDivisionError):
        await handled(porch, ana, Command("stumbles"))
    assert await traces(porch, ana) == (False, False, 0)


async def test_a_command_is_settled_together_with_its_effect(porch: House, ana: Somebody) -> None:
    await handled(porch, ana, Command("ask"))
    assert (await traces(porch, ana))[:2] == (True, True)


@pytest.mark.parametrize(
    ("args", "answer"),
    [
        (("12", "x"), "12 'x' 7"),
        (("12", "x", "8"), "12 'x' 8"),
        ((str(2**63 - 1), ""), f"{2**63 - 1} '' 7"),
        ((), None),
        (("12",), None),
        (("12", "x", "8", "9"), None),
        (("x", "x"), None),
        (("-1", "x"), None),
        (("1.5", "x"), None),
        ((" 1", "x"), None),
        (("٣", "x"), None),
        (("", "x"), None),
        ((str(2**63), "x"), None),
        (("9" * 5000, "x"), None),
    ],
)
async def test_a_buttons_arguments_are_read_as_declared_or_not_at_all(
    ana: Somebody, args: tuple[str, ...], answer: str | None
) -> None:
    assert await ana.does(Press("typed", args)) == Toast(answer or "That button does not work any more.")


async def test_a_button_that_nobody_declared_does_not_work(ana: Somebody) -> None:
    assert await ana.presses("nonsense") == Toast("That button does not work any more.")


@pytest.mark.parametrize("action", ["answer", "post", "again", "delete", "deleted", "pick", "reply", "replyto", "page"])
async def test_a_button_about_nothing_is_refused_in_one_sentence(porch: House, ana: Somebody, action: str) -> None:
    args = (404, "guy") if action == "pick" else (404,)
    assert isinstance(await ana.presses(action, *args), Toast)
    assert porch.stands() == []


async def test_an_unknown_command_is_refused_in_private_and_left_to_others_in_public(ana: Somebody) -> None:
    shown = await ana.commands("nonsense")
    assert isinstance(shown, Card)
    assert "/help" in read(shown)
    assert await ana.commands("nonsense", place=PORCH) is None


async def test_a_command_in_the_wrong_place_is_refused(porch: House, ana: Somebody) -> None:
    public, private = await ana.commands("ask", place=PORCH), await ana.commands("setup")
    assert isinstance(public, Card)
    assert isinstance(private, Card)
    assert read(public) == "That works in our private chat only, where nobody else sees it: please send it to me there."
    # Where it belongs in private nothing is said aloud: it would show who wanted to ask.
    assert not public.aloud
    assert not public.aloud_if_needed
    assert read(private) == "That works in a group only: send it there."
    assert await porch.questions() == []


async def test_a_refusal_in_public_may_be_said_there_if_there_is_no_other_way(ana: Somebody) -> None:
    shown = await ana.commands("refuses", place=PORCH)
    assert isinstance(shown, Card)
    assert (shown.aloud, shown.aloud_if_needed) == (False, True)


async def test_a_platform_that_does_not_answer_is_said_so_and_the_event_counts(porch: House, ana: Somebody) -> None:
    porch.telegram.troubles["survey"] = [OutcomeUnknown("lost")]
    event = Event(Who(ana.user, ana.name), Where("telegram", "-300"), Command("setup"))
    shown = await porch.dispatch.handle(event, arrived)
    assert isinstance(shown, Card)
    assert read(shown).startswith("The platform does not answer me")
    assert (await traces(porch, ana))[0]


async def test_two_cogs_cannot_claim_the_same_name(porch: House) -> None:
    command, button, form = Cog("a command"), Cog("a button"), Cog("a form")
    command.command("ask")(refuses)
    button.pressed("pick")(typed)  # one of the form's own
    form.forms.update(porch.cogs[0].forms or porch.cogs[1].forms)
    for other, name in [(command, "command ask"), (button, "action pick"), (form, "form")]:
        with pytest.raises(ValueError, match=f"two cogs claim the {name}"):
            Dispatch(porch.store, porch.vault, [*porch.cogs, other], porch.platforms)


@pytest.mark.parametrize(
    "what",
    [
        lambda question: Press("page", (str(question.id),)),
        lambda question: Command("search", question.title),
        lambda question: Command("related", str(question.number)),
    ],
    ids=["a page", "a search", "what is like it"],
)
async def test_reading_goes_on_while_the_writer_is_busy(
    porch: House, ana: Somebody, what: Callable[[Question], Command | Press]
) -> None:
    question = await ana.asks()
    gate = threading.Event()
    busy = asyncio.create_task(porch.store.write(lambda tx: gate.wait(5)))
    await asyncio.sleep(0.01)
    shown = await porch.dispatch.handle(Event(Who(ana.user, ana.name), Where("telegram"), what(question)))
    assert isinstance(shown, Card)
    assert not busy.done()
    gate.set()
    await busy


async def test_a_stranger_who_reads_is_met_first(porch: House, ana: Somebody) -> None:
    assert await ana.face(Face.HIDDEN) is None
    shown = await ana.presses("looks")
    assert shown == Toast(str(await ana.face(Face.HIDDEN)))


async def test_a_reading_that_writes_is_a_mistake(ana: Somebody) -> None:
    await ana.presses("looks")
    with pytest.raises(Exception, match="readonly"):
        await ana.presses("writes")
    with pytest.raises(Exception, match="readonly"):
        await ana.commands("scribbles")


async def test_a_stranger_whose_command_only_reads_is_met_first(ana: Somebody) -> None:
    assert await ana.face(Face.HIDDEN) is None
    shown = await ana.commands("peeks")
    assert shown == Card((Say(str(await ana.face(Face.HIDDEN))),))


async def test_a_persons_language_is_kept_and_follows_them(porch: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = porch.person("Ana", language="en-GB")
    await ana.presses("looks")
    await ana.commands("ask")
    person = await ana.face(Face.HIDDEN)
    assert person is not None
    assert (await porch.store.read(lambda tx: tx.people.get(person))).language == "en"
    monkeypatch.setattr("bot.callers.speak", lambda language: German())
    await ana.commands("ask")
    assert (await porch.store.read(lambda tx: tx.people.get(person))).language == "de"


async def test_faces_take_on_another_language_one_by_one(porch: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    monkeypatch.setattr("bot.callers.speak", lambda language: German())
    await ana.commands("ask")
    hidden, asking = await ana.face(Face.HIDDEN), await ana.face(Face.ASKING)
    assert hidden is not None
    assert asking is not None

    async def languages() -> tuple[str, str]:
        return await porch.store.read(lambda tx: (tx.people.get(hidden).language, tx.people.get(asking).language))

    assert await languages() == ("de", "en"), "what changes together would be seen to belong together"
    await ana.asks("Is there any hope?")
    assert await languages() == ("de", "de")


async def test_no_unit_gives_two_known_faces_another_language(porch: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = porch.person("Ana")
    for face in Face:
        await ana.presses("shows", face)
    monkeypatch.setattr("bot.callers.speak", lambda language: German())
    await ana.presses("shows-all")
    faces = [person for face in Face if (person := await ana.face(face))]
    assert sorted(await porch.store.read(lambda tx: [tx.people.get(each).language for each in faces])) == [
        "de",
        "en",
        "en",
    ]


class German(Words):
    """English words that say they are German ones."""

    def __init__(self) -> None:
        super().__init__("en")
        assert self._bundles
        self.language = "de"


async def test_a_filled_form_of_a_stranger_kind_is_refused(ana: Somebody) -> None:
    shown = await ana.does(Filled("nonsense", {}))
    assert isinstance(shown, Card)


async def test_what_is_said_and_means_nothing_is_passed_over(porch: House, ana: Somebody) -> None:
    assert await ana.does(SaidEvent("Good morning"), PORCH, message="m1") is None
    assert await ana.does(SaidEvent(None), PORCH, message="m2") is None
    assert porch.stands() == []
    assert await ana.face(Face.OPEN) is None
