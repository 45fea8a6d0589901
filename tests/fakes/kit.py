"""What the tests of the pretended Telegram share beside their fixtures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)

from tests.fakes.telegram import Server


@asynccontextmanager
async def client(server: Server) -> AsyncIterator[Bot]:
    async with Bot(server.state.token, base_url=server.base_url, base_file_url=server.base_file_url) as running:
        yield running


async def taken(bot: Bot) -> list[Update]:
    """All updates that wait, confirmed."""
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def only_message(bot: Bot) -> Message:
    messages = [update.effective_message for update in await taken(bot)]
    assert len(messages) == 1
    assert isinstance(messages[0], Message)
    return messages[0]


def keyboard(**buttons: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data)] for text, data in buttons.items()])
