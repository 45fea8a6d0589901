"""The playground as a platform of the core's, and its life from start to stop."""

import asyncio
from collections.abc import Callable, Sequence

from aiohttp import web

from bot.cards import Button, Card
from bot.dispatch import Dispatch
from bot.domain.communities import Badge, Membership, PlaceKind, Survey
from bot.pace import Turns
from bot.platforms.playground import send
from bot.platforms.playground.events import Gestures
from bot.platforms.playground.memory import PLACE, TITLE, Memory
from bot.platforms.playground.personas import MODERATOR, PLATFORM, Personas
from bot.platforms.playground.seed import Seeder, Settle
from bot.platforms.playground.server import Server
from bot.ports.clock import Clock
from bot.ports.platform import Budget, Chat, Label, Opened, Pacer, Refusal, Sent
from bot.ports.store import Store
from bot.ports.vault import PlatformUser

GENEROUS = Budget(overall=(2_000, 2_000.0), place=(1_000, 1_000.0), person=(1_000, 1_000.0))
"""Memory has no limits; these only keep a loop of ours from running away."""


class Playground:
    """`bot.ports.platform.Platform` in memory, shown on a web page."""

    name = PLATFORM
    fills_forms = True
    opens_with_card = False
    pacer: Pacer

    def __init__(self, *, store: Store, clock: Clock, budget: Budget | None = None, archive: str | None = None) -> None:
        """``store`` is only read, for the grouped view of a question. ``archive`` is where the web pages are served."""
        self.memory = Memory()
        self.personas = Personas()
        self._turns = Turns(budget or GENEROUS, clock)
        self.pacer = self._turns
        self._server = Server(store, self.memory, self.personas, archive)

    # ---- its life

    async def start(self) -> None:
        """Nothing to do: it is there."""

    def attach(self, dispatch: Dispatch) -> Gestures:
        """From here on the page does something; returns what does it."""
        gestures = Gestures(self.memory, dispatch)
        self._server.attach(gestures, dispatch)
        return gestures

    async def run(self, dispatch: Dispatch, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Takes gestures until ``stop``; then the pages that still listen are let go."""
        self.attach(dispatch)
        ready()
        await stop.wait()
        self._server.stop()

    async def close(self) -> None:
        """Lets the listening pages and whoever waits for a turn go."""
        self._server.stop()
        await self._turns.close()

    async def seed(self, dispatch: Dispatch, settle: Settle) -> None:
        """Fills the board with examples. ``settle`` returns once the courier has carried everything."""
        await Seeder(self.attach(dispatch), self.memory, settle).all()

    def routes(self) -> list[web.RouteDef]:
        """The page and what belongs to it. Each route minds by itself who may ask."""
        return self._server.routes()

    # ---- the platform's verbs

    async def open_thread(self, place: str, name: str, card: Card, labels: Sequence[Label] = ()) -> Opened:
        """See `Platform.open_thread`: still without the card. The board shows no labels."""
        return Opened(send.open_thread(self.memory, place, name))

    async def close_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """See `Platform.close_thread`."""
        send.close_thread(self.memory, thread, name)

    async def reopen_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """See `Platform.reopen_thread`: on the board nothing is closed, so only the name changes back."""
        send.close_thread(self.memory, thread, name)

    async def post(
        self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None, once: str | None = None
    ) -> list[Sent]:
        """See `Platform.post`; always one message. Nothing is lost on the way, so ``once`` is not needed."""
        return send.post(self.memory, to, card, thread, answers)

    async def edit(self, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
        """See `Platform.edit`."""
        return send.edit(self.memory, to, card, sent)

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """See `Platform.delete`."""
        send.delete(self.memory, to, sent)

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """The board, moderated by Mo. Raises Refusal for another address."""
        if place != PLACE:
            raise Refusal("chat-gone")
        return Survey(TITLE, PlaceKind.FORUM, user.user_id == MODERATOR)

    async def badges(self, user: PlatformUser, places: Sequence[str]) -> tuple[Badge, ...]:
        """Nothing: nobody wears anything here."""
        return ()

    async def membership(self, user: PlatformUser, places: Sequence[str]) -> Membership:
        """Not known: everybody here is a persona."""
        return Membership()

    def link(self, place: str, sent: Sent) -> str | None:
        """None: a page that only this computer can open has no public address."""
        return None

    def door(self, button: Button) -> str | None:
        """See `Platform.door`: whoever comes from a web page comes to the question on the board."""
        return f"/?q={button.args[1]}" if button.action == "web" else None

    def mine(self) -> str | None:
        """None, for the same reason."""
        return None
