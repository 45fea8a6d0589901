"""The Discord bot as the rest of the house knows it: a `Platform`, and something that runs.

Started once, it logs in; run, it lists its commands, connects to the gateway and hears what people do. A message, an
edit, a deletion goes into its channel's lane (`lanes`), becomes an event (`events`) and goes to dispatch; a tap, a
command, a form goes there at once, and its answer is due within 3 seconds (`answers`). The courier uses the verbs
(`send`) meanwhile. Everything that is pressed comes by `on_interaction` with all it needs in its custom id, so buttons
and forms live longer than the process.

The gateway does not repeat what was said while nobody listened: that is read from the channels' history (`catchup`).
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import discord
from aiohttp import web
from discord import app_commands

from bot.cards import Button, Card
from bot.dispatch import Dispatch, Shown
from bot.domain.communities import Badge, Membership, Survey
from bot.events import Event, Where
from bot.pace import Turns
from bot.platforms.discord.answers import Answers
from bot.platforms.discord.catchup import CatchUp
from bot.platforms.discord.commands import TAKES_PLACE, Given, declare, register
from bot.platforms.discord.connection import connection, point_at
from bot.platforms.discord.ears import Ears
from bot.platforms.discord.errors import ERRORS, translated
from bot.platforms.discord.events import NAME, Reader, is_private
from bot.platforms.discord.gestures import Gestures
from bot.platforms.discord.heard import Known
from bot.platforms.discord.lanes import Lanes
from bot.platforms.discord.modals import filled
from bot.platforms.discord.pictures import HOSTS, Files
from bot.platforms.discord.places import Places
from bot.platforms.discord.roles import Roles
from bot.platforms.discord.send import Sender
from bot.platforms.discord.tags import Tagging
from bot.platforms.discord.wrong import WrongIntents, WrongToken
from bot.ports.clock import Clock
from bot.ports.platform import Budget, Chat, Label, Opened, Pacer, Sent, WrongSetting
from bot.ports.store import Store
from bot.ports.vault import PlatformUser, Vault

log = logging.getLogger(__name__)

BUDGET = Budget(overall=(50, 50.0), place=(5, 1.0), person=(5, 1.0))
"""https://docs.discord.com/developers/topics/rate-limits: 50 requests a second in all; 5 messages in 5 seconds to one
channel, as its headers say."""

TRY_AGAIN = (0.2, 1.0, 5.0)
"""Seconds before a message is tried again that could not be taken in, each time."""

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
        files_at: Sequence[str] = HOSTS,
    ) -> None:
        """``api_url`` and ``gateway_url`` are for an HTTP proxy; ``shards`` is a number or "auto". From ``files_at``
        files may be fetched that people send.

        A ``client`` that is given and connected already is left as it is.
        """
        self.client = client or connection(message_content=message_content, shards=shards)
        self._token = token
        point_at(api_url, gateway_url)
        self.pacer = self._turns = Turns(budget or BUDGET, clock)
        self._sender = Sender(self.client, Tagging(store))
        self._places = Places(self.client, store)
        self._roles = Roles(self.client, clock)
        files = Files(files_at)
        self._reader = Reader(self._roles.seen, files)
        self._gestures = Gestures(self._reader, self._places, files)
        self._answers = Answers(self._sender, self.pacer)
        self._dispatch: Dispatch | None = None
        self._lanes: Lanes | None = None
        self._clock = clock
        self._catch_up = CatchUp(self.client, store, vault, clock, self._places, self._reader)
        self._ears = Ears(
            *(self.client, self._reader, self._places, self._catch_up),
            *(self._put, self._take, self._written, self._tapped),
        )

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
        declare(tree, dispatch.commands, self._commanded, self._suggest)
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
                await self._ears.walk(self.client.guilds, dms=True)
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

    def _put(self, lane: int, job: Callable[[], Any]) -> bool:
        """Has something that was heard handled in its channel's turn; False once the bot stops."""
        if self._lanes is not None:
            self._lanes.put(lane, job)
        return self._lanes is not None

    async def _take(self, stream: int, message: discord.Message, channel: Any) -> None:
        """A message: it has its effect once. What fails is tried again; if it fails for good, so after a restart."""
        heard = self._catch_up.heard
        if not heard.waits(stream, message.id):
            return
        event = self._reader.message(message, channel)
        for pause in (*TRY_AGAIN, None):
            try:
                if event is not None and self._dispatch is not None:
                    shown = await self._dispatch.handle(event, heard.settled(stream, message.id))
                    await self._answers.written(event, shown)
            except Known:
                log.debug("a message came twice")
            except Exception as error:
                if pause is None:
                    log.error("a message could not be taken in; it is tried again after a restart", exc_info=error)
                    heard.failed(message.id)
                    return
                await self._clock.sleep(pause)
                continue
            heard.over(stream, message.id)
            return

    async def _written(self, event: Event) -> None:
        """A message, an edit, a deletion, a change of a place."""
        await self._answers.written(event, await self._handle(event))

    async def _handle(self, event: Event) -> Shown:
        if event.where.place is None and event.where.near is None:  # told of one server, and it may be about another
            event = replace(event, who=replace(event.who, badges=None))
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
        event = await self._gestures.event(tap, given)
        shown, more = await self._handle(event), self._gestures.for_moderators(tap, given, event)
        if more is None or not isinstance(shown, Card) or not shown.aloud:
            return shown
        also = await self._handle(more)
        return replace(shown, parts=shown.parts + also.parts) if isinstance(also, Card) else shown

    async def _suggest(self, tap: Tap, command: str, typed: str) -> list[tuple[str, str]]:
        """What could be meant by the words typed so far after a command."""
        if self._dispatch is None:
            return []
        where = await self._gestures.near(tap)
        return await self._dispatch.suggest(self._reader.whoever(tap), where, command, typed)

    # ---- verbs ---------------------------------------------------------------------------------------------------

    async def open_thread(self, place: str, name: str, card: Card, labels: Sequence[Label] = ()) -> Opened:
        """See `Platform.open_thread`: a forum post with the card in it."""
        return await self._sender.open_thread(place, name, card, labels)

    async def close_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """See `Platform.close_thread`."""
        await self._sender.close_thread(place, thread, name, labels)

    async def reopen_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """See `Platform.reopen_thread`."""
        await self._sender.reopen_thread(place, thread, name, labels)

    async def post(
        self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None, once: str | None = None
    ) -> list[Sent]:
        """See `Platform.post`."""
        return await self._sender.post(to, card, thread=thread, answers=answers, once=once)

    async def edit(self, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
        """See `Platform.edit`."""
        return await self._sender.edit(to, card, sent)

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """See `Platform.delete`."""
        await self._sender.delete(to, sent)

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """See `Platform.survey`."""
        return await self._sender.survey(place, user)

    async def badges(self, user: PlatformUser, places: Sequence[str]) -> tuple[Badge, ...]:
        """See `Platform.badges`: roles."""
        return await self._roles.of(user, places)

    async def membership(self, user: PlatformUser, places: Sequence[str]) -> Membership:
        """See `Platform.membership`."""
        return await self._roles.membership(user, places)

    def link(self, place: str, sent: Sent) -> str | None:
        """See `Platform.link`."""
        return self._sender.link(place, sent)

    def door(self, button: Button) -> str | None:
        """None: there are no addresses that press a button here."""
        return None

    def mine(self) -> str | None:
        """None: the DM with a bot has no address, and nobody needs one: answers are ephemeral."""
        return None


_DISALLOWED_INTENTS = 4014
"""https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"""
