"""The pretended Telegram, somebody on it and a group, with an unmodified python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
)

from tests.fakes.kit import client
from tests.fakes.telegram import Group, Person, Server, TelegramWorld, serve


@pytest.fixture
def world() -> TelegramWorld:
    return TelegramWorld()


@pytest.fixture
async def server(world: TelegramWorld) -> AsyncIterator[Server]:
    async with await serve(world) as running:
        yield running


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    """The library as users run it; afterwards nothing may have crossed the border that the Bot API doesn't know."""
    async with client(server) as running:
        yield running
    assert server.state.violations == []


@pytest.fixture
def ana(world: TelegramWorld) -> Person:
    return world.person("Ana", username="ana_k", started=True)


@pytest.fixture
def porch(world: TelegramWorld, ana: Person) -> Group:
    porch = world.forum("The Porch", owner=ana)
    porch.add_bot(admin=True)
    return porch


@pytest.fixture(autouse=True)
def _waits_as_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the library warns whenever it reads `retry_after`."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
