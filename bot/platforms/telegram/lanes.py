"""Lanes: what belongs to one chat goes one after the other, different chats go side by side.

A lane is a queue with a task that lives while there is something in it, supervised by the caller's TaskGroup; leaving
the group waits until all lanes are empty.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


class Lanes:
    """At most about ``most`` jobs wait at a time: whoever brings more asks for `room` first."""

    def __init__(self, group: asyncio.TaskGroup, most: int) -> None:
        self._group = group
        self._most = most
        self._count = 0
        self._lanes: dict[Hashable, deque[Job]] = {}
        self._room = asyncio.Event()
        self._room.set()

    @property
    def idle(self) -> bool:
        """Whether all that was put in is done."""
        return self._count == 0

    @property
    def full(self) -> bool:
        """Whether no more should be brought now."""
        return self._count >= self._most

    def depth(self, lane: Hashable) -> int:
        """How many jobs of a lane have not begun."""
        return len(self._lanes.get(lane, ()))

    async def room(self) -> None:
        """Returns when there is room for more."""
        await self._room.wait()

    def put(self, lane: Hashable, job: Job) -> None:
        """Has ``job`` run after all that was put into this lane before."""
        self._count += 1
        if self.full:
            self._room.clear()
        if lane in self._lanes:
            self._lanes[lane].append(job)
            return
        self._lanes[lane] = deque([job])
        self._group.create_task(self._run(lane))

    async def _run(self, lane: Hashable) -> None:
        jobs = self._lanes[lane]
        try:
            while jobs:
                await self._one(jobs.popleft())
        finally:
            del self._lanes[lane]

    async def _one(self, job: Job) -> None:
        try:
            await job()
        except Exception as error:  # a mistake of ours: it must not take the other chats with it
            log.error("something failed beside its unit of work (%s)", type(error).__name__)
        finally:
            self._count -= 1
            if not self.full:
                self._room.set()
