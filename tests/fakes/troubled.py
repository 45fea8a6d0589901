"""The platform in memory, in every kind of trouble a test can think of."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.cards import Card
from bot.pace import Turns
from bot.ports.platform import Chat, Label, Opened, OutcomeUnknown, PlatformError, Sent
from tests.fakes.platform import FakePlatform


@dataclass
class Troubled(FakePlatform):
    """The platform in memory, with trouble for single chats.

    A shut chat answers nothing until it is opened; with ``deaf`` it takes the message first. ``lost_in`` counts answers
    that get lost after the work was done, ``mistakes_in`` those that the adapter stumbles over.
    """

    shut: dict[Chat, asyncio.Event] = field(default_factory=dict)
    deaf: bool = False
    trouble_in: dict[Chat, list[PlatformError]] = field(default_factory=dict)
    lost_in: dict[Chat, int] = field(default_factory=dict)
    mistakes_in: dict[Chat, int] = field(default_factory=dict)
    mistakes_opening: int = 0
    posted: list[tuple[Chat, Card]] = field(default_factory=list)
    _gated: int = 0

    @property
    def held(self) -> int:
        """How many messages are under way and wait for their turn or in a shut chat."""
        assert isinstance(self.pacer, Turns)
        return self._gated + sum(not each.granted.done() for each in self.pacer._waiting)

    async def _gate(self, to: Chat) -> None:
        if to in self.shut:
            self._gated += 1
            try:
                await self.shut[to].wait()
            finally:
                self._gated -= 1

    async def post(
        self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None, once: str | None = None
    ) -> list[Sent]:
        """As always, unless there is trouble in this chat."""
        if not self.deaf:
            await self._gate(to)
        if self.trouble_in.get(to):
            raise self.trouble_in[to].pop(0)
        self.posted.append((to, card))
        sent = await super().post(to, card, thread=thread, answers=answers, once=once)
        if self.deaf:
            await self._gate(to)
        if self.lost_in.get(to):
            self.lost_in[to] -= 1
            raise OutcomeUnknown("lost")
        if self.mistakes_in.get(to):
            self.mistakes_in[to] -= 1
            raise KeyError("a mistake of the adapter")
        return sent

    async def open_thread(self, place: str, name: str, card: Card, labels: Sequence[Label] = ()) -> Opened:
        """As always, unless the adapter stumbles."""
        if self.mistakes_opening:
            self.mistakes_opening -= 1
            raise KeyError("a mistake of the adapter")
        return await super().open_thread(place, name, card, labels)

    def shuts(self, to: Chat) -> None:
        """This chat doesn't answer."""
        self.shut[to] = asyncio.Event()

    def opens(self, to: Chat) -> None:
        """This chat answers again."""
        self.shut.pop(to).set()
