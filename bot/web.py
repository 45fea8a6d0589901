"""The web server: one for the whole bot, to which whoever has something to show hands its routes.

    health ─┐
    metrics ├─→ Web ─→ one address
    Telegram's webhook, the playground's pages ─┘

It is started first and stopped last, so that whoever asks after the bot's health hears of it from the beginning.
What is served is each contributor's own affair; two that claim the same method and path are refused at the start.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from aiohttp import web

from bot.config import SettingsError

log = logging.getLogger(__name__)


class Contributor(Protocol):
    """Something that is served over HTTP."""

    def routes(self) -> Sequence[web.RouteDef]:
        """What it serves; nothing, perhaps. Asked for once, before the server starts."""
        ...


class Health:
    """`/healthz`, for whoever looks after the process: 200 once messages can be taken, 503 before."""

    def __init__(self, ready: asyncio.Event) -> None:
        self._ready = ready

    def routes(self) -> Sequence[web.RouteDef]:
        """See `Contributor`."""
        return [web.get("/healthz", self._health)]

    async def _health(self, request: web.Request) -> web.Response:
        return web.Response(text="ok\n") if self._ready.is_set() else web.Response(status=503, text="starting\n")


class Web:
    """The server. ``address`` is where it listens, as soon as it does."""

    def __init__(self, contributors: Sequence[Contributor]) -> None:
        self._contributors = contributors
        self.address = ""

    @asynccontextmanager
    async def serving(self, host: str, port: int) -> AsyncIterator[None]:
        """Serves until it is left; port 0 takes any that is free. Raises SettingsError where it can't listen there."""
        application = web.Application()
        for each in self._contributors:
            application.add_routes(each.routes())
        runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, host, port).start()
            except OSError as error:
                raise SettingsError(
                    f"web.host, web.port (AUNT_WEB__HOST, AUNT_WEB__PORT): can't listen on "
                    f"{host}:{port}, {error.strerror}; please choose another port, or 0 for any free one."
                ) from error
            self.address = f"http://{host}:{runner.addresses[0][1]}"
            log.info("listening on %s", self.address)
            yield
        finally:
            await runner.cleanup()
