"""The archive over HTTP: only to be read, kept in caches for a minute, and silent on why something is not there.

What moderators or authors take away is gone with the next request; a cache in between holds it a minute more.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from hashlib import blake2s
from importlib.resources import files
from math import ceil
from typing import TypeVar

from aiohttp import web

from bot.archive import feed, lists, shown
from bot.archive.gate import HEADERS, Gate, client
from bot.archive.pages import Pages, Turn
from bot.archive.urls import LISTS, TOPIC, VOTED, Urls, question_slug, relative
from bot.archive.ways import ways
from bot.domain.errors import Refused
from bot.domain.paging import Sort
from bot.ports.clock import Clock
from bot.ports.platform import Platform
from bot.ports.store import Store, Tx
from bot.services import archive
from bot.services.archive import Site
from bot.words import speak

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.Response]]

KEPT = "public, max-age=60"
"""How long a page may be shown without asking again: what was taken away is gone from everywhere a minute later."""
KEPT_LONG = "public, max-age=3600"
STATIC = {"archive.css": "text/css", "icon.svg": "image/svg+xml"}
TYPED_MAX = 200
"""Characters of what is searched for; the page lets nobody type more."""
METHODS = ("GET", "HEAD")


class Archive:
    """Answers requests for pages. ``base`` is the root's public address, if the settings say it.

    ``forwarded`` is the header in which our own proxy says who asks.
    """

    def __init__(
        self,
        store: Store,
        platforms: Callable[[str], Platform | None],
        clock: Clock,
        *,
        prefix: str = "",
        base: str | None = None,
        forwarded: str | None = None,
        gate: Gate | None = None,
    ) -> None:
        self._store, self._platforms, self._prefix = store, platforms, prefix
        self._base, self._forwarded = base, forwarded
        self._gate = gate or Gate(clock)
        self._one = asyncio.Semaphore(1)
        """One reading at a time, so that the bot itself always finds a free connection."""
        self.words, self._urls = speak("en"), Urls()
        self._pages = Pages(self.words, self._urls, base=f"{base}/" if base else "")
        static = files("bot.archive") / "static"
        self._static = {name: static.joinpath(name).read_bytes() for name in STATIC}

    def routes(self) -> list[web.RouteDef]:
        """Everything below the prefix; a path that nothing else serves ends in a kind page."""
        named = r"/{slug:[a-z0-9-]+}"
        handlers: dict[str, Handler] = {
            "/": self._root,
            "/robots.txt": self._robots,
            "/sitemap.xml": self._sitemap_index,
            "/static/{name}": self._file,
            f"{named}/": self._home,
            f"{named}/about": self._about,
            f"{named}/search": self._search,
            f"{named}/feed.atom": self._feed,
            named + r"/sitemap-{part:\d{1,6}}.xml": self._sitemap,
            named + r"/picture/{number:\d{1,9}}.{kind:jpg|png}": self._picture,
            named + r"/{kind:q|take}/{number:\d{1,9}}{rest:(-[^/]*)?}": self._question,
            named + r"/{kind:q|take}/{number:\d{1,9}}{rest:(-[^/]*)?}/{tab:[a-z0-9-]+}": self._question,
            named + rf"/{{name:{'|'.join(LISTS)}|{TOPIC}[^/]+}}": self._listing,
            "/{rest:.*}": self._nothing,
        }
        return [web.route("*", self._prefix + path, self._guarded(handler)) for path, handler in handlers.items()]

    # ---- every answer

    def _guarded(self, handler: Handler) -> Handler:
        """The handler behind the gate, with the headers that all answers have."""

        async def guard(request: web.Request) -> web.Response:
            wait = self._gate.wait(client(request.headers, request.remote, self._forwarded))
            if wait:
                response = self._wrong(request, 429, self.words("archive-busy-title"), self.words("archive-busy"))
                response.headers["Retry-After"] = str(ceil(wait))
            elif request.method not in METHODS:
                response = self._wrong(request, 405, self.words("archive-wrong-title"), self.words("archive-wrong"))
                response.headers["Allow"] = ", ".join(METHODS)
            else:
                try:
                    response = await handler(request)
                except Refused:
                    response = self._gone(request)
            response.headers.update(HEADERS)
            return response

        return guard

    async def _read(self, unit: Callable[[Tx], T]) -> T:
        async with self._one:
            return await self._store.read(unit)

    def _kept(self, request: web.Request, body: bytes, kind: str, cache: str = KEPT) -> web.Response:
        """A body that can be kept, or 304 where it is known already."""
        tag = blake2s(body, digest_size=16).hexdigest()
        headers = {"Cache-Control": cache, "ETag": f'"{tag}"'}
        asked = request.if_none_match or ()
        if any(each.value in (tag, "*") for each in asked):
            return web.Response(status=304, headers=headers)
        charset = "utf-8" if not kind.startswith("image/") or kind.endswith("xml") else None
        return web.Response(body=body, content_type=kind, charset=charset, headers=headers)

    def _html(self, request: web.Request, page: str) -> web.Response:
        return self._kept(request, page.encode(), "text/html")

    def _gone(self, request: web.Request) -> web.Response:
        return self._wrong(request, 404, self.words("archive-gone-title"), self.words("archive-gone"))

    def _wrong(self, request: web.Request, status: int, title: str, sentence: str) -> web.Response:
        page = self._pages.wrong(title, sentence, self._path(request))
        return web.Response(status=status, text=page, content_type="text/html", headers={"Cache-Control": "no-store"})

    async def _nothing(self, request: web.Request) -> web.Response:
        return self._gone(request)

    def _path(self, request: web.Request) -> str:
        """The path that was asked for, from the archive's root."""
        return request.path.removeprefix(self._prefix).lstrip("/")

    def _root_of(self, request: web.Request) -> str:
        """The root's public address, with a slash; where the settings don't say it, as whoever asks calls us."""
        return f"{self._base or str(request.url.origin()) + self._prefix}/"

    # ---- pages

    async def _root(self, request: web.Request) -> web.Response:
        return self._html(request, self._pages.root(await self._read(archive.sites)))

    async def _home(self, request: web.Request) -> web.Response:
        return self._html(request, await self._read(lambda tx: lists.home(tx, self._pages, _site(tx, request))))

    async def _listing(self, request: web.Request) -> web.Response:
        name, before = request.match_info["name"], request.query.get("before")

        def read(tx: Tx) -> str:
            site = _site(tx, request)
            found, after = lists.listed(tx, site, name, before)
            here = self._urls.listing(site.slug, name, before)
            turn = Turn(
                self._urls.listing(site.slug, name) if before else None,
                self._urls.listing(site.slug, name, after) if after else None,
            )
            title = lists.titled(tx, self.words, site, name)
            return self._pages.listing(site, name, title, lists.lines(self.words, site, found), here, turn)

        return self._html(request, await self._read(read))

    async def _search(self, request: web.Request) -> web.Response:
        typed = request.query.get("q", "")[:TYPED_MAX].strip()

        def read(tx: Tx) -> str:
            site = _site(tx, request)
            found = archive.search(tx, site, typed)
            return self._pages.search(site, typed, lists.lines(self.words, site, found))

        return self._html(request, await self._read(read))

    async def _about(self, request: web.Request) -> web.Response:
        return self._html(request, self._pages.about(await self._read(lambda tx: _site(tx, request))))

    async def _question(self, request: web.Request) -> web.Response:
        tab = request.match_info.get("tab")
        page, sort = _page(request.query), _sort(request.query)

        def read(tx: Tx) -> tuple[archive.Sheet, str, str | None]:
            site = _site(tx, request)
            question = archive.numbered(tx, site, request.match_info["number"]).question
            opens_with = archive.opens_with(tx, site, question)
            shown_tab = archive.sheet(tx, site, question, tab or opens_with, page, sort)
            return shown_tab, opens_with, lists.of(tx, site, question)

        sheet, opens_with, topic = await self._read(read)
        known = ("take" if sheet.question.is_take else "q", question_slug(sheet.question))
        asked_for = request.match_info["kind"], request.match_info["number"] + request.match_info["rest"]
        if tab == opens_with or asked_for != known:
            shown_as = None if sheet.tab == opens_with else sheet.tab
            address = self._urls.question(sheet.site.slug, sheet.question, shown_as, page, sort)
            there = relative(self._path(request), address)
            status = 302 if tab == opens_with else 301  # what it opens with may be another tomorrow
            return web.Response(status=status, headers={"Location": there, "Cache-Control": KEPT})
        asked = shown.asked(self.words, sheet)
        offered = ways(self.words, self._platforms, sheet)
        return self._html(request, self._pages.question(asked, offered, opens_with=opens_with, topic=topic))

    async def _picture(self, request: web.Request) -> web.Response:
        image = await self._read(lambda tx: archive.picture(tx, _site(tx, request), request.match_info["number"]))
        if not image.name.endswith(request.match_info["kind"]):
            return self._gone(request)
        return self._kept(request, image.data, f"image/{image.kind}")

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._static:
            return self._gone(request)
        return self._kept(request, self._static[name], STATIC[name], KEPT_LONG)

    # ---- for machines

    async def _feed(self, request: web.Request) -> web.Response:
        base = self._root_of(request)

        def read(tx: Tx) -> bytes:
            site = _site(tx, request)
            return feed.feed(self.words, self._urls, base, site, lists.newest(tx, self.words, site))

        return self._kept(request, await self._read(read), "application/atom+xml")

    async def _sitemap_index(self, request: web.Request) -> web.Response:
        base = self._root_of(request)

        def read(tx: Tx) -> bytes:
            sites = archive.sites(tx)
            return feed.sitemap_index(self._urls, base, [each for site in sites for each in lists.parts(tx, site)])

        return self._kept(request, await self._read(read), "application/xml")

    async def _sitemap(self, request: web.Request) -> web.Response:
        base, part = self._root_of(request), int(request.match_info["part"])

        def read(tx: Tx) -> bytes:
            site = _site(tx, request)
            return feed.sitemap(base, lists.addresses(tx, self._urls, site, part))

        return self._kept(request, await self._read(read), "application/xml")

    async def _robots(self, request: web.Request) -> web.Response:
        return self._kept(request, feed.robots(self._root_of(request)).encode(), "text/plain")


def _site(tx: Tx, request: web.Request) -> Site:
    return archive.site(tx, request.match_info["slug"])


def _page(query: Mapping[str, str]) -> int:
    """The page that is asked for; 0, which there is none of, for what is no number."""
    digits = query.get("page", "1")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else 0


def _sort(query: Mapping[str, str]) -> Sort:
    """How opinions are sorted: by votes where that is asked for, else by newest."""
    return Sort.VOTED if query.get("sort") == VOTED else Sort.NEWEST
