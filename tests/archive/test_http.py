"""How the archive speaks HTTP: read-only, cacheable, limited, and safe for the browser."""

import pytest
from aiohttp import ClientSession, web

from bot.app import archive
from bot.archive.gate import BURST, Gate, client, network
from bot.config import read_settings
from tests.archive.conftest import HOME, Library, Stranger
from tests.archive.valid import data
from tests.fakes.clock import FakeClock


async def test_every_answer_forbids_what_is_not_its_own(library: Library) -> None:
    await library.house.person("Ana").asks()
    seen = await library.stranger.crawls()
    seen["/nothing"] = await library.stranger.gets("/nothing")
    seen["post"] = await library.stranger.gets("/", "POST")
    assert len(seen) > 10
    for path, answer in seen.items():
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), path
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers
        assert "aiohttp" not in answer.headers["Server"]
        assert "Last-Modified" not in answer.headers, "it would tell the hour"


async def test_what_is_known_already_is_not_sent_again(library: Library) -> None:
    house, stranger = library.house, library.stranger
    question = await house.person("Ana").asks()
    for path in (HOME, await library.page_of(question), HOME + "feed.atom", "/static/archive.css"):
        first = await stranger.gets(path)
        assert first.headers["Cache-Control"].startswith("public, max-age=")
        again = await stranger.gets(path, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
        assert "Content-Security-Policy" in again.headers
    tag = (await stranger.gets(HOME)).headers["ETag"]
    await house.person("Ben").answers(question, "Yes.", kind="I'm a Guy")
    assert (await stranger.gets(HOME, If_None_Match=tag)).status == 200
    assert (await stranger.gets(HOME + "q/9")).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", HOME, "/nothing/at/all"])
async def test_it_is_only_read(library: Library, method: str, path: str) -> None:
    answer = await library.stranger.gets(path, method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


async def test_head_is_get_without_the_page(library: Library) -> None:
    head, get = await library.stranger.gets(HOME, "HEAD"), await library.stranger.gets(HOME)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


async def test_who_asks_too_often_waits(library: Library) -> None:
    library.gate._burst = 3
    answers = [await library.stranger.gets(HOME) for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert "One moment, please" in answers[-1].text
    library.house.clock.advance(1_000)
    assert (await library.stranger.gets(HOME)).status == 200


def test_each_address_has_its_own_measure() -> None:
    clock = FakeClock()
    gate = Gate(clock, burst=2, rate=1.0)
    assert [gate.wait("192.0.2.1") for _ in range(3)] == [0.0, 0.0, 1.0]
    assert gate.wait("192.0.2.2") == 0.0
    clock.advance(1_000)
    assert gate.wait("192.0.2.1") == 0.0
    assert gate.wait("192.0.2.1") > 0


def test_a_crowd_is_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.archive.gate.KNOWN_MAX", 5)
    gate = Gate(FakeClock(), burst=1)
    for number in range(50):
        gate.wait(f"192.0.2.{number}")
    assert len(gate._left) == 5
    assert b"192.0.2" not in b"".join(gate._left), "no address is kept in the clear"


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_networks(address: str, counts_as: str) -> None:
    assert network(address) == counts_as


def test_only_our_own_proxy_is_believed() -> None:
    forged = {"X-Forwarded-For": "10.0.0.1, 198.51.100.9"}
    assert client(forged, "127.0.0.1", "X-Forwarded-For") == "198.51.100.9"
    assert client(forged, "203.0.113.5", None) == "203.0.113.5"
    assert client({}, "203.0.113.5", "X-Forwarded-For") == "203.0.113.5"


async def test_under_a_public_address_behind_a_proxy(library: Library) -> None:
    """As `agony-aunt run` serves it: whole addresses are the public ones, and the proxy says who asks."""
    environ = {
        "AUNT_WEB__ARCHIVE": "true",
        "AUNT_WEB__URL": "https://advice.example/here/",
        "AUNT_WEB__FORWARDED": "X-Forwarded-For",
    }
    settings = read_settings(None, environ)
    assert settings.web.archive
    await library.house.person("Ana").asks("Is there hope?")
    served = archive(settings, library.house.store, library.house.clock, [])
    application = web.Application()
    application.add_routes(served.routes())
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with ClientSession() as session:
        behind = Stranger(f"http://127.0.0.1:{runner.addresses[0][1]}", session)
        whole = "https://advice.example/here/the-porch/q/1-is-there-hope"
        page = await behind.reads(f"{HOME}q/1-is-there-hope")
        assert f'<link rel="canonical" href="{whole}">' in page
        assert f'<meta property="og:url" content="{whole}">' in page
        assert data(page)["mainEntity"]["url"] == whole
        assert whole in await behind.reads(HOME + "feed.atom")
        assert whole in await behind.reads(HOME + "sitemap-0.xml")
        assert "https://advice.example/here/sitemap.xml" in await behind.reads("/robots.txt")
        assert "127.0.0.1" not in page
        one = [(await behind.gets(HOME, X_Forwarded_For=f"{n}, 198.51.100.9")).status for n in range(BURST + 1)]
        assert one.count(429) == 1, "what a client says of itself makes it nobody else"
        assert (await behind.gets(HOME, X_Forwarded_For="198.51.100.10")).status == 200
    await runner.cleanup()
