"""How far the bot has heard: for each server, and for all private chats together, one position.

A position is the id of a message (Discord's ids grow with time): all that was written there up to it has had its
effect. It is written down in the unit of work of each message, never further than the oldest that is still on its way,
and not at all while what was missed is being read (`catchup`). So whatever a crash interrupts lies after the position.

The other half of "once": a message leaves its id with its effect, and one that comes again finds it there.
"""

from collections.abc import Callable

import discord

from bot.platforms.discord.events import NAME
from bot.ports.store import Store, Tx

PRIVATE = 0
"""The stream of all private chats; that of a server is its id."""


class Known(Exception):
    """This message has had its effect already."""


class Heard:
    """Keeps the positions. What is on its way is remembered in memory only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coming: dict[int, set[int]] = {}
        self._newest: dict[int, int] = {}
        self._held: dict[int, int] = {}
        self._failed: set[int] = set()

    def coming(self, stream: int, message: int) -> None:
        """A message is on its way to its effect."""
        self._coming.setdefault(stream, set()).add(message)

    def waits(self, stream: int, message: int) -> bool:
        """Whether it is still on its way: what was read from the history comes by the gateway too."""
        return message in self._coming.get(stream, ()) and message not in self._failed

    def failed(self, message: int) -> None:
        """It can't be taken in today. The position stays before it, so that the next start reads it again."""
        self._failed.add(message)

    def over(self, stream: int, message: int) -> None:
        """It had its effect, or has none."""
        self._coming.get(stream, set()).discard(message)
        self._newest[stream] = max(message, self._newest.get(stream, 0))

    async def hold(self, stream: int) -> int:
        """Up to where was heard, as written down (for a new stream: now). There it stays until `release`."""
        name, now = _name(stream), discord.utils.time_snowflake(discord.utils.utcnow())

        def unit(tx: Tx) -> int:
            position = tx.inbox.cursor(name)
            if position is None:
                tx.inbox.move_cursor(name, now)
            return now if position is None else position

        self._held.setdefault(stream, 0)  # until it is known, nothing moves
        self._held[stream] = position = await self._store.write(unit)
        return position

    async def release(self, stream: int) -> None:
        """All that was missed has had its effect, or is on its way."""
        position = self._safe(stream, self._held.pop(stream, 0))
        if position:
            await self._store.write(lambda tx: tx.inbox.move_cursor(_name(stream), position))

    def settled(self, stream: int, message: int) -> Callable[[Tx], None]:
        """What belongs to the unit of work of a message. It raises Known for one that has had its effect."""
        position = self._safe(stream, message)

        def settle(tx: Tx) -> None:
            if not tx.inbox.first(NAME, f"m{message}"):
                raise Known
            if position is not None:
                tx.inbox.move_cursor(_name(stream), position)

        return settle

    def _safe(self, stream: int, message: int) -> int | None:
        """The position once this message is done; None where it is to stay."""
        if stream in self._held:
            return None
        others = self._coming.get(stream, set()) - {message}
        return min(others) - 1 if others else max(message, self._newest.get(stream, 0))


def _name(stream: int) -> str:
    return f"{NAME}/{stream}"
