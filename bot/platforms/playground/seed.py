"""Seeding: the personas use the page for a while, so that a stranger finds it alive.

Nothing is written past the bot. Mo sets the community up, the others press "I'm a Guy" or "I'm a Girl", ask by the
form, answer on the board or anonymously, go on talking, and vote, each gesture as the page would send it; whoever asked
thanks, chooses what helped most, and tells how it went. What they say stands in `stories.toml`.
"""

import tomllib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from bot.cards import Body, Button, Said, Title
from bot.platforms.playground.events import Gestures
from bot.platforms.playground.memory import Memory, Message
from bot.platforms.playground.personas import MODERATOR, STANDING, Persona

Settle = Callable[[], Awaitable[None]]
"""Returns once the courier has carried everything."""

_BY_KEY = {persona.key: persona for persona in STANDING}
_STORIES = "stories.toml"
_PASSING = {"max": Persona("passing-1", "Max", "guy"), "lena": Persona("passing-2", "Lena", "girl")}
_VOTERS = _BY_KEY | _PASSING


@dataclass(frozen=True)
class Seeder:
    """Has the personas do things, and finds on the page what they did."""

    gestures: Gestures
    memory: Memory
    settle: Settle

    async def all(self) -> None:
        """The community, and every story."""
        stories = tomllib.loads(files("bot.platforms.playground").joinpath(_STORIES).read_text("utf-8"))
        await self.gestures.speak(_BY_KEY[MODERATOR], "/setup")
        await self.settle()
        await self._open_archive()
        await self._name_topics(stories["topics"])
        for number, story in enumerate(stories["question"]):
            card = await self._ask(story)
            if number == 0:
                await self._introduce(card)
            for opinion in story["opinion"]:
                await self._answer(story, card, opinion)
            await self._go_on(story, card)
        for take in stories["take"]:
            await self._write(take)
        for chat in self.memory.chats.values():
            chat.unread = 0
        self.memory.changed()

    async def _open_archive(self) -> None:
        """Mo has the questions shown as web pages, before there are any."""
        mo = _BY_KEY[MODERATOR]
        await self.gestures.speak(mo, "/settings")
        await self._press_own(mo, "setting", "archive")
        await self._press_own(mo, "set", "1")
        await self.settle()

    async def _name_topics(self, topics: list[str]) -> None:
        """Mo says what questions can be about."""
        mo = _BY_KEY[MODERATOR]
        await self.gestures.speak(mo, "/settings")
        await self._press_own(mo, "setting", "topics")
        await self._press_own(mo, "setting-change", "topics")
        await self._filled(mo, {"entries": "\n".join(topics)})
        await self.settle()

    async def _introduce(self, card: Message) -> None:
        """Everybody says what they are, also two who only pass by: two of a kind are too few for an anonymous opinion
        to be shown under it."""
        for persona in (*STANDING, *_PASSING.values()):
            if _button(card, "iam", persona.role):
                await self._press(persona, card, "iam", persona.role)
        await self.settle()

    async def _ask(self, story: dict[str, Any]) -> Message:
        """Asks by the form and posts from the preview; returns the card on the board."""
        asker = _BY_KEY[story["asker"]]
        await self.gestures.write(asker, "/ask")
        values = {name: story[name].strip() for name in ("audience", "title", "details")}
        values["poll"] = "\n".join(story.get("poll", ()))
        values["topic"] = self._choice(asker, "topic", story["topic"])
        await self._press(asker, await self._filled(asker, values), "post")
        await self.settle()
        return _found(self.memory.board.values(), Title, values["title"])

    async def _write(self, take: dict[str, Any]) -> None:
        """Writes a take by the form, and what others have to say to it."""
        author = _BY_KEY[take["by"]]
        await self.gestures.write(author, "/take")
        sign = "named" if take["named"] else "anonymous"
        preview = await self._filled(author, {"title": take["title"], "text": take["text"].strip(), "sign": sign})
        await self._press(author, preview, "publish")
        await self.settle()
        card = _found(self.memory.board.values(), Title, take["title"])
        for comment in take["comment"]:
            await self.gestures.speak(_BY_KEY[comment["by"]], comment["text"], card.thread)
            await self.settle()

    async def _answer(self, story: dict[str, Any], card: Message, opinion: dict[str, Any]) -> None:
        persona, text = _BY_KEY[opinion["by"]], opinion["text"].strip()
        anonymous = bool(opinion.get("anonymous"))
        if anonymous:
            await self._press(persona, card, "answer")
            await self._filled(persona, {"text": text, "named": "anonymous"})
        else:
            await self.gestures.speak(persona, text, card.thread)
        await self.settle()
        await self._value(story, opinion, text)
        hidden = {"asker": _BY_KEY[story["asker"]]} | ({opinion["by"]: persona} if anonymous else {})
        for reply in opinion.get("reply", ()):
            await self._reply(card, hidden.get(reply["by"]), _BY_KEY.get(reply["by"]), text, reply["text"])
            text = reply["text"]

    async def _reply(
        self, card: Message, private: Persona | None, public: Persona | None, answered: str, text: str
    ) -> None:
        """Replies to what was said last: natively to its notice in private, or to its message on the board."""
        if private is not None:
            notice = _found(self.memory.chats[private.key].messages.values(), Body, answered)
            await self.gestures.write(private, text, notice.id)
        elif public is not None:
            message = _found(self.memory.board.values(), Said, answered)
            await self.gestures.speak(public, text, card.thread, message.id)
        await self.settle()

    async def _value(self, story: dict[str, Any], opinion: dict[str, Any], text: str) -> None:
        """Whoever asked says what they make of an opinion, and others vote for it on the board."""
        asker = _BY_KEY[story["asker"]]
        notice = _found(self.memory.chats[asker.key].messages.values(), Body, text)
        for value in ("helpful", "thank"):
            if opinion.get(value):
                await self._press(asker, notice, value)
        thanks = _button(notice, "thank")
        assert thanks is not None, "whoever asked can thank"
        shown = _found(self.memory.board.values(), Said, text)
        for voter in opinion.get("votes", ()):
            await self.gestures.press(_VOTERS[voter], shown.id, "vote", tuple(map(str, thanks.args)))
        await self.settle()

    async def _go_on(self, story: dict[str, Any], card: Message) -> None:
        """The poll is voted in, and whoever asked tells how it went."""
        for voter, place in story.get("ballot", {}).items():
            await self._press(_VOTERS[voter], card, "ballot", str(place))
        for text in story.get("update", ()):
            asker = _BY_KEY[story["asker"]]
            await self._press_own(asker, "update")
            await self._filled(asker, {"text": text.strip()})
        await self.settle()

    def _choice(self, persona: Persona, name: str, label: str) -> str:
        """What the form that stands last in the persona's chat calls a choice."""
        blanks = self._form(persona).sheet.blanks  # type: ignore[union-attr]
        options = next(each.options for each in blanks if each.name == name)
        return next(value for value, shown in options if shown == label)

    async def _press(self, persona: Persona, message: Message, action: str, last: str | None = None) -> None:
        """Presses a button of a message."""
        button = _button(message, action, last)
        assert button is not None, f"there is a button to {action}"
        await self.gestures.press(persona, message.id, button.action, tuple(map(str, button.args)))

    async def _press_own(self, persona: Persona, action: str, last: str | None = None) -> None:
        """Presses the newest such button in the persona's private chat."""
        messages = reversed(self.memory.chats[persona.key].messages.values())
        await self._press(persona, next(each for each in messages if _button(each, action, last)), action, last)

    async def _filled(self, persona: Persona, values: dict[str, str]) -> Message:
        """Sends the form that stands last in the persona's chat; returns what stands there then."""
        form = self._form(persona)
        outcome = await self.gestures.fill(persona, form.id, values)
        return self.memory.chats[persona.key].messages[outcome.focus or form.id]

    def _form(self, persona: Persona) -> Message:
        """The form that stands last in the persona's chat."""
        return next(message for message in reversed(self.memory.chats[persona.key].messages.values()) if message.sheet)


def _button(message: Message, action: str, last: str | None = None) -> Button | None:
    """A button of a message by its action and its last argument."""
    buttons = [button for row in message.card.rows for button in row] if message.card else []
    return next((each for each in buttons if each.action == action and last in (None, *map(str, each.args[-1:]))), None)


def _found(messages: Iterable[Message], kind: type[Title | Body | Said], text: str) -> Message:
    """The newest message that says this: in a part of this kind, or written by somebody."""
    for message in reversed(list(messages)):
        parts = message.card.parts if message.card else ()
        if message.text == text or any(isinstance(part, kind) and part.text.endswith(text) for part in parts):
            return message
    raise LookupError("an example was not delivered")
