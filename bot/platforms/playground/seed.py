"""Seeding: the personas use the page for a while, so that a stranger finds it alive.

Nothing is written past the bot. Mo sets the community up, the others press "I'm a Guy" or "I'm a Girl", ask by the
form, answer on the board or anonymously, go on talking, and vote, each gesture as the page would send it. What they say
stands in `stories.toml`.
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

_STORIES = "stories.toml"
_PASSING = (Persona("passing-1", "Max", "guy"), Persona("passing-2", "Lena", "girl"))
_BY_KEY = {persona.key: persona for persona in (*STANDING, *_PASSING)}


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
        for number, story in enumerate(stories["question"]):
            card = await self._ask(story)
            if number == 0:
                await self._introduce(card)
            for opinion in story["opinion"]:
                await self._answer(story, card, opinion)
                await self._value(story, card, opinion)
            await self._go_on(story, card)
        for take in stories["take"]:
            await self._write(take)
        for chat in self.memory.chats.values():
            chat.unread = 0
        self.memory.changed()

    async def _open_archive(self) -> None:
        """Mo has the questions shown as web pages, before there are any."""
        mo = _BY_KEY[MODERATOR]
        shown = self.memory.chats[mo.key].messages
        await self.gestures.speak(mo, "/settings")
        for action, last in (("setting", "archive"), ("set", "1")):
            message, button = next(
                (each, found) for each in reversed(shown.values()) if (found := _button(each, action, last))
            )
            await self.gestures.press(mo, message.id, button.action, tuple(map(str, button.args)))
        await self.settle()

    async def _introduce(self, card: Message) -> None:
        """Everybody says what they are, also two who only pass by: two of a kind are too few for an anonymous opinion
        to be shown under it."""
        for persona in (*STANDING, *_PASSING):
            button = _button(card, "iam", persona.role)
            if button:
                await self.gestures.press(persona, card.id, button.action, tuple(map(str, button.args)))
        await self.settle()

    async def _ask(self, story: dict[str, Any]) -> Message:
        """Asks by the form and posts from the preview; returns the card on the board."""
        asker = _BY_KEY[story["asker"]]
        await self.gestures.write(asker, "/ask")
        values = {name: story.get(name, "").strip() for name in ("audience", "title", "details", "poll")}
        preview = await self._filled(asker, values)
        post = _button(preview, "post")
        assert post is not None, "a preview has a button to post it"
        await self.gestures.press(asker, preview.id, post.action, tuple(map(str, post.args)))
        await self.settle()
        return _found(self.memory.board.values(), Title, values["title"])

    async def _write(self, take: dict[str, Any]) -> None:
        """Writes a take by the form, and what others have to say to it."""
        author = _BY_KEY[take["by"]]
        await self.gestures.write(author, "/take")
        sign = "named" if take["named"] else "anonymous"
        preview = await self._filled(author, {"title": take["title"], "text": take["text"].strip(), "sign": sign})
        post = _button(preview, "publish")
        assert post is not None, "a preview has a button to post it"
        await self.gestures.press(author, preview.id, post.action, tuple(map(str, post.args)))
        await self.settle()
        card = _found(self.memory.board.values(), Title, take["title"])
        for comment in take["comment"]:
            await self.gestures.speak(_BY_KEY[comment["by"]], comment["text"], card.thread)
            await self.settle()

    async def _answer(self, story: dict[str, Any], card: Message, opinion: dict[str, Any]) -> None:
        persona, text = _BY_KEY[opinion["by"]], opinion["text"].strip()
        anonymous = bool(opinion.get("anonymous"))
        if anonymous:
            answer = _button(card, "answer")
            assert answer is not None, "a question's card has a button to answer it"
            await self.gestures.press(persona, card.id, answer.action, tuple(map(str, answer.args)))
            await self._filled(persona, {"text": text, "named": "anonymous"})
        else:
            await self.gestures.speak(persona, text, card.thread)
        await self.settle()
        hidden = {"asker": _BY_KEY[story["asker"]]} | ({opinion["by"]: persona} if anonymous else {})
        for reply in opinion.get("reply", ()):
            await self._reply(card, hidden.get(reply["by"]), _BY_KEY.get(reply["by"]), text, reply["text"])
            text = reply["text"]

    async def _value(self, story: dict[str, Any], card: Message, opinion: dict[str, Any]) -> None:
        """Others find the opinion good, and the asker perhaps the most helpful, by the button under its notice."""
        asker = _BY_KEY[story["asker"]]
        notice = _found(self.memory.chats[asker.key].messages.values(), Body, opinion["text"].strip())
        helpful = _button(notice, "helpful")
        assert helpful is not None, "an opinion's notice has a button to choose it"
        for voter in opinion.get("votes", ()):
            await self.gestures.press(_BY_KEY[voter], card.id, "vote", (str(helpful.args[0]),))
        if opinion.get("helpful"):
            await self.gestures.press(asker, notice.id, helpful.action, tuple(map(str, helpful.args)))
        await self.settle()

    async def _go_on(self, story: dict[str, Any], card: Message) -> None:
        """People vote in the question's poll, and its asker adds what became of it."""
        for place, voters in enumerate(story.get("ballots", ())):
            ballot = _button(card, "ballot", place)
            assert ballot is not None, "a question with a poll has buttons to vote"
            for voter in voters:
                await self.gestures.press(_BY_KEY[voter], card.id, ballot.action, tuple(map(str, ballot.args)))
        if "update" in story:
            asker, answer = _BY_KEY[story["asker"]], _button(card, "answer")
            question = answer.args[0] if answer else None
            shown = self.memory.chats[asker.key].messages.values()
            message, add = next((each, found) for each in shown if (found := _button(each, "update", question)))
            await self.gestures.press(asker, message.id, add.action, tuple(map(str, add.args)))
            await self._filled(asker, {"text": story["update"]})
        await self.settle()

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

    async def _filled(self, persona: Persona, values: dict[str, str]) -> Message:
        """Sends the form that stands last in the persona's chat; returns what stands there then."""
        chat = self.memory.chats[persona.key].messages
        form = next(message for message in reversed(chat.values()) if message.sheet)
        outcome = await self.gestures.fill(persona, form.id, values)
        return chat[outcome.focus or form.id]


def _button(message: Message, action: str, last: int | str | None = None) -> Button | None:
    """A button of a message by its action and its last argument."""
    buttons = [button for row in message.card.rows for button in row] if message.card else []
    return next((each for each in buttons if each.action == action and last in (None, *each.args[-1:])), None)


def _found(messages: Iterable[Message], kind: type[Title | Body | Said], text: str) -> Message:
    """The newest message that says this: in a part of this kind, or written by somebody."""
    for message in reversed(list(messages)):
        parts = message.card.parts if message.card else ()
        if message.text == text or any(isinstance(part, kind) and part.text.endswith(text) for part in parts):
            return message
    raise LookupError("an example was not delivered")
