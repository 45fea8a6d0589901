"""Lanes: what belongs to one channel goes one after the other, different channels go side by side.

A lane is a task that lives while there is something in it, supervised by the caller's TaskGroup; leaving the group
waits until all lanes are empty. What fails is told without its words, and the next in the lane goes on.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


class Lanes:
    """Supervised by ``group``; a job without a lane goes at once."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self._group = group
        self._lanes: dict[Hashable, deque[Job]] = {}

    def put(self, lane: Hashable, job: Job) -> None:
        """Has ``job`` run after all that was put into this lane before."""
        if lane in self._lanes:
            self._lanes[lane].append(job)
            return
        self._lanes[lane] = deque([job])
        self._group.create_task(self._run(lane))

    def at_once(self, job: Job) -> None:
        """Has ``job`` run beside everything else."""
        self._group.create_task(_guarded(job))

    async def _run(self, lane: Hashable) -> None:
        jobs = self._lanes[lane]
        try:
            while jobs:
                await _guarded(jobs.popleft())
        finally:
            del self._lanes[lane]


async def _guarded(job: Job) -> None:
    try:
        await job()
    except Exception as error:  # a mistake of ours: it must not take the other channels with it
        log.error("what somebody did on Discord was not taken in", exc_info=error)
