"""The answer to what somebody has just done: a card, or a word in passing.

In comes the reading of an update and what the core wants the person to see; out go messages. Private things stay
private: what was asked for in a group is answered in the private chat, and where the bot can't write there yet (on
Telegram a person has to open that chat first), in a pop-up after a tap, or by a hint in the group that says nothing
but how to open it. Every tap is acknowledged exactly once, so that its button stops spinning.

A direct answer is not in the outbox: it comes at once or, when Telegram can't be reached, not at all, and the person
asks again. What must arrive goes through the courier.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram import Bot
from telegram.error import TelegramError

from bot.cards import Button, Card, Say, Toast
from bot.events import Command, Event
from bot.platforms.telegram.cutting import split
from bot.platforms.telegram.errors import UNREACHABLE_SECONDS
from bot.platforms.telegram.events import HELLO, Reading, Shown
from bot.platforms.telegram.render import plain, render
from bot.platforms.telegram.request import NeverSent, Paced
from bot.platforms.telegram.send import Sender
from bot.ports.clock import Clock
from bot.ports.platform import Chat, MessageGone, Pacer, PlatformError, Refusal, Sent, TryLater
from bot.ports.records import Urgency
from bot.words import speak

log = logging.getLogger(__name__)

T = TypeVar("T")

TRIES = 3
PATIENCE = 30.0
"""Seconds of an ordered pause that a direct answer waits for; later it would be no answer any more."""
POP_UP_MAX = 200
"""https://core.telegram.org/bots/api#answercallbackquery"""


@dataclass(frozen=True, slots=True)
class _PopUp:
    """What a tap shows: for a moment at the top, or (``stays``) until it is closed."""

    text: str
    stays: bool = False


class Answers:
    """Brings answers. ``link`` is the address of the private chat with the bot."""

    def __init__(self, bot: Bot, sender: Sender, pacer: Pacer, clock: Clock, link: str) -> None:
        self._bot = bot
        self._sender = sender
        self._pacer = pacer
        self._clock = clock
        self._link = link

    async def give(self, reading: Reading, shown: Shown) -> None:
        """Shows the person what there is to see, and acknowledges the tap. Never raises for Telegram's sake."""
        pop_up: _PopUp | None = None
        try:
            if reading.event is not None:
                pop_up = await self._deliver(reading.event, shown, tapped=reading.query is not None)
        except PlatformError as error:
            log.warning("a direct answer could not be given (%s)", type(error).__name__)
        except Exception as error:  # a mistake of ours: what was done is done all the same
            log.error("a direct answer could not be made", exc_info=error)
        finally:
            if reading.query is not None:
                await self._acknowledge(reading.query, pop_up)

    async def _deliver(self, event: Event, shown: Shown, *, tapped: bool) -> _PopUp | None:
        if isinstance(shown, Toast):
            if tapped:
                return _PopUp(_cut(shown.text))
            shown = Card((Say(shown.text),))
        if not isinstance(shown, Card):
            return None
        if event.where.place is None:
            await self._privately(event, shown, tapped=tapped)
            if shown.document is not None:
                to, document = Chat(user=event.who.user), shown.document
                await self._patiently(to, lambda: self._sender.document(to, document))
        elif shown.aloud:
            await self._aloud(event, shown, tapped=tapped)
        else:
            return await self._aside(event, shown, tapped=tapped)
        return None

    async def _privately(self, event: Event, card: Card, *, tapped: bool) -> None:
        """In the private chat, instead of the message whose button was pressed where the card wants that."""
        to = Chat(user=event.who.user)
        pieces = render(card, self._link, public=False)
        if card.instead and tapped and event.where.message is not None:
            stands = [Sent(event.where.message)]
            try:
                await self._patiently(to, lambda: self._sender.edit(to, pieces, stands, urgency=Urgency.TAP))
                return
            except (MessageGone, Refusal):
                pass  # too old, or deleted: it comes anew
        await self._patiently(to, lambda: self._sender.post(to, pieces, urgency=Urgency.TAP))

    async def _aloud(self, event: Event, card: Card, *, tapped: bool) -> None:
        """In the public place: as a reply to the command, or instead of the card whose button was pressed."""
        to, where = Chat(place=event.where.place), event.where
        pieces = render(card, self._link, public=True)
        if card.instead and tapped and where.message is not None:
            stands = [Sent(where.message, where.thread)]
            await self._patiently(to, lambda: self._sender.edit(to, pieces, stands, urgency=Urgency.TAP))
            return
        answers = where.message if isinstance(event.what, Command) else None
        await self._patiently(
            to, lambda: self._sender.post(to, pieces, thread=where.thread, answers=answers, urgency=Urgency.TAP)
        )

    async def _aside(self, event: Event, card: Card, *, tapped: bool) -> _PopUp | None:
        """To one person in a public place: in the private chat, or as near to it as Telegram allows."""
        to = Chat(user=event.who.user)
        pieces = render(card, self._link, public=False)
        try:
            await self._patiently(to, lambda: self._sender.post(to, pieces, urgency=Urgency.TAP))
        except Refusal:
            if tapped:
                return _PopUp(plain(card, POP_UP_MAX), stays=True)
            if isinstance(event.what, Command) and card.aloud_if_needed:
                await self._aloud(event, card, tapped=False)
            elif isinstance(event.what, Command):
                await self._invite(event)
            return None
        words = speak(event.who.language)
        return _PopUp(words("answered-privately")) if tapped and words.has("answered-privately") else None

    async def _invite(self, event: Event) -> None:
        """Says in the group how to open the private chat, and nothing of what was to be said."""
        words = speak(event.who.language)
        button = Button(words("button-open-private"), link=f"{self._link}?start={HELLO}")
        await self._aloud(event, Card((Say(words("private-first")),), ((button,),)), tapped=False)

    async def _patiently(self, to: Chat, send: Callable[[], Awaitable[T]]) -> T:
        """Sends in turn, a few times if Telegram asks to wait. A lost answer is not repeated: it may have arrived."""
        for tries_left in range(TRIES - 1, -1, -1):
            await self._pacer.turn(to, Urgency.TAP)
            try:
                return await send()
            except TryLater as later:
                if not tries_left or later.seconds > PATIENCE:
                    raise
                self._pacer.hold(later.seconds, None if later.everywhere else to)
        raise AssertionError("the last try returns or raises")

    async def _acknowledge(self, query: str, pop_up: _PopUp | None) -> None:
        """Ends a tap. One that is too old, or whose acknowledgement may have arrived, is left alone."""
        for _ in range(TRIES):
            try:
                if pop_up is None:
                    await self._bot.answer_callback_query(query)
                else:
                    await self._bot.answer_callback_query(query, pop_up.text, show_alert=pop_up.stays)
                return
            except NeverSent:
                await self._clock.sleep(UNREACHABLE_SECONDS)
            except Paced as pause:
                if pause.seconds > PATIENCE:
                    return
                await self._clock.sleep(pause.seconds)
            except TelegramError:
                return


def _cut(text: str) -> str:
    """The text in at most 200 characters."""
    return text if len(text) <= POP_UP_MAX else split(text, POP_UP_MAX - 2)[0].rstrip() + " …"
