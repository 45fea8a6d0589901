"""The verbs: open a thread, post, edit, delete, and look around a chat.

In come pieces that `render` has drawn and addresses of ours (text); out go Bot API calls; back come the messages as
they stand, or one of the errors of `bot.ports.platform`.

Telegram has no way to make a message idempotent. So when the answer to a first message is lost, that is said
(`OutcomeUnknown`) and nothing is repeated. A card of several messages is all there or not at all: a continuation is
tried for about a minute (where its answer was lost once more, at the risk of a doubled continuation, because a lost
one would be worse), and when it can't be brought, what stands already is taken away again, so that the whole card may
be posted anew. Edits and deletions may be repeated at will.

A picture is sent when it first appears, and not again with each edit of its card: which picture stands in which message
is remembered (in memory; after a restart it is sent once more).
"""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from telegram import (
    Bot,
    ChatMember,
    ChatMemberAdministrator,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, TelegramError

from bot.cards import Document, Picture
from bot.domain.communities import PlaceKind, Survey
from bot.platforms.telegram.errors import AGAIN_SECONDS, not_there, translated, translating, unchanged
from bot.platforms.telegram.render import Piece, shown
from bot.ports.platform import (
    Chat,
    MessageGone,
    OutcomeUnknown,
    Pacer,
    PlatformError,
    Refusal,
    Sent,
    ThreadGone,
    TryLater,
)
from bot.ports.records import Urgency
from bot.ports.vault import PlatformUser

ANONYMOUS_ADMIN = "1087968824"
"""@GroupAnonymousBot, as which an administrator writes who stays anonymous (https://core.telegram.org/bots/api#message)."""
TOPIC_NAME_MAX = 128
"""https://core.telegram.org/bots/api#createforumtopic"""
CONTINUATION_TRIES = 6
LONGEST_PAUSE = 60.0
UNDO_TRIES = 2
PICTURES_KNOWN = 2_000
"""Messages of which it is remembered what picture they show."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


class Sender:
    """Carries pieces to Telegram. The first message of a card has its turn already; the others wait for theirs."""

    def __init__(self, bot: Bot, pacer: Pacer) -> None:
        self._bot = bot
        self._pacer = pacer
        self._pictures: OrderedDict[tuple[int, str], Piece] = OrderedDict()

    async def open_thread(self, place: str, name: str) -> str:
        """Creates a forum topic, its name cut to 128 characters, and returns its id."""
        with translating():
            topic = await self._bot.create_forum_topic(int(place), shown(name)[:TOPIC_NAME_MAX] or "…")
        return str(topic.message_thread_id)

    async def close_thread(self, place: str, thread: str, name: str) -> None:
        """Renames and closes a forum topic; what is so already, or gone, is no error."""
        with suppress(Refusal, ThreadGone), translating():
            await self._bot.edit_forum_topic(int(place), int(thread), shown(name)[:TOPIC_NAME_MAX])
        with suppress(Refusal, ThreadGone), translating():
            await self._bot.close_forum_topic(int(place), int(thread))

    async def reopen_thread(self, place: str, thread: str, name: str) -> None:
        """Opens a forum topic again and renames it; what is so already, or gone, is no error."""
        with suppress(Refusal, ThreadGone), translating():
            await self._bot.reopen_forum_topic(int(place), int(thread))
        with suppress(Refusal, ThreadGone), translating():
            await self._bot.edit_forum_topic(int(place), int(thread), shown(name)[:TOPIC_NAME_MAX])

    async def post(
        self,
        to: Chat,
        pieces: Sequence[Piece],
        *,
        thread: str | None = None,
        answers: str | None = None,
        urgency: Urgency = Urgency.POST,
    ) -> list[Sent]:
        """Sends all pieces or, as far as that is in our hands, none. Raises a PlatformError."""
        sent: list[Sent] = []
        try:
            for piece in pieces:
                if sent:
                    under = sent[0].message if piece.picture else None
                    sent.append(await self._continue(to, piece, thread, urgency, under))
                else:
                    sent.append(await self._first(to, piece, thread, answers))
        except PlatformError as error:
            raise await self._undone(to, sent, error) from None
        return sent

    async def document(self, to: Chat, document: Document) -> None:
        """Sends a file to one person, once; a lost answer is not repeated. Raises a PlatformError."""
        file = InputFile(document.data, filename=document.name)
        with translating():
            await self._bot.send_document(_address(to), file, disable_content_type_detection=True)

    async def edit(
        self, to: Chat, pieces: Sequence[Piece], sent: Sequence[Sent], *, urgency: Urgency = Urgency.EDIT
    ) -> list[Sent]:
        """Makes the messages show the pieces; posts what is missing at the end and deletes what is too many.

        Raises MessageGone if the first message is gone; a continuation that is gone is posted anew.
        """
        thread = sent[0].thread if sent else None
        after: list[Sent] = []
        added: list[Sent] = []
        try:
            for number, piece in enumerate(pieces):
                stands: Sent | None = None
                if number < len(sent):
                    if number:
                        await self._pacer.turn(to, urgency)
                    stands = await self._edited(to, piece, sent[number], number)
                if stands is None:
                    under = after[0].message if after and piece.picture else None
                    stands = await self._continue(to, piece, thread, urgency, under)
                    added.append(stands)
                after.append(stands)
        except PlatformError as error:
            raise await self._undone(to, added, error) from None
        await self.delete(to, sent[len(pieces) :])
        return after

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """Takes messages away; what is gone already counts as done.

        Telegram lets a bot delete its own message for 48 hours, later only with the right to delete messages
        (https://core.telegram.org/bots/api#deletemessage); without it this raises Refusal("cannot-delete").
        """
        for each in sent:
            try:
                with translating(repeatable=True):
                    await self._bot.delete_message(_address(to), int(each.message))
            except MessageGone:
                continue

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """What the chat is, whether the user administers it, and which of our rights are missing."""
        with translating(repeatable=True):
            chat = await self._bot.get_chat(int(place))
        forum = bool(chat.is_forum)
        us = await self._member(place, self._bot.id)
        lacking = [] if us is not None and us.status in _ADMINS else ["admin"]
        if forum and not (isinstance(us, ChatMemberAdministrator) and us.can_manage_topics):
            lacking.append("manage-topics")
        moderator = user.user_id == ANONYMOUS_ADMIN
        if not moderator:
            them = await self._member(place, int(user.user_id))
            moderator = them is not None and them.status in _ADMINS
        return Survey(chat.title or "", PlaceKind.FORUM if forum else PlaceKind.GROUP, moderator, tuple(lacking))

    # ---- one message ---------------------------------------------------------------------------------------------

    async def _first(self, to: Chat, piece: Piece, thread: str | None, answers: str | None) -> Sent:
        """Sends a message; where its topic was closed, opens it again if we may."""
        try:
            return await self._send(to, piece, thread, answers)
        except Refusal as refusal:
            if refusal.reason != "thread-closed" or thread is None:
                raise
            try:
                await self._bot.reopen_forum_topic(_address(to), int(thread))
            except TelegramError:
                raise refusal from None
        return await self._send(to, piece, thread, answers)

    async def _continue(
        self, to: Chat, piece: Piece, thread: str | None, urgency: Urgency, under: str | None = None
    ) -> Sent:
        """Sends a further message of a card, patiently; ``under`` is the message that it natively replies to."""
        for attempt in range(CONTINUATION_TRIES):
            await self._pacer.turn(to, urgency)
            try:
                return await self._send(to, piece, thread, under)
            except TryLater as later:
                if later.seconds > LONGEST_PAUSE:
                    raise
                self._pacer.hold(max(later.seconds, AGAIN_SECONDS * 2**attempt), None if later.everywhere else to)
            except OutcomeUnknown:
                self._pacer.hold(AGAIN_SECONDS * 2**attempt, to)
        raise TryLater(LONGEST_PAUSE)

    async def _send(self, to: Chat, piece: Piece, thread: str | None, answers: str | None) -> Sent:
        with translating():
            message = await self._new(
                piece,
                chat_id=_address(to),
                reply_markup=piece.keyboard,
                message_thread_id=None if thread is None else int(thread),
                reply_parameters=None
                if answers is None
                else ReplyParameters(int(answers), allow_sending_without_reply=True),
            )
        sent = Sent(str(message.message_id), thread)
        self._shows(to, sent, piece)
        return sent

    async def _new(self, piece: Piece, **how: Any) -> Message:
        if piece.picture is None:
            text = piece.text
            return await self._bot.send_message(
                text=text, entities=piece.entities, link_preview_options=_NO_PREVIEW, **how
            )
        return await self._bot.send_photo(
            photo=piece.picture.data,
            filename=piece.picture.name,
            caption=piece.text,
            caption_entities=piece.entities,
            **how,
        )

    async def _edited(self, to: Chat, piece: Piece, sent: Sent, number: int) -> Sent | None:
        """The message, edited; None where a continuation is gone, or can't be made what it is to be."""
        try:
            await self._changed(to, piece, sent)
        except TelegramError as error:
            if not unchanged(error):
                problem = translated(error, repeatable=True)
                if number and isinstance(problem, MessageGone):
                    with suppress(PlatformError):  # what shows a picture never shows words alone
                        await self.delete(to, [sent])
                    return None
                raise problem from None
        self._shows(to, sent, piece)
        return sent

    async def _changed(self, to: Chat, piece: Piece, sent: Sent) -> None:
        chat, message, picture = _address(to), int(sent.message), piece.picture
        if picture is None:
            await self._bot.edit_message_text(
                piece.text,
                chat,
                message,
                entities=piece.entities,
                reply_markup=piece.keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        elif self._pictures.get((chat, sent.message)) != _without_bytes(piece, picture):
            media = InputMediaPhoto(picture.data, piece.text, caption_entities=piece.entities, filename=picture.name)
            await self._bot.edit_message_media(media, chat, message, reply_markup=piece.keyboard)

    def _shows(self, to: Chat, sent: Sent, piece: Piece) -> None:
        """Remembers which picture a message shows, without its bytes."""
        if piece.picture is None:
            return
        self._pictures[_address(to), sent.message] = _without_bytes(piece, piece.picture)
        self._pictures.move_to_end((_address(to), sent.message))
        if len(self._pictures) > PICTURES_KNOWN:
            self._pictures.popitem(last=False)

    async def _undone(self, to: Chat, sent: Sequence[Sent], error: PlatformError) -> PlatformError:
        """Takes half a card away, and says what to report: the error itself if that worked or nothing stood."""
        for _ in range(UNDO_TRIES):
            try:
                await self.delete(to, sent)
            except PlatformError:
                continue
            return error
        return OutcomeUnknown("half of it may stand")

    async def _member(self, place: str, user_id: int) -> ChatMember | None:
        try:
            return await self._bot.get_chat_member(int(place), user_id)
        except BadRequest as error:
            if not_there(error):
                return None
            raise translated(error, repeatable=True) from None
        except TelegramError as error:
            raise translated(error, repeatable=True) from None


def _without_bytes(piece: Piece, picture: Picture) -> Piece:
    """A piece by which its picture is known: a name is of one picture only."""
    return replace(piece, picture=replace(picture, data=b""))


def _address(to: Chat) -> int:
    """The chat's id: a private chat has its person's (https://core.telegram.org/bots/api#chat)."""
    return int(to.user.user_id if to.user is not None else to.place or "")


def link(place: str, sent: Sent) -> str | None:
    """The address of a message for members of a supergroup; basic groups have none (https://core.telegram.org/api/links#message-links)."""
    if not place.startswith("-100"):
        return None
    parts = [place.removeprefix("-100"), *([sent.thread] if sent.thread else []), sent.message]
    return "https://t.me/c/" + "/".join(parts)
