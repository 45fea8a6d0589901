"""Everything that stands in the pretended Discord, and what happens when it changes.

Whoever changes something, the bot by HTTP or a person by a method of theirs, does it here; here it is told to the
gateway, as far as the bot asked to hear it. Nothing waits: a change is done when the call returns.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TypeVar

from tests.fakes.discord import model, raw
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.interactions import Tap
from tests.fakes.discord.model import Channel, Guild, Json, Member, Message, Role, Snowflakes, User

TOKEN = "a-token-that-only-this-test-knows"
EVERYBODY = sum(1 << bit for bit in (10, 11, 16, 31, 35, 38))
"""View channels, send messages, read history, use commands, create public threads, send in threads."""
BOT = EVERYBODY | sum(1 << bit for bit in (13, 14, 15, 34))
"""And manage messages, embed links, attach files, manage threads. The bits:
https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags"""
NONCE_SECONDS = 300.0
"""Discord says "a few minutes"."""
FOUND = TypeVar("FOUND")


@dataclass
class Call:
    """One request of the bot's: what it asked, and what came of it."""

    method: str
    path: str
    body: Json | None
    at: float
    outcome: str = "under way"


@dataclass
class State:
    """One Discord with one bot in it. `content` is whether the bot's application may read what people write."""

    content: bool = True
    token: str = TOKEN
    ids: Snowflakes = field(default_factory=Snowflakes)
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    dms: dict[int, Channel] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    commands: list[Json] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    under_way: int = 0

    def __post_init__(self) -> None:
        self.bot = User(self.ids.next(), "aunt", "Agony Aunt", bot=True)
        self.users[self.bot.id] = self.bot
        self.gateway = Gateway(self.token, self.content, self._ready, self._guilds)
        self._nonces: dict[tuple[int, str], tuple[float, Message]] = {}
        self._news = asyncio.Event()

    # ---- waiting -------------------------------------------------------------------------------------------------

    def ring(self) -> None:
        """Something has changed: whoever waits for something looks again."""
        self._news.set()
        self._news = asyncio.Event()

    async def until(
        self,
        look: Callable[[], FOUND | None],
        what: str = "it",
        timeout: float = 8.0,  # noqa: ASYNC109
    ) -> FOUND:
        """What `look` finds, as soon as it finds something. Raises AssertionError when that takes too long."""
        deadline = time.monotonic() + timeout
        while not (found := look()):
            news, left = self._news, deadline - time.monotonic()
            assert left > 0, f"waited in vain for {what}; {self.violations}"
            try:
                await asyncio.wait_for(news.wait(), min(left, 0.1))
            except TimeoutError:
                continue
        return found

    def asked(self, method: str, path: str) -> list[Call]:
        """What the bot asked for there, oldest first; `*` in the path stands for anything."""
        return [each for each in self.calls if each.method == method and fnmatchcase(each.path, path)]

    # ---- who and where -------------------------------------------------------------------------------------------

    def make_user(self, name: str) -> User:
        made = User(self.ids.next(), name.lower(), name)
        self.users[made.id] = made
        return made

    def make_guild(self, name: str, owner: User, permissions: int = BOT) -> Guild:
        """A server with the bot in it, who has these permissions."""
        guild = Guild(self.ids.next(), name, owner)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYBODY)
        ours = Role(self.ids.next(), "Agony Aunt", permissions, 1)
        guild.roles[ours.id] = ours
        guild.members[owner.id] = Member(owner)
        guild.members[self.bot.id] = Member(self.bot, [ours.id])
        self.guilds[guild.id] = guild
        return guild

    def make_channel(self, guild: Guild, name: str, kind: int) -> Channel:
        made = Channel(self.ids.next(), kind, name, guild)
        guild.channels[made.id] = made
        self.tell("CHANNEL_CREATE", raw.channel(made))
        return made

    def make_thread(self, parent: Channel, name: str, owner: User, thread_id: int | None = None) -> Channel:
        """An open thread; one under a message has that message's id, and so has a forum's post."""
        guild = parent.guild
        assert guild is not None
        kind = model.PUBLIC_THREAD
        made = Channel(thread_id or self.ids.next(), kind, name, guild, parent, owner)
        guild.threads[made.id] = made
        return made

    def dm(self, user: User) -> Channel:
        """The DM between the bot and somebody."""
        found = next((each for each in self.dms.values() if each.person is user), None)
        if found is None:
            found = Channel(self.ids.next(), model.DM, person=user)
            self.dms[found.id] = found
        return found

    def channel(self, channel_id: int) -> Channel | None:
        """Any channel, thread or DM."""
        for guild in self.guilds.values():
            found = guild.channels.get(channel_id) or guild.threads.get(channel_id)
            if found is not None:
                return found
        return self.dms.get(channel_id)

    def permissions(self, guild: Guild, user: User) -> int:
        """What somebody may do in a server; nobody has rules of their own for a channel here."""
        if user is guild.owner:
            return raw.EVERYTHING
        member = guild.members.get(user.id)
        if member is None:
            return 0
        may = guild.roles[guild.id].permissions
        for role in member.roles:
            may |= guild.roles[role].permissions
        return may

    # ---- what is said --------------------------------------------------------------------------------------------

    def say(self, message: Message, *, enforce: bool = False) -> Message:
        """Puts a message where it belongs; with `enforce` one with the same nonce is given back instead."""
        channel, now = message.channel, time.monotonic()
        if enforce and message.nonce is not None:
            seen = self._nonces.get((channel.id, message.nonce))
            if seen is not None and now - seen[0] < NONCE_SECONDS:
                return seen[1]
            self._nonces[channel.id, message.nonce] = (now, message)
        if channel.archived:
            self.change_thread(channel, archived=False)
        channel.messages.append(message)
        channel.last_message_id = message.id
        self.tell_message("MESSAGE_CREATE", message)
        return message

    def changed(self, message: Message, *, edited: bool = True) -> None:
        """A message reads otherwise now. Without `edited` it is what Discord itself adds, such as a preview."""
        if edited:
            message.edited = model.moment()
            message.edits += 1
        self.tell_message("MESSAGE_UPDATE", message)

    def remove(self, message: Message) -> None:
        message.deleted = True
        told = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if message.channel.guild is not None:
            told["guild_id"] = str(message.channel.guild.id)
        self.tell("MESSAGE_DELETE", told, private=message.channel.guild is None)

    def change_thread(self, thread: Channel, **changes: object) -> None:
        """Archives, locks, renames a thread, or the reverse."""
        if changes.get("archived", thread.archived) != thread.archived:
            thread.archived_at = model.moment()
        for name, value in changes.items():
            setattr(thread, name, value)
        self.tell("THREAD_UPDATE", raw.channel(thread))

    # ---- the gateway ---------------------------------------------------------------------------------------------

    def tell(self, event: str, data: Json, *, private: bool = False) -> None:
        """Has the gateway say something to the bot, if the bot hears of such things."""
        self.gateway.dispatch(event, lambda session: data, private=private)
        self.ring()

    def tell_message(self, event: str, message: Message) -> None:
        """The same for a message, whose words not every bot may read."""
        if message.ephemeral:
            return
        guild = message.channel.guild
        if guild is not None and not guild.available:
            return
        extra: Json = {"channel_type": message.channel.type}
        if guild is not None:
            extra["guild_id"] = str(guild.id)
            if message.author.id in guild.members and message.webhook_id is None:
                extra["member"] = raw.member(guild.members[message.author.id], named=False)
        self.gateway.dispatch(
            event,
            lambda session: {**raw.message(message, readable=session.content, me=self.bot), **extra},
            private=guild is None,
        )
        self.ring()

    def away(self, guild: Guild) -> None:
        """The server can't be reached for a while: what is written in it meanwhile is told to no bot."""
        guild.available = False
        self.tell("GUILD_DELETE", {"id": str(guild.id), "unavailable": True})

    def back(self, guild: Guild) -> None:
        """The server can be reached again."""
        guild.available = True
        self.tell("GUILD_CREATE", raw.guild(guild, full=True, me=self.bot))

    def _ready(self) -> Json:
        return {
            "v": 10,
            "user": {**raw.user(self.bot), "verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": str(each), "unavailable": True} for each in self.guilds],
            "application": {"id": str(self.bot.id), "flags": 0},
            "private_channels": [],
        }

    def _guilds(self) -> list[Json]:
        return [raw.guild(each, full=True, me=self.bot) for each in self.guilds.values() if each.available]
