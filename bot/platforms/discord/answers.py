"""The answer to what somebody has just done: a card, a form, or a word in passing.

Discord waits 3 seconds for the first answer to a tap, a command or a form. The work gets 2 of them; what is not done
by then is promised ("thinking", seen by that one person only) and follows within the 15 minutes that Discord allows.
In a server all answers are ephemeral but those that a card wants aloud; in the DM they are messages like any other.

What answers a written message goes by DM, and not at all where DMs are closed. A direct answer is not in the outbox:
it comes at once or, when Discord can't be reached, not at all, and the person asks again.
"""

import asyncio
import io
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import discord

from bot.cards import Card, Say, Sheet, Toast
from bot.dispatch import Shown
from bot.events import Event
from bot.platforms.discord.errors import ERRORS
from bot.platforms.discord.events import carried, is_private
from bot.platforms.discord.modals import REOPEN, again, filled, modal
from bot.platforms.discord.render import Piece, render
from bot.platforms.discord.send import Sender
from bot.ports.platform import Chat, Pacer, PlatformError
from bot.ports.records import Urgency
from bot.words import Words, speak

log = logging.getLogger(__name__)

IN_TIME = 2.0
"""Seconds the work may take before the answer is put off; Discord waits 3."""

Tap = discord.Interaction[Any]
_NOBODY = discord.AllowedMentions.none()


class Answers:
    """Brings answers to interactions and, by DM, to what was written."""

    def __init__(self, sender: Sender, pacer: Pacer) -> None:
        self._sender = sender
        self._pacer = pacer

    async def tapped(self, tap: Tap, work: Coroutine[Any, Any, Shown], *, aloud: bool = False) -> None:
        """Does the work and shows the person what came of it. ``aloud`` allows a card that wants it to be public.

        Never raises for Discord's sake; a mistake of ours is told in one sentence and in the log.
        """
        words = speak(tap.locale.value)
        job = asyncio.ensure_future(work)
        await asyncio.wait([job], timeout=IN_TIME)
        late = not job.done()
        if late:
            with suppress(*ERRORS):
                await _promise(tap)
        try:
            shown: Shown = await job
        except Exception as error:
            log.error("what somebody did on Discord was not taken in", exc_info=error)
            shown = Toast(words("went-wrong"))
        try:
            await self._show(tap, shown, words, aloud=aloud, late=late)
        except ERRORS as error:  # an expired interaction, most likely
            log.warning("a direct answer could not be given (%s)", type(error).__name__)

    async def _show(self, tap: Tap, shown: Shown, words: Words, *, aloud: bool, late: bool) -> None:
        if isinstance(shown, Sheet):
            if not late and shown.problem is None and tap.type is not discord.InteractionType.modal_submit:
                await tap.response.send_modal(modal(shown))
                return
            shown = again(shown, words)
        if shown is None:
            await _settle(tap, late=late)
            return
        card = shown if isinstance(shown, Card) else Card((Say(shown.text),))
        aloud = aloud and card.aloud
        first, *more = render(card, public=aloud)
        quiet = not aloud and (tap.guild_id is not None or isinstance(shown, Toast))
        if isinstance(shown, Card) and _replaces(tap, card):
            if late:
                await tap.edit_original_response(view=first.view(), attachments=first.files(), allowed_mentions=_NOBODY)
            else:
                await tap.response.edit_message(view=first.view(), attachments=first.files(), allowed_mentions=_NOBODY)
        elif late:
            await tap.followup.send(**_drawn(first), ephemeral=quiet, allowed_mentions=_NOBODY)
            if aloud:  # what keeps the promise is for one person's eyes, like the promise
                await tap.followup.send(**_drawn(first), ephemeral=False, allowed_mentions=_NOBODY)
                await tap.delete_original_response()
        else:
            await tap.response.send_message(**_drawn(first), ephemeral=quiet, allowed_mentions=_NOBODY)
        for each in more:
            await tap.followup.send(**_drawn(each), ephemeral=quiet, allowed_mentions=_NOBODY)
        if card.document is not None and not aloud:  # by itself: in a message of components it would have to be drawn
            file = discord.File(io.BytesIO(card.document.data), card.document.name)
            await tap.followup.send(file=file, ephemeral=quiet, allowed_mentions=_NOBODY)

    async def written(self, event: Event, shown: Shown) -> None:
        """Answers a message by DM: in the DM itself, or to somebody who wrote where it could not be taken."""
        if isinstance(shown, Toast):
            shown = Card((Say(shown.text),))
        if not isinstance(shown, Card):
            return
        to = Chat(user=event.who.user)
        await self._pacer.turn(to, Urgency.TAP)
        try:
            await self._sender.post(to, shown)
        except PlatformError as error:
            log.info("a direct answer could not be given (%s)", type(error).__name__)


def _drawn(piece: Piece) -> dict[str, Any]:
    """What a message is sent with."""
    return {"view": piece.view(), "files": piece.files()}


async def _promise(tap: Tap) -> None:
    """An answer will follow. On a message that only this person sees nothing shows, so that it can be edited then."""
    if _in_place(tap):
        await tap.response.defer()
    else:
        await tap.response.defer(ephemeral=tap.guild_id is not None, thinking=True)


async def _settle(tap: Tap, *, late: bool) -> None:
    """It is done and there is nothing to say, but Discord wants an answer."""
    if tap.type is discord.InteractionType.component or _in_place(tap):
        if not late:
            await tap.response.defer()
        elif not _in_place(tap):
            await tap.delete_original_response()
        return
    if not late:
        await tap.response.defer(ephemeral=True, thinking=True)
    await tap.delete_original_response()


def _in_place(tap: Tap) -> bool:
    """Whether it was done on a private message of the bot's, which may be edited instead of answered."""
    return tap.message is not None and is_private(tap)


def _replaces(tap: Tap, card: Card) -> bool:
    """Whether the answer takes the place of the message it was done on.

    After a form that is so where the message stood for the form itself, such as its preview; never for a notice whose
    button opened it.
    """
    if tap.message is None or not is_private(tap):
        return False
    if tap.type is discord.InteractionType.component:
        return card.instead
    sent = filled(tap.data or {})
    if sent is None or sent.form is None or not (card.instead or card.rows):
        return False
    return f"{REOPEN}:{sent.form}" in carried(tap.message.components)
