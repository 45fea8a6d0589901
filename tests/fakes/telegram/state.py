"""Everything the pretended Telegram knows, in one place, and a bell that rings when any of it changes.

In: people's deeds (through `people`) and the bot's requests (through the method files). Out: updates, answers, and a
log of every request for tests to assert on. Nothing here waits, except `wait_until`.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.fakes.telegram.faults import Fault, Faults, FloodLimit
from tests.fakes.telegram.model import ANONYMOUS_BOT, ANONYMOUS_BOT_ID, Chat, Json, Kind, Message, User
from tests.fakes.telegram.strict import StrictError
from tests.fakes.telegram.updates import Updates

BOT_ID = 7_000_000_042
QUERY_LIFETIME = 150.0
T = TypeVar("T")


@dataclass
class Call:
    """One request of the bot: what it asked, when, and how it ended ("ok", "400 Bad Request: …", "dropped")."""

    method: str
    params: Json
    at: float
    files: dict[str, str] = field(default_factory=dict)
    outcome: str = "pending"
    result: Any = None

    @property
    def ok(self) -> bool:
        return self.outcome.startswith("ok")

    @property
    def chat_id(self) -> int | None:
        value = self.params.get("chat_id")
        return value if isinstance(value, int) else None


@dataclass
class Query:
    """A tap on a button that waits for answerCallbackQuery."""

    id: str
    at: float
    answers: list[Json] = field(default_factory=list)


@dataclass
class StoredFile:
    """Bytes behind a file_id."""

    file_id: str
    unique_id: str
    path: str
    data: bytes
    name: str
    mime: str

    def raw(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


@dataclass
class State:
    """The world's memory; `clock` gives Unix seconds and may be replaced by a test."""

    token: str = "7000000042:AAFakeTokenOnlyForTestsNoMoreThanThat0"
    bot: User = field(default_factory=lambda: User(BOT_ID, "Agony Aunt", username="agony_aunt_bot", is_bot=True))
    privacy: bool = True
    clock: Callable[[], float] = time.time
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    faults: Faults = field(default_factory=Faults)
    flood_limit: FloodLimit | None = None
    calls: list[Call] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _shared_id: int = 100
    _bell: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.users[self.bot.id] = self.bot
        self.users[ANONYMOUS_BOT_ID] = ANONYMOUS_BOT

    def now(self) -> int:
        return int(self.clock())

    def number(self) -> int:
        """A fresh number for ids of any kind."""
        return next(self._numbers)

    def new_chat(self, kind: Kind, title: str) -> Chat:
        """A group with an id of the right range: small negative for basic groups, -100… for supergroups."""
        base = -4_500_000_000 if kind == "group" else -1_002_300_000_000
        chat = Chat(base - self.number() * 17, kind, title)
        self.chats[chat.id] = chat
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count by themselves; private chats and basic groups share one counter."""
        if chat.kind == "supergroup":
            chat.last_id += 1
            return chat.last_id
        self._shared_id += 1
        return self._shared_id

    def push(self, kind: str, payload: Json) -> int | None:
        """Sends the bot an update; a malformed one is a violation (the fake's own fault)."""
        try:
            return self.updates.push(kind, payload)
        except StrictError as error:
            self.violations.append(f"update: {error}")
            raise

    def store(self, data: bytes, name: str, mime: str, folder: str) -> StoredFile:
        """Keeps bytes under a new file_id."""
        number = self.number()
        extension = name.rpartition(".")[2] or "bin"
        path = f"{folder}/file_{number}.{extension}"
        file = StoredFile(f"AgACAgIAAxkB{number:06d}", f"AQAD{number:06d}", path, data, name, mime)
        self.files[file.file_id] = file
        return file

    def query(self, query_id: str) -> Query | None:
        """A callback query that can still be answered."""
        query = self.queries.get(query_id)
        return query if query and self.clock() - query.at <= QUERY_LIFETIME else None

    def fail(
        self,
        method: str = "*",
        *,
        chat: object = None,
        times: int = 1,
        **how: Any,
    ) -> Fault:
        """Programs the next `times` calls of `method` (in `chat`: anything with an `id`, or an id) to go wrong.

        How: `status=` and `description=`; `retry_after=` seconds for a 429; `drop="before"` or `"after"` the work was
        done (the answer is lost); `delay=` seconds, alone or with any of these. Returns the fault, which counts `hits`.
        """
        chat_id = chat if chat is None or isinstance(chat, int) else int(getattr(chat, "id"))  # noqa: B009
        fault = Fault(method, chat_id, times, **how)
        self.faults.waiting.append(fault)
        return fault

    def calls_of(self, method: str) -> list[Call]:
        """The requests of one method so far, oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def push_update(self, update: Json) -> int:
        """Hands the bot anything at all as an update, unchecked; returns its update_id."""
        return self.updates.push_raw(update)

    def push_again(self, update_id: int) -> None:
        """Hands the bot an update a second time."""
        self.updates.push_again(update_id)

    def expire_queries(self) -> None:
        """Makes every tap so far too old to be answered."""
        self.queries.clear()

    def all_messages(self) -> Iterator[Message]:
        return (message for chat in self.chats.values() for message in chat.visible())

    def ring(self) -> None:
        """Something changed: whoever waits looks again."""
        self._bell.set()
        self._bell = asyncio.Event()

    async def wait_until(
        self,
        look: Callable[[], T | None],
        timeout: float = 5.0,  # noqa: ASYNC109
        what: str = "it",
    ) -> T:
        """The first true value of `look`, asked again whenever the world changes; AssertionError after `timeout`."""
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            bell = self._bell
            if found := look():
                return found
            left = deadline - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(bell.wait(), max(left, 0))
            except TimeoutError:
                raise AssertionError(f"waited {timeout} s in vain for {what}") from None

    async def all_taken(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Waits until the bot has confirmed every update."""
        await self.wait_until(lambda: not self.updates.pending, timeout, "the bot to take all updates")
