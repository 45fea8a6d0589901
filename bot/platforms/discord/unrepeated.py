"""Requests that discord.py must not repeat by itself.

After a 5xx, and where a connection breaks in one way that only some systems know, `discord.http.HTTPClient.request`
sends the same request again, up to five times. A message's nonce and the nature of edits and deletions make that
harmless. A forum post would stand twice if the first try did work: so for this one request the failure is raised at
once, from within aiohttp's own hooks for looking on (https://docs.aiohttp.org/en/stable/tracing_reference.html).
`forums` then looks whether the post stands.
"""

import re
from types import SimpleNamespace

import aiohttp
import discord

_FORUM_POST = re.compile(r"/channels/[0-9]+/threads$")
_RESET = (54, 10054)
"""The numbers that "connection reset" has on macOS and on Windows: after these discord.py tries again."""


def unrepeated() -> aiohttp.TraceConfig:
    """What `discord.Client` takes as ``http_trace``."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_answered)
    trace.on_request_exception.append(_broken)
    return trace


async def _answered(
    session: aiohttp.ClientSession, context: SimpleNamespace, told: aiohttp.TraceRequestEndParams
) -> None:
    """Raises discord.DiscordServerError for a forum post that Discord failed at. Its words are left out."""
    if told.response.status >= 500 and _posts(told.method, told.url.path):
        raise discord.DiscordServerError(told.response, None)


async def _broken(
    session: aiohttp.ClientSession, context: SimpleNamespace, told: aiohttp.TraceRequestExceptionParams
) -> None:
    """Raises ServerDisconnectedError for a forum post whose connection was reset; an OSError would be repeated."""
    if getattr(told.exception, "errno", None) in _RESET and _posts(told.method, told.url.path):
        raise aiohttp.ServerDisconnectedError from None


def _posts(method: str, path: str) -> bool:
    return method == "POST" and _FORUM_POST.search(path) is not None
