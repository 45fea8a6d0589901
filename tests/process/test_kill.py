"""SIGKILL at any moment: nothing that was said is lost or counted twice, and a question's card never stands twice.

A dozen people ask, answer and reply all at once while the bot is killed and started again, mostly when it hurts: while
an update is on its way into the inbox or out of it, while a card is being posted. What may happen to a *message* is
what the courier promises: one whose answer was lost is sent again, so it may stand twice, unless it is a card.
"""

import asyncio
import random
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.fakes.telegram import Call, Message, Person
from tests.journeys.oracle import Oracle
from tests.process.conftest import Town
from tests.process.crowd import Crowd
from tests.process.remains import hold, look

ASKERS = ("Ana", "Bea", "Cleo", "Dora")
TALKERS = ("Sam", "Ben", "Tom", "Leo", "Max", "Jim")
SLOWNESS = 0.03
"""Seconds that each message takes, so that there is always one under way."""
UNDER_WAY = 2.0
"""Seconds before a kill in which an answer can have been lost: nothing is committed for most of one of them."""


@dataclass
class Killing:
    """The crowd, the bot, and whoever kills it."""

    town: Town
    crowd: Crowd
    oracle: Oracle
    kills: list[float] = field(default_factory=list)
    held: sqlite3.Connection | None = None

    async def _next(self, wanted: Callable[[Call], bool], patience: float = 2.0) -> None:
        """Returns as soon as the bot asks for something like that, or when patience ends."""
        calls = self.town.world.calls
        begun, deadline = len(calls), time.monotonic() + patience
        while time.monotonic() < deadline and not any(map(wanted, calls[begun:])):  # noqa: ASYNC110 (no bell for this)
            await asyncio.sleep(0.001)

    async def moment(self, kind: str, asks: Callable[[], None]) -> None:
        """Waits for a moment of this kind to kill at."""
        world, porch = self.town.world, self.town.porch
        await asyncio.sleep(self.crowd.chance.uniform(0.3, 0.8))
        if kind == "a card is under way":
            asks()
            await self._next(lambda call: "asked anonymously" in str(call.params.get("text")), 5)
        elif kind == "a card is lost":
            asks()
            await self._next(lambda call: call.method == "createForumTopic", 5)
            fault = world.fail("sendMessage", chat=porch, times=2, drop="before", delay=0.2)
            await self._next(lambda call: "asked anonymously" in str(call.params.get("text")), 0.5)
            world.faults.waiting.remove(fault)
        elif kind == "updates arrive":
            await self._next(lambda call: call.method == "getUpdates")
            await asyncio.sleep(self.crowd.chance.uniform(0.0, 0.02))
        elif kind == "nothing can be committed":
            self.held = hold(self.town.bot.database)
            await asyncio.sleep(0.8)
        elif kind == "a message is under way":
            await self._next(lambda call: call.method == "sendMessage")

    async def kill(self) -> None:
        """SIGKILL, and a look at what is left: all that Telegram was told had arrived is there, and sealed."""
        await self.town.bot.kill()
        self.kills.append(time.time())
        if self.held is not None:
            self.held.close()
            self.held = None
        updates = self.town.world.updates
        confirmed = set(updates.history) - {int(update["update_id"]) for update in updates.pending}
        left = look(self.town.bot.database)
        assert left.sound
        assert confirmed <= left.seen
        assert left.aside == 0, [line for line in self.town.bot.err if " ERROR " in line]
        self.oracle.check()


async def everything(town: Town, kinds: list[str], seed: int) -> tuple[Killing, Crowd]:
    """The whole story: people act, the bot is killed and comes back, until everything is quiet."""
    crowd = Crowd(town.world, town.porch, random.Random(seed))
    oracle = Oracle(town.bot.folder)
    killing = Killing(town, crowd, oracle)
    askers, talkers = [town.person(name) for name in ASKERS], [town.person(name) for name in TALKERS]
    for person in (town.olga, *askers, *talkers):
        oracle.watch(person)
    town.bot.module = "tests.process.quick"
    await town.opens()
    town.world.fail("sendMessage", times=1000, delay=SLOWNESS)
    waiting = list(askers)

    async with asyncio.timeout(90), asyncio.TaskGroup() as people:

        def asks() -> None:
            if waiting:
                people.create_task(crowd.asks_and_replies(waiting.pop(0)))

        asks()
        for person in talkers:
            people.create_task(crowd.talks(person))
        await crowd.sees(crowd.threads, "the first card")
        for number, person in enumerate(talkers[:3]):
            people.create_task(crowd.answers_anonymously(person, 1 + number % 2))
        try:
            for kind in kinds:
                await killing.moment(kind, asks)
                await killing.kill()
                await crowd.pauses(0.0, 0.3)
                await town.bot.start()
                await town.bot.says("ready")
            while waiting:
                asks()
            await asyncio.sleep(0.5)
        finally:
            crowd.over = True
    await comes_to_rest(town)
    assert await town.bot.stop() == 0
    return killing, crowd


async def comes_to_rest(town: Town) -> None:
    """Returns when nothing waits to be taken, handled or carried."""
    async with asyncio.timeout(20):
        while True:
            left = look(town.bot.database)
            if not (town.world.updates.pending or left.inbox or left.outbox):
                return
            await asyncio.sleep(0.2)


def copies(crowd: Crowd, text: str, asker: Person | None) -> list[Message]:
    """Where the bot carried a text to: into its thread, or into the asker's private chat."""
    chat = crowd.porch.chat if asker is None else asker.private
    return [each for each in chat.messages.values() if each.by_bot and text in each.text]


def check(killing: Killing, crowd: Crowd) -> None:
    """Nothing is lost, and only what had to be is doubled."""
    town = killing.town
    left = look(town.bot.database)
    assert (left.inbox, left.aside, left.outbox) == (0, 0, {})
    assert left.cursor == max(left.seen) or town.world.updates.webhook.url
    assert set(town.world.updates.history) <= left.seen
    assert left.texts == {each.text: 1 for each in crowd.told}

    for number in crowd.asked:
        cards = [each for each in crowd.porch.chat.messages.values() if each.by_bot and f"#{number} ·" in each.text]
        assert len(cards) == 1, f"{len(cards)} cards of #{number}"
    assert sorted(crowd.asked) == list(range(1, len(ASKERS) + 1))

    doubled: list[Message] = []
    for each in crowd.told:
        for asker in {each.asker, None if each.public else each.asker} - (set() if each.public else {None}):
            found = copies(crowd, each.text, asker)
            assert found, f"{each.text!r} did not reach {asker.name if asker else 'the thread'}"
            doubled += [one for one in found[:-1] if one not in doubled]
    sent = {
        (call.chat_id, call.result["message_id"]): call.at
        for call in town.world.calls_of("sendMessage")
        if isinstance(call.result, dict)
    }
    for one in doubled:
        at = sent[(one.chat.id, one.id)]
        assert any(0 <= killed - at + 0.25 <= UNDER_WAY for killed in killing.kills), f"{one} came twice"
    assert len(doubled) <= 4 * len(killing.kills), "more than can have been under way"
    killing.oracle.lines += town.bot.lines
    killing.oracle.check()
    assert not any(" CRITICAL " in line or "Traceback" in line for line in town.bot.lines)


@pytest.mark.slow
@pytest.mark.timeout(150)
async def test_killed_again_and_again_while_it_polls(town: Town) -> None:
    kinds = [
        "a card is under way",
        "updates arrive",
        "nothing can be committed",
        "a card is lost",
        "a message is under way",
        "updates arrive",
        "nothing can be committed",
        "any time",
    ]
    check(*await everything(town, kinds, seed=7))


@pytest.mark.slow
@pytest.mark.timeout(150)
async def test_killed_again_and_again_behind_a_webhook(town: Town, port: int) -> None:
    town.bot.environ["AUNT_WEB__PORT"] = str(port)
    town.bot.environ["AUNT_TELEGRAM__WEBHOOK_URL"] = f"http://127.0.0.1:{port}/hook"
    kinds = ["any time", "a card is under way", "nothing can be committed", "a message is under way"]
    check(*await everything(town, kinds, seed=8))
