"""A clock that a test turns by hand."""

import asyncio
from heapq import heappop, heappush
from itertools import count

NEW_YEAR = 1_767_225_600_000  # 2026-01-01T00:00:00Z


class FakeClock:
    """`bot.ports.clock.Clock` whose time stands still until `advance` moves it."""

    def __init__(self, now: int = NEW_YEAR) -> None:
        self._now = now
        self._order = count()
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return self._now

    @property
    def sleepers(self) -> int:
        """How many wait in `sleep` right now."""
        return sum(not future.done() for _, _, future in self._sleepers)

    async def sleep(self, seconds: float) -> None:
        """Returns when `advance` has passed that time; at once (after a turn of the event loop) for no time."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self._now + round(seconds * 1000), next(self._order), future))
        await future

    def advance(self, ms: int) -> None:
        """Moves the time on. Whoever slept until then wakes in the order of their times, at the loop's next turn."""
        self._now += ms
        while self._sleepers and self._sleepers[0][0] <= self._now:
            _, _, future = heappop(self._sleepers)
            if not future.done():
                future.set_result(None)
