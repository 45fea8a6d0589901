"""Units of work on a connection's thread: one that reads on a snapshot, or a batch of them that is committed together.

A batch is one transaction of SQLite with a savepoint per unit, because the commit (the moment when everything is forced
to the disk) costs far more than what a unit does. An error in a unit undoes that unit and is raised to its caller; only
when the commit itself fails, or SQLite gave up the whole transaction, do all units of the batch fail.
"""

import asyncio
import inspect
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from bot.ports.clock import Clock
from bot.ports.store import Tx
from bot.ports.vault import Vault
from storage.session import Ids, Session
from storage.transaction import Transaction

T = TypeVar("T")


class WriteFailed(Exception):
    """Nothing of the unit is in the database: it could not be begun or committed (a full disk, a locked file)."""


class Job:
    """A unit that somebody waits for. It is answered in the event loop, after the commit that decides about it."""

    __slots__ = ("_error", "_future", "_result", "unit")

    def __init__(self, unit: Callable[[Tx], Any], future: asyncio.Future[Any]) -> None:
        self.unit = unit
        self._future = future
        self._result: Any = None
        self._error: BaseException | None = None

    @property
    def wanted(self) -> bool:
        """False once the caller has been cancelled."""
        return not self._future.cancelled()

    def succeeded(self, result: Any) -> None:
        """The unit ran; whether that counts, the commit decides."""
        self._result = result

    def failed(self, error: BaseException) -> None:
        """The unit is undone. The first error is the one that is told."""
        self._error = self._error or error

    def answer(self) -> None:
        """Tells the caller, if it is still there."""
        if self._future.done():
            return
        if self._error is None:
            self._future.set_result(self._result)
        else:
            self._future.set_exception(self._error)


class Units:
    """Runs units; what they need beside a connection is here."""

    def __init__(self, clock: Clock, vault: Vault) -> None:
        self._clock = clock
        self._vault = vault
        self.ids = Ids()

    def look(self, connection: sqlite3.Connection, unit: Callable[[Tx], T]) -> T:
        """Runs one unit on a snapshot of a connection that can only read."""
        connection.execute("BEGIN")
        try:
            result, _ = self._run(connection, unit)
            return result
        finally:
            connection.execute("ROLLBACK")

    def commit(self, connection: sqlite3.Connection, jobs: Sequence[Job]) -> bool:
        """Runs all units whose callers still wait and commits them together; whether the outbox was stirred.

        Raises nothing: every job has its result or its error afterwards.
        """
        stirred = False
        try:
            connection.execute("BEGIN IMMEDIATE")
            for job in jobs:
                stirred |= job.wanted and self._save(connection, job)
            connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            for job in jobs:
                failure = WriteFailed(f"the database could not be written: {error}")
                failure.__cause__ = error
                job.failed(failure)
            return False
        return stirred

    def _save(self, connection: sqlite3.Connection, job: Job) -> bool:
        """Runs one unit in a savepoint of its own; whether it succeeded and stirred the outbox."""
        connection.execute("SAVEPOINT unit")
        try:
            result, stirred = self._run(connection, job.unit)
        except BaseException as error:
            if not connection.in_transaction:  # SQLite has undone the whole batch: there is nothing left to commit
                raise
            job.failed(error)
            connection.execute("ROLLBACK TO unit")
            stirred = False
        else:
            job.succeeded(result)
        connection.execute("RELEASE unit")
        return stirred

    def _run(self, connection: sqlite3.Connection, unit: Callable[[Tx], T]) -> tuple[T, bool]:
        session = Session(connection, self.ids, self._vault, self._clock.now())
        try:
            result = unit(Transaction(session))
        except StopIteration as error:  # which a future can't carry
            raise RuntimeError("a unit of work raised StopIteration") from error
        finally:
            session.end()
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()
            raise TypeError("a unit of work is a plain function: it must not return something to await")
        return result, session.stirred
