"""The scheduler: has happen what is to happen in time.

What comes in: appointments, rows in the store with the time they are due. What goes out: whatever their handlers do,
in the **same unit of work** that takes the row out. So each is kept exactly once: a crash before the commit leaves the
row, after it there is none. What became due while the bot was down is kept at the next start, one after the other;
whether it is still worth anything is for its handler to say.

A handler that fails undoes its own unit only, and is tried again with growing delay, as often as it takes; the others
go on. The loop sleeps until the next appointment, and wakes when a commit may have made an earlier one.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.domain.appointments import Appointment, Kind
from bot.ports.clock import Clock
from bot.ports.store import Store, Tx
from bot.services import closing, happened, nudging, weekly

log = logging.getLogger(__name__)

Handler = Callable[[Tx, Appointment], None]

HANDLERS: Mapping[Kind, Handler] = {
    Kind.SILENCE: closing.look,
    Kind.HAPPENED: happened.ask,
    Kind.NUDGE: nudging.nudge,
    Kind.WEEK: weekly.tell,
}
PAGE = 100
FIRST_RETRY, SLOWEST_RETRY = 60_000, 6 * 60 * 60_000
"""Milliseconds before one that failed is tried again: the first time, and at most."""
STORE_PAUSE = 5.0
"""Seconds to wait when the store can't be read or written (a full disk)."""
LONGEST_SLEEP = 60 * 60.0
"""Seconds; somebody may set the computer's clock."""


class Scheduler:
    """Keeps the appointments. One per process."""

    def __init__(self, store: Store, clock: Clock, handlers: Mapping[Kind, Handler] = HANDLERS) -> None:
        self._store = store
        self._clock = clock
        self._handlers = handlers
        self._wake = asyncio.Event()
        store.listen(self._wake.set)

    async def run(self) -> None:
        """Keeps what is due, until it is cancelled."""
        while True:
            self._wake.clear()
            try:
                soonest = await self.look()
            except Exception as error:  # the store itself fails: the rows stay
                log.error("the appointments can't be kept: %s", type(error).__name__, exc_info=error)
                await self._clock.sleep(STORE_PAUSE)
                continue
            await self._pause(soonest)

    async def look(self) -> int | None:
        """Keeps all that is due now, and tells when the next one is, in milliseconds since 1970."""
        while due := await self._store.read(lambda tx: tx.appointments.due(PAGE)):
            for each in due:
                await self._keep(each)
        return await self._store.read(lambda tx: tx.appointments.next_due())

    async def _keep(self, appointment: Appointment) -> None:
        def unit(tx: Tx) -> None:
            if tx.appointments.take(appointment):
                self._handlers[appointment.kind](tx, appointment)

        try:
            await self._store.write(unit)
        except Exception as error:
            log.error("a %s could not be kept: %s", appointment.kind, type(error).__name__, exc_info=error)
            await self._store.write(partial(self._later, appointment=appointment))

    def _later(self, tx: Tx, appointment: Appointment) -> None:
        delay = min(SLOWEST_RETRY, FIRST_RETRY * 2 ** min(appointment.failures, 20))
        tx.appointments.fail(appointment, tx.now + delay)

    async def _pause(self, soonest: int | None) -> None:
        """Waits for the time of the next one, or for a commit after which there may be an earlier one."""
        seconds = LONGEST_SLEEP if soonest is None else (soonest - self._clock.now()) / 1000
        waits: list[asyncio.Future[Any]] = [
            asyncio.ensure_future(self._wake.wait()),
            asyncio.ensure_future(self._clock.sleep(max(0.005, min(seconds, LONGEST_SLEEP)))),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
