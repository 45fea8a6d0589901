"""The Telegram bot as the rest of the house knows it: a `Platform`, and something that runs.

Started once, it learns its own name; run, it takes updates (by `polling` or through the `webhook`), reads each
(`events`), hands it to dispatch and brings back the answer (`answers`). The courier uses the verbs (`send`) meanwhile.

An update's way: intake → lane of its chat → event → dispatch, in whose unit of work its inbox row goes → answer. The
answer takes a lane of its own per person: handling never waits for the pace at which Telegram lets us talk, and whoever
floods the bot gets few answers and holds up nobody else.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.cards import Button, Card, Toast
from bot.domain.communities import Badge, Membership, Survey
from bot.events import Command, Event, Press, Say
from bot.pace import Turns
from bot.platforms.telegram import members, send
from bot.platforms.telegram.answers import Answers
from bot.platforms.telegram.buttons import payload
from bot.platforms.telegram.commands import register
from bot.platforms.telegram.errors import WrongToken, translated
from bot.platforms.telegram.events import NAME, Handles, Reader, Reading, Shown
from bot.platforms.telegram.intake import Intake, Unreadable
from bot.platforms.telegram.lanes import Lanes
from bot.platforms.telegram.pictures import fetching
from bot.platforms.telegram.polling import LONG_POLL, Polling
from bot.platforms.telegram.render import render
from bot.platforms.telegram.request import AiohttpRequest
from bot.platforms.telegram.waiting import Stopped
from bot.platforms.telegram.webhook import Webhook, secret
from bot.ports.clock import Clock
from bot.ports.platform import Budget, Chat, Label, Opened, Pacer, Sent, WrongSetting
from bot.ports.records import RowId
from bot.ports.store import Store, Tx
from bot.ports.vault import PlatformUser, Vault
from bot.words import speak

BUDGET = Budget(overall=(30, 30.0), place=(20, 20 / 60), person=(3, 1.0))
"""https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: 30 messages a second in all, 20 a
minute in a group, one a second in a private chat, where short bursts are allowed."""

ANSWERS_WAITING = 1_000
ANSWERS_TO_ONE = 5
"""Direct answers that may wait, in all and for one person; what goes beyond is not said."""


class Telegram:
    """One bot on Telegram."""

    name = NAME
    fills_forms = False
    opens_with_card = False
    pacer: Pacer

    def __init__(
        self,
        token: str,
        api_url: str,
        *,
        store: Store,
        vault: Vault,
        clock: Clock,
        webhook_url: str | None = None,
        budget: Budget | None = None,
        pacer: Pacer | None = None,
        poll_seconds: int = LONG_POLL,
    ) -> None:
        """``api_url`` is what `/bot<token>/<method>` is appended to; without ``webhook_url`` updates are polled."""
        api_url = api_url.rstrip("/")
        request = AiohttpRequest()
        base, files = f"{api_url}/bot", f"{api_url}/file/bot"
        try:
            self._bot = Bot(token, base_url=base, base_file_url=files, request=request, get_updates_request=request)
        except InvalidToken:
            raise WrongToken from None
        self._fetch = fetching(self._bot, request)
        self._store = store
        self._clock = clock
        self._turns = Turns(budget or BUDGET, clock)
        self.pacer = pacer or self._turns
        self._sender = send.Sender(self._bot, self.pacer)
        key = secret(token)
        self._intake = Intake(store, vault, clock, self._take, self._lost, key=key.encode())
        self._polling = Polling(self._bot, self._intake, clock, poll_seconds)
        self._webhook = None if webhook_url is None else Webhook(webhook_url, key, self._bot, self._intake, clock)
        self._link: str | None = None
        self._dispatch: Handles | None = None
        self._reader: Reader | None = None
        self._answers: Answers | None = None
        self._answering: Lanes | None = None

    # ---- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Connects and learns the bot's name. Raises WrongToken, or a PlatformError when Telegram can't be asked.

        Whatever comes of it, `close` lets the connections go.
        """
        try:
            await self._bot.initialize()
        except InvalidToken:
            raise WrongToken from None
        except TelegramError as error:
            raise translated(error, repeatable=True) from None
        self._link = f"https://t.me/{self._bot.username}"
        self._answers = Answers(self._bot, self._sender, self.pacer, self._clock, self._link)

    async def run(self, dispatch: Handles, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Takes updates until ``stop`` is set, then finishes what it took and returns.

        ``ready`` is called once updates can come. Raises WrongSetting (also after what was taken is finished).
        """
        self._dispatch = dispatch
        self._reader = Reader(self._bot.username, dispatch.commands, self._fetch)
        wrong: WrongSetting | None = None
        try:
            async with asyncio.TaskGroup() as group:
                self._intake.open(group, stop)
                self._answering = Lanes(group, ANSWERS_WAITING)
                decoration = group.create_task(register(self._bot, dispatch.commands, self._clock))
                try:
                    await self._intake.recover()
                    await (self._webhook or self._polling).run(stop, ready)
                except Stopped:
                    pass
                except WrongSetting as error:
                    wrong = error
                decoration.cancel()
        finally:
            self._intake.close()
            self._answering = None
        if wrong is not None:
            raise wrong

    async def close(self) -> None:
        """Lets the connections go; for after `run` and the courier have ended."""
        await self._turns.close()
        await self._bot.shutdown()

    def routes(self) -> list[web.RouteDef]:
        """What the bot's web server must let Telegram knock at; nothing when polling."""
        return [] if self._webhook is None else self._webhook.routes()

    # ---- one update ----------------------------------------------------------------------------------------------

    async def _take(self, row: RowId, update: dict[str, Any]) -> None:
        """Gives an update its effect and the person an answer. Raises Unreadable, or what dispatch raises."""
        reading = self._read(update)

        def settle(tx: Tx) -> None:
            tx.inbox.handled(row)

        shown: Shown = None
        if reading.event is None or self._dispatch is None:
            await self._store.write(settle)
        else:
            shown = await self._dispatch.handle(reading.event, settle)
        self._answer(reading, shown)

    async def _lost(self, update: dict[str, Any]) -> None:
        """Tells whoever pressed, commanded or wrote to us in private that it did not work."""
        reading = self._read(update)
        event = reading.event
        shown: Shown = None
        if event is not None and (isinstance(event.what, Press | Command) or _is_private_word(event)):
            words = speak(event.who.language)
            shown = Toast(words("went-wrong")) if words.has("went-wrong") else None
        self._answer(reading, shown)

    def _read(self, update: dict[str, Any]) -> Reading:
        try:
            parsed = Update.de_json(update, self._bot)
        except Exception as error:
            raise Unreadable(type(error).__name__) from None
        return Reading() if self._reader is None else self._reader.read(parsed)

    def _answer(self, reading: Reading, shown: Shown) -> None:
        """Has the person see the answer as soon as it is their turn."""
        answers, lanes, event = self._answers, self._answering, reading.event
        lane = ("to", None if event is None else event.who.user)
        if answers is None or lanes is None:
            return
        if lanes.full or lanes.depth(lane) >= ANSWERS_TO_ONE:
            shown = None
        if shown is not None or reading.query is not None:
            lanes.put(lane, lambda: answers.give(reading, shown))

    # ---- verbs ---------------------------------------------------------------------------------------------------

    async def open_thread(self, place: str, name: str, card: Card, labels: Sequence[Label] = ()) -> Opened:
        """See `Platform.open_thread`: a topic, still without the card. Topics have no labels."""
        return Opened(await self._sender.open_thread(place, name))

    async def close_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """See `Platform.close_thread`."""
        await self._sender.close_thread(place, thread, name)

    async def reopen_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """See `Platform.reopen_thread`."""
        await self._sender.reopen_thread(place, thread, name)

    async def post(
        self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None, once: str | None = None
    ) -> list[Sent]:
        """See `Platform.post`, and `send` for lost answers. Telegram can't tell a second try by ``once``."""
        return await self._sender.post(to, self._drawn(to, card), thread=thread, answers=answers)

    async def edit(self, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
        """See `Platform.edit`."""
        return await self._sender.edit(to, self._drawn(to, card), sent)

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """See `Platform.delete`."""
        await self._sender.delete(to, sent)

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """See `Platform.survey`."""
        return await self._sender.survey(place, user)

    async def badges(self, user: PlatformUser, places: Sequence[str]) -> tuple[Badge, ...]:
        """Nothing: nobody wears anything here."""
        return ()

    async def membership(self, user: PlatformUser, places: Sequence[str]) -> Membership:
        """See `Platform.membership`."""
        return await members.membership(self._bot, user, places)

    def link(self, place: str, sent: Sent) -> str | None:
        """See `Platform.link`."""
        return send.link(place, sent)

    def door(self, button: Button) -> str | None:
        """See `Platform.door`: a deep link; None before `start`."""
        return f"{self._link}?start={payload(button)}" if self._link else None

    def mine(self) -> str | None:
        """See `Platform.mine`; None before `start`."""
        return self._link

    def _drawn(self, to: Chat, card: Card) -> list[Any]:
        return render(card, self._link, public=to.place is not None)


def _is_private_word(event: Event) -> bool:
    return isinstance(event.what, Say) and event.where.place is None
