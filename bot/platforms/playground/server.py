"""The web page's server: what is looked at, and the news while somebody looks.

The page is one address; what is looked at stands in its query. Gestures are ordinary forms (`posts`). The page listens
to ``live`` and fetches itself anew when something changed.
"""

import asyncio
from contextlib import suppress
from importlib.resources import files

from aiohttp import web

from bot.dispatch import Dispatch
from bot.platforms.playground import board
from bot.platforms.playground.commands import offered
from bot.platforms.playground.events import Gestures
from bot.platforms.playground.guard import HEADERS, guarded
from bot.platforms.playground.memory import Memory
from bot.platforms.playground.personas import Personas
from bot.platforms.playground.posts import GESTURES, posted, renewed
from bot.platforms.playground.render import Page, page
from bot.platforms.playground.view import View
from bot.ports.store import Store
from bot.words import speak

HEARTBEAT = 15.0
"""Seconds after which a silent listener is tried."""
LOOKED_AT = 20
"""The bot's newest messages on the board whose receipts the page waits for."""
STATIC = {
    "page.css": "text/css",
    "parts.css": "text/css",
    "playground.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


class Server:
    """Answers the page's requests."""

    def __init__(self, store: Store, memory: Memory, personas: Personas, archive: str | None = None) -> None:
        self._store = store
        self._memory = memory
        self._personas = personas
        self._archive = archive
        self._gestures: Gestures | None = None
        self._dispatch: Dispatch | None = None
        self._stopped = asyncio.Event()
        static = files("bot.platforms.playground") / "static"
        self._static = {name: static.joinpath(name).read_bytes() for name in STATIC}

    def attach(self, gestures: Gestures, dispatch: Dispatch) -> None:
        """From here on the page does something."""
        self._gestures, self._dispatch = gestures, dispatch

    def stop(self) -> None:
        """Lets those who listen go."""
        self._stopped.set()

    def routes(self) -> list[web.RouteDef]:
        """The page, its style and script, its news, and the gestures."""
        return [
            web.get("/", guarded(self._page)),
            web.get("/playground/live", guarded(self._live)),
            web.get("/playground/document/{message}", guarded(self._document)),
            web.get("/playground/{name}", guarded(self._file)),
            web.get("/playground/picture/{name}", guarded(self._picture)),
            web.post("/playground/renew", guarded(renewed(self._personas))),
            *(
                web.post(f"/playground/{name}", guarded(posted(name, self._personas, lambda: self._gestures)))
                for name in GESTURES
            ),
        ]

    async def _page(self, request: web.Request) -> web.StreamResponse:
        view = View.of(request.query)
        version = self._memory.version
        persona = self._personas.called(view.persona)
        words = speak(persona.who.language)
        messages = [each.id for each in self._memory.board.values() if each.by is None and each.thread is not None]
        shown = await self._store.read(lambda tx: board.read(tx, words, view.look, messages[-LOOKED_AT:]))
        commands = offered(words, self._dispatch.commands if self._dispatch else {}, persona)
        html = page(
            Page(view, persona, shown, self._memory, self._personas.all(), commands, version, words, self._archive)
        )
        return web.Response(text=html, content_type="text/html", headers={"Cache-Control": "no-store"})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in self._static:
            raise web.HTTPNotFound
        headers = {"Cache-Control": "max-age=3600" if name.endswith(".svg") else "no-cache"}
        return web.Response(body=self._static[name], content_type=STATIC[name], charset="utf-8", headers=headers)

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        """A picture that stands on a card; nothing of it is to stay in the browser."""
        picture = self._memory.picture(request.match_info["name"])
        if picture is None:
            raise web.HTTPNotFound
        kind = "image/png" if picture.name.endswith(".png") else "image/jpeg"
        return web.Response(body=picture.data, content_type=kind, headers={"Cache-Control": "no-store"})

    async def _document(self, request: web.Request) -> web.StreamResponse:
        """The file that came with a message of the persona's private chat, to be saved."""
        persona = self._personas.called(View.of(request.query).persona)
        message = self._memory.chats[persona.key].messages.get(request.match_info["message"])
        document = message.card.document if message is not None and message.card is not None else None
        if document is None:
            raise web.HTTPNotFound
        headers = {
            "Content-Disposition": f'attachment; filename="{document.name}"',
            "Cache-Control": "no-store",
        }
        return web.Response(body=document.data, content_type="application/octet-stream", headers=headers)

    # ---- news

    async def _live(self, request: web.Request) -> web.StreamResponse:
        """Tells the memory's version, now and whenever it grows."""
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers={**HEADERS, **headers})
        await response.prepare(request)
        with suppress(ConnectionError):
            version = self._memory.version
            await response.write(_news(version))
            while not self._stopped.is_set():
                version = await self._next(response, version)
        return response

    async def _next(self, response: web.StreamResponse, version: int) -> int:
        """Waits for a change and tells it; returns the version that the listener knows."""
        news = asyncio.ensure_future(self._memory.news(version))
        stopped = asyncio.ensure_future(self._stopped.wait())
        try:
            done, _ = await asyncio.wait((news, stopped), timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()
            stopped.cancel()
        if news in done:
            version = news.result()
            await response.write(_news(version))
        elif not done:
            await response.write(b": still here\n\n")
        return version


def _news(version: int) -> bytes:
    return f"data: {version}\n\n".encode()
