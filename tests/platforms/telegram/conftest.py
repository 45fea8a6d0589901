"""A bot on the pretended Telegram: the real client, the real store, and a dispatch that does what a test tells it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.cards import Card
from bot.cog import Declared
from bot.events import Event
from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.events import Shown
from bot.ports.store import Tx
from bot.vault import KeyVault
from storage import Database
from tests.fakes.store import opened
from tests.fakes.telegram import Server, TelegramWorld, serving

VAULT = KeyVault([b"k" * 32])


class QuickClock:
    """Time that passes as soon as somebody waits for it; ``naps`` says for how long they waited."""

    def __init__(self) -> None:
        self._now = 1_767_225_600_000
        self.naps: list[float] = []

    def now(self) -> int:
        return self._now

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self._now += round(seconds * 1000)
        await asyncio.sleep(0)


def _command(*, private: bool = True, public: bool = False, survey: bool = False) -> Declared:
    return Declared(lambda call, words: None, survey, private, public)


@dataclass
class StubDispatch:
    """Writes down what it was told, settles it in one unit of work, and answers as ``answer`` says."""

    store: Database
    answer: Callable[[Event], Shown] = lambda event: None
    before: Callable[[Event], None] = lambda event: None
    events: list[Event] = field(default_factory=list)
    commands: dict[str, Declared] = field(
        default_factory=lambda: {
            "ask": _command(),
            "setup": _command(public=True, private=False, survey=True),
            "delete": _command(public=True),
        }
    )

    async def handle(self, event: Event, settle: Callable[[Tx], None]) -> Shown:
        def unit(tx: Tx) -> None:
            settle(tx)
            self.before(event)

        await self.store.write(unit)
        self.events.append(event)
        return self.answer(event)

    @property
    def done(self) -> list[object]:
        return [event.what for event in self.events]


@dataclass
class Running:
    """A bot that runs, and what it talks to."""

    telegram: Telegram
    dispatch: StubDispatch
    store: Database
    world: TelegramWorld
    clock: QuickClock
    stop: asyncio.Event
    task: "asyncio.Task[None]"

    async def settled(self) -> None:
        """Waits until everything that was sent is taken, handled and answered."""
        await self.world.all_taken()
        await eventually(lambda: self.idle)

    @property
    def idle(self) -> bool:
        """Whether no update is in a lane."""
        lanes = (self.telegram._intake.lanes, self.telegram._answering)
        return all(each is None or each.idle for each in lanes)

    async def ends(self) -> None:
        """Stops it and waits until it has finished."""
        self.stop.set()
        await asyncio.wait_for(asyncio.shield(self.task), 5)


async def eventually(condition: Callable[[], object]) -> None:
    """Returns as soon as it holds. TimeoutError after three seconds."""
    async with asyncio.timeout(3):
        while not condition():  # noqa: ASYNC110 (what is waited for is inside the bot, which rings no bell for tests)
            await asyncio.sleep(0.005)


def card(*parts: object, **more: object) -> Card:
    """A card of parts."""
    return Card(tuple(parts), **more)  # type: ignore[arg-type]


@pytest.fixture
def world() -> TelegramWorld:
    return TelegramWorld()


@pytest.fixture
async def server(world: TelegramWorld) -> AsyncIterator[Server]:
    async with serving(world) as server:
        yield server
    assert world.violations == []


@pytest.fixture
def clock() -> QuickClock:
    return QuickClock()


@pytest.fixture
async def store(tmp_path: Path, clock: QuickClock) -> AsyncIterator[Database]:
    store = await opened(tmp_path / "aunt.db", clock, VAULT)
    yield store
    await store.close()


@pytest.fixture
async def telegram(world: TelegramWorld, server: Server, store: Database, clock: QuickClock) -> AsyncIterator[Telegram]:
    """A bot that has started and does not run."""
    telegram = Telegram(world.token, server.api_url, store=store, vault=VAULT, clock=clock, poll_seconds=2)
    await telegram.start()
    yield telegram
    await telegram.close()


@asynccontextmanager
async def running(
    telegram: Telegram, dispatch: StubDispatch, world: TelegramWorld, clock: QuickClock
) -> AsyncIterator[Running]:
    """Runs a started bot for as long as the context lasts."""
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(telegram.run(dispatch, stop, ready.set))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({task, waiting}, timeout=3, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if task.done():
        task.result()
    bot = Running(telegram, dispatch, dispatch.store, world, clock, stop, task)
    try:
        yield bot
    finally:
        stop.set()
        await asyncio.wait_for(asyncio.gather(task, waiting, return_exceptions=True), 5)


@pytest.fixture
async def bot(telegram: Telegram, store: Database, world: TelegramWorld, clock: QuickClock) -> AsyncIterator[Running]:
    """A bot that runs."""
    async with running(telegram, StubDispatch(store), world, clock) as bot:
        yield bot
