"""The librarian: fills the shelves that search looks at, and clears away what the index holds of what is gone.

A shelf is to be filled when a database comes from before there was any, or when a community changes its language. A few
questions at a time go there, so that nobody who writes has to wait for long; how far it got is in the store, so that a
restart goes on from there. What was deleted is overwritten in the index once in some hours, a few pages at a time.
"""

import asyncio
import logging

from bot.ports.clock import Clock
from bot.ports.store import Store, Tx
from bot.services import shelving

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Questions in one unit of work: some ten milliseconds."""
PAGES = 200
"""Pages of the index that are merged in one unit of work."""
BREATH = 0.01
"""Seconds between two units, in which whoever waits has the writer for themselves."""
LOOKS = 60.0
"""Seconds until it is looked again whether anything is to be filled."""
TIDIES = 360
"""Looks after which the index is tidied: six hours."""


class Librarian:
    """Looks after the shelves."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def run(self) -> None:
        """Looks until it is cancelled. What fails is tried again at the next look."""
        looks = 0
        while True:
            try:
                await self.fill()
                if looks % TIDIES == 0:
                    await self.tidy()
            except Exception as error:
                log.error("the shelves could not be looked after: %s", type(error).__name__, exc_info=error)
            looks += 1
            await self._clock.sleep(LOOKS)

    async def fill(self) -> None:
        """Fills all that is to be filled."""
        while await self._store.read(_waits):
            await self._store.write(_fill)
            await asyncio.sleep(BREATH)

    async def tidy(self) -> None:
        """Overwrites all that the index still holds of what is gone."""
        more = True
        while more:
            more = await self._store.write(lambda tx: tx.search.tidy(PAGES))
            await asyncio.sleep(BREATH)


def _waits(tx: Tx) -> bool:
    return tx.search.unfilled() is not None


def _fill(tx: Tx) -> bool:
    return shelving.fill(tx, AT_ONCE)
