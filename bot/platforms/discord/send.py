"""The verbs: open a thread, post, edit, delete, and look around a server.

In come cards and addresses of ours (text); out go discord.py's calls; back come the messages as they stand, or one of
the errors of `bot.ports.platform`. Hardly anything is fetched: an id is all that a message is sent, edited or deleted
by. Nothing that we send mentions anybody.

How often a thing can arrive when an answer is lost:

* a **message** carries a nonce, by which Discord knows it again for some minutes: a lost answer is asked for once more
  and brings the same message. The nonce comes from the outbox row (``once``), so that the same holds after a crash;
  only what an edit adds at the end, and what is sent without a row, has one that lives as long as the call.
* a **forum post** has no nonce; see `forums` for how it is not opened twice.
* **edits and deletions** may be repeated at will.

A card of several messages is all there or not at all, as far as that is in our hands. A picture is sent along with the
first message; later edits only name it.

A closed thread is archived and locked. To edit a message in it, it is opened for a moment; so is one for a late post.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import discord

from bot.cards import Card
from bot.domain.communities import Survey
from bot.platforms.discord.cutting import short
from bot.platforms.discord.errors import EditedOften, HasThread, Paced, translating
from bot.platforms.discord.forums import Forums
from bot.platforms.discord.markdown import shown
from bot.platforms.discord.nonces import Nonces
from bot.platforms.discord.reach import Address, Reach
from bot.platforms.discord.render import Piece, render
from bot.platforms.discord.survey import survey
from bot.platforms.discord.tags import Tagging, Tags, needed, same
from bot.ports.platform import (
    Chat,
    Label,
    MessageGone,
    Opened,
    OutcomeUnknown,
    PlatformError,
    Refusal,
    Sent,
    ThreadGone,
)
from bot.ports.vault import PlatformUser

NAME_MAX = 100
"""Of a thread (https://docs.discord.com/developers/resources/channel#start-thread-from-message)."""
SEND_TRIES = 3
UNDO_TRIES = 2
_NOT_ATTACHED = 50035
"""Invalid form body: the message has no file of that name yet
(https://docs.discord.com/developers/topics/opcodes-and-status-codes#json)."""
_SILENT = discord.AllowedMentions.none()


class Sender:
    """Carries cards to Discord. discord.py keeps the pace that Discord's headers ask for."""

    def __init__(self, client: discord.Client, tagging: Tagging | None = None) -> None:
        """Without ``tagging`` a post gets only the tag that its forum demands."""
        self._client = client
        self._reach = Reach(client)
        self._forums = Forums(client)
        self._tagging = tagging
        self._nonces = Nonces()

    async def open_thread(self, place: str, name: str, card: Card, labels: Sequence[Label] = ()) -> Opened:
        """Opens a forum post, or in a text channel a message with a thread under it. Raises a PlatformError.

        In a text channel the card's first message stands in the channel (its ``thread`` is None) and has the thread's
        id; what it has no room for stands in the thread.
        """
        channel = await self._reach.channel(place)
        first, *others = render(card, public=True)
        name = short(shown(name), NAME_MAX)
        if isinstance(channel, discord.ForumChannel):
            sent = await self._in_forum(channel, name, first, labels)
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

    async def close_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """Renames, tags, archives and locks a thread, as far as we may; one that is so already, or gone, is no error.

        A thread can be renamed twice in 10 minutes only: one that can't be just now is closed under its old name.
        """
        name = short(shown(name), NAME_MAX)
        with suppress(Refusal, ThreadGone):
            found = await self._reach.thread(thread)
            tags = await self._tagging.changed(found, labels) if self._tagging else None
            if found.archived and found.locked and found.name == name and tags is None:
                return
            if found.archived:
                with translating(thread=True, repeatable=True):
                    found = await found.edit(archived=False)
            try:
                await _closed(found, name, tags)
            except Paced:
                await _closed(found, found.name, tags)

    async def reopen_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """Unlocks, opens, renames and tags a thread, as far as we may; one that is so already, or gone, is no error."""
        name = short(shown(name), NAME_MAX)
        with suppress(Refusal, ThreadGone):
            found = await self._reach.thread(thread)
            tags = await self._tagging.changed(found, labels) if self._tagging else None
            if not found.archived and not found.locked and found.name == name and tags is None:
                return
            with suppress(Refusal), translating(thread=True, repeatable=True):
                found = await found.edit(archived=False, locked=False)
            try:
                await _renamed(found, name, tags)
            except Paced:
                await _renamed(found, found.name, tags)

    async def post(
        self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None, once: str | None = None
    ) -> list[Sent]:
        """Sends all messages of a card or, as far as that is in our hands, none. Raises a PlatformError."""
        channel = await self._reach.target(to, thread)
        if thread is not None and answers == thread and not self._reach.in_forum(to):
            answers = None  # the card of a text channel does not stand in the thread
        sent: list[Sent] = []
        try:
            for part, piece in enumerate(render(card, public=to.user is None)):
                nonce = self._nonces.of(once, part)
                sent.append(await self._send(channel, thread, piece, None if sent else answers, nonce))
        except PlatformError as error:
            if sent:
                self._nonces.taken_away(once)
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
        channel = await self._reach.channel(place)
        return await survey(channel, int(user.user_id), reads_all=self._client.intents.message_content)

    def link(self, place: str, sent: Sent) -> str | None:
        """The address of a message, for members of its server; None while the server is not known."""
        channel = self._client.get_channel(int(place))
        if not isinstance(channel, discord.abc.GuildChannel):
            return None
        return f"https://discord.com/channels/{channel.guild.id}/{sent.thread or place}/{sent.message}"

    # ---- one message ---------------------------------------------------------------------------------------------

    async def _send(
        self, channel: Address, thread: str | None, piece: Piece, answers: str | None, nonce: str | None = None
    ) -> Sent:
        nonce = nonce or self._nonces.of(None, 0)
        reference: Any = None
        if answers is not None:
            reference = discord.MessageReference(
                message_id=int(answers), channel_id=channel.id, fail_if_not_exists=False
            )

        async def act() -> discord.Message:
            return await channel.send(
                view=piece.view(), files=piece.files(), reference=reference, nonce=nonce, allowed_mentions=_SILENT
            )

        for _ in range(SEND_TRIES - 1):
            with suppress(OutcomeUnknown):
                return Sent(str((await self._reach.awake(thread, act, posts=True)).id), thread)
        return Sent(str((await self._reach.awake(thread, act, posts=True)).id), thread)

    async def _edited(self, to: Chat, piece: Piece, sent: Sent, number: int) -> Sent | None:
        """The message, edited; None where a continuation is gone."""
        message = (await self._reach.target(to, sent.thread)).get_partial_message(int(sent.message))
        try:
            with suppress(EditedOften):
                await self._reach.awake(sent.thread, lambda: _redrawn(message, piece))
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

    async def _in_forum(self, forum: discord.ForumChannel, name: str, piece: Piece, labels: Sequence[Label]) -> Sent:
        """A post with its tags; without ours where Discord does not take them (somebody has just deleted one)."""
        plain = needed(forum)
        tags = await self._tagging.opening(forum, labels) if self._tagging else plain
        try:
            return await self._forums.post(forum, name, piece, tags)
        except Refusal:
            if same(tags, plain):
                raise
            return await self._forums.post(forum, name, piece, plain)

    async def _thread_under(self, channel: discord.TextChannel, sent: Sent, name: str) -> None:
        message = channel.get_partial_message(int(sent.message))
        with suppress(HasThread):
            for _ in range(SEND_TRIES - 1):
                with suppress(OutcomeUnknown), translating():
                    await message.create_thread(name=name)
                    return
            with translating():
                await message.create_thread(name=name)


async def _redrawn(message: discord.PartialMessage, piece: Piece) -> None:
    """Edits one message. A picture that hangs in it already need not be sent again; an old one is taken away."""
    if piece.pictures:
        try:
            await message.edit(view=piece.view(), allowed_mentions=_SILENT)
            return
        except discord.HTTPException as error:
            if error.code != _NOT_ATTACHED:
                raise
    await message.edit(view=piece.view(), attachments=piece.files(), allowed_mentions=_SILENT)


async def _renamed(thread: discord.Thread, name: str, tags: Tags | None) -> None:
    """Puts a thread under this name with these tags; without the tags where they are not taken."""
    new: Any = {} if thread.name == name else {"name": name}
    tries: list[Any] = [{}] if tags is None else [{"applied_tags": tags}, {}]
    for tagged in tries:
        if new or tagged:
            with suppress(Refusal), translating(thread=True, repeatable=True):
                await thread.edit(**new, **tagged)
                return


async def _closed(thread: discord.Thread, name: str, tags: Tags | None) -> None:
    """Archives and locks a thread under this name; a name that it has already is not changed, and so not counted.

    What we may not do is left out: whoever opened a thread may close it, but not lock it; a tag may just be gone.
    """
    new: Any = {} if thread.name == name else {"name": name}
    tagged: Any = {} if tags is None else {"applied_tags": tags}
    tries: list[Any] = [{"locked": True, **tagged}, tagged]
    if tagged:
        tries += [{"locked": True}, {}]
    for last, more in enumerate(tries, 1 - len(tries)):
        try:
            with translating(thread=True, repeatable=True):
                await thread.edit(archived=True, **new, **more)
            return
        except Refusal:
            if last == 0:
                raise
