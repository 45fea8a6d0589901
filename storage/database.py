"""The database: one writer, a few readers, and whoever waits for them.

`write` puts a unit into line. The writer's thread takes **all** that stand in line, commits them together (see `units`)
and answers them in the event loop; while it does so, a new line forms. The line is handed over once per turn of the
event loop, so what many tasks ask for in one turn becomes one commit. `read` takes the next free reading connection.

A caller that is cancelled leaves its unit to run whole, or not at all if it had not been taken from the line.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Self, TypeVar

from bot.ports.clock import Clock
from bot.ports.store import Tx
from bot.ports.vault import Vault
from storage.connection import Connection, reader, writer
from storage.migrate import migrate
from storage.units import Job, Units, WriteFailed

__all__ = ["Closed", "Database", "Unusable", "WriteFailed"]

T = TypeVar("T")

_WITH_IDS = (
    "community", "place", "form", "question", "opinion", "passage", "reply", "outbox", "inbox",
)  # fmt: skip


class Closed(Exception):
    """The database has been closed."""

    def __init__(self) -> None:
        super().__init__("the database is closed")


class Unusable(Exception):
    """The file can't be opened, or is no database. The text completes a sentence that begins with its path."""


class Database:
    """`bot.ports.store.Store` on a SQLite file. Belongs to the event loop that opened it."""

    def __init__(self, writer: Connection, readers: Sequence[Connection], units: Units) -> None:
        self._writer = writer
        self._readers = readers
        self._units = units
        self._loop = asyncio.get_running_loop()
        self._idle: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        for each in readers:
            self._idle.put_nowait(each)
        self._line: list[Job] = []
        self._called = False
        """Whether the writer's thread was, or is about to be, told of the line."""
        self._lock = Lock()
        self._listeners: list[Callable[[], None]] = []
        self._closed = False
        self.written = 0
        """How many units were asked to write, and answered, since it was opened."""

    @classmethod
    async def open(cls, path: Path, clock: Clock, vault: Vault, *, readers: int = 2) -> Self:
        """Opens the file, made where there is none, and brings it up to date. Raises SchemaError or Unusable."""
        units = Units(clock, vault)
        first, others = writer(path), [reader(path) for _ in range(readers)]
        opened: list[Connection] = []
        try:
            for each in (first, *others):
                try:
                    await each
                except (OSError, sqlite3.Error):
                    each.wait_for_end()
                    raise
                opened.append(each)
                if each is first:
                    await first.run(lambda: _prepare(first.raw, units, clock))
        except BaseException as error:
            await _close(opened)
            if isinstance(error, OSError):
                raise Unusable(f"can't be opened ({error.strerror})") from error
            if isinstance(error, sqlite3.Error):
                raise Unusable(f"can't be used as the database ({error})") from error
            raise
        return cls(first, others, units)

    async def close(self) -> None:
        """Finishes what was asked for before, then closes the file. Later calls raise Closed."""
        if self._closed:
            return
        self._closed = True
        self._writer.run(self._commit)
        await _close([self._writer, *self._readers])

    async def write(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit; its effects are on disk when this returns, or none of them if it raised.

        Raises what the unit raised, WriteFailed when SQLite could not commit, Closed.
        """
        if self._closed:
            raise Closed
        future: asyncio.Future[T] = self._loop.create_future()
        with self._lock:
            self._line.append(Job(unit, future))
            called, self._called = self._called, True
        if not called:
            self._loop.call_soon(self._call)
        return await future

    async def read(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit that changes nothing, on a snapshot. Raises what the unit raised, Closed."""
        if self._closed:
            raise Closed
        connection = await self._idle.get()
        try:
            if self._closed:
                raise Closed
            return await connection.run(lambda: self._units.look(connection.raw, unit))
        finally:
            self._idle.put_nowait(connection)

    def listen(self, wake: Callable[[], None]) -> None:
        """`wake` is called in the event loop after every commit that put something in the outbox, or made an
        appointment."""
        self._listeners.append(wake)

    def _call(self) -> None:
        """In the event loop: tells the writer's thread that there is a line (`close` has told it already)."""
        if not self._closed:
            self._writer.run(self._commit)

    def _commit(self) -> None:
        """On the writer's thread: takes the whole line, commits it and has it answered."""
        with self._lock:
            jobs, self._line = self._line, []
            self._called = False
        if jobs:
            stirred = self._units.commit(self._writer.raw, jobs)
            self._loop.call_soon_threadsafe(self._answer, jobs, stirred)

    def _answer(self, jobs: Sequence[Job], stirred: bool) -> None:
        """In the event loop: tells everybody how it went."""
        self.written += len(jobs)
        for job in jobs:
            job.answer()
        if stirred:
            for wake in self._listeners:
                self._loop.call_soon(wake)


def _prepare(connection: sqlite3.Connection, units: Units, clock: Clock) -> None:
    """On the writer's thread: the schema, and the highest id there is."""
    migrate(connection, clock.now())
    for table in _WITH_IDS:
        (last,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        units.ids.start(last or 0)


async def _close(connections: Sequence[Connection]) -> None:
    """Closes the readers first: the last to close clears the log away, which only the writer may."""
    for each in reversed(connections):
        await each.close()
