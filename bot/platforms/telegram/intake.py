"""Intake: nothing that was sent to us is lost, and nothing takes effect twice.

In come raw updates, by long polling or through the webhook. They are sealed and committed to the inbox before Telegram
hears that they have arrived (the offset of the next getUpdates; the webhook's 200). Then each goes to the lane of its
chat and is handled; the unit of work that holds its effects also takes it out of the inbox. Whatever a crash leaves in
the inbox is handled first at the next start.

Raw, because the library parses a batch as a whole: one update that it can't read would stop all others for good. Here
an update that can't be read, or fails three times, is set aside, told in the log without a word of it, and the next
one is taken.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any

from bot.platforms.telegram.events import NAME
from bot.platforms.telegram.lanes import Lanes
from bot.platforms.telegram.waiting import Backoff, until
from bot.ports.clock import Clock
from bot.ports.records import RowId
from bot.ports.store import Store, Tx
from bot.ports.vault import SealBroken, Vault

log = logging.getLogger(__name__)

IN_MEMORY = 1_000
"""Updates taken and not handled yet; beyond, polling waits and the webhook answers 503."""
FAILURES = 3
"""An update that failed so often is set aside."""
ABOUT = "inbox"

Take = Callable[[RowId, dict[str, Any]], Awaitable[None]]
"""Gives one update its effect, taking its row out of the inbox in the same unit of work."""

Lost = Callable[[dict[str, Any]], Awaitable[None]]
"""Tells whoever waits for an answer that there will be none."""


class Unreadable(Exception):
    """An update that makes no sense to us, today and at any later try."""


class Intake:
    """The inbox's keeper for one bot. ``key`` makes names for updates that have no number of their own."""

    def __init__(self, store: Store, vault: Vault, clock: Clock, take: Take, lost: Lost, *, key: bytes) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._take = take
        self._lost = lost
        self._key = key
        self._stop = asyncio.Event()
        self.lanes: Lanes | None = None

    def open(self, group: asyncio.TaskGroup, stop: asyncio.Event) -> None:
        """From now on updates are handled, in tasks of this group."""
        self._stop = stop
        self.lanes = Lanes(group, IN_MEMORY)

    def close(self) -> None:
        """From now on they are only kept; what is in the lanes is still handled."""
        self.lanes = None

    @property
    def ready(self) -> bool:
        """Whether more can be taken now."""
        return self.lanes is not None and not self.lanes.full and not self._stop.is_set()

    async def recover(self) -> None:
        """Puts what an earlier run left behind into the lanes, in order of arrival."""
        waiting = await self._store.read(lambda tx: tx.inbox.waiting(NAME))
        if waiting:
            log.info("%d updates of an earlier run are still to be handled", len(waiting))
        for each in waiting:
            try:
                raw = self._vault.open(each.sealed, ABOUT)
            except SealBroken:
                await self._set_aside(each.id, SealBroken.__name__)
                continue
            await self.room()
            self._enqueue(each.id, raw)

    async def room(self) -> None:
        """Returns when more can be taken. Raises Stopped."""
        if self.lanes is not None:
            await until(self._stop, self.lanes.room())

    async def keep(self, raws: Sequence[bytes], *, polled: bool) -> int | None:
        """Commits updates to the inbox and hands on those that are new.

        ``polled`` also moves the cursor to the highest number among them, which is returned; None if none has one.
        """
        numbers = [_number(raw) for raw in raws]
        kept = [
            (self._name(raw, number), self._vault.seal(raw, ABOUT)) for raw, number in zip(raws, numbers, strict=True)
        ]
        cursor = max((number for number in numbers if number is not None), default=None)

        def unit(tx: Tx) -> list[RowId | None]:
            if polled and cursor is not None:
                tx.inbox.move_cursor(NAME, cursor)
            return [tx.inbox.arrived(NAME, name, sealed) for name, sealed in kept]

        rows = await self._store.write(unit)
        if polled or not self._stop.is_set():  # the webhook's door can be open a moment longer than the lanes
            for row, raw in zip(rows, raws, strict=True):
                if row is not None:
                    self._enqueue(row, raw)
        return cursor

    async def cursor(self) -> int | None:
        """How far an earlier run has come."""
        return await self._store.read(lambda tx: tx.inbox.cursor(NAME))

    def _name(self, raw: bytes, number: int | None) -> str:
        """By what the inbox recognises an update that comes again."""
        return str(number) if number is not None else "x" + hmac.new(self._key, raw, "sha256").hexdigest()[:32]

    def _enqueue(self, row: RowId, raw: bytes) -> None:
        if self.lanes is not None:
            self.lanes.put(_lane(raw), lambda: self._handle(row, raw))

    async def _handle(self, row: RowId, raw: bytes) -> None:
        """Gives an update its effect, or sets it aside. While the store is broken it waits; at a stop it stays."""
        update, backoff = _parsed(raw), Backoff()
        if not isinstance(update, dict):
            await self._set_aside(row, "no object")
            return
        while True:
            try:
                await self._take(row, update)
                return
            except Unreadable as error:
                await self._set_aside(row, str(error))
                return
            except Exception as error:
                failures = await self._failed(row)
                if failures == 0:
                    return  # its unit of work has ended well: what failed came after
                if failures is not None and failures >= FAILURES:
                    await self._set_aside(row, type(error).__name__)
                    await self._lost(update)
                    return
            if self._stop.is_set():
                return
            await self._clock.sleep(backoff.next())

    async def _failed(self, row: RowId) -> int | None:
        """Counts a failure; None if the store can't even do that."""
        try:
            return await self._store.write(lambda tx: tx.inbox.failed(row))
        except Exception as broken:
            log.error("an update's failure can't be written down (%s)", type(broken).__name__)
            return None

    async def _set_aside(self, row: RowId, error: str) -> None:
        log.error("an update was set aside because it can't be handled (%s)", error)
        await self._store.write(lambda tx: tx.inbox.set_aside(row))


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except ValueError:
        return None


def _number(raw: bytes) -> int | None:
    update = _parsed(raw)
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int else None


def _lane(raw: bytes) -> Hashable:
    """Which chat an update belongs to, without trusting its shape; all that tell none share a lane."""
    update = _parsed(raw)
    for kind in ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction"):
        chat = _inside(update, kind, "chat", "id") or _inside(update, kind, "message", "chat", "id")
        if isinstance(chat, int):
            return chat
    return None


def _inside(value: object, *path: str) -> object:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
