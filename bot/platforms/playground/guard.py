"""Who may ask the playground: this computer's own browser, looking at the playground's own page.

A request whose Host is not a loopback name is refused, so that no foreign name can be pointed here (DNS rebinding).
A gesture must come from the page itself, so that no other page in the same browser can make one. Every answer forbids
the page to load or run anything that is not its own.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web
from yarl import URL

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SCRIPTED = "X-Playground"
"""The header that the page's own script sends; another site's script can't without asking first."""


def guarded(handler: Handler) -> Handler:
    """The handler, for those who may ask; others get 403 and one sentence."""

    async def guard(request: web.Request) -> web.StreamResponse:
        refused = _refused(request)
        if refused:
            return web.Response(status=403, text=refused, headers=HEADERS)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            error.headers.update(HEADERS)
            raise
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return guard


def _refused(request: web.Request) -> str | None:
    if _host(request.host) not in LOOPBACK:
        return "The playground is for this computer only: open it as http://127.0.0.1 with its port."
    if request.method in ("GET", "HEAD"):
        return None
    origin = request.headers.get("Origin")
    own = origin == f"http://{request.host}" if origin is not None else SCRIPTED in request.headers
    return None if own else "That did not come from the playground's own page."


def _host(host: str) -> str | None:
    try:
        return URL(f"http://{host}").host
    except ValueError:
        return None
