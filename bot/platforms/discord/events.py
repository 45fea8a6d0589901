"""What Discord tells, as events of the core.

In come discord.py's objects, out go events or nothing. What is nobody's opinion is nothing: other bots, webhooks,
system messages, and edits that only add a link's preview. Where something happened:

* a message in a forum post or thread: the place is the channel that the thread is in;
* a press on a message that only one person sees (ephemeral), or in the DM: the private chat;
* a form that is sent: always the private chat, wherever it was opened.

Discord says somebody's language only when they press or command. It is remembered in memory, for what they write.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord

from bot.domain.communities import Badge
from bot.events import Delete, Edit, Event, Joined, Press, Reacted, Say, Where, Who
from bot.platforms.discord.pictures import Files, picture
from bot.ports.vault import PlatformUser

NAME = "discord"
SHOWN_NAME_MAX = 64
LANGUAGES_KEPT = 10_000
NOBODY = Who(PlatformUser(NAME, "0"), "?")
"""Stands for whoever did it where Discord does not say."""
_UP, _SKINS = "👍", "".join(map(chr, range(0x1F3FB, 0x1F400)))
"""The sign that is a vote, and the colours of skin it may have (https://www.unicode.org/reports/tr51/#Diversity)."""
_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)

Channel = Any
"""Something with a channel's id; a thread also has a `parent_id`."""


class Reader:
    """Reads what comes in for one bot. Remembers the languages of those who were here lately."""

    def __init__(
        self, badges: Callable[[discord.abc.User], tuple[Badge, ...] | None] = lambda _: (), files: Files | None = None
    ) -> None:
        """``badges`` tells what somebody wears where they were just seen; ``files`` gets what they send in private."""
        self._files = files
        self._badges = badges
        self._languages: OrderedDict[int, str] = OrderedDict()

    def who(self, user: discord.abc.User, locale: str | None = None) -> Who:
        """Whoever it is, with the language they use."""
        if locale is not None:
            self._languages[user.id] = locale
            self._languages.move_to_end(user.id)
            if len(self._languages) > LANGUAGES_KEPT:
                self._languages.popitem(last=False)
        language = self._languages.get(user.id, "en")
        name = user.display_name.strip()[:SHOWN_NAME_MAX].strip() or "?"
        since, joined = _moment(getattr(user, "created_at", None)), _moment(getattr(user, "joined_at", None))
        return Who(PlatformUser(NAME, str(user.id)), name, language, self._badges(user), user.name, since, joined)

    def saw(self, user: discord.abc.User) -> None:
        """Somebody was heard. Read from a channel's history, their message would not tell what they wear."""
        self._badges(user)

    def message(self, message: discord.Message, channel: Channel | None) -> Event | None:
        """What somebody wrote. ``channel`` is where, None in the DM."""
        if not _is_a_persons(message):
            return None
        where = placed(channel, message=str(message.id))
        replied = message.reference.message_id if message.reference is not None else None
        if message.type is discord.MessageType.reply and replied is not None and str(replied) != where.thread:
            where = replace(where, answers=str(replied), quoted=_quoted(message))
        shown = picture(message.attachments, self._files) if channel is None else None
        return Event(self.who(message.author), where, Say(_text(message), shown))

    def edit(self, message: discord.Message, channel: Channel | None) -> Event | None:
        """What somebody wrote reads otherwise now. A preview that was added to it is no edit."""
        if not _is_a_persons(message) or message.edited_at is None:
            return None
        return Event(self.who(message.author), placed(channel, message=str(message.id)), Edit(_text(message)))

    def deletion(self, message: int, channel: Channel | None, whose: discord.abc.User | None = None) -> Event:
        """A message is gone. Discord does not say who took it away; in the DM it was ``whose`` that is, or ours."""
        who = NOBODY if whose is None else self.who(whose)
        return Event(who, placed(channel, message=str(message)), Delete())

    def reaction(self, reaction: discord.RawReactionActionEvent, channel: Channel, *, up: bool) -> Event | None:
        """👍 in any colour, given or taken back. Of who takes it back Discord tells the id only; none of it counts for
        what they are called."""
        sign = reaction.emoji
        if not sign.is_unicode_emoji() or sign.name.rstrip(_SKINS) != _UP:
            return None
        if reaction.member is not None and reaction.member.bot:
            return None
        who = Who(PlatformUser(NAME, str(reaction.user_id)), "?", badges=None)
        return Event(who, placed(channel, message=str(reaction.message_id)), Reacted(up))

    def presence(self, place: str, *, inside: bool) -> Event:
        """The bot is in a place, or no longer."""
        return Event(NOBODY, Where(NAME, place), Joined(inside))

    def press(self, interaction: discord.Interaction[Any]) -> Event | None:
        """A button; None for what carries nothing of ours."""
        data: Any = interaction.data or {}
        custom_id = data.get("custom_id")
        press = pressed(custom_id) if isinstance(custom_id, str) else None
        return None if press is None else Event(self.whoever(interaction), tapped(interaction), press)

    def whoever(self, interaction: discord.Interaction[Any]) -> Who:
        """Whoever pressed, commanded or sent a form."""
        return self.who(interaction.user, interaction.locale.value)


# ---- where -------------------------------------------------------------------------------------------------------


def placed(channel: Channel | None, *, message: str | None = None) -> Where:
    """Where it is: in a thread of a place, in the place itself, or (None) in private."""
    if channel is None:
        return Where(NAME, message=message)
    parent = getattr(channel, "parent_id", None)
    if parent is not None:
        return Where(NAME, str(parent), str(channel.id), message)
    return Where(NAME, str(channel.id), None, message)


def tapped(interaction: discord.Interaction[Any]) -> Where:
    """Where a button stands; what only one person sees is in private."""
    message = interaction.message
    where = placed(None if is_private(interaction) else interaction.channel)
    return replace(where, message=None if message is None else str(message.id))


def is_private(interaction: discord.Interaction[Any]) -> bool:
    """Whether it was done in the DM, or on a message that nobody else sees."""
    message = interaction.message
    return interaction.guild_id is None or (message is not None and message.flags.ephemeral)


# ---- what --------------------------------------------------------------------------------------------------------


def pressed(data: str) -> Press | None:
    """What a button brought back. Not to be trusted: anybody can send anything."""
    action, *args = data.split(":")
    return Press(action, tuple(args)) if action else None


def carried(components: Any) -> Iterator[str]:
    """The custom ids in a message's components, from top to bottom, however deep they lie."""
    for each in components:
        custom_id = getattr(each, "custom_id", None)
        if isinstance(custom_id, str):
            yield custom_id
        yield from carried(getattr(each, "children", ()))
        accessory = getattr(each, "accessory", None)
        if accessory is not None:
            yield from carried([accessory])


def _quoted(message: discord.Message) -> tuple[str, ...]:
    """What the first button of the answered message carries, if it is a bot's and Discord sent it along."""
    reference = message.reference
    answered = reference.resolved if reference is not None else None
    if not isinstance(answered, discord.Message) or not answered.author.bot:
        return ()
    press = next((press for each in carried(answered.components) if (press := pressed(each))), None)
    return () if press is None else (press.action, *press.args)


def _text(message: discord.Message) -> str | None:
    """The words, with names instead of the ids in mentions; None where there are none.

    Without the message-content intent only what mentions the bot has words; the mention is no part of them.
    """
    text, guild = message.clean_content, message.guild
    if guild is not None and guild.me in message.mentions:
        text = text.removeprefix(f"@{guild.me.display_name}")
    return text.strip() or None


def _moment(at: datetime | None) -> int | None:
    """A moment in milliseconds since 1970. Outside of servers Discord says of nobody since when they are in one."""
    return None if at is None else round(at.timestamp() * 1000)


def _is_a_persons(message: discord.Message) -> bool:
    return not message.author.bot and message.webhook_id is None and message.type in _WRITTEN
