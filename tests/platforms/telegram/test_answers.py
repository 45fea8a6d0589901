"""Direct answers: at once, in private where it is private, and every tap acknowledged exactly once."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.cards import Button, Card, Say, Toast
from bot.events import Command, Event, Joined, Press
from bot.platforms.telegram import answers
from bot.platforms.telegram.events import Shown
from tests.fakes.telegram import Group, Person
from tests.platforms.telegram.conftest import Running, card, eventually

SECRET = "what nobody else may read"
MENU = card(Say("menu"), rows=((Button("Go", "go", (1,)), Button("Turn", "turn")),))


@pytest.fixture
def ana(bot: Running) -> Person:
    return bot.world.person("Ana")


@pytest.fixture
def porch(bot: Running, ana: Person) -> Group:
    group = bot.world.forum("The Porch", ana)
    group.add_bot(admin=True)
    return group


def by_kind(**shown: Shown | Callable[[Event], Shown]) -> Callable[[Event], Shown]:
    """Answers by the name of what happened: a command's name, a press's action, "say" or "joined"."""

    def answer(event: Event) -> Shown:
        what = event.what
        name = what.name if isinstance(what, Command) else what.action if isinstance(what, Press) else ""
        return shown.get(name or type(what).__name__.lower())  # type: ignore[return-value]

    return answer


def acknowledged(bot: Running) -> list[tuple[Any, Any]]:
    return [
        (call.params.get("text"), call.params.get("show_alert")) for call in bot.world.calls_of("answerCallbackQuery")
    ]


async def menu_in(bot: Running, group: Group, person: Person) -> None:
    """Has a card with buttons stand in a topic."""
    bot.dispatch.answer = by_kind(setup=card(Say("menu"), rows=MENU.rows, aloud=True))
    await person.writes("/setup", in_=group, topic=group.open_topic("talk"))
    await person.waits_for("menu", in_=group)


async def test_in_private_a_card_is_a_new_message_and_no_reply(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(say=card(Say("Good.")))
    await ana.writes("hello")
    found = await ana.waits_for("Good.")
    assert found.reply_to is None


async def test_a_card_takes_the_place_of_the_one_pressed(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(start=MENU, turn=card(Say("page 2"), rows=MENU.rows, instead=True))
    await ana.starts()
    menu = await ana.waits_for("menu")
    await ana.taps("Turn")
    assert menu.text == "page 2"
    await ana.taps("Turn")  # the same once more is no failure
    await ana.deletes(menu)
    await bot.settled()
    assert len(ana.sees()) == 1


async def test_a_page_that_can_not_be_turned_comes_anew(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(start=MENU, turn=card(Say("page 2"), instead=True))
    await ana.starts()
    await ana.waits_for("menu")
    bot.world.fail("editMessageText", status=400, description="Bad Request: message can't be edited")
    await ana.taps("Turn")
    await ana.waits_for("page 2")
    assert [message.text for message in ana.sees()][1:] == ["menu", "page 2"]


async def test_a_toast_is_shown_on_a_tap_and_written_otherwise(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(start=MENU, go=Toast("x" * 190 + " y" * 10), say=Toast("Noted."))
    await ana.starts()
    answer = await ana.taps("Go")
    assert answer is not None
    assert len(answer.text) <= 200
    assert answer.text.startswith("x")
    assert not answer.show_alert
    await ana.writes("hello")
    await ana.waits_for("Noted.")


async def test_every_tap_is_acknowledged_exactly_once(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(start=MENU, go=None, turn=card(Say("page 2")))
    await ana.starts()
    await ana.taps("Go")
    await ana.taps("Turn")
    bot.world.fail("answerCallbackQuery", retry_after=2)
    await ana.taps("Go")
    await bot.settled()
    calls = bot.world.calls_of("answerCallbackQuery")
    assert [call.ok for call in calls] == [True, True, False, True]
    assert all(len(query.answers) == 1 for query in bot.world.queries.values())


async def test_a_tap_that_is_too_old_is_no_failure(bot: Running, ana: Person, caplog: pytest.LogCaptureFixture) -> None:
    bot.dispatch.answer = by_kind(start=MENU, go=Toast("done"))
    await ana.starts()
    await ana.waits_for("menu")
    bot.dispatch.before = lambda event: bot.world.expire_queries()
    await ana.taps("Go", timeout=0.05)
    await bot.settled()
    assert Press("go", ("1",)) in bot.dispatch.done
    assert caplog.records == []


async def test_aloud_answers_the_command_where_it_was_given(bot: Running, ana: Person, porch: Group) -> None:
    bot.dispatch.answer = by_kind(setup=card(Say("All set."), aloud=True))
    topic = porch.open_topic("talk")
    command = await ana.writes("/setup", in_=porch, topic=topic)
    found = await ana.waits_for("All set.", in_=porch, topic=topic)
    assert found.reply_to == command.id


async def test_joining_can_be_answered_aloud(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(joined=card(Say("Hello all."), aloud=True))
    group = bot.world.group("The Yard", ana)
    group.add_bot()
    found = await ana.waits_for("Hello all.", in_=group)
    assert found.reply_to is None
    assert Joined(inside=True) in bot.dispatch.done


async def test_what_is_private_goes_to_the_private_chat(bot: Running, ana: Person, porch: Group) -> None:
    await ana.starts()
    await menu_in(bot, porch, ana)
    before = len(porch.messages())
    bot.dispatch.answer = by_kind(ask=card(Say(SECRET)), go=card(Say(f"{SECRET} 2")), delete=Toast(f"{SECRET} 3"))
    await ana.writes("/ask", in_=porch)
    await ana.waits_for(SECRET)
    await ana.taps("Go", in_=porch)
    await ana.waits_for(f"{SECRET} 2")
    await ana.writes("/delete", in_=porch)
    await ana.waits_for(f"{SECRET} 3")
    assert len(porch.messages()) == before + 2  # her own commands
    assert not any(SECRET in message.text for message in porch.messages())


async def test_whoever_has_not_opened_the_private_chat_is_told_how_and_nothing_else(bot: Running, porch: Group) -> None:
    sam = bot.world.person("Sam")
    porch.bring(sam)
    bot.dispatch.answer = by_kind(ask=card(Say(SECRET)), start=MENU)
    command = await sam.writes("/ask", in_=porch)
    await eventually(lambda: porch.messages()[-1].author.is_bot)
    hint = porch.messages()[-1]
    assert hint.reply_to == command.id
    assert SECRET not in hint.text
    assert [row[0]["url"] for row in hint.rows] == ["https://t.me/agony_aunt_bot?start=hello"]
    await sam.taps(hint.buttons[0], in_=porch)
    await sam.waits_for("menu")
    assert bot.dispatch.done[-1] == Command("start")


async def test_whoever_has_not_opened_it_reads_the_answer_to_a_tap_in_a_window(
    bot: Running, ana: Person, porch: Group
) -> None:
    await menu_in(bot, porch, ana)
    bot.dispatch.answer = by_kind(go=card(Say(SECRET), Say("word " * 100)))
    sam = bot.world.person("Sam")
    porch.bring(sam)
    answer = await sam.taps("Go", in_=porch)
    assert answer is not None
    assert answer.show_alert
    assert answer.text.startswith(SECRET)
    assert len(answer.text) <= 200
    assert not any(SECRET in message.text for message in porch.messages())


async def test_a_word_in_a_group_is_never_answered_in_the_group(bot: Running, porch: Group) -> None:
    sam = bot.world.person("Sam")
    porch.bring(sam)
    bot.dispatch.answer = by_kind(say=card(Say(SECRET)))
    await sam.writes("hello", in_=porch)
    await bot.settled()
    await bot.ends()
    assert [message.text for message in porch.messages()] == ["hello"]


async def test_a_direct_answer_is_tried_a_few_times_and_never_doubled(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(say=card(Say("Good.")))
    await ana.starts()
    bot.world.fail("sendMessage", retry_after=4)
    await ana.writes("one")
    await ana.waits_for("Good.")
    assert sum(bot.clock.naps) >= 4
    bot.world.fail("sendMessage", drop="after")
    await ana.writes("two")
    await bot.settled()
    bot.world.fail("sendMessage", times=3, retry_after=1)
    await ana.writes("three")
    await bot.settled()
    await bot.ends()
    assert [message.text for message in ana.sees()].count("Good.") == 2


async def test_a_card_that_is_a_mistake_of_ours_takes_nothing_with_it(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(start=MENU, go=Card((Say("x"),), ((Button("x", "a" * 70),),)), say=card(Say("Good.")))
    await ana.starts()
    assert await ana.taps("Go") is not None
    await ana.writes("hello")
    await ana.waits_for("Good.")


async def test_an_anonymous_administrator_sets_up(bot: Running, ana: Person, porch: Group) -> None:
    porch.promote(ana, anonymous=True)
    bot.dispatch.answer = by_kind(setup=card(Say("All set."), aloud=True), say=card(Say("never")))
    await ana.writes("/setup", in_=porch)
    await ana.waits_for("All set.", in_=porch)
    await ana.writes("we think", in_=porch)
    await bot.settled()
    assert bot.dispatch.done[-1] == Command("setup")
    assert bot.dispatch.events[-1].who.user.user_id == "1087968824"


def test_a_long_toast_is_cut() -> None:
    assert answers._cut("a" * 300).endswith("…")
    assert len(answers._cut("👍" * 300)) <= 200


async def test_a_flood_is_handled_and_holds_up_nobody(bot: Running, ana: Person) -> None:
    bot.dispatch.answer = by_kind(say=card(Say("Good.")))
    sam = bot.world.person("Sam")
    bot.world.fail("sendMessage", chat=ana, times=20, delay=0.1)
    for number in range(40):
        await ana.writes(str(number))
    await sam.writes("hello")
    await sam.waits_for("Good.", timeout=0.5)
    await eventually(lambda: len(bot.dispatch.events) == 41)
    assert len(ana.sees()) < 43, "handling must not wait for the answers"
    await bot.settled()
    assert [message.text for message in ana.sees()].count("Good.") <= 7
