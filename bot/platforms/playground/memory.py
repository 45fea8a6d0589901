"""Memory: all that the playground's "servers" hold, and the news that something in it changed.

One board with a thread per question, and a private chat per persona. Nothing here is on disk: after a restart the
messages are gone, which is why their ids never repeat (the store may still know the old ones).
"""

import asyncio
import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from bot.cards import Card, Picture, Sheet

PLACE = "porch"
"""The board's address."""
TITLE = "The Porch"
KEEP = 300
"""Messages of a private chat before the oldest are forgotten."""


@dataclass
class Message:
    """A message: somebody's ``text``, or the bot's ``card`` or ``sheet``. ``by`` is a persona's key, None the bot."""

    id: str
    by: str | None = None
    text: str = field(default="", repr=False)
    card: Card | None = field(default=None, repr=False)
    sheet: Sheet | None = field(default=None, repr=False)
    thread: str | None = None
    answers: str | None = None
    command: bool = False


@dataclass
class PrivateChat:
    """A persona's messages with the bot, oldest first, and how many of the bot's nobody has looked at."""

    messages: dict[str, Message] = field(default_factory=dict)
    unread: int = 0

    def add(self, message: Message) -> Message:
        """Puts a message at the end."""
        self.messages[message.id] = message
        self.unread += message.by is None
        while len(self.messages) > KEEP:
            del self.messages[next(iter(self.messages))]
        return message

    def of_form(self, form: int | None) -> Message | None:
        """The message that an open form stands in."""
        return next((each for each in self.messages.values() if form is not None and form_in(each) == form), None)


class Memory:
    """The board, the private chats, and a version that grows with every change."""

    def __init__(self) -> None:
        self.board: dict[str, Message] = {}
        self.threads: dict[str, str] = {}
        self.chats: defaultdict[str, PrivateChat] = defaultdict(PrivateChat)
        self.version = 0
        self._news = asyncio.Event()
        self._ids = (f"{secrets.token_hex(4)}-{number}" for number in count(1))

    def new_id(self) -> str:
        """An id that no message or thread ever had."""
        return next(self._ids)

    def picture(self, name: str) -> Picture | None:
        """The picture of this name, as long as it stands anywhere."""
        everything = [self.board, *(chat.messages for chat in self.chats.values())]
        cards = (message.card for messages in everything for message in messages.values() if message.card)
        parts = (part for card in cards for part in card.parts)
        return next((part for part in parts if isinstance(part, Picture) and part.name == name), None)

    def changed(self) -> None:
        """Tells everybody who looks that there is something new."""
        self.version += 1
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def news(self, version: int) -> int:
        """Returns the version once it is another than this one."""
        while self.version == version:
            await self._news.wait()
        return self.version


def form_in(message: Message) -> int | None:
    """The open form that a message is about: its sheet's, or the one that its card offers to discard."""
    if message.sheet is not None:
        return message.sheet.form
    buttons = [button for row in message.card.rows for button in row] if message.card else []
    return next((int(button.args[0]) for button in buttons if button.action == "drop"), None)
