"""A community that shows itself on the web, and a stranger who reads it over HTTP."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from aiohttp import ClientSession, web

from bot.archive.gate import Gate
from bot.archive.server import Archive
from bot.domain.questions import Question
from bot.ports.archive import Exhibit
from bot.ports.store import Tx
from bot.services import archive, rules
from tests.fakes.house import PORCH, House, house

HOME = "/the-porch/"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Stranger:
    """Somebody on the web who is no member of anything."""

    address: str
    session: ClientSession
    seen: dict[str, Answer] = field(default_factory=dict)

    async def gets(self, path: str = HOME, method: str = "GET", **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.request(method, self.address + path, headers=named, allow_redirects=False) as response:
            body = await response.read()
            text = body.decode("utf-8", "replace")
            return Answer(response.status, text, body, response.headers.copy())

    async def reads(self, path: str = HOME) -> str:
        """A page that must be there."""
        answer = await self.gets(path)
        assert answer.status == 200, (path, answer.status)
        return answer.text

    async def crawls(self) -> dict[str, Answer]:
        """Everything that can be reached by links from the root, and what machines read."""
        waiting = ["/", "/sitemap.xml", "/robots.txt"]
        while waiting:
            path = waiting.pop()
            if path in self.seen:
                continue
            answer = self.seen[path] = await self.gets(path)
            found = re.findall(r'(?:href|src|action)="([^"#]+)"|<loc>([^<]+)</loc>', answer.text)
            if where := answer.headers.get("Location"):
                found.append((where, ""))
            for link, loc in found:
                there = urljoin(self.address + path, unescape(link or loc))
                if there.startswith(self.address):
                    waiting.append(there.removeprefix(self.address))
        return self.seen


@dataclass
class Library:
    """The house, its archive over HTTP, and a stranger."""

    house: House
    stranger: Stranger
    gate: Gate

    async def sets(self, value: str, address: str = PORCH) -> None:
        """A moderator switches the web pages on ("1") or off ("0")."""

        def change(tx: Tx) -> None:
            place = tx.communities.place_at("telegram", address)
            assert place is not None
            rules.choose(tx, place.community_id, "archive", value)

        await self.house.store.write(change)

    async def exhibit(self, number: int) -> Exhibit:
        """A question as the archive finds it."""
        return await self.house.store.read(lambda tx: archive.numbered(tx, archive.site(tx, "the-porch"), str(number)))

    async def page_of(self, question: Question) -> str:
        """Where the question's page is: as the link on the first page says."""
        found = re.search(rf'href="(q/{question.number}(?:-[^"/]*)?)"', await self.stranger.reads())
        assert found, f"no link to #{question.number}"
        return HOME + unescape(found[1])


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    """The Porch, which has opened its archive before anything was asked."""
    async with house(tmp_path) as built:
        await built.set_up()
        gate = Gate(built.clock, burst=10_000)
        served = Archive(built.store, built.platforms.get, built.clock, gate=gate)
        application = web.Application()
        application.add_routes(served.routes())
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with ClientSession() as session:
            opened = Library(built, Stranger(address, session), gate)
            await opened.sets("1")
            yield opened
        await runner.cleanup()
