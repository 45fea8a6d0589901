"""The core as it runs, over platforms in memory: store, dispatch, courier, and people who act on it.

Time stands still until `after` turns it, and nothing is known of HTTP here; the whole thing with a real client is on
the stage of `tests.journeys`.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import cogs
from bot.cards import Body, Button, Card, Said, Sheet
from bot.cog import Cog
from bot.compose import Composer
from bot.courier import Courier
from bot.dispatch import Dispatch, Shown
from bot.domain.communities import PlaceKind, Survey
from bot.domain.people import Face, PersonId
from bot.domain.questions import Question
from bot.events import Command, Event, Filled, Press, Say, What, Where, Who
from bot.ports.platform import Chat
from bot.ports.store import Tx
from bot.ports.vault import PlatformUser
from bot.scheduler import Scheduler
from bot.traces import tracer
from bot.vault import KeyVault
from storage import Database
from tests.fakes.clock import FakeClock
from tests.fakes.platform import Message
from tests.fakes.store import opened
from tests.fakes.troubled import Troubled

KEY = b"a key that only this test knows!"
PORCH, YARD = "-100", "-200"


@dataclass
class Somebody:
    """A person with one account."""

    house: "House"
    name: str
    platform: str
    language: str = "en"
    messages: int = 0
    shown: Shown = None

    @property
    def user(self) -> PlatformUser:
        return PlatformUser(self.platform, f"id of {self.name}")

    @property
    def chat(self) -> Chat:
        return Chat(user=self.user)

    async def does(
        self,
        what: What,
        place: str | None = None,
        *,
        thread: str | None = None,
        message: str | None = None,
        answers: str | None = None,
    ) -> Shown:
        """Whatever it is, and all that follows from it."""
        where = Where(self.platform, place, thread, message, answers)
        shown = await self.house.dispatch.handle(self.event(what, where))
        await self.house.quiet()
        return shown

    def event(self, what: What, where: Where) -> Event:
        return Event(Who(self.user, self.name, self.language), where, what)

    async def commands(self, name: str, words: str = "", place: str | None = None, answers: str | None = None) -> Shown:
        return await self.does(Command(name, words), place, answers=answers)

    async def presses(self, action: str, *args: int | str, place: str | None = None) -> Shown:
        return await self.does(Press(action, tuple(map(str, args))), place)

    async def fills(self, sheet: Sheet, **values: str) -> Shown:
        return await self.does(Filled(sheet.name, values, sheet.subject, sheet.form))

    async def says(
        self, text: str | None, place: str | None = None, number: int = 1, answers: str | None = None
    ) -> str:
        """In private, or in the thread of a question; returns the message's id."""
        self.messages += 1
        self.house.written += 1
        message = f"m{self.house.written}" if self.house.nameless else f"{self.name} {self.messages}"
        thread = self.house.thread(number, place, self.platform) if place else None
        self.shown = await self.does(Say(text), place, thread=thread, message=message, answers=answers)
        return message

    def sees(self) -> list[Message]:
        """The private chat, oldest first."""
        return list(self.house.platforms[self.platform].chats[self.chat].values())

    def reads(self) -> list[str]:
        return [read(message.card) for message in self.sees()]

    async def taps(self, label: str, on: Message | None = None, place: str | None = None) -> Shown:
        """The newest button with this label in private, or one of a message."""
        looked_at = [on] if on else self.sees()[::-1]
        for message in looked_at:
            for button in buttons(message.card):
                if button.label == label:
                    args = tuple(map(str, button.args))
                    what = Press(button.action, args)
                    shown = await self.does(what, place, thread=message.thread, message=message.id)
                    if isinstance(shown, Card) and place is None:
                        self._draw(shown, message)
                    return shown
        raise AssertionError(f"no button {label!r} in {[read(each.card) for each in looked_at]}")

    def _draw(self, card: Card, pressed: Message) -> None:
        """The answer to a tap in private, as an adapter shows it."""
        ident = pressed.id if card.instead else f"answer to {pressed.id}"
        self.house.platforms[self.platform].chats[self.chat][ident] = Message(ident, card)

    async def asks(
        self, title: str = "Is there hope?", details: str = "", of: str = "Everyone", poll: str = ""
    ) -> Question:
        """By the form, up to the receipt."""
        await self.commands("ask")
        await self.taps(of)
        await self.says(title)
        await (self.says(details) if details else self.taps("Skip"))
        if "No" in labels(self.sees()[-1].card):
            await self.taps("No")  # whoever has a category is asked whether it may show
        if poll:
            await self.taps("Add a poll")
            await self.says(poll)
        await self.taps("Post it")
        return (await self.house.questions())[-1]

    async def answers(self, question: Question, text: str, *, kind: str | None = None, named: bool = False) -> None:
        """By "Have an opinion?"; ``kind`` is the button for the category, where it is asked."""
        await self.presses("answer", question.id)
        if kind is not None:
            await self.taps(kind)
        await self.says(text)
        await self.taps("Show my name" if named else "Stay anonymous")

    async def face(self, face: Face) -> PersonId | None:
        token = self.house.vault.token(self.user, face)
        found = await self.house.store.read(lambda tx: tx.people.find(token))
        return found.id if found else None


@dataclass
class House:
    """Everything between the platforms and the file."""

    path: Path
    clock: FakeClock
    vault: KeyVault
    store: Database
    platforms: dict[str, Troubled]
    cogs: Sequence[Cog]
    nameless: bool = False
    """Whether messages are numbered through, as platforms do it, instead of being called by who wrote them."""
    written: int = 0

    def build(self) -> None:
        """Dispatch and courier anew, as after a start of the process."""
        self.dispatch = Dispatch(self.store, self.vault, self.cogs, self.platforms)
        composer = Composer(self.dispatch.steps, self.platforms.get, tracer(self.vault))
        self.courier = Courier(self.store, self.vault, self.clock, self.platforms, composer)
        self.scheduler = Scheduler(self.store, self.clock)
        self._stop = asyncio.Event()
        self._running = asyncio.create_task(self.courier.run(self._stop))

    @property
    def telegram(self) -> Troubled:
        return self.platforms["telegram"]

    def person(self, name: str, platform: str = "telegram", language: str = "en") -> Somebody:
        return Somebody(self, name, platform, language)

    async def quiet(self) -> None:
        """Returns when all that can be done now is done: what is left waits for the clock or in a shut chat."""
        await self.scheduler.look()
        rests = 0
        while rests < 2:
            if self._running.done():
                return await self._running
            await asyncio.sleep(0.0003)
            held = sum(platform.held for platform in self.platforms.values())
            if len(self.courier._busy) != held:
                rests = 0
                continue
            busy = {lane[0] for lane in self.courier._busy}
            due = [row for row in await self.store.read(lambda tx: tx.outbox.due(500)) if row.recipient not in busy]
            rests = 0 if due or len(self.courier._busy) != held else rests + 1

    async def after(self, seconds: float) -> None:
        """Time passes, in steps, and what becomes due is done."""
        steps = max(1, min(20, round(seconds)))
        for _ in range(steps):
            self.clock.advance(round(1000 * seconds / steps))
            await self.quiet()

    async def crash(self) -> None:
        """The process dies: whatever is under way is not finished."""
        self._running.cancel()
        await asyncio.wait([self._running])

    async def stop_gently(self) -> None:
        """As on SIGTERM: takes nothing more and finishes what is under way."""
        self._stop.set()
        await self._running

    async def stop(self) -> None:
        """The end of a test: nobody waits for a turn or in a shut chat any more."""
        self._stop.set()
        for platform in self.platforms.values():
            for chat in list(platform.shut):
                platform.opens(chat)
            await platform.pacer.close()
        if not self._running.cancelled():
            await asyncio.wait_for(self._running, 5)

    async def set_up(
        self, title: str = "The Porch", address: str = PORCH, kind: PlaceKind = PlaceKind.FORUM, lone_voice: int = 1
    ) -> None:
        """A community of this one place. Most stories have few people: in them, nobody's voice is a lone one."""
        await self.place(address, title, kind, "setup")
        await self.rule("lone_voice", str(lone_voice), address)

    async def rule(self, key: str, value: str, address: str = PORCH) -> None:
        """A setting of the community at this address, as JSON."""

        def write(tx: Tx) -> None:
            place = tx.communities.place_at("telegram", address)
            assert place is not None
            tx.communities.set_rule(place.community_id, key, value)

        await self.store.write(write)

    async def link(self, address: str = YARD, kind: PlaceKind = PlaceKind.FORUM, platform: str = "telegram") -> None:
        """Another place of the community at PORCH."""
        shown = await self.place(PORCH, "The Porch", PlaceKind.FORUM, "link")
        assert isinstance(shown, Card)
        code = read(shown).split("code is ")[1].split(".")[0]
        await self.place(address, "The Yard", kind, "link", code, platform)

    async def place(
        self, address: str, title: str, kind: PlaceKind, command: str, words: str = "", platform: str = "telegram"
    ) -> Shown:
        self.platforms[platform].surveyed = Survey(title, kind, moderator=True)
        return await self.person("Olga", platform).commands(command, words, address)

    async def questions(self) -> list[Question]:
        """All that stand, oldest first."""

        def find(tx: Tx) -> list[Question]:
            known = {each.id: each for platform in self.platforms for each in tx.communities.on(platform)}
            return [question for each in known for question in tx.questions.latest(each, 100)]

        return sorted(await self.store.read(find), key=lambda question: question.id)

    def stands(self, place: str = PORCH, platform: str = "telegram") -> list[Message]:
        """What stands in a place, oldest first."""
        return list(self.platforms[platform].chats[Chat(place=place)].values())

    def card(self, number: int = 1, place: str = PORCH, platform: str = "telegram") -> Message:
        """The card of a question; there must be exactly one."""
        cards = [each for each in self.stands(place, platform) if f"#{number} ·" in read(each.card)]
        assert len(cards) == 1, f"{len(cards)} cards of #{number}"
        return cards[0]

    def thread(self, number: int, place: str, platform: str = "telegram") -> str | None:
        return self.card(number, place, platform).thread


def read(card: Card) -> str:
    """A card's parts as somebody reads them."""
    return "\n".join(f"{part.by}: {part.text}" if isinstance(part, Said) else part.text for part in card.parts)


def words_of(card: Card) -> list[str]:
    """What people wrote on a card, without the bot's own sentences."""
    return [part.text for part in card.parts if isinstance(part, Body | Said)]


def buttons(card: Card) -> list[Button]:
    return [button for row in card.rows for button in row]


def labels(card: Card) -> list[str]:
    return [button.label for button in buttons(card)]


@asynccontextmanager
async def house(
    folder: Path,
    *,
    fills_forms: bool = False,
    others: Sequence[str] = (),
    extra: Sequence[Cog] = (),
    keys: Sequence[bytes] = (KEY,),
) -> AsyncIterator[House]:
    """A house with no community in it yet, or what is in the folder; ``others`` are platforms besides Telegram."""
    clock, vault = FakeClock(), KeyVault(keys)
    path = folder / "aunt.db"
    store = await opened(path, clock, vault)
    platforms = {name: Troubled(clock, name, fills_forms) for name in ("telegram", *others)}
    built = House(path, clock, vault, store, platforms, [*cogs.ALL, *extra])
    built.build()
    try:
        yield built
        await built.quiet()
    finally:
        await built.stop()
        await built.store.close()  # it may be another one by now
