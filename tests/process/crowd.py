"""A crowd: people who ask, answer and reply all at once, whether or not the bot is there at the moment.

They look before they act, wait for what they were promised, and do again what visibly did not work. All that they say
is written down, each text once in the world, so that it can be looked for afterwards.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tests.fakes.telegram import Group, Message, Person, TelegramWorld

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds: a bot that was killed comes back long before."""
OFFER = "Do you want to ask this?"


@dataclass
class Told:
    """One text: who must find it where."""

    text: str
    asker: Person | None = None
    """Whose private chat it must reach."""
    public: bool = False
    """Whether the bot must post it in the thread."""


@dataclass
class Crowd:
    """The people of one forum. ``over``: nobody begins anything new."""

    world: TelegramWorld
    porch: Group
    chance: random.Random
    told: list[Told] = field(default_factory=list)
    askers: dict[str, Person] = field(default_factory=dict)
    """By the title of their question."""
    asked: list[int] = field(default_factory=list)
    """The numbers of the questions whose card stands."""
    over: bool = False

    async def sees(self, look: Callable[[], T | None], what: str) -> T:
        """What somebody waits for, with much patience."""
        return await self.world.wait_until(look, PATIENCE, what)

    async def pauses(self, least: float = 0.2, most: float = 0.9) -> None:
        """As people do between two acts."""
        await asyncio.sleep(self.chance.uniform(least, most))

    def card(self, number: int) -> Message | None:
        """The card of a question, where it stands."""
        return next((each for each in self.porch.messages() if each.by_bot and f"#{number} ·" in each.text), None)

    def threads(self) -> list[int]:
        """The topics in which a card stands, oldest first."""
        return [each.topic for each in self.porch.messages() if each.topic and each.by_bot and _foot(each)]

    async def taps(self, person: Person, label: str, on: Message | None = None, in_: Group | None = None) -> None:
        """As soon as there is such a button; whether anything pops up is not waited for."""
        message = await person.finds(label, in_, PATIENCE, on)
        button = message.button(label)
        assert button is not None
        if button.get("url"):
            await person.starts(str(button["url"]).partition("start=")[2])
        else:
            person.tap_only(message, button)

    # ---- what they do

    async def asks_and_replies(self, asker: Person) -> None:
        """A question by the form, until its card stands; then a reply to every opinion."""
        title = f"What about {asker.name}?"
        self.askers[title] = asker
        self.told.append(Told(title))
        await asker.writes("/ask")
        await self.taps(asker, "Everyone")
        await asker.waits_for("Write the title", timeout=PATIENCE)
        await asker.writes(title)
        await self.taps(asker, "Skip")
        await self.taps(asker, "Post it")
        receipt = await asker.waits_for("Your question is #", timeout=PATIENCE)
        number = int(receipt.text.split("#")[1].split("\n")[0])
        await self._sees_to_the_card(asker, number)
        self.asked.append(number)
        await self._replies(asker)

    async def _sees_to_the_card(self, asker: Person, number: int) -> None:
        """Presses "Post again" only where it isn't there; where it is, somebody's tap on it proves that."""
        async with asyncio.timeout(PATIENCE):
            while True:
                receipt = await asker.waits_for(f"Your question is #{number}")
                if "posted ✓" in receipt.text:
                    return
                if "Post again" in receipt.buttons:
                    await asyncio.sleep(1.0)
                    card = self.card(number)
                    if card is not None:
                        await self.taps(asker, "I'm a Girl", on=card, in_=self.porch)
                    elif "Post again" in receipt.buttons:
                        await self.taps(asker, "Post again", on=receipt)
                        await asyncio.sleep(1.0)
                await asyncio.sleep(0.1)

    async def answers_anonymously(self, person: Person, number: int) -> None:
        """By "Have an opinion?"."""
        card = await self.sees(lambda: self.card(number), f"the card of #{number}")
        text = f"between us {person.name} of {number}."
        self.told.append(Told(text, self._asker_of(card), public=True))
        await self.taps(person, "Have an opinion?", on=card, in_=self.porch)
        await self.taps(person, "I'm a Guy")
        await person.waits_for("Write what you think", timeout=PATIENCE)
        await person.writes(text)
        await self.taps(person, "Stay anonymous")
        await self.taps(person, "Send it anyway")  # their own name is in it

    async def talks(self, person: Person) -> None:
        """Writes into the threads that there are, and replies to the asker there, until it is over."""
        count = 0
        while not self.over:
            await self.pauses()
            topics = self.threads()
            if not topics:
                continue
            topic = self.chance.choice(topics)
            count += 1
            text = f"{person.name} says {count}."
            said = [each for each in self.porch.messages(topic) if each.by_bot and each.text.startswith("Asker")]
            reply_to = self.chance.choice(said) if said and self.chance.random() < 0.4 else None
            self.told.append(Told(text, self._asker_of(self._card_in(topic))))
            await person.writes(text, in_=self.porch, topic=topic, reply_to=reply_to)

    def _card_in(self, topic: int) -> Message:
        return next(each for each in self.porch.messages(topic) if each.by_bot and _foot(each))

    def _asker_of(self, card: Message) -> Person:
        return next(asker for title, asker in self.askers.items() if title in card.text)

    async def _replies(self, asker: Person) -> None:
        """Answers every opinion once, natively. A notice that came twice may be unknown to the bot the first time:
        then it offers to ask the words as a question, and the asker answers the newer one."""
        answered: set[str] = set()
        while not self.over or self._open(asker, answered):
            await self.pauses()
            for notice in self._open(asker, answered)[:1]:
                opinion = _first_words(notice)
                text = f"{asker.name} thanks for {len(answered)}."
                answered.add(opinion)
                self.told.append(Told(text, public=True))
                while not await self._passed_on(asker, opinion, text):
                    await self.pauses()

    def _open(self, asker: Person, answered: set[str]) -> list[Message]:
        notices = [each for each in asker.sees() if each.by_bot and each.text.startswith("New opinion on")]
        return [each for each in notices if _first_words(each) not in answered]

    async def _passed_on(self, asker: Person, opinion: str, text: str) -> bool:
        notice = [each for each in asker.sees() if each.by_bot and _first_words(each) == opinion][-1]
        sent = await asker.writes(text, reply_to=notice)

        def outcome() -> str | None:
            if any(text in each.text for each in self.porch.messages() if each.by_bot):
                return "passed on"
            offers = [each for each in asker.sees() if each.id > sent.id and each.by_bot and OFFER in each.text]
            return "offered" if offers else None

        if await self.sees(outcome, f"what becomes of {text!r}") == "passed on":
            return True
        await self.taps(asker, "Discard")
        await asker.waits_for("Discarded", timeout=PATIENCE, after=sent.id)
        return False


def _foot(message: Message) -> str:
    """The line of a card that tells its number; empty for other messages."""
    return next((line for line in message.text.split("\n") if "asked anonymously" in line), "")


def _first_words(message: Message) -> str:
    """The first line of what a notice tells."""
    lines = [line for line in message.text.split("\n") if line.strip()]
    return lines[1] if len(lines) > 1 else ""
