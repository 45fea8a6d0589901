"""The Porch on the pretended Discord, and the whole bot behind an unmodified discord.py: store, dispatch, courier.

    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.person("Ana")

What discord.py waits for only out of politeness to the real Discord (2 s for more servers after READY, 5 s before a
second IDENTIFY) is cut short by its own options.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import discord

import cogs
from bot.app import SystemClock
from bot.compose import Composer
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.platforms.discord.client import Discord
from bot.platforms.discord.lanes import Lanes, _guarded
from bot.ports.platform import Platform
from bot.ports.store import Tx
from bot.traces import tracer
from bot.vault import KeyVault
from storage import Database
from tests.fakes.discord import model
from tests.fakes.discord.interactions import Tap
from tests.fakes.discord.model import Channel, Message
from tests.fakes.discord.people import Person
from tests.fakes.discord.server import Server, serving
from tests.fakes.discord.state import State
from tests.fakes.few import protect_nobody
from tests.fakes.going_on import all_over, runs
from tests.fakes.platform import PLENTY
from tests.fakes.store import opened

KEY = b"a key that only this test knows!"
RESTS = 5
REST_SECONDS = 0.02
HEARD = ("discord.py: ", "CommandTree-")
"""How discord.py calls its tasks for what it heard."""
Result = TypeVar("Result")


@dataclass
class Porch:
    """One server with a forum, set up or not, and a bot that can be stopped and started."""

    server: Server
    store: Database
    olga: Person
    guild: model.Guild
    general: Channel
    forum: Channel
    content: bool = True
    token: str | None = None
    """Another than the right one."""

    @property
    def discord(self) -> State:
        return self.server.state

    def person(self, name: str) -> Person:
        """A new member of the server."""
        return Person(self.discord, self.discord.make_user(name)).joins(self.guild)

    # ---- the bot -------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """The bot anew, as after a start of the process."""
        clock, vault = SystemClock(), KeyVault([KEY])
        self.adapter = Discord(
            self.token or self.discord.token,
            store=self.store,
            vault=vault,
            clock=clock,
            message_content=self.content,
            api_url=self.server.api_url,
            gateway_url=self.discord.gateway.url,
            budget=PLENTY,
        )
        client = self.adapter.client
        client._connection.guild_ready_timeout = 0.1
        setattr(client, "before_identify_hook", _at_once)  # noqa: B010
        platforms: dict[str, Platform] = {"discord": self.adapter}
        self.dispatch = Dispatch(self.store, vault, cogs.ALL, platforms)
        composer = Composer(self.dispatch.steps, platforms.get, tracer(vault))
        self.courier = Courier(self.store, vault, clock, platforms, composer)

    async def start(self) -> None:
        """Builds the bot and runs it; returns when it is ready."""
        self.build()
        self._stop, ready = asyncio.Event(), asyncio.Event()
        await self.adapter.start()
        self._running = asyncio.create_task(self.adapter.run(self.dispatch, self._stop, ready.set))
        self._carrying = asyncio.create_task(self.courier.run(self._stop))
        await asyncio.wait_for(ready.wait(), 8)
        await self.discord.until(lambda: self.discord.commands, "the list of commands")

    async def stop(self) -> None:
        """As on SIGTERM."""
        self._stop.set()
        try:
            await asyncio.wait_for(asyncio.gather(self._running, self._carrying), 8)
        finally:
            await _forget_ready(self.adapter.client)
            await self.adapter.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def slow(self, seconds: float) -> None:
        """From now on the store takes so long for whatever it is to write."""

        async def write(unit: Callable[[Tx], Result]) -> Result:
            await asyncio.sleep(seconds)
            return await Database.write(self.store, unit)

        setattr(self.store, "write", write)  # noqa: B010

    async def quiet(self) -> None:
        """Returns when all that was done has had its effect: nothing is due, asked for or going on for a while."""
        async with asyncio.timeout(20):
            await self.discord.gateway.heard_all()
            rests = 0
            while rests < RESTS:
                calls, began = len(self.discord.calls), time.monotonic()
                await asyncio.sleep(REST_SECONDS)
                await self.courier.idle()
                hurried = time.monotonic() - began > 3 * REST_SECONDS
                still = not self.discord.under_way and calls == len(self.discord.calls) and not hurried
                rests = rests + 1 if still else 0

    async def at_rest(self) -> None:
        """Returns when nothing that was done is still to have an effect, however slow the machine.

        It looks at what the bot is at instead of at the clock. So it is quicker than `quiet`; but whatever is to be
        tried again is waited for.
        """
        async with asyncio.timeout(30):
            calls = -1
            while calls != len(self.discord.calls):
                calls = len(self.discord.calls)
                await self.discord.gateway.heard_all()
                await all_over(_handling)
                await self.courier.idle()

    # ---- what people do ------------------------------------------------------------------------------------------

    async def set_up(self) -> Tap:
        shown = await self.olga.slash(self.general, "setup", forum=self.forum)
        await protect_nobody(self.store)
        await self.quiet()
        return shown

    async def asks(self, who: Person, title: str, details: str = "", of: str = "everyone") -> Tap:
        """By the form and the preview; returns the answer to "Post it"."""
        opened = await who.slash(self.general, "ask")
        preview = await who.submits(opened, {"audience": of, "title": title, "details": details})
        return await who.clicks(preview.answer, "Post it")

    @property
    def posts(self) -> list[Channel]:
        """What stands in the forum."""
        return [each for each in self.guild.threads.values() if each.parent is self.forum]

    async def post(self, number: int = 1) -> Channel:
        """The forum post of a question, as soon as it is there."""
        await self.discord.until(lambda: len(self.posts) >= number, f"post {number}")
        return self.posts[number - 1]

    async def card(self, words: str, number: int = 1) -> Message:
        """The question's card, as soon as it says this."""
        post = await self.post(number)
        await self.discord.until(lambda: words in post.messages[0].text, f"{words!r} on the card")
        return post.messages[0]


def _handling(task: asyncio.Task[Any]) -> bool:
    """Whether it is about something that the bot heard, from discord.py's first task for it to the end of its lane."""
    return task.get_name().startswith(HEARD) or runs(task, Lanes._run, _guarded)


async def _forget_ready(client: discord.Client) -> None:
    """discord.py's wait for more servers after READY outlives its client, and then fails for want of a loop."""
    waiting = client._connection._ready_task
    if waiting is not None:
        waiting.cancel()
        await asyncio.wait([waiting])


async def _at_once(shard: int | None, *, initial: bool = False) -> None:
    """Discord lets a bot identify itself once in 5 seconds; ours does not mind."""


@asynccontextmanager
async def porch(folder: Path, *, content: bool = True, running: bool = True) -> AsyncIterator[Porch]:
    """A server called The Porch, Olga's, with a forum, and the bot, if it is to run.

    Leaving raises AssertionError if anything crossed the border that Discord does not know.
    """
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    store = await opened(folder / "aunt.db", SystemClock(), KeyVault([KEY]))
    state = State(content)
    olga = Person(state, state.make_user("Olga"))
    guild = state.make_guild("The Porch", olga.user)
    general = state.make_channel(guild, "general", model.TEXT)
    forum = state.make_channel(guild, "questions", model.FORUM)
    try:
        async with serving(state) as server:
            here = Porch(server, store, olga, guild, general, forum, content)
            if not running:
                yield here
                return
            try:
                await here.start()
                yield here
            finally:
                await here.stop()
    finally:
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before
        await store.close()
