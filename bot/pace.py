"""Pace: how fast we may talk, and who goes first when that is not fast enough.

Token buckets for the platform as a whole and for each chat. Whoever wants to send waits for a turn; of those who
wait, the most urgent is served first, and within one urgency the first to come. A chat that must pause (the platform
said so) holds up only itself.
"""

import asyncio
import heapq
from dataclasses import dataclass, field
from itertools import count

from bot.ports.clock import Clock
from bot.ports.platform import Budget, Chat
from bot.ports.records import Urgency

FORGET_AFTER = 10_000
"""Chats remembered before those with a full bucket are forgotten."""


@dataclass
class _Bucket:
    """Tokens that refill; ``held_until`` and times are milliseconds of the clock."""

    burst: int
    refill: float
    tokens: float
    at: int
    held_until: int = 0

    def ready_at(self, now: int) -> int:
        """When a token can be had, in the clock's milliseconds."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) / 1000 * self.refill)
        self.at = now
        wait = 0 if self.tokens >= 1 else round((1 - self.tokens) / self.refill * 1000) + 1
        return max(now + wait, self.held_until)


@dataclass(order=True)
class _Waiting:
    urgency: int
    turn: int
    chat: Chat = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class Turns:
    """A :class:`~bot.ports.platform.Pacer` over one platform's budget."""

    def __init__(self, budget: Budget, clock: Clock) -> None:
        self._budget = budget
        self._clock = clock
        self._all = self._bucket(budget.overall)
        self._chats: dict[Chat, _Bucket] = {}
        self._waiting: list[_Waiting] = []
        self._order = count()
        self._waker: asyncio.Task[None] | None = None
        self._wakes_at = 0
        self._closed = False

    def _bucket(self, size: tuple[int, float]) -> _Bucket:
        return _Bucket(size[0], size[1], size[0], self._clock.now())

    def _of(self, chat: Chat) -> _Bucket:
        if chat not in self._chats:
            if len(self._chats) >= FORGET_AFTER:
                self._forget()
            self._chats[chat] = self._bucket(self._budget.place if chat.place else self._budget.person)
        return self._chats[chat]

    def _forget(self) -> None:
        now = self._clock.now()
        for chat, bucket in list(self._chats.items()):
            if bucket.ready_at(now) <= now and bucket.tokens >= bucket.burst:
                del self._chats[chat]

    async def turn(self, chat: Chat, urgency: Urgency) -> None:
        """Returns when a message may go to this chat."""
        waiting = _Waiting(urgency, next(self._order), chat, asyncio.get_running_loop().create_future())
        if self._closed:
            waiting.granted.cancel()
        heapq.heappush(self._waiting, waiting)
        self._grant()
        await waiting.granted

    def hold(self, seconds: float, chat: Chat | None = None) -> None:
        """Nothing to this chat (None: to any) for that long."""
        bucket = self._all if chat is None else self._of(chat)
        bucket.held_until = max(bucket.held_until, self._clock.now() + round(seconds * 1000))

    def _grant(self) -> None:
        """Gives turns to whoever can have one now, and arranges to look again when the next one might."""
        now, later, soonest = self._clock.now(), [], None
        while self._waiting:
            waiting = heapq.heappop(self._waiting)
            if waiting.granted.done():
                continue
            bucket = self._of(waiting.chat)
            overall = self._all.ready_at(now)
            ready = max(overall, bucket.ready_at(now))
            if ready <= now:
                self._all.tokens -= 1
                bucket.tokens -= 1
                waiting.granted.set_result(None)
                continue
            later.append(waiting)
            soonest = ready if soonest is None else min(soonest, ready)
            if overall > now:
                break
        for waiting in later:
            heapq.heappush(self._waiting, waiting)
        if soonest is not None and (self._waker is None or soonest < self._wakes_at):
            if self._waker is not None:
                self._waker.cancel()
            self._wakes_at = soonest
            self._waker = asyncio.get_running_loop().create_task(self._look_again((soonest - now) / 1000))

    async def _look_again(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._waker = None
        self._grant()

    async def close(self) -> None:
        """Ends the look-out; whoever still waits is cancelled."""
        self._closed = True
        if self._waker is not None:
            self._waker.cancel()
        for waiting in self._waiting:
            waiting.granted.cancel()
