"""Nothing that was sent is lost, nothing takes effect twice, and one bad update stops no other."""

import asyncio
import json
import logging
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.cards import Button, Card, Say, Toast
from bot.events import Command, Event, Press
from bot.events import Say as Said
from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.errors import WrongToken
from bot.platforms.telegram.intake import ABOUT
from bot.platforms.telegram.waiting import Backoff
from bot.ports.store import Tx
from storage import Database
from tests.fakes.telegram import Server, TelegramWorld
from tests.platforms.telegram.conftest import VAULT, QuickClock, Running, StubDispatch, card, eventually, running


def texts(bot: Running) -> list[str | None]:
    return [what.text for what in bot.dispatch.done if isinstance(what, Said)]


async def rows(store: Database) -> int:
    return len(await store.read(lambda tx: tx.inbox.waiting("telegram")))


async def aside(store: Database) -> int:
    return await store.read(lambda tx: tx.inbox.aside())


def raw_message(update_id: int, person: Any, text: str) -> dict[str, Any]:
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    message = {"message_id": update_id, "date": 0, "chat": chat, "from": person.user.raw(), "text": text}
    return {"update_id": update_id, "message": message}


async def test_an_update_has_its_effect_and_leaves_nothing_behind(bot: Running) -> None:
    ana = bot.world.person("Ana")
    await ana.writes("hello")
    await bot.settled()
    assert texts(bot) == ["hello"]
    assert await rows(bot.store) == 0
    assert await bot.store.read(lambda tx: tx.inbox.cursor("telegram")) == max(bot.world.updates.history)


async def test_what_waits_in_the_inbox_is_sealed(bot: Running, tmp_path: Path) -> None:
    seen: list[bytes] = []

    def look(event: Event) -> None:
        seen.extend(path.read_bytes() for path in tmp_path.iterdir())

    bot.dispatch.before = look
    ana = bot.world.person("Ana")
    await ana.writes("my canary")
    await bot.settled()
    assert seen
    assert not any(b"canary" in found or str(ana.id).encode() in found for found in seen)


async def test_a_poisoned_update_stops_no_other_and_is_told_without_a_word_of_it(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    ana = bot.world.person("Ana")
    await ana.writes("before")
    bot.world.push_update({"message": {"text": "canary", "chat": 7}})
    bot.world.push_update({"message": "canary"})
    await ana.writes("after")
    await bot.settled()
    assert texts(bot) == ["before", "after"]
    assert await aside(bot.store) == 2
    assert "set aside" in caplog.text
    assert "canary" not in caplog.text


async def test_what_is_no_object_at_all_is_set_aside_once(
    bot: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    batches: list[list[Any]] = [
        [17, None, raw_message(900, bot.world.person("Ana"), "fine")],
        ["nonsense"],
        ["nonsense"],
    ]
    gone = asyncio.Event()

    async def fetch(cursor: int | None) -> list[Any]:
        if batches:
            return batches.pop(0)
        gone.set()
        await asyncio.sleep(5)
        return []

    monkeypatch.setattr(bot.telegram._polling, "_fetch", fetch)
    bot.world.push_update({"poll": {}})  # ends the poll that is under way
    await asyncio.wait_for(gone.wait(), 3)
    bot.world.updates.pending.clear()
    await bot.settled()
    assert texts(bot) == ["fine"]
    assert await aside(bot.store) == 3
    assert len(bot.clock.naps) >= 2, "a batch that moves nothing must not be asked for again at once"


async def test_an_unknown_kind_of_update_is_taken_and_forgotten(bot: Running) -> None:
    bot.world.push_update({"telepathy": {"thought": "?"}})
    await bot.settled()
    assert bot.dispatch.done == []
    assert (await rows(bot.store), await aside(bot.store)) == (0, 0)


async def test_the_same_update_twice_has_one_effect(bot: Running) -> None:
    ana = bot.world.person("Ana")
    await ana.writes("once")
    await bot.settled()
    bot.world.push_again(max(bot.world.updates.history))
    await ana.writes("and more")
    await bot.settled()
    assert texts(bot) == ["once", "and more"]


async def test_order_is_kept_in_a_chat_and_chats_do_not_wait_for_each_other(bot: Running) -> None:
    ana, sam = bot.world.person("Ana"), bot.world.person("Sam")
    held = asyncio.Event()
    handle = bot.dispatch.handle

    async def slow(event: Event, settle: Any) -> Any:
        if event.who.name == "Ana":
            await held.wait()
        return await handle(event, settle)

    bot.dispatch.handle = slow  # type: ignore[method-assign]
    for number in range(5):
        await ana.writes(f"a{number}")
        await sam.writes(f"s{number}")
    await eventually(lambda: len(bot.dispatch.events) == 5)
    assert texts(bot) == [f"s{number}" for number in range(5)]
    held.set()
    await bot.settled()
    assert texts(bot)[5:] == [f"a{number}" for number in range(5)]


async def test_a_failure_is_tried_again_and_then_set_aside(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    tries: Counter[str | None] = Counter()

    def fail(event: Event) -> None:
        text = event.what.text if isinstance(event.what, Said) else None
        tries[text] += 1
        if text == "never" or (text == "later" and tries[text] < 3):
            raise ZeroDivisionError("canary")

    bot.dispatch.before = fail
    ana = bot.world.person("Ana")
    for text in ("never", "later", "at once"):
        await ana.writes(text)
    await bot.settled()
    assert tries == {"never": 3, "later": 3, "at once": 1}
    assert texts(bot) == ["later", "at once"]
    assert await aside(bot.store) == 1
    assert "ZeroDivisionError" in caplog.text
    assert "canary" not in caplog.text


async def test_a_tap_that_fails_for_good_is_acknowledged(bot: Running) -> None:
    bot.dispatch.answer = lambda event: _menu()
    ana = bot.world.person("Ana")
    await ana.starts()
    await bot.settled()

    def fail(event: Event) -> None:
        raise ZeroDivisionError

    bot.dispatch.before = fail
    answer = await ana.taps("Go")
    assert answer is not None


def _menu() -> Card:
    return card(Say("menu"), rows=((Button("Go", "go", (1,)),),))


async def test_a_failure_after_the_unit_of_work_does_not_repeat_it(bot: Running) -> None:
    def fall(event: Event) -> Any:
        raise ZeroDivisionError

    bot.dispatch.answer = fall
    ana = bot.world.person("Ana")
    await ana.writes("once")
    await bot.settled()
    await ana.writes("twice")
    await bot.settled()
    assert texts(bot) == ["once", "twice"]
    assert await aside(bot.store) == 0


async def test_a_crash_between_commit_and_offset(
    telegram: Telegram, store: Database, world: TelegramWorld, clock: QuickClock
) -> None:
    """The last run had committed two updates, handled one of them, and not told Telegram of either."""
    ana = world.person("Ana")
    first, second = raw_message(1_001, ana, "handled"), raw_message(1_002, ana, "left over")

    def left(tx: Tx) -> None:
        for update in (first, second):
            row = tx.inbox.arrived("telegram", str(update["update_id"]), VAULT.seal(json.dumps(update).encode(), ABOUT))
            assert row is not None
            if update is first:
                tx.inbox.handled(row)
        tx.inbox.move_cursor("telegram", 1_000)

    await store.write(left)
    world.push_update(first)
    world.push_update(second)
    world.push_update(raw_message(1_003, ana, "new"))
    async with running(telegram, StubDispatch(store), world, clock) as bot:
        await bot.settled()
        assert texts(bot) == ["left over", "new"]


async def test_what_was_sealed_with_a_lost_key_is_set_aside(
    telegram: Telegram, store: Database, world: TelegramWorld, clock: QuickClock
) -> None:
    await store.write(lambda tx: tx.inbox.arrived("telegram", "1", "AAAA.AAAA"))
    async with running(telegram, StubDispatch(store), world, clock) as bot:
        await world.person("Ana").writes("hello")
        await bot.settled()
        assert texts(bot) == ["hello"]
    assert await aside(store) == 1


async def test_a_stop_finishes_what_was_taken(bot: Running) -> None:
    held = asyncio.Event()
    handle = bot.dispatch.handle

    async def slow(event: Event, settle: Any) -> Any:
        await held.wait()
        return await handle(event, settle)

    bot.dispatch.handle = slow  # type: ignore[method-assign]
    ana = bot.world.person("Ana")
    await ana.writes("taken")
    await bot.world.all_taken()
    bot.stop.set()
    await asyncio.sleep(0.02)
    assert not bot.task.done()
    held.set()
    await bot.ends()
    assert texts(bot) == ["taken"]
    await ana.writes("too late")
    await asyncio.sleep(0.05)
    assert bot.world.updates.pending


async def test_telegram_goes_and_comes_back(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    ana = bot.world.person("Ana")
    await ana.writes("before")
    await bot.settled()
    faults = [bot.world.fail("getUpdates", times=3, status=502), bot.world.fail("getUpdates", times=2, drop="after")]
    faults += [bot.world.fail("getUpdates", retry_after=7)]
    await ana.writes("during")
    await bot.settled()
    await ana.writes("after")
    await eventually(lambda: all(not fault.left for fault in faults))
    await bot.settled()
    assert texts(bot) == ["before", "during", "after"]
    assert 7 in bot.clock.naps
    assert caplog.text.count("no updates can be taken at the moment") == 1
    assert "updates are taken again" in caplog.text


async def test_somebody_else_polls(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    bot.world.fail("getUpdates", times=3, status=409, description="Conflict: terminated by other getUpdates request")
    await bot.world.person("Ana").writes("one")
    await bot.settled()
    await bot.world.person("Sam").writes("two")
    await bot.settled()
    assert texts(bot) == ["one", "two"]
    assert caplog.text.count("somebody else takes this bot's updates") == 1


async def test_a_token_that_was_revoked_ends_it(bot: Running) -> None:
    bot.world.fail("getUpdates", status=401, description="Unauthorized")
    await bot.world.person("Ana").writes("one")
    with pytest.raises(WrongToken, match=r"telegram\.token"):
        await asyncio.wait_for(asyncio.shield(bot.task), 3)


async def test_a_wrong_token_is_told_without_it(server: Server, store: Database, clock: QuickClock) -> None:
    telegram = Telegram("123:AAsecret", server.api_url, store=store, vault=VAULT, clock=clock)
    try:
        with pytest.raises(WrongToken, match=r"telegram\.token") as told:
            await telegram.start()
        assert "secret" not in str(told.value)
    finally:
        await telegram.close()


async def test_polling_waits_while_too_much_is_unhandled(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    lanes = bot.telegram._intake.lanes
    assert lanes is not None
    monkeypatch.setattr(lanes, "_most", 5)
    held = asyncio.Event()
    handle = bot.dispatch.handle

    async def slow(event: Event, settle: Any) -> Any:
        await held.wait()
        return await handle(event, settle)

    bot.dispatch.handle = slow  # type: ignore[method-assign]
    ana = bot.world.person("Ana")
    for number in range(6):
        await ana.writes(str(number))
    await eventually(lambda: lanes.full)
    await asyncio.sleep(0.05)
    for number in range(6, 12):
        await ana.writes(str(number))
    await asyncio.sleep(0.05)
    assert len(bot.world.updates.pending) >= 6
    held.set()
    await bot.settled()
    assert texts(bot) == [str(number) for number in range(12)]


def test_delays_grow_to_half_a_minute() -> None:
    backoff = Backoff()
    delays = [backoff.next() for _ in range(12)]
    assert 0.5 <= delays[0] <= 0.75
    assert delays[-1] == 30
    assert all(delay <= 30 for delay in delays)


async def test_commands_and_presses_come_through(bot: Running) -> None:
    bot.dispatch.answer = lambda event: Toast("done") if isinstance(event.what, Press) else _menu()
    ana = bot.world.person("Ana")
    await ana.writes("/ask")
    answer = await ana.taps("Go")
    assert answer is not None
    assert answer.text == "done"
    assert bot.dispatch.done == [Command("ask"), Press("go", ("1",))]
