"""Pace: budgets are kept, the urgent go first, and nobody waits for somebody else's pause."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pace import Turns
from bot.ports.platform import Budget, Chat
from bot.ports.records import Urgency
from bot.ports.vault import PlatformUser
from tests.fakes.clock import FakeClock

ROOM, OTHER = Chat(place="-1"), Chat(place="-2")
ANA = Chat(user=PlatformUser("telegram", "1"))
WIDE = (1000, 1000.0)


@dataclass
class Queue:
    """Turns on a clock that is turned by hand, and who got theirs when."""

    budget: Budget
    clock: FakeClock = field(default_factory=FakeClock)
    got: list[tuple[float, str]] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turns, self.start = Turns(self.budget, self.clock), self.clock.now()

    def ask(self, chat: Chat, urgency: Urgency = Urgency.POST, name: str = "") -> asyncio.Task[None]:
        async def wait() -> None:
            await self.turns.turn(chat, urgency)
            self.got.append(((self.clock.now() - self.start) / 1000, name or str(chat.place)))

        self.tasks.append(asyncio.create_task(wait()))
        return self.tasks[-1]

    async def pass_(self, seconds: float = 0, step: float = 0.05) -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for _ in range(round(seconds / step)):
            self.clock.advance(round(1000 * step))
            for _ in range(4):
                await asyncio.sleep(0)

    async def end(self) -> None:
        await self.turns.close()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def names(self) -> list[str]:
        return [name for _, name in self.got]


async def test_a_burst_goes_at_once_and_the_rest_as_it_refills() -> None:
    queue = Queue(Budget(WIDE, (3, 0.5), WIDE))
    for _ in range(5):
        queue.ask(ROOM)
    await queue.pass_(5)
    assert [round(at, 1) for at, _ in queue.got] == [0, 0, 0, pytest.approx(2, abs=0.1), pytest.approx(4, abs=0.1)]
    await queue.end()


async def test_chats_have_budgets_of_their_own_by_their_kind() -> None:
    queue = Queue(Budget(WIDE, (1, 0.1), (2, 0.1)))
    for chat, name in [(ROOM, "room"), (ROOM, "room"), (OTHER, "other"), (ANA, "ana"), (ANA, "ana"), (ANA, "ana")]:
        queue.ask(chat, name=name)
    await queue.pass_()
    assert queue.names() == ["room", "other", "ana", "ana"]
    await queue.end()


async def test_all_chats_together_keep_the_overall_budget() -> None:
    queue = Queue(Budget((2, 1.0), WIDE, WIDE))
    for number in range(5):
        queue.ask(Chat(place=str(number)))
    await queue.pass_()
    assert len(queue.got) == 2
    await queue.pass_(2.2)
    assert queue.names() == ["0", "1", "2", "3"]
    await queue.end()


async def test_the_most_urgent_goes_first_and_within_one_urgency_the_first_to_come() -> None:
    queue = Queue(Budget((1, 1.0), WIDE, WIDE))
    queue.ask(ROOM, name="in time")
    await queue.pass_()
    asked = [
        (Urgency.DIGEST, "digest"), (Urgency.EDIT, "edit"), (Urgency.POST, "post 1"), (Urgency.NOTICE, "notice"),
        (Urgency.POST, "post 2"), (Urgency.TAP, "tap"),
    ]  # fmt: skip
    for urgency, name in asked:
        queue.ask(OTHER, urgency, name)
    await queue.pass_(7)
    assert queue.names() == ["in time", "tap", "post 1", "post 2", "notice", "edit", "digest"]
    await queue.end()


async def test_a_chat_on_hold_holds_up_only_itself() -> None:
    queue = Queue(Budget(WIDE, (1, 1.0), WIDE))
    queue.turns.hold(300, ROOM)
    queue.ask(ROOM, Urgency.TAP, "held")
    await queue.pass_()
    for number in range(3):
        queue.ask(OTHER, name=f"other {number}")
    await queue.pass_(2.5)
    assert queue.names() == ["other 0", "other 1", "other 2"]
    await queue.pass_(298, 1)
    assert queue.names()[-1] == "held"
    assert queue.got[-1][0] == pytest.approx(300, abs=1.1)
    await queue.end()


async def test_a_hold_without_a_chat_is_for_all() -> None:
    queue = Queue(Budget(WIDE, WIDE, WIDE))
    queue.turns.hold(3)
    queue.turns.hold(1)  # a shorter one takes nothing away from it
    for chat in (ROOM, OTHER, ANA):
        queue.ask(chat)
    await queue.pass_(2.9)
    assert queue.got == []
    await queue.pass_(0.2)
    assert len(queue.got) == 3
    await queue.end()


async def test_who_stops_waiting_takes_no_turn() -> None:
    queue = Queue(Budget(WIDE, (1, 1.0), WIDE))
    queue.ask(ROOM, name="first")
    waiting = queue.ask(ROOM, name="gives up")
    queue.ask(ROOM, name="last")
    await queue.pass_()
    waiting.cancel()
    await queue.pass_(1.1)
    assert queue.names() == ["first", "last"]
    await queue.end()


async def test_a_closed_pacer_gives_no_more_turns() -> None:
    queue = Queue(Budget(WIDE, (1, 1.0), WIDE))
    queue.ask(ROOM)
    before = queue.ask(ROOM)
    await queue.pass_()
    await queue.turns.close()
    after = queue.ask(OTHER)
    await queue.pass_(5)
    assert before.cancelled()
    assert after.cancelled()
    assert queue.clock.sleepers == 0


async def test_chats_that_are_forgotten_come_back_with_no_more_than_they_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pace.FORGET_AFTER", 3)
    queue = Queue(Budget(WIDE, (1, 0.1), WIDE))
    for number in range(5):
        queue.ask(Chat(place=str(number)))
    for number in range(5):
        queue.ask(Chat(place=str(number)))
    await queue.pass_()
    assert len(queue.got) == 5
    await queue.end()


wishes = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.sampled_from(Urgency)), min_size=1, max_size=40)
"""When (in tenths of a second), which chat, how urgent."""
holds = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.integers(1, 20)), max_size=3)


@settings(max_examples=25)
@given(wishes, holds, st.integers(1, 4), st.integers(1, 3))
def test_no_window_holds_more_than_the_budget_and_everybody_gets_a_turn(
    wishes: list[tuple[int, int, Urgency]], holds: list[tuple[int, int, int]], burst: int, chat_burst: int
) -> None:
    async def run() -> tuple[Queue, list[tuple[float, str]]]:
        queue = Queue(Budget((burst, 4.0), (chat_burst, 1.0), WIDE))
        for tenth in range(31):
            for at, chat, seconds in holds:
                if at == tenth:
                    queue.turns.hold(seconds / 10, Chat(place=str(chat)))
            for at, chat, urgency in wishes:
                if at == tenth:
                    queue.ask(Chat(place=str(chat)), urgency)
            await queue.pass_(0.1, 0.1)
        await queue.pass_(45, 0.1)
        await queue.end()
        return queue, queue.got

    _queue, got = asyncio.run(run())
    assert len(got) == len(wishes)
    for chosen, most, refill in [(None, burst, 4.0)] + [(str(chat), chat_burst, 1.0) for chat in range(4)]:
        times = [at for at, name in got if chosen in (None, name)]
        for first, start in enumerate(times):
            for last in range(first, len(times)):
                # Turns are seen at most a step of the clock (0.1 s) after they were given.
                assert last - first + 1 <= most + (times[last] - start + 0.1) * refill + 1e-6
