"""The Discord bot as the rest of the house knows it: a `Platform`, and something that runs.

Started once, it logs in; run, it lists its commands, connects to the gateway and hears what people do. A message, an
edit, a deletion goes into its channel's lane (`lanes`), becomes an event (`events`) and goes to dispatch; a tap, a
command, a form goes there at once, and its answer is due within 3 seconds (`answers`). The courier uses the verbs
(`send`) meanwhile. Everything that is pressed comes by `on_interaction` with all it needs in its custom id, so buttons
and forms live longer than the process.

The gateway does not repeat what was said while nobody listened: after a restart that is lost here.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

import discord
from aiohttp import web
from discord import app_commands

from bot.cards import Card
from bot.dispatch import Dispatch, Shown
from bot.domain.communities import Survey
from bot.events import Command, Event, Press, Where
from bot.pace import Turns
from bot.platforms.discord.answers import Answers
from bot.platforms.discord.commands import TAKES_PLACE, Given, declare, register
from bot.platforms.discord.connection import connection, point_at
from bot.platforms.discord.ears import Ears
from bot.platforms.discord.errors import ERRORS, translated
from bot.platforms.discord.events import NAME, Reader, is_private, placed
from bot.platforms.discord.lanes import Lanes
from bot.platforms.discord.modals import filled
from bot.platforms.discord.places import Places
from bot.platforms.discord.send import Sender
from bot.platforms.discord.wrong import WrongIntents, WrongToken
from bot.ports.clock import Clock
from bot.ports.platform import Budget, Chat, Opened, Pacer, Sent, WrongSetting
from bot.ports.store import Store
from bot.ports.vault import PlatformUser, Vault

log = logging.getLogger(__name__)

BUDGET = Budget(overall=(50, 50.0), place=(5, 1.0), person=(5, 1.0))
"""https://docs.discord.com/developers/topics/rate-limits: 50 requests a second in all; 5 messages in 5 seconds to one
channel, as its headers say."""

Tap = discord.Interaction[Any]


class Discord:
    """One bot on Discord."""

    name = NAME
    fills_forms = True
    opens_with_card = True
    pacer: Pacer

    def __init__(
        self,
        token: str,
        *,
        store: Store,
        vault: Vault,
        clock: Clock,
        message_content: bool = True,
        api_url: str | None = None,
        gateway_url: str | None = None,
        shards: int | str | None = None,
        budget: Budget | None = None,
        client: discord.Client | None = None,
    ) -> None:
        """``api_url`` and ``gateway_url`` are for an HTTP proxy; ``shards`` is a number or "auto".

        A ``client`` that is given and connected already is left as it is.
        """
        self.client = client or connection(message_content=message_content, shards=shards)
        self._token = token
        point_at(api_url, gateway_url)
        self.pacer = self._turns = Turns(budget or BUDGET, clock)
        self._sender = Sender(self.client)
        self._places = Places(self.client, store)
        self._reader = Reader()
        self._answers = Answers(self._sender, self.pacer)
        self._dispatch: Dispatch | None = None
        self._lanes: Lanes | None = None
        Ears(self.client, self._reader, self._places, self._take, self._written, self._tapped)

    # ---- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Logs in. Raises WrongToken, or a PlatformError when Discord can't be asked."""
        if self.client.application is not None:
            return
        try:
            await self.client.login(self._token)
        except discord.LoginFailure:
            raise WrongToken from None
        except ERRORS as error:
            await self.client.http.close()  # each login makes connections of its own
            self.client.http.connector = discord.utils.MISSING
            raise translated(error, repeatable=True) from None

    async def run(self, dispatch: Dispatch, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Hears what people do until ``stop`` is set, then finishes what it took and returns.

        ``ready`` is called once the gateway has told all there is. Raises WrongToken or WrongIntents.
        """
        self._dispatch = dispatch
        tree = app_commands.CommandTree(self.client)
        declare(tree, dispatch.commands, self._commanded)
        async with asyncio.TaskGroup() as group:
            self._lanes = Lanes(group)
            listing = group.create_task(register(tree))
            listening = group.create_task(self._listen(ready))
            stopping = group.create_task(stop.wait())
            await asyncio.wait([listening, stopping], return_when=asyncio.FIRST_COMPLETED)
            self._lanes = None
            wrong = listening.result() if listening.done() else None
            for task in (listing, listening, stopping):
                task.cancel()
        if wrong is not None:
            raise wrong

    async def _listen(self, ready: Callable[[], None]) -> WrongSetting | None:
        """Keeps the connection to the gateway until it is cancelled; returns what a person must mend first."""

        async def tell() -> None:
            await self.client.wait_until_ready()
            ready()

        telling = asyncio.ensure_future(tell())
        try:
            if self.client.is_ready():
                await telling
                await asyncio.Event().wait()
            await self.client.connect(reconnect=True)
        except discord.PrivilegedIntentsRequired:
            return WrongIntents()
        except discord.ConnectionClosed as closed:
            return WrongIntents() if closed.code == _DISALLOWED_INTENTS else WrongToken()
        finally:
            telling.cancel()
        return None

    async def close(self) -> None:
        """Lets the connections go; for after `run` and the courier have ended."""
        await self._turns.close()
        await self.client.close()

    def routes(self) -> list[web.RouteDef]:
        """Nothing: Discord is asked."""
        return []

    # ---- what people do ------------------------------------------------------------------------------------------

    def _take(self, lane: int, job: Callable[[], Any]) -> None:
        """Has something that was heard handled in its channel's turn."""
        if self._lanes is not None:
            self._lanes.put(lane, job)

    async def _written(self, event: Event) -> None:
        """A message, an edit, a deletion, a change of a place."""
        await self._answers.written(event, await self._handle(event))

    async def _handle(self, event: Event) -> Shown:
        return None if self._dispatch is None else await self._dispatch.handle(event)

    async def _tapped(self, tap: Tap) -> None:
        """A button, or a form that was sent."""
        event: Event | None = None
        if tap.type is discord.InteractionType.component:
            event = self._reader.press(tap)
        elif tap.type is discord.InteractionType.modal_submit and (sent := filled(tap.data or {})):
            message = str(tap.message.id) if tap.message is not None and is_private(tap) else None
            event = Event(self._reader.whoever(tap), Where(NAME, message=message), sent)
        if event is not None and self._lanes is not None:
            found = event
            self._lanes.at_once(lambda: self._answers.tapped(tap, self._handle(found)))

    async def _commanded(self, tap: Tap, given: Given) -> None:
        """A slash command, or a command in the menu of a message."""
        if self._lanes is not None:
            aloud = given.name in TAKES_PLACE
            self._lanes.at_once(lambda: self._answers.tapped(tap, self._command(tap, given), aloud=aloud))

    async def _command(self, tap: Tap, given: Given) -> Shown:
        where = Where(NAME)
        if given.name in TAKES_PLACE:
            make = given.name == "setup" or bool(given.words)
            chosen = None if given.forum is None else given.forum.id
            where = Where(NAME, await self._places.meant(tap, chosen, make=make))
        elif given.target is not None:
            here = placed(tap.channel if tap.guild_id is not None else None)
            where = Where(NAME, here.place, here.thread, answers=str(given.target.id))
        what: Command | Press = Command(given.name, given.words)
        community = await self._places.community(tap.guild) if given.name == "ask" and tap.guild is not None else None
        if community is not None:
            what = Press("ask", (community,))  # asked in a server, so that server's community is meant
        return await self._handle(Event(self._reader.whoever(tap), where, what))

    # ---- verbs ---------------------------------------------------------------------------------------------------

    async def open_thread(self, place: str, name: str, card: Card) -> Opened:
        """See `Platform.open_thread`: a forum post with the card in it."""
        return await self._sender.open_thread(place, name, card)

    async def close_thread(self, place: str, thread: str, name: str) -> None:
        """See `Platform.close_thread`."""
        await self._sender.close_thread(place, thread, name)

    async def post(self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None) -> list[Sent]:
        """See `Platform.post`."""
        return await self._sender.post(to, card, thread=thread, answers=answers)

    async def edit(self, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
        """See `Platform.edit`."""
        return await self._sender.edit(to, card, sent)

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """See `Platform.delete`."""
        await self._sender.delete(to, sent)

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """See `Platform.survey`."""
        return await self._sender.survey(place, user)

    def link(self, place: str, sent: Sent) -> str | None:
        """See `Platform.link`."""
        return self._sender.link(place, sent)

    def mine(self) -> str | None:
        """None: the DM with a bot has no address, and nobody needs one: answers are ephemeral."""
        return None


_DISALLOWED_INTENTS = 4014
"""https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"""
