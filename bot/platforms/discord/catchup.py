"""Catching up: what was written while nobody listened is read and handled as if it had arrived, once and in order.

The gateway repeats nothing after a restart, after a session that it did not take up again, or after a server was away.
So with each new session (`begin`) every channel is unread: the first message that comes in one has its channel read
first (`read`, in the channel's lane, so that what is older goes first), and a walk through all open threads and private
chats (`walk`) does the same for those in which nobody writes.

Read are, from the last position on (`heard`), with a minute of overlap:

* the threads of questions that are open, or were archived meanwhile, and text channels that are places;
* private chats with people the bot was in touch with within the last week: each costs a request.

Of what is older, the newest hundred messages of each open thread are looked at for edits and, in threads, deletions.
What was edited or deleted further up while nobody listened is not seen. Pressed buttons and commands are gone for
good, but for those Discord tells the person so itself.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

import discord

from bot.events import Event
from bot.platforms.discord.errors import translating
from bot.platforms.discord.events import NAME, Reader
from bot.platforms.discord.heard import PRIVATE, Heard
from bot.platforms.discord.places import Places
from bot.ports.clock import Clock
from bot.ports.platform import PlatformError, Refusal, TryLater
from bot.ports.store import Store, Tx
from bot.ports.vault import PlatformUser, SealBroken, Vault

log = logging.getLogger(__name__)

OVERLAP_SECONDS = 60
"""How much later than the newest message of a server an older one may reach us."""
IN_TOUCH_DAYS = 7
AT_ONCE = 4
"""Channels read at the same time, so that 50 requests a second are never reached and taps go first."""
PAGE = 100
"""https://docs.discord.com/developers/resources/message#get-channel-messages: messages in one answer, at most."""
TRIES = 5

Put = Callable[[int, Callable[[], Awaitable[None]]], bool]
"""Has a job run in a channel's lane; False where there are no lanes any more."""
Take = Callable[[int, discord.Message, Any], Awaitable[None]]
"""Has a message handled, once: its stream, the message, and the channel (None: the DM)."""
Handle = Callable[[Event], Awaitable[None]]
Result = TypeVar("Result")


class CatchUp:
    """One per bot."""

    def __init__(
        self, client: discord.Client, store: Store, vault: Vault, clock: Clock, places: Places, reader: Reader
    ) -> None:
        self.heard = Heard(store)
        self._client = client
        self._store = store
        self._vault = vault
        self._clock = clock
        self._places = places
        self._reader = reader
        self._since: dict[int, asyncio.Future[int]] = {}
        self._unread: dict[int, set[int]] = {}
        self._read: dict[int, set[int]] = {}
        self._few = asyncio.Semaphore(AT_ONCE)

    # ---- when

    def begin(self, streams: Iterable[int] | None = None) -> None:
        """A new session began for these streams (None: for all): nothing of them is read yet."""
        for stream in list(self._since) if streams is None else streams:
            self._since.pop(stream, None)

    def of_shard(self, shard: int) -> list[int]:
        """The streams that a shard brings, of those that were heard of."""
        count = self._client.shard_count or 1
        return [each for each in self._since if ((each >> 22) % count if each else 0) == shard]

    async def walk(self, put: Put, take: Take, handle: Handle, guilds: Iterable[discord.Guild], *, dms: bool) -> None:
        """Reads all that may have been missed in these servers and, with ``dms``, in private chats."""
        for guild in guilds:
            await self._walk(guild.id, put, take, handle, partial(self._threads, guild))
        if dms:
            await self._walk(PRIVATE, put, take, handle, self._chats)

    async def _walk(
        self, stream: int, put: Put, take: Take, handle: Handle, channels: Callable[[], AsyncIterator[Any]]
    ) -> None:
        since = self._start(stream)
        jobs: list[asyncio.Future[None]] = []

        def lane(channel: Any) -> None:
            done = asyncio.get_running_loop().create_future()

            async def job() -> None:
                try:
                    await self.read(stream, channel, take, handle)
                finally:
                    done.set_result(None)

            if put(channel.id, job):
                jobs.append(done)

        await since
        try:
            await self.patiently(lambda: _each(channels(), lane))
        except PlatformError as error:
            log.warning("what was written meanwhile could not be looked up (%s)", type(error).__name__)
            return
        if jobs:
            await asyncio.wait(jobs)
        if not self._unread.get(stream) and self._since.get(stream) is since:
            await self.heard.release(stream)

    # ---- what

    async def read(self, stream: int, channel: Any, take: Take, handle: Handle) -> None:
        """Handles what is unread in a channel; belongs into its lane. Does nothing if that was done in this session."""
        starting = self._start(stream)
        read, unread = self._read[stream], self._unread[stream]
        if channel.id in read:
            return
        read.add(channel.id)
        unread.add(channel.id)
        since = await starting
        try:
            await self.patiently(lambda: self._read_once(stream, channel, since, take, handle))
        except TryLater:
            log.warning("a channel could not be read; it is tried again with the next session")
            return
        except PlatformError as error:  # it is gone, or not ours to read
            log.info("a channel can't be read (%s)", type(error).__name__)
        unread.discard(channel.id)

    async def patiently(self, act: Callable[[], Awaitable[Result]]) -> Result:
        """Does it, a few times if Discord has trouble. Raises the last PlatformError."""
        for _ in range(TRIES - 1):
            try:
                return await act()
            except TryLater as busy:
                await self._clock.sleep(busy.seconds)
        return await act()

    async def _read_once(self, stream: int, channel: Any, since: int, take: Take, handle: Handle) -> None:
        async with self._few:
            await self._history(stream, channel, since, take, handle)

    async def _history(self, stream: int, channel: Any, since: int, take: Take, handle: Handle) -> None:
        here = None if stream == PRIVATE else channel
        written = await self._written(channel) if here is not None else set()
        if written is None:
            return
        after = max(0, since - (OVERLAP_SECONDS * 1000 << 22))
        edited_after = discord.utils.snowflake_time(after)
        with translating(thread=True, repeatable=True):
            page = [each async for each in channel.history(limit=PAGE)]
            page.reverse()
            oldest = page[0].id if len(page) == PAGE else 0
            if oldest > after:
                before = discord.Object(oldest)
                async for message in channel.history(
                    after=discord.Object(after), before=before, limit=None, oldest_first=True
                ):
                    await self._take(stream, message, here, take)
        for message in page:
            if message.id > after:
                await self._take(stream, message, here, take)
            if message.edited_at is not None and message.edited_at >= edited_after:
                event = self._reader.edit(message, here)
                if event is not None:
                    await handle(event)
        stands = {each.id for each in page}
        for gone in sorted(each for each in written if oldest <= each <= since and each not in stands):
            await handle(self._reader.deletion(gone, here))

    async def _take(self, stream: int, message: discord.Message, here: Any, take: Take) -> None:
        if not message.author.bot:
            self.heard.coming(stream, message.id)
            await take(stream, message, here)

    async def _written(self, channel: Any) -> set[int] | None:
        """What people wrote there of what counts; None where the channel is none of a question's."""
        address = str(getattr(channel, "parent_id", None) or channel.id)

        def unit(tx: Tx) -> set[int] | None:
            place = tx.communities.place_at(NAME, address)
            if place is None:
                return None
            if address == str(channel.id):
                return set()
            question = tx.receipts.thread(place.id, str(channel.id))
            return None if question is None else set(map(int, tx.receipts.written(place.id, question)))

        return await self._store.read(unit)

    # ---- where

    async def _threads(self, guild: discord.Guild) -> AsyncIterator[Any]:
        """Open threads of the places in a server, those archived meanwhile, and text channels that are places."""
        places = {int(each) for each in await self._places.of(guild)}
        if not places:
            return
        since = discord.utils.snowflake_time(await self._start(guild.id))
        with translating(repeatable=True):
            threads: list[Any] = [each for each in await guild.active_threads() if each.parent_id in places]
        for place in places:
            channel: Any = guild.get_channel(place)
            if isinstance(channel, discord.TextChannel):
                threads.append(channel)
            with suppress(Refusal), translating(repeatable=True):
                async for thread in channel.archived_threads(limit=None):
                    if thread.archive_timestamp < since:
                        break
                    threads.append(thread)
        for each in threads:
            yield each

    async def _chats(self) -> AsyncIterator[Any]:
        """Private chats with those the bot was in touch with lately, each once."""
        lately = self._clock.now() - IN_TOUCH_DAYS * 24 * 60 * 60 * 1000
        sealed = await self._store.read(lambda tx: tx.people.in_touch(NAME, lately))
        users: dict[str, PlatformUser] = {}
        for person, contact in sealed:
            with suppress(SealBroken):
                user = self._vault.open_contact(contact, f"contact:{person}")
                users[user.user_id] = user
        for user in users.values():
            try:
                with translating(repeatable=True):
                    chat = await self._client.create_dm(discord.Object(int(user.user_id)))
            except PlatformError as error:
                log.info("a private chat can't be read (%s)", type(error).__name__)
            else:
                yield chat

    def _start(self, stream: int) -> asyncio.Future[int]:
        """From where a stream is to be read in this session. Its position stays there until all is read."""
        if stream not in self._since:
            self._since[stream] = asyncio.ensure_future(self.heard.hold(stream))
            self._unread[stream] = set()
            self._read[stream] = set()
        return self._since[stream]


async def _each(channels: AsyncIterator[Any], act: Callable[[Any], None]) -> None:
    async for channel in channels:
        act(channel)
