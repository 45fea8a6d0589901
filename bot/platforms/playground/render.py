"""Cards, chats and the board → the page. Jinja escapes everything; whatever a person typed is shown as typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.cards import Body, Button, Card, Part, Picture, Said, Say, Small, Strong, Title
from bot.platforms.playground.board import Board
from bot.platforms.playground.commands import Offered
from bot.platforms.playground.memory import Memory, Message, PrivateChat
from bot.platforms.playground.personas import Persona
from bot.platforms.playground.view import View
from bot.words import Words

QUOTED = 80
"""Characters of a message that is quoted above its answer."""

_KINDS: Mapping[type, str] = {
    Title: "title", Say: "say", Small: "small", Strong: "strong", Body: "body", Said: "said",
    Picture: "picture",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """All that one rendering of the page shows."""

    view: View
    persona: Persona
    board: Board
    memory: Memory
    personas: tuple[Persona, ...]
    commands: Offered
    version: int
    words: Words
    archive: str | None = None
    """Where the archive is served, if it is."""

    @property
    def chat(self) -> PrivateChat:
        """The persona's private chat."""
        return self.memory.chats[self.persona.key]

    @property
    def card(self) -> Card | None:
        """The chosen question's card as it was delivered."""
        message = self.memory.board.get(self.board.chosen.message) if self.board.chosen else None
        return message.card if message else None

    @property
    def notice(self) -> Message | None:
        """The bot's last message to all of the board, outside of its threads."""
        return next((each for each in reversed(self.memory.board.values()) if each.card and each.thread is None), None)

    @property
    def answered(self) -> Message | None:
        """The message that is being replied to in the private chat."""
        return self.chat.messages.get(self.view.answers) if self.view.answers else None

    def mine(self, message: str | None) -> bool:
        """Whether the persona wrote this message on the board themselves."""
        return message in self.memory.board and self.memory.board[message or ""].by == self.persona.key


def kind(part: Part) -> str:
    """A part's name in the templates."""
    return _KINDS[type(part)]


def pressed(button: Button) -> str:
    """What a button sends back."""
    return " ".join([button.action, *map(str, button.args)])


def plain(message: Message) -> str:
    """A message's beginning in one line, to quote it: what a person said in it, or else what the bot did."""
    parts = message.card.parts if message.card else ()
    said = [part.text for part in parts if isinstance(part, Body | Said)] or [part.text for part in parts]
    text = " ".join(" ".join([message.text, *said]).split())
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("bot.platforms.playground"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    filters: dict[str, Any] = {"kind": kind, "pressed": pressed, "plain": plain}
    made.filters.update(filters)
    return made


_TEMPLATES = _environment()


def page(shown: Page) -> str:
    """The page as HTML. Whoever looks has seen their private chat."""
    html = _TEMPLATES.get_template("page.html").render(page=shown, view=shown.view, say=shown.words, me=shown.persona)
    shown.chat.unread = 0
    return html
