"""The webhook: 200 only for what is safe, nothing for whoever does not know the secret."""

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.errors import WrongWebhook
from bot.platforms.telegram.webhook import BODY_MAX, HEADER, secret
from storage import Database
from tests.fakes.telegram import Server, TelegramWorld
from tests.platforms.telegram.conftest import VAULT, QuickClock, Running, StubDispatch, running
from tests.platforms.telegram.test_intake import raw_message, texts


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
async def telegram(world: TelegramWorld, server: Server, store: Database, clock: QuickClock) -> AsyncIterator[Telegram]:
    """A bot with a webhook, and the web server that its door is in."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram/updates"
    telegram = Telegram(world.token, server.api_url, store=store, vault=VAULT, clock=clock, webhook_url=url)
    app = web.Application()
    app.add_routes(telegram.routes())
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await telegram.start()
    yield telegram
    await telegram.close()
    await runner.cleanup()


async def knock(bot: Running, body: Any, shown: str | None = None) -> int:
    headers = {HEADER: secret(bot.world.token) if shown is None else shown}
    async with aiohttp.ClientSession() as session:
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with session.post(bot.world.updates.webhook.url, data=data, headers=headers) as answer:
            return answer.status


async def test_updates_come_through_the_door(bot: Running) -> None:
    ana = bot.world.person("Ana")
    for number in range(3):
        await ana.writes(str(number))
    await bot.settled()
    assert texts(bot) == ["0", "1", "2"]
    (told,) = bot.world.calls_of("setWebhook")
    assert told.params["allowed_updates"] == [
        "message", "edited_message", "callback_query", "my_chat_member", "message_reaction",
    ]  # fmt: skip
    assert len(told.params["secret_token"]) == 64
    assert bot.world.token.split(":")[1] not in told.params["secret_token"]


async def test_only_telegram_may_come_in(bot: Running) -> None:
    ana = bot.world.person("Ana")
    assert await knock(bot, raw_message(1, ana, "forged"), "") == 403
    assert await knock(bot, raw_message(1, ana, "forged"), "ä" * 64) == 403
    assert await knock(bot, raw_message(1, ana, "forged"), secret("other")) == 403
    assert await knock(bot, raw_message(1, ana, "true")) == 200
    assert await knock(bot, raw_message(1, ana, "true")) == 200
    await bot.settled()
    assert texts(bot) == ["true"]


async def test_200_only_after_the_commit(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = bot.world.person("Ana")

    async def broken(unit: Any) -> Any:
        raise OSError("disk full")

    write = bot.store.write
    monkeypatch.setattr(bot.store, "write", broken)
    assert await knock(bot, raw_message(1, ana, "kept")) == 503
    monkeypatch.setattr(bot.store, "write", write)
    assert await knock(bot, raw_message(1, ana, "kept")) == 200
    await bot.settled()
    assert texts(bot) == ["kept"]


async def test_a_flood_and_nonsense(bot: Running) -> None:
    assert await knock(bot, b" " * (BODY_MAX + 1)) == 413
    assert await knock(bot, b"\xff no json") == 200
    assert await knock(bot, ["no", "object"]) == 200
    await bot.settled()
    assert await bot.store.read(lambda tx: tx.inbox.aside()) == 2


async def test_while_too_much_is_unhandled_telegram_keeps_it(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    lanes = bot.telegram._intake.lanes
    monkeypatch.setattr(lanes, "_most", 0)
    assert await knock(bot, raw_message(1, bot.world.person("Ana"), "later")) == 503


async def test_before_and_after_it_runs_the_door_is_closed(bot: Running) -> None:
    bot.stop.set()
    assert await knock(bot, raw_message(1, bot.world.person("Ana"), "late")) == 503
    await bot.ends()
    assert await knock(bot, raw_message(1, bot.world.person("Ana"), "late")) == 503
    assert texts(bot) == []


async def test_an_address_that_telegram_refuses(
    telegram: Telegram, store: Database, world: TelegramWorld, clock: QuickClock
) -> None:
    world.fail("setWebhook", status=400, description="Bad Request: bad webhook: HTTPS url must be provided")
    with pytest.raises(WrongWebhook, match=r"telegram\.webhook_url"):
        await telegram.run(StubDispatch(store), asyncio.Event(), lambda: None)


async def test_telegram_is_down_when_the_bot_starts(
    telegram: Telegram, store: Database, world: TelegramWorld, clock: QuickClock
) -> None:
    world.fail("setWebhook", times=2, status=502)
    async with running(telegram, StubDispatch(store), world, clock) as bot:
        await world.person("Ana").writes("hello")
        await bot.settled()
        assert texts(bot) == ["hello"]
