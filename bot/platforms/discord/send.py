"""The verbs: open a thread, post, edit, delete, and look around a server.

In come cards and addresses of ours (text); out go discord.py's calls; back come the messages as they stand, or one of
the errors of `bot.ports.platform`. Hardly anything is fetched: an id is all that a message is sent, edited or deleted
by. Nothing that we send mentions anybody.

How often a thing can arrive when an answer is lost:

* a **message** carries a nonce, by which Discord knows it again for some minutes: a lost answer is asked for once more
  and brings the same message. The nonce lives as long as the call, not as long as the outbox row (which this module
  does not see), so a crash in between may double it.
* a **forum post** has no nonce. After a lost answer the server's threads are listed; when the post is not among them,
  `OutcomeUnknown` says so after a broken connection, and `TryLater` after a failure of Discord's own.
* **edits and deletions** may be repeated at will.

A card of several messages is all there or not at all, as far as that is in our hands.

A closed thread is archived and locked. To edit a message in it, it is opened for a moment; so is one for a late post.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import discord

from bot.cards import Card
from bot.domain.communities import Survey
from bot.platforms.discord.cutting import short
from bot.platforms.discord.errors import EditedOften, HasThread, Troubled, translating
from bot.platforms.discord.markdown import shown
from bot.platforms.discord.reach import Address, Reach
from bot.platforms.discord.render import Piece, render
from bot.platforms.discord.survey import survey
from bot.ports.platform import Chat, MessageGone, Opened, OutcomeUnknown, PlatformError, Refusal, Sent, ThreadGone
from bot.ports.vault import PlatformUser

NAME_MAX = 100
"""Of a thread (https://docs.discord.com/developers/resources/channel#start-thread-from-message)."""
SEND_TRIES = 3
UNDO_TRIES = 2
_SILENT = discord.AllowedMentions.none()


class Sender:
    """Carries cards to Discord. discord.py keeps the pace that Discord's headers ask for."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._reach = Reach(client)

    async def open_thread(self, place: str, name: str, card: Card) -> Opened:
        """Opens a forum post, or in a text channel a message with a thread under it. Raises a PlatformError.

        In a text channel the card's first message stands in the channel (its ``thread`` is None) and has the thread's
        id; what it has no room for stands in the thread.
        """
        channel = await self._reach.channel(place)
        first, *others = render(card, public=True)
        name = short(shown(name), NAME_MAX)
        if isinstance(channel, discord.ForumChannel):
            sent = await self._post_in_forum(channel, name, first)
            thread = sent.thread or sent.message
        elif isinstance(channel, discord.TextChannel):
            sent = await self._send(self._reach.at(place), None, first, None)
            thread = sent.message
            try:
                await self._thread_under(channel, sent, name)
            except PlatformError as error:
                raise await self._undone(Chat(place=place), [sent], error) from None
        else:
            raise Refusal("no-forum")
        card_sent = [sent]
        with suppress(PlatformError):  # the thread stands with the card in it; an edit adds what is missing
            for piece in others:
                card_sent.append(await self._send(self._reach.at(thread), thread, piece, None))
        return Opened(thread, tuple(card_sent))

    async def close_thread(self, place: str, thread: str, name: str) -> None:
        """Renames, archives and locks a thread, as far as we may; one that is so already, or gone, is no error."""
        name = short(shown(name), NAME_MAX)
        with suppress(Refusal, ThreadGone):
            found = await self._reach.thread(thread)
            if found.archived and found.locked and found.name == name:
                return
            if found.archived:
                with translating(thread=True, repeatable=True):
                    found = await found.edit(archived=False)
            try:
                with translating(thread=True, repeatable=True):
                    await found.edit(name=name, archived=True, locked=True)
            except Refusal:  # whoever opened a thread may close it, but not lock it
                with translating(thread=True, repeatable=True):
                    await found.edit(name=name, archived=True)

    async def post(self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None) -> list[Sent]:
        """Sends all messages of a card or, as far as that is in our hands, none. Raises a PlatformError."""
        channel = await self._reach.target(to, thread)
        if thread is not None and answers == thread and not self._reach.in_forum(to):
            answers = None  # the card of a text channel does not stand in the thread
        sent: list[Sent] = []
        try:
            for piece in render(card, public=to.user is None):
                sent.append(await self._send(channel, thread, piece, None if sent else answers))
        except PlatformError as error:
            raise await self._undone(to, sent, error) from None
        return sent

    async def edit(self, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
        """Makes the messages show the card; posts what is missing at the end and deletes what is too many.

        Raises MessageGone if the first message is gone; a continuation that is gone is posted anew.
        """
        pieces = render(card, public=to.user is None)
        thread = sent[0].thread or (sent[0].message if to.user is None else None)
        after: list[Sent] = []
        added: list[Sent] = []
        try:
            for number, piece in enumerate(pieces):
                stands = await self._edited(to, piece, sent[number], number) if number < len(sent) else None
                if stands is None:
                    stands = await self._send(await self._reach.target(to, thread), thread, piece, None)
                    added.append(stands)
                after.append(stands)
        except PlatformError as error:
            raise await self._undone(to, added, error) from None
        await self.delete(to, sent[len(pieces) :])
        return after

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """Takes messages away; what is gone already counts as done."""
        for each in sent:
            message = (await self._reach.target(to, each.thread)).get_partial_message(int(each.message))
            with suppress(MessageGone, ThreadGone):
                await self._reach.awake(each.thread, message.delete)

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """What the channel is, whether the user moderates it, and which of our rights are missing."""
        return await survey(await self._reach.channel(place), int(user.user_id))

    def link(self, place: str, sent: Sent) -> str | None:
        """The address of a message, for members of its server; None while the server is not known."""
        channel = self._client.get_channel(int(place))
        if not isinstance(channel, discord.abc.GuildChannel):
            return None
        return f"https://discord.com/channels/{channel.guild.id}/{sent.thread or place}/{sent.message}"

    # ---- one message ---------------------------------------------------------------------------------------------

    async def _send(self, channel: Address, thread: str | None, piece: Piece, answers: str | None) -> Sent:
        nonce = secrets.token_hex(12)
        reference: Any = None
        if answers is not None:
            reference = discord.MessageReference(
                message_id=int(answers), channel_id=channel.id, fail_if_not_exists=False
            )

        async def act() -> discord.Message:
            return await channel.send(view=piece.view(), reference=reference, nonce=nonce, allowed_mentions=_SILENT)

        for _ in range(SEND_TRIES - 1):
            with suppress(OutcomeUnknown):
                return Sent(str((await self._reach.awake(thread, act, posts=True)).id), thread)
        return Sent(str((await self._reach.awake(thread, act, posts=True)).id), thread)

    async def _edited(self, to: Chat, piece: Piece, sent: Sent, number: int) -> Sent | None:
        """The message, edited; None where a continuation is gone."""
        message = (await self._reach.target(to, sent.thread)).get_partial_message(int(sent.message))
        try:
            with suppress(EditedOften):
                await self._reach.awake(sent.thread, lambda: message.edit(view=piece.view(), allowed_mentions=_SILENT))
        except MessageGone:
            if number:
                return None
            raise
        return sent

    async def _undone(self, to: Chat, sent: Sequence[Sent], error: PlatformError) -> PlatformError:
        """Takes half a card away, and says what to report: the error itself if that worked or nothing stood."""
        for _ in range(UNDO_TRIES):
            try:
                await self.delete(to, sent)
            except PlatformError:
                continue
            return error
        return OutcomeUnknown("half of it may stand")

    # ---- threads -------------------------------------------------------------------------------------------------

    async def _post_in_forum(self, forum: discord.ForumChannel, name: str, piece: Piece) -> Sent:
        known = {thread.id for thread in forum.threads}
        try:
            with translating():
                opened = await forum.create_thread(
                    name=name, view=piece.view(), allowed_mentions=_SILENT, applied_tags=_needed_tags(forum)
                )
        except (OutcomeUnknown, Troubled):
            found = await self._found(forum, name, known)
            if found is None:
                raise
            return found
        return Sent(str(opened.message.id), str(opened.thread.id))

    async def _found(self, forum: discord.ForumChannel, name: str, known: set[int]) -> Sent | None:
        """The post that was opened although we were not told, None if it is not there."""
        try:
            with translating(repeatable=True):
                threads = await forum.guild.active_threads()
        except PlatformError:
            raise OutcomeUnknown("the answer was lost") from None
        us = self._client.user.id if self._client.user else 0
        ours = (each for each in threads if each.parent_id == forum.id and each.owner_id == us)
        thread = next((str(each.id) for each in ours if each.name == name and each.id not in known), None)
        return Sent(thread, thread) if thread else None  # a post's first message has its id

    async def _thread_under(self, channel: discord.TextChannel, sent: Sent, name: str) -> None:
        message = channel.get_partial_message(int(sent.message))
        with suppress(HasThread):
            for _ in range(SEND_TRIES - 1):
                with suppress(OutcomeUnknown), translating():
                    await message.create_thread(name=name)
                    return
            with translating():
                await message.create_thread(name=name)


def _needed_tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """A tag, where the forum takes no post without one."""
    if not forum.flags.require_tag:
        return []
    return sorted(forum.available_tags, key=lambda tag: tag.moderated)[:1]
