"""The stage: the whole app, with real adapters over real HTTP, and the people who act on it.

A story asks people to do things in the product's words and then looks at what each of them can see. What the stage
watches by itself, in every story: nothing broke the platform's rules, nothing was forwarded, and the privacy oracle
(see `oracle`) found no identity where none may be.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import Adapter, App
from bot.archive.gate import Gate
from bot.archive.server import Archive
from bot.platforms.playground.client import Playground
from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.lanes import Lanes
from bot.ports.records import What
from bot.ports.store import Tx
from bot.vault import KeyVault
from storage.database import Database
from tests.fakes.calendar import Calendar
from tests.fakes.few import protect_nobody
from tests.fakes.going_on import all_over, runs
from tests.fakes.platform import PLENTY
from tests.fakes.store import opened
from tests.fakes.telegram import Group, Message, Person, TelegramWorld, serve
from tests.journeys.oracle import Oracle

KEY = b"a key that only this test knows!"


@dataclass
class Actor:
    """Somebody on Telegram, in the product's words. ``reads()`` is all that is on their screen."""

    stage: "Stage"
    person: Person

    async def asks(
        self, title: str, details: str = "", of: str = "Everyone", in_: str | None = None, poll: str = ""
    ) -> int:
        """By the form, step by step, to the receipt; returns the question's number."""
        await self.person.writes("/ask")
        if in_ is not None:
            await self.taps(in_)
        await self.taps(of)
        await self.says(title)
        if details:
            await self.says(details)
        else:
            await self.taps("Skip")
        if poll:
            await self.taps("Add a poll")
            await self.says(poll)
        await self.taps("Post it")
        receipt = await self.person.waits_for("Your question is #")
        await self.stage.quiet()
        return int(receipt.text.split("#")[1].split("\n")[0])

    async def says(self, text: str) -> Message:
        """In the private chat."""
        message = await self.person.writes(text)
        await self.stage.quiet()
        return message

    async def taps(self, label: str, on: Message | None = None, in_: Group | None = None) -> str | None:
        """Presses the newest button with this label, as soon as there is one; returns what popped up."""
        answer = await self.person.taps(label, on=on, in_=in_)
        await self.stage.quiet()
        return answer.text if answer else None

    async def hears(self, words: str) -> None:
        """Waits for a private message with these words."""
        await self.notice(words)

    async def writes(self, number: int, text: str, place: Group | None = None) -> Message:
        """In the thread of a question, at the top level."""
        group = place or self.stage.group
        card = self.stage.card(number, group)
        if card.topic is not None:
            message = await self.person.writes(text, in_=group, topic=card.topic)
        else:
            message = await self.person.writes(text, in_=group, reply_to=card)
        await self.stage.quiet()
        return message

    async def answers(self, number: int, text: str, *, kind: str | None = None, named: bool = False) -> None:
        """By "Have an opinion?"."""
        await self.taps("Have an opinion?", on=self.stage.card(number), in_=self.stage.group)
        if kind is not None:
            await self.taps(kind)
        await self.says(text)
        await self.taps("Show my name" if named else "Stay anonymous")

    async def replies(self, to: Message, text: str, in_: Group | None = None) -> Message:
        """Natively, to a message in the private chat or in a group."""
        message = await self.person.writes(text, in_=in_, topic=to.topic if in_ else None, reply_to=to)
        await self.stage.quiet()
        return message

    async def edits(self, message: Message, text: str) -> None:
        """Something they wrote."""
        await self.person.edits(message, text)
        await self.stage.quiet()

    async def notice(self, words: str) -> Message:
        """The newest private message with these words."""
        return await self.person.waits_for(words)

    def reads(self) -> str:
        """Everything on their screen."""
        return self.person.reads()

    def private(self) -> list[str]:
        """Their private chat, oldest first."""
        return [message.text for message in self.person.sees()]


@dataclass
class Stage:
    """The whole thing, running."""

    world: TelegramWorld
    house: "House"
    app: App
    store: Database
    group: Group
    owner: Person
    oracle: Oracle
    people: dict[str, Actor] = field(default_factory=dict)

    async def restart(self) -> None:
        """The bot goes down and comes back."""
        await self.down(0)

    async def down(self, days: float) -> None:
        """The bot goes down and comes back days later."""
        await self.house.stop()
        self.house.clock.passes(days)
        self.app, self.store = await self.house.start()

    async def passes(self, days: float) -> None:
        """Days go by, and what was to happen in them happens."""
        self.house.clock.passes(days)
        await self.quiet()

    def person(self, name: str, *, member: bool = True) -> Actor:
        """Somebody with a name, a username and an id that nobody may find anywhere."""
        person = self.world.person(name, username=f"{name.lower()}_canary", language="en")
        if member:
            self.group.bring(person)
        self.oracle.watch(person)
        self.people[name] = Actor(self, person)
        return self.people[name]

    def second_place(self, title: str, *, forum: bool = True) -> Group:
        """Another Telegram group of the same owner's, not yet linked."""
        group = self.world.forum(title, owner=self.owner) if forum else self.world.group(title, owner=self.owner)
        group.add_bot(admin=True, can_manage_topics=True)
        group.bring(*(each.person for each in self.people.values()))
        return group

    async def link(self, group: Group) -> None:
        """Joins a group to the community by a one-time code."""
        await self.owner.starts()
        await self.owner.writes("/link", in_=self.group)
        code = (await self.owner.waits_for("Your code is")).text.split("code is ")[1].split(".")[0]
        await self.owner.writes(f"/link {code}", in_=group)
        await self.owner.waits_for("belongs to", in_=group)
        await self.quiet()

    def card(self, number: int, place: Group | None = None) -> Message:
        """The card of a question as it stands in a place."""
        cards = [each for each in (place or self.group).messages() if f"#{number} ·" in each.text and each.by_bot]
        assert len(cards) == 1, f"{len(cards)} cards of #{number}"
        return cards[0]

    def has_card(self, number: int, place: Group | None = None) -> bool:
        """Whether the question's card stands in a place, once."""
        return self.card(number, place).by_bot

    def thread(self, number: int, place: Group | None = None) -> list[Message]:
        """What stands in the thread of a question after its card, in a forum."""
        group = place or self.group
        card = self.card(number, group)
        assert card.topic is not None
        return [each for each in group.messages(card.topic) if each.id != card.id and not each.service]

    async def quiet(self) -> None:
        """Returns when all that was done has had its effect everywhere."""
        await self.world.all_taken()
        await self.app.scheduler.look()

        def left(tx: Tx) -> int:
            return len(tx.inbox.waiting("telegram")) + len(tx.outbox.due(100))

        for _ in range(400):
            await self.app.courier.idle()
            if not await self.store.read(left):
                await asyncio.sleep(0.01)
                if not await self.store.read(left):
                    return
            await asyncio.sleep(0.005)
        raise AssertionError("the app does not come to rest")

    async def at_rest(self) -> None:
        """Like `quiet`, and answers are waited for as well, which are in no outbox: nothing is done any more.

        It looks at what the bot is at instead of at the clock, so it is never too early, however slow the machine.
        """
        async with asyncio.timeout(30):
            asked = -1
            while asked != self._asked():
                asked = self._asked()
                await self.world.all_taken()
                await all_over(lambda task: runs(task, Lanes._run))
                await self.app.courier.idle()

    def _asked(self) -> int:
        """How much the bot has asked Telegram for, besides what is new."""
        return sum(each.method != "getUpdates" for each in self.world.calls)

    async def receipts(self, what: What, subject: int) -> int:
        """How many messages the store knows of a thing."""
        return len(await self.store.read(lambda tx: tx.receipts.everywhere(what, subject)))


@dataclass
class House:
    """The app over one folder and one platform server; it can be stopped and started again."""

    world: TelegramWorld
    api_url: str
    folder: Path
    webhook_url: str | None = None
    port: int = 0
    with_playground: bool = False
    playground: Playground | None = None
    clock: Calendar = field(default_factory=Calendar)

    async def start(self) -> tuple[App, Database]:
        """Runs it until `stop`; returns when it is ready."""
        clock, vault = self.clock, KeyVault([KEY])
        self.store = await opened(self.folder / "agony-aunt.db", clock, vault)
        telegram = Telegram(
            self.world.token,
            self.api_url,
            store=self.store,
            vault=vault,
            clock=clock,
            budget=PLENTY,
            poll_seconds=5,
            webhook_url=self.webhook_url,
        )
        self.playground = Playground(store=self.store, clock=clock) if self.with_playground else None
        adapters: list[Adapter] = [telegram, *([self.playground] if self.playground else [])]
        pages = [Archive(self.store, {each.name: each for each in adapters}.get, clock, gate=Gate(clock, 10_000))]
        self.app, self._stop = App(self.store, vault, clock, adapters, pages=pages), asyncio.Event()
        self._running = asyncio.create_task(self.app.run(self._stop, "127.0.0.1", self.port))
        waiting = asyncio.create_task(self.app.ready.wait())
        await asyncio.wait([waiting, self._running], timeout=10, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._running.done():
            await self._running
        return self.app, self.store

    async def stop(self) -> None:
        """As SIGTERM would."""
        self._stop.set()
        try:
            await asyncio.wait_for(self._running, 10)
        finally:
            await self.store.close()


@asynccontextmanager
async def stage(
    folder: Path, *, forum: bool = True, webhook_port: int = 0, with_playground: bool = False
) -> AsyncIterator[Stage]:
    """One community, "The Porch", in one Telegram group, set up by its owner."""
    world, oracle = TelegramWorld(), Oracle(folder)
    handler = oracle.logs()
    logging.getLogger().addHandler(handler)
    async with await serve(world) as server:
        hook = f"http://127.0.0.1:{webhook_port}/hook" if webhook_port else None
        house = House(world, server.api_url, folder, hook, webhook_port, with_playground)
        owner = world.person("Olga", username="olga_canary")
        group = world.forum("The Porch", owner=owner) if forum else world.supergroup("The Porch", owner=owner)
        group.add_bot(admin=True, can_manage_topics=True)
        oracle.watch(owner)
        app, store = await house.start()
        set_up = Stage(world, house, app, store, group, owner, oracle)
        try:
            await owner.writes("/setup", in_=group)
            await owner.waits_for("advice community", in_=group)
            await protect_nobody(store)
            await set_up.quiet()
            yield set_up
            await set_up.quiet()
        finally:
            await house.stop()
            logging.getLogger().removeHandler(handler)
    assert world.violations == []
    assert not world.calls_of("forwardMessage")
    assert not world.calls_of("copyMessage")
    oracle.check()
