"""The transport: what was sent, what can't have been sent, and never a word of the token."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from telegram import Bot, InputFile
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot.platforms.telegram.request import AiohttpRequest, NeverSent, Paced
from tests.fakes.telegram import Server, TelegramWorld, png

TOKEN = "123:AAsecret"


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest()
    async with request:
        yield request


@pytest.fixture
async def bot(world: TelegramWorld, server: Server) -> AsyncIterator[Bot]:
    request = AiohttpRequest()
    bot = Bot(world.token, server.base_url, server.base_file_url, request=request, get_updates_request=request)
    async with bot:
        yield bot


def closed_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def failing(request: AiohttpRequest, url: str, **more: Any) -> TelegramError:
    with pytest.raises(TelegramError) as failed:
        await request.post(url, **more)
    assert "secret" not in str(failed.value) + repr(failed.value)
    return failed.value


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/bot" + TOKEN, "http://nowhere.invalid/bot" + TOKEN, "http://[/" + TOKEN]
)
async def test_without_a_connection_nothing_was_sent(request_: AiohttpRequest, url: str) -> None:
    assert isinstance(await failing(request_, url.replace("{port}", str(closed_port()))), NeverSent)


async def test_a_closed_session_sends_nothing() -> None:
    assert isinstance(await failing(AiohttpRequest(), f"http://127.0.0.1:1/bot{TOKEN}"), NeverSent)


@asynccontextmanager
async def answering(raw: bytes | None) -> AsyncIterator[str]:
    """The address of a server that reads a little and says these bytes, or nothing at all for as long as it is up."""
    over, talks = asyncio.Event(), []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.append(asyncio.current_task())
        await reader.read(10)
        if raw is None:
            await over.wait()
        else:
            writer.write(raw)
            await writer.drain()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot{TOKEN}/x"
        over.set()
        await asyncio.gather(*(each for each in talks if each is not None))


def http(status: str, body: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", NetworkError),
        (b"nonsense\r\n\r\n", NetworkError),
        (http("200 OK", "no json secret"), TelegramError),
        (http("200 OK", "[1]"), TelegramError),
        (http("200 OK", '{"ok": true}'), TelegramError),
        (http("502 Bad Gateway", "<html>"), NetworkError),
        (http("302 Found", ""), NetworkError),
        (http("401 Unauthorized", '{"ok": false, "description": "Unauthorized"}'), InvalidToken),
        (http("429 Too Many", '{"description": "x", "parameters": {"retry_after": 0.5}}'), Paced),
        (http("429 Too Many", "slow down"), Paced),
        (None, TimedOut),
    ],
)
async def test_what_may_have_arrived_is_told_apart(
    request_: AiohttpRequest, raw: bytes | None, kind: type[TelegramError]
) -> None:
    async with answering(raw) as url:
        error = await failing(request_, url, read_timeout=0.05 if raw is None else 2)
    assert isinstance(error, kind)
    assert not isinstance(error, NeverSent)
    if isinstance(error, Paced):
        assert error.seconds in (0.5, 1.0)


async def test_too_few_connections_is_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.telegram.request.CONNECTIONS", 1)
    async with AiohttpRequest() as request, answering(None) as url:
        first = asyncio.create_task(failing(request, url, read_timeout=0.1))
        await asyncio.sleep(0.01)
        second = await failing(request, url, pool_timeout=0.02, connect_timeout=0.02)
        assert isinstance(second, NeverSent)
        await first


async def test_json_goes_out_as_json_and_files_as_a_form(bot: Bot, world: TelegramWorld) -> None:
    ana = world.person("Ana", started=True)
    await bot.send_message(ana.id, "text & <b>more</b> 👍")
    await bot.send_photo(ana.id, png(), caption="a picture")
    await bot.send_photo(ana.id, InputFile(png(), filename="x.png"))
    text, photo, other = ana.sees()
    assert text.text == "text & <b>more</b> 👍"
    assert photo.text == "a picture"
    assert ana.downloads(photo) == png()
    assert ana.downloads(other) == png()
    assert world.violations == []


async def test_files_come_down(bot: Bot, world: TelegramWorld) -> None:
    ana = world.person("Ana", started=True)
    message = await ana.sends_photo()
    file = await bot.get_file(message.raw["photo"][-1]["file_id"])
    assert bytes(await file.download_as_bytearray()) == ana.downloads(message)


def test_answers_are_read_without_being_quoted(caplog: pytest.LogCaptureFixture) -> None:
    assert AiohttpRequest.parse_json_payload(json.dumps({"ok": True, "result": 1}).encode()) == {
        "ok": True,
        "result": 1,
    }
    with pytest.raises(TelegramError):
        AiohttpRequest.parse_json_payload(b"secret")
    assert caplog.records == []
