"""The playground as the app serves it, and a small client that does what its page does."""

import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.app import Demo, demo


@pytest.fixture
async def served() -> AsyncIterator[Demo]:
    """The playground with its examples, on a port of its own."""
    async with demo(port=0) as running:
        yield running


class Browser:
    """Fetches the page and sends its forms as the page's script does."""

    def __init__(self, session: ClientSession, served: Demo) -> None:
        self.session = session
        self.served = served

    async def page(self, query: str = "") -> str:
        """The page's HTML once everything is delivered."""
        await self.served.app.courier.idle()
        async with self.session.get(f"/?{query}") as answer:
            assert answer.status == 200
            return await answer.text()

    async def text(self, query: str = "") -> str:
        """The page as read: without its tags."""
        return unescape(re.sub(r"<[^>]+>", "", await self.page(query)))

    async def does(self, gesture: str, persona: str, **fields: str) -> dict[str, Any]:
        """Sends a gesture and returns what the page is told."""
        address, script = f"/playground/{gesture}?as={persona}", {"X-Playground": "1"}
        data = {name.replace("field_", "field-"): value for name, value in fields.items()}
        async with self.session.post(address, data=data, headers=script) as answer:
            assert answer.status == 200, await answer.text()
            outcome: dict[str, Any] = await answer.json()
            return outcome

    async def presses(self, persona: str, message: str, press: str) -> dict[str, Any]:
        """Presses a button."""
        return await self.does("press", persona, message=message, press=press)

    def thread(self, number: int) -> str:
        """The thread of a question, counted from 1."""
        return list(self.served.playground.memory.threads)[number - 1]

    def card(self, number: int) -> str:
        """The message in which a question's card stands."""
        board, thread = self.served.playground.memory.board, self.thread(number)
        return next(each.id for each in board.values() if each.by is None and each.thread == thread)

    def last(self, persona: str) -> str:
        """The last message of a private chat."""
        return list(self.served.playground.memory.chats[persona].messages)[-1]


@pytest.fixture
async def browser(served: Demo) -> AsyncIterator[Browser]:
    """A browser that looks at it."""
    async with ClientSession(served.address) as session:
        yield Browser(session, served)
