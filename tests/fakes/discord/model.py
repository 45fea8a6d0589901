"""What a Discord is made of: users, servers, channels, threads, messages. Plain data, oldest first.

Ids are real snowflakes (https://docs.discord.com/developers/reference#snowflakes): the time in their upper bits, ever
growing, so that "before" and "after" mean what they mean there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

EPOCH_MS = 1_420_070_400_000
TEXT, DM, FORUM, PUBLIC_THREAD = 0, 1, 15, 11
EPHEMERAL, LOADING, HAS_THREAD, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 5, 1 << 15
SAID, RENAMED, REPLY, COMMAND_ANSWER, STARTER = 0, 4, 19, 20, 21
"""Types of messages: https://docs.discord.com/developers/resources/message#message-object-message-types"""


class Snowflakes:
    """Gives ids, each higher than the one before."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        now = (time.time_ns() // 1_000_000 - EPOCH_MS) << 22
        self._last = max(self._last + 1, now)
        return self._last


def moment(seconds: float | None = None) -> str:
    """A time as Discord writes it."""
    return datetime.fromtimestamp(time.time() if seconds is None else seconds, UTC).isoformat()


@dataclass
class User:
    """An account."""

    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    takes_dms: bool = True
    locale: str = "en-US"

    @property
    def name(self) -> str:
        return self.global_name or self.username


@dataclass
class Role:
    """A role; the one with the server's id is everybody's."""

    id: int
    name: str
    permissions: int
    position: int = 0


@dataclass
class Member:
    """Somebody in a server."""

    user: User
    roles: list[int] = field(default_factory=list)
    joined: str = field(default_factory=moment)


@dataclass
class Message:
    """One message, as it stands or stood."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    type: int = SAID
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    answers: Message | None = None
    mentions: list[User] = field(default_factory=list)
    edited: str | None = None
    edits: int = 0
    deleted: bool = False
    webhook_id: int | None = None
    interaction: Json | None = None

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def text(self) -> str:
        """The words on its face: what was written, text displays and the labels of buttons."""
        return "\n".join([self.content, *_words(self.components)]).strip()

    def button(self, label: str) -> Json | None:
        """The first button with this label."""
        return next((each for each in _inner(self.components) if each.get("label") == label), None)


@dataclass
class Channel:
    """A channel, a thread (with a `parent`) or a DM (with a `person`)."""

    id: int
    type: int
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    owner: User | None = None
    person: User | None = None
    archived: bool = False
    archived_at: str = field(default_factory=moment)
    locked: bool = False
    tags: list[int] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    last_message_id: int | None = None

    @property
    def is_thread(self) -> bool:
        return self.parent is not None

    @property
    def visible(self) -> list[Message]:
        """What everybody in it sees, oldest first, without what Discord itself says."""
        return [each for each in self.messages if not each.deleted and each.type in (SAID, REPLY, COMMAND_ANSWER)]

    def find(self, message_id: int) -> Message | None:
        found = (each for each in self.messages if each.id == message_id and not each.deleted)
        return next(found, None)


@dataclass
class Guild:
    """A server."""

    id: int
    name: str
    owner: User
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    available: bool = True


def _inner(components: list[Json]) -> list[Json]:
    found: list[Json] = []
    for each in components:
        found += [each, *_inner(each.get("components", []))]
        if "accessory" in each:
            found += _inner([each["accessory"]])
    return found


def inner(components: list[Json]) -> list[Json]:
    """All components, nested ones included."""
    return _inner(components)


def _words(components: list[Json]) -> list[str]:
    return [each[name] for each in _inner(components) for name in ("content", "label") if each.get(name)]
