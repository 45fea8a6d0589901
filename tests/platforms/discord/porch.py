"""A server on a simulated Discord, with the whole house behind the bot: store, dispatch, courier and adapter."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import discord
import simcord

import cogs
from bot.app import Adapter, SystemClock
from bot.compose import Composer
from bot.courier import Courier
from bot.dispatch import Dispatch, Shown, nothing
from bot.events import Event
from bot.platforms.discord.client import Discord
from bot.platforms.discord.connection import connection
from bot.ports.platform import Platform
from bot.ports.store import Tx
from bot.scheduler import Scheduler
from bot.traces import tracer
from bot.vault import KeyVault
from storage import Database
from tests.fakes.calendar import Calendar
from tests.fakes.few import protect_nobody
from tests.fakes.platform import PLENTY
from tests.fakes.store import opened

KEY = b"a key that only this test knows!"


@dataclass
class Porch:
    """One server with a forum, set up or not."""

    env: Any
    guild: Any
    general: Any
    forum: Any
    olga: Any
    client: discord.Client
    store: Database
    others: Sequence[Callable[[Database, KeyVault, SystemClock], Adapter]] = ()
    """Makes the adapters of other platforms that the same house runs."""
    clock: Calendar = field(default_factory=Calendar)

    async def restart(self) -> None:
        """The bot goes down and comes back, with the same store."""
        await self.stop()
        await self.rise()

    async def rise(self) -> None:
        """A stopped bot comes back."""
        self.client = connection()
        await self.env.restart_bot(self.client)
        await self.start()

    async def start(self) -> None:
        """Builds the house around the client and runs it."""
        clock, vault = self.clock, KeyVault([KEY])
        self.adapter = Discord("token", store=self.store, vault=vault, clock=clock, client=self.client, budget=PLENTY)
        beside = [make(self.store, vault, clock) for make in self.others]
        platforms: dict[str, Platform] = {"discord": self.adapter, **{each.name: each for each in beside}}
        self.dispatch = Dispatch(self.store, vault, cogs.ALL, platforms)
        composer = Composer(self.dispatch.steps, platforms.get, tracer(vault))
        self.courier = Courier(self.store, vault, clock, platforms, composer)
        self.scheduler = Scheduler(self.store, clock)
        self._stop, ready = asyncio.Event(), asyncio.Event()
        self._carrying = asyncio.create_task(self.courier.run(self._stop))
        self._running = asyncio.create_task(self.adapter.run(self.dispatch, self._stop, ready.set))
        await asyncio.wait_for(ready.wait(), 5)
        self._beside = [asyncio.create_task(self._run_beside(each)) for each in beside]
        await self.quiet()

    def slow(self, seconds: float) -> None:
        """From now on all that is handled takes so long."""

        async def handle(event: Event, settle: Callable[[Tx], None] = nothing) -> Shown:
            await asyncio.sleep(seconds)
            return await Dispatch.handle(self.dispatch, event, settle)

        setattr(self.dispatch, "handle", handle)  # noqa: B010

    async def stop(self) -> None:
        """As on SIGTERM."""
        self._stop.set()
        await asyncio.wait_for(asyncio.gather(self._running, self._carrying, *self._beside), 5)

    async def _run_beside(self, adapter: Adapter) -> None:
        try:
            await adapter.start()
            await adapter.run(self.dispatch, self._stop, lambda: None)
        finally:
            await adapter.close()

    def member(self, name: str) -> Any:
        return self.guild.add_member(self.env.create_user(name))

    def lets(self, who: Any, command: str) -> None:
        """Somebody is let use a command by the server's settings, whatever their permissions."""
        listed = next(each for each in self.env.backend.commands[None].values() if each["name"] == command)
        self.guild.set_command_permissions(int(listed["id"]), {who: True})

    async def quiet(self) -> None:
        """Returns when all that was done has had its effect."""
        await self.scheduler.look()
        rests = 0
        while rests < 3:
            await self.env.settle()
            await self.courier.idle()
            await asyncio.sleep(0.005)
            due = await self.store.read(lambda tx: tx.outbox.due(100))
            rests = 0 if due else rests + 1

    async def passes(self, days: float) -> None:
        """Days go by, and what was to happen in them happens."""
        self.clock.passes(days)
        await self.quiet()

    async def set_up(self) -> Any:
        shown = await self.olga.slash(self.general, "setup", forum=self.forum)
        await protect_nobody(self.store)
        await self.quiet()
        return shown

    async def asks(self, who: Any, title: str, details: str = "", of: str = "everyone", poll: str = "") -> Any:
        """By the modal and the preview; returns the answer to "Post it"."""
        shown = await who.slash(self.general, "ask")
        preview = await who.submit_modal(shown, {"audience": [of], "title": title, "details": details, "poll": poll})
        posted = await who.click(preview.response, label="Post it")
        await self.quiet()
        return posted

    async def replies(self, who: Any, text: str, to: discord.Message) -> None:
        """Natively, in the DM."""
        await who.user.send_dm(text, reference={"message_id": str(to.id), "channel_id": str(to.channel.id)})
        await self.quiet()

    def post(self, number: int = 1) -> Any:
        """The forum post of a question."""
        return self.forum.threads[number - 1]

    def card(self, number: int = 1) -> str:
        """What the question's card says."""
        return read(self.post(number).history()[0])

    def dms(self, who: Any) -> list[str]:
        return [read(each) for each in who.user.dm_channel.history()]

    def dm(self, who: Any, words: str) -> discord.Message:
        """The newest DM with these words."""
        found = [each for each in who.user.dm_channel.history() if words in read(each)]
        assert found, self.dms(who)
        newest: discord.Message = found[-1]
        return newest


def read(message: Any) -> str:
    """The words on a message's face, buttons included."""
    message = getattr(message, "message", message)
    return "\n".join([message.content, *_words(message.components)]).strip()


def _words(components: Any) -> list[str]:
    found: list[str] = []
    for each in components:
        found += [text for name in ("content", "label") if (text := getattr(each, name, None))]
        found += _words(getattr(each, "children", ()))
    return found


def as_discord_does(backend: Any) -> None:
    """On Discord a forum post and its first message have one id; simcord 3.2 gives them two."""
    create_forum_post, create_thread = backend.create_forum_post, backend.create_thread

    def create(forum_id: int, name: str, starter: Any, **options: Any) -> Any:
        backend.create_thread = partial(create_thread, message_id=starter.id)
        try:
            return create_forum_post(forum_id, name, starter, **options)
        finally:
            backend.create_thread = create_thread

    backend.create_forum_post = create


@asynccontextmanager
async def porch(
    folder: Path,
    *,
    message_content: bool = True,
    client: discord.Client | None = None,
    others: Sequence[Callable[[Database, KeyVault, SystemClock], Adapter]] = (),
) -> AsyncIterator[Porch]:
    """Everything runs; the server has a forum, and Olga owns it."""
    clock = Calendar()
    store = await opened(folder / "aunt.db", clock, KeyVault([KEY]))
    client = client or connection(message_content=message_content)
    try:
        async with simcord.run(client, approved_intents=client.intents) as env:
            as_discord_does(env.backend)
            owner = env.create_user("olga")
            guild = env.create_guild("The Porch", owner=owner)
            general, forum = guild.create_text_channel("general"), guild.create_forum_channel("questions")
            built = Porch(env, guild, general, forum, guild.add_member(owner), client, store, others, clock)
            await built.start()
            try:
                yield built
                await built.quiet()
            finally:
                await built.stop()
    finally:
        await store.close()
