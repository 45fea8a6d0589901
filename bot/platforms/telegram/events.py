"""What Telegram tells, as events of the core.

In comes one parsed update, out goes an event or nothing. What is nobody's opinion is nothing: service messages, other
bots, channels, and what an anonymous administrator writes (they all share one account, @GroupAnonymousBot, and must
not become one person; their commands count, because only an administrator can be it).
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from telegram import (
    CallbackQuery,
    ChatMemberUpdated,
    Message,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    Update,
    User,
)
from telegram.constants import ChatMemberStatus as Status
from telegram.constants import ChatType, ReactionEmoji

from bot.cards import Card, Sheet, Toast
from bot.cog import Begin, Declared
from bot.events import Command, Edit, Event, Joined, Moved, Reach, Reacted, Say, What, Where, Who
from bot.platforms.telegram.buttons import opened, pressed
from bot.platforms.telegram.cutting import split
from bot.platforms.telegram.members import is_inside
from bot.platforms.telegram.pictures import Fetch, picture
from bot.platforms.telegram.send import ANONYMOUS_ADMIN
from bot.ports.store import Tx
from bot.ports.vault import PlatformUser

NAME = "telegram"
SHOWN_NAME_MAX = 64
HELLO = "hello"
"""The payload of a link that only leads into the private chat."""
ALBUMS_KEPT = 256
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:@([a-z0-9_]+))?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)

Shown = Card | Toast | Sheet | Begin | None
"""What comes back for the person. Sheet and Begin are for platforms that open forms whole and never come here."""


class Handles(Protocol):
    """Whoever gives an event its effect."""

    @property
    def commands(self) -> Mapping[str, Declared]: ...

    async def handle(self, event: Event, settle: Callable[[Tx], None]) -> Shown:
        """Runs ``settle`` in the very unit of work that holds the event's effects. Raises: nothing has happened."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """An update as understood: the event, if it is one, and the tap that waits for its answer."""

    event: Event | None = None
    query: str | None = field(default=None, repr=False)


class Reader:
    """Reads updates for one bot. Remembers albums, of which only the first picture counts as a message."""

    def __init__(self, username: str, commands: Mapping[str, Declared], fetch: Fetch | None = None) -> None:
        """``fetch`` gets the pictures that people send in private; without it nobody looks at them."""
        self._fetch = fetch
        self._username = username.lower()
        self._commands = commands
        self._albums: OrderedDict[str, int] = OrderedDict()

    def read(self, update: Update) -> Reading:
        """What the update means; an empty reading for what is none of our business."""
        if update.callback_query is not None:
            return _tap(update.callback_query)
        if update.message is not None:
            return Reading(self._message(update.message))
        if update.edited_message is not None:
            return Reading(_edit(update.edited_message))
        if update.my_chat_member is not None:
            return Reading(_standing(update.my_chat_member))
        if update.message_reaction is not None:
            return Reading(_reaction(update.message_reaction))
        return Reading()

    def _message(self, message: Message) -> Event | None:
        if message.migrate_to_chat_id is not None:
            return Event(_somebody(message.from_user), _where(message), Moved(str(message.migrate_to_chat_id)))
        if not _has_content(message) or self._is_more_of_an_album(message):
            return None
        command = self._command(message)
        if _is_anonymous_admin(message):
            declared = self._commands.get(command.name) if isinstance(command, Command) else None
            if declared is None or not (declared.survey or declared.moderators):
                return None
        elif not _is_person(message):
            return None
        shown = picture(message, self._fetch) if message.chat.type == ChatType.PRIVATE else None
        what: What = command or Say(_text(message), shown)
        if isinstance(what, Command) and what is not _NOT_OURS:
            what = replace(what, picture=shown)
        who = replace(_somebody(message.from_user), is_place=_is_anonymous_admin(message))
        return None if what is _NOT_OURS else Event(who, _where(message), what)

    def _command(self, message: Message) -> What | None:
        """The command or deep link that a message is; None for other text."""
        found = _COMMAND.fullmatch(_text(message) or "")
        if found is None:
            return None
        name, to, words = found[1].lower(), found[2], (found[3] or "").strip()
        if to is not None and to.lower() != self._username:
            return _NOT_OURS
        private = message.chat.type == ChatType.PRIVATE
        if name == "start" and private and words != HELLO and (press := opened(words)):
            return replace(press, linked=True)
        return Command(name, "" if name == "start" and words == HELLO else words)

    def _is_more_of_an_album(self, message: Message) -> bool:
        """Whether this is a further picture of an album without any words: each comes as a message of its own."""
        group = message.media_group_id
        if group is None:
            return False
        first = self._albums.setdefault(group, message.message_id)
        if len(self._albums) > ALBUMS_KEPT:
            self._albums.popitem(last=False)
        return message.message_id != first and message.caption is None


_NOT_OURS = Command("", "")
"""Stands for a command that was meant for another bot."""


def _tap(query: CallbackQuery) -> Reading:
    message = query.message
    if message is None or query.data is None or message.chat.type == ChatType.CHANNEL:
        return Reading(query=query.id)
    if isinstance(message, Message):
        where = _where(message, answers=False)
    else:  # Telegram shows no more of an old message than its chat and number
        place = str(message.chat.id) if message.chat.type in _GROUPS else None
        where = Where(NAME, place, None, str(message.message_id))
    return Reading(Event(_who(query.from_user), where, pressed(query.data)), query.id)


def _edit(message: Message) -> Event | None:
    if not _has_content(message) or not _is_person(message):
        return None
    return Event(_somebody(message.from_user), _where(message), Edit(_text(message)))


def _standing(change: ChatMemberUpdated) -> Event | None:
    """The bot was let in or put out; in private: somebody opened or blocked the chat with it."""
    who = _who(change.from_user)
    if change.chat.type == ChatType.PRIVATE:
        return Event(who, Where(NAME), Reach(open=change.new_chat_member.status != Status.BANNED))
    if change.chat.type not in _GROUPS:
        return None
    return Event(who, Where(NAME, str(change.chat.id)), Joined(is_inside(change.new_chat_member)))


def _reaction(change: MessageReactionUpdated) -> Event | None:
    """👍 given or taken back in a group. Of an anonymous administrator only the group is known, and that is nobody."""
    if change.chat.type not in _GROUPS or change.user is None or change.user.is_bot:
        return None
    before, after = (
        any(isinstance(each, ReactionTypeEmoji) and each.emoji == ReactionEmoji.THUMBS_UP for each in signs)
        for signs in (change.old_reaction, change.new_reaction)
    )
    if before == after:
        return None
    where = Where(NAME, str(change.chat.id), message=str(change.message_id))
    return Event(_who(change.user), where, Reacted(up=after))


# ---- who and where -----------------------------------------------------------------------------------------------


def _who(user: User) -> Who:
    name, user_id = split(user.full_name, SHOWN_NAME_MAX)[:1], PlatformUser(NAME, str(user.id))
    language, handle = user.language_code or "en", user.username or ""
    return Who(user_id, name[0].strip() if name else "?", language, handle=handle)


def _somebody(user: User | None) -> Who:
    """Whoever wrote; messages without a person come from the group itself."""
    return Who(PlatformUser(NAME, ANONYMOUS_ADMIN), "?") if user is None else _who(user)


def _where(message: Message, *, answers: bool = True) -> Where:
    """Where a message stands.

    A thread is a topic: in other supergroups `message_thread_id` only names a chain of replies. The General topic has
    no id. A message in a topic that answers nobody still carries the topic's first message as the one it replies to.
    """
    public = message.chat.type in _GROUPS
    in_topic = public and bool(message.is_topic_message) and message.message_thread_id is not None
    replied = message.reply_to_message if answers else None
    if (
        replied is not None
        and in_topic
        and (replied.forum_topic_created is not None or replied.message_id == message.message_thread_id)
    ):
        replied = None
    return Where(
        NAME,
        str(message.chat.id) if public else None,
        str(message.message_thread_id) if in_topic else None,
        str(message.message_id),
        None if replied is None else str(replied.message_id),
        _first_button(replied),
    )


def _first_button(message: Message | None) -> tuple[str, ...]:
    """What the first callback button of a bot's message carries; people's messages have none."""
    rows = message.reply_markup.inline_keyboard if message is not None and message.reply_markup else ()
    carried = next(
        (button.callback_data for row in rows for button in row if isinstance(button.callback_data, str)), None
    )
    press = pressed(carried) if carried is not None else None
    return (press.action, *press.args) if press is not None else ()


def _text(message: Message) -> str | None:
    return message.text if message.text is not None else message.caption


def _has_content(message: Message) -> bool:
    """Whether somebody said or showed something, as opposed to Telegram telling that something happened."""
    if message.chat.type == ChatType.CHANNEL:
        return False
    return _text(message) is not None or message.effective_attachment is not None


def _is_person(message: Message) -> bool:
    """Whether a human being stands behind it in their own name: no bot, no channel, no anonymous administrator."""
    return message.from_user is not None and not message.from_user.is_bot and message.sender_chat is None


def _is_anonymous_admin(message: Message) -> bool:
    sender, user = message.sender_chat, message.from_user
    return sender is not None and sender.id == message.chat.id and user is not None and str(user.id) == ANONYMOUS_ADMIN
