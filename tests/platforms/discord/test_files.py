"""Files that people send on Discord: from its own hosts only, no larger than wanted, nothing else followed."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.events import NotFetched, TooLarge
from bot.platforms.discord.pictures import Files, Sent


@pytest.fixture
async def host() -> AsyncIterator[str]:
    async def file(request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x" * 100_000)

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65_536)

    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def away(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/file")

    app = web.Application()
    app.add_routes([web.get(f"/{each.__name__}", each) for each in (file, endless, cut, away)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_file(host: str) -> None:
    assert await Files([host]).fetch(f"{host}/file?ex=1&is=2", 100_000) == b"x" * 100_000


@pytest.mark.parametrize("path", ["file", "endless"])
async def test_no_more_than_is_wanted(host: str, path: str) -> None:
    with pytest.raises(TooLarge):
        await Files([host]).fetch(f"{host}/{path}", 99_999)


async def test_what_says_itself_that_it_is_too_large_is_not_asked_for(host: str) -> None:
    with pytest.raises(TooLarge):
        await Sent(f"{host}/cut", 11, Files([host])).fetch(10)


@pytest.mark.parametrize("path", ["cut", "away", "missing"])
async def test_what_does_not_come(host: str, path: str) -> None:
    with pytest.raises(NotFetched):
        await Files([host]).fetch(f"{host}/{path}", 10)


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest",
        "https://cdn.discordapp.com.example.org/a.png",
        "https://cdn.discordapp.com@example.org/a.png",
        "http://cdn.discordapp.com/a.png",
        "file:///etc/passwd",
        "/a.png",
    ],
)
async def test_no_other_host_is_asked(address: str) -> None:
    with pytest.raises(NotFetched):
        await Files().fetch(address, 10)


async def test_it_prints_as_nothing() -> None:
    assert "attachments" not in repr(Sent("https://cdn.discordapp.com/attachments/1/2/a.png", 1, Files()))
