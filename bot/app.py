"""The app: the one place that knows everyone. Builds the parts, starts them, and stops them in order.

    store ─ dispatch ─ platforms ─ courier ─ web server

Everything that runs is a task of one group. Stopping goes from the outside in: the platforms take nothing more and
finish what they took, the courier finishes what is under way, the store closes last. What is left waits on disk.
"""

import asyncio
import logging
import random
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import cogs
from bot.archive.server import Archive
from bot.compose import Composer
from bot.config import Settings, SettingsError
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.librarian import Librarian
from bot.meters import Meters
from bot.metrics import Metrics
from bot.platforms.discord.client import Discord
from bot.platforms.playground.client import Playground
from bot.platforms.playground.personas import PLATFORM
from bot.platforms.telegram.client import Telegram
from bot.ports.clock import Clock
from bot.ports.platform import Platform, PlatformError, TryLater
from bot.ports.store import Store
from bot.ports.vault import Vault
from bot.retention import CONTACT_DAYS, Retention
from bot.scheduler import Scheduler
from bot.traces import tracer
from bot.vault import KeyVault
from bot.web import Contributor, Health, Web
from storage.database import Database, Unusable
from storage.lock import Occupied, alone

log = logging.getLogger(__name__)

DEMO_ARCHIVE = "/archive"
"""Where the demo serves the archive; the playground's own page is at the root."""
GRACE = 8.0
"""Seconds to finish what was taken once a stop is asked for; the promise is 10 in all."""
FIRST_DELAY = 0.5
SLOWEST_DELAY = 30.0
"""Seconds before a platform that could not be reached at the start is tried again: the first time, and at most."""


class SystemClock:
    """The time as it is."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    async def sleep(self, seconds: float) -> None:
        """Returns after that long."""
        await asyncio.sleep(seconds)


class Adapter(Platform, Contributor, Protocol):
    """A platform's adapter as the app runs it."""

    async def start(self) -> None:
        """Makes ready to send; may be asked again after a PlatformError. Raises what a person must mend first."""
        ...

    async def run(self, dispatch: Dispatch, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Takes in what people do until ``stop``, and returns when all that was taken is handled."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...


class App:
    """One running Agony Aunt over a store and some platforms."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        clock: Clock,
        adapters: Sequence[Adapter],
        *,
        contact_days: int = CONTACT_DAYS,
        pages: Sequence[Contributor] = (),
        meters: Meters | None = None,
    ) -> None:
        """``pages`` are what the web server serves beside the platforms' own; ``meters`` count what is done."""
        self.adapters = adapters
        self._clock = clock
        platforms: dict[str, Platform] = {each.name: each for each in adapters}
        self.dispatch = Dispatch(store, vault, cogs.ALL, platforms, meters)
        composer = Composer(self.dispatch.steps, platforms.get, tracer(vault))
        self.courier = Courier(store, vault, clock, platforms, composer, meters)
        self._retention = Retention(store, vault, clock, contact_days)
        self.scheduler = Scheduler(store, clock)
        self._librarian = Librarian(store, clock)
        self.ready = asyncio.Event()
        self._web = Web([Health(self.ready), *adapters, *pages])

    @property
    def address(self) -> str:
        """Where the web server listens, "" before it does."""
        return self._web.address

    async def run(self, stop: asyncio.Event, host: str, port: int) -> None:
        """Runs until ``stop`` and ends within 10 seconds. Raises SettingsError where it can't listen there."""
        async with self._web.serving(host, port):
            try:
                if await self._started(stop):
                    await self._work(stop)
            finally:
                for adapter in self.adapters:
                    await adapter.close()

    async def _started(self, stop: asyncio.Event) -> bool:
        """Whether all platforms can be talked to now, which may take as long as it takes; False if ``stop`` came first.

        Raises what a person must mend.
        """
        starting, stopping = asyncio.ensure_future(self._start()), asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
            return starting.done()
        finally:
            starting.cancel()
            stopping.cancel()
            await asyncio.gather(starting, stopping, return_exceptions=True)

    async def _start(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            for adapter in self.adapters:
                tasks.create_task(self._connect(adapter))

    async def _connect(self, adapter: Adapter) -> None:
        """Starts an adapter, again and again with growing delays while its platform can't be reached."""
        delay = FIRST_DELAY
        while True:
            try:
                await adapter.start()
                return
            except PlatformError as error:
                if delay == FIRST_DELAY:
                    log.warning("%s can't be reached at the moment. Trying on", adapter.name)
                wanted = error.seconds if isinstance(error, TryLater) else 0.0
            await self._clock.sleep(max(delay * random.uniform(1.0, 1.5), wanted))
            delay = min(delay * 2, SLOWEST_DELAY)

    async def _work(self, stop: asyncio.Event) -> None:
        waiting = {adapter.name for adapter in self.adapters}
        halt = asyncio.Event()

        def ready(name: str) -> None:
            waiting.discard(name)
            if not waiting and not self.ready.is_set():
                self.ready.set()
                log.info("ready: %s", ", ".join(adapter.name for adapter in self.adapters))

        async def carry() -> None:
            await self.courier.run(halt)

        async def take(adapter: Adapter) -> None:
            await adapter.run(self.dispatch, stop, lambda: ready(adapter.name))

        async with asyncio.TaskGroup() as tasks:
            carrying = tasks.create_task(carry())
            keeping = [tasks.create_task(each.run()) for each in (self._retention, self.scheduler, self._librarian)]
            taking = [tasks.create_task(take(adapter)) for adapter in self.adapters]
            await stop.wait()
            log.info("stopping")
            for each in keeping:
                each.cancel()
            await asyncio.wait(taking, timeout=GRACE / 2)
            halt.set()
            for adapter in self.adapters:
                await adapter.pacer.close()
            await asyncio.wait([carrying, *taking], timeout=GRACE / 2)
            for task in (carrying, *taking):
                task.cancel()


def adapters(settings: Settings, store: Store, vault: Vault, clock: Clock) -> list[Adapter]:
    """The platforms that have a token. Raises SettingsError if none has."""
    found: list[Adapter] = []
    telegram = settings.telegram
    if telegram.token is not None:
        found.append(
            Telegram(
                telegram.token.get_secret_value(),
                telegram.api_url,
                store=store,
                vault=vault,
                clock=clock,
                webhook_url=telegram.webhook_url,
            )
        )
    discord = settings.discord
    if discord.token is not None:
        found.append(
            Discord(
                discord.token.get_secret_value(),
                store=store,
                vault=vault,
                clock=clock,
                message_content=discord.message_content,
                api_url=discord.api_url,
                gateway_url=discord.gateway_url,
                shards=discord.shards,
            )
        )
    if not found:
        raise SettingsError(
            "telegram.token (AUNT_TELEGRAM__TOKEN) is missing, and so is discord.token (AUNT_DISCORD__TOKEN): please "
            "set the token that @BotFather or Discord's developer portal gave you."
        )
    return found


def archive(settings: Settings, store: Store, clock: Clock, found: Sequence[Adapter]) -> Archive:
    """The archive of all communities that chose so."""
    platforms: dict[str, Platform] = {each.name: each for each in found}
    return Archive(store, platforms.get, clock, base=settings.web.url, forwarded=settings.web.forwarded)


async def run(settings: Settings, keys: Sequence[bytes], stop: asyncio.Event) -> None:
    """``agony-aunt run``: every platform that has a token, until ``stop``. Alone on its database.

    ``keys``: the vault's, newest first.
    """
    clock, vault, path = SystemClock(), KeyVault(keys), settings.storage.path
    told = f"storage.path (AUNT_STORAGE__PATH): {path}"
    try:
        with alone(path):
            store = await Database.open(path, clock, vault)
            try:
                days, meters = settings.privacy.contact_days, Meters()
                found = adapters(settings, store, vault, clock)
                pages = list[Contributor]()
                if settings.web.metrics:
                    names = [each.name for each in found]
                    pages.append(Metrics(store, clock, meters, names, lambda: store.written))
                if settings.web.archive:
                    pages.append(archive(settings, store, clock, found))
                app = App(store, vault, clock, found, contact_days=days, pages=pages, meters=meters)
                await app.run(stop, settings.web.host, settings.web.port)
            finally:
                await store.close()
    except Unusable as error:
        raise SettingsError(f"{told} {error}.") from error
    except Occupied:
        raise SettingsError(f"{told} is in use by another Agony Aunt: stop that one first.") from None


@dataclass(frozen=True)
class Demo:
    """A playground that is being served."""

    address: str
    app: App
    playground: Playground
    store: Database


@asynccontextmanager
async def demo(port: int = 0, *, seeded: bool = True) -> AsyncIterator[Demo]:
    """``agony-aunt demo``: the playground on 127.0.0.1 with a fresh store, filled with examples, ready to be used."""
    clock, vault, stop = SystemClock(), KeyVault([secrets.token_bytes(32)]), asyncio.Event()
    with tempfile.TemporaryDirectory(prefix="agony-aunt-") as folder:
        store = await Database.open(Path(folder) / "demo.db", clock, vault)
        try:
            playground = Playground(store=store, clock=clock, archive=f"{DEMO_ARCHIVE}/")
            pages = [Archive(store, {PLATFORM: playground}.get, clock, prefix=DEMO_ARCHIVE)]
            app = App(store, vault, clock, [playground], pages=pages)
            async with asyncio.TaskGroup() as tasks:
                running = tasks.create_task(app.run(stop, "127.0.0.1", port))
                try:
                    await _first(app.ready, running)
                    if seeded:
                        await playground.seed(app.dispatch, app.courier.idle)
                    yield Demo(app.address, app, playground, store)
                finally:
                    stop.set()
        finally:
            await store.close()


async def _first(ready: asyncio.Event, running: asyncio.Task[None]) -> None:
    """Waits until it is ready, or raises what kept it from becoming so."""
    waiting = asyncio.ensure_future(ready.wait())
    await asyncio.wait([waiting, running], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if running.done():
        await running
