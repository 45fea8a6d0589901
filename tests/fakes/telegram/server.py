"""The HTTP door of the pretended Bot API, on the loopback at a free port.

In: `/bot<token>/<method>` by GET or POST (query, JSON, form or multipart) and `/file/bot<token>/<path>`. Out:
Telegram's envelopes with their status codes, or what a programmed fault makes of them. A background task feeds
the webhook.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.telegram import account, chats, editing, sending, topics
from tests.fakes.telegram.api import Upload, perform
from tests.fakes.telegram.errors import ApiError
from tests.fakes.telegram.faults import Fault
from tests.fakes.telegram.model import Json
from tests.fakes.telegram.state import Call, State

MAX_BODY = 60 * 1024 * 1024
METHOD_FILES = (account, chats, editing, sending, topics)


class Server:
    """A running server; `api_url` is what a bot's `base_url` starts with."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.api_url = ""
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None
        self._courier: asyncio.Task[None] | None = None

    async def start(self, port: int = 0) -> None:
        """Listens on 127.0.0.1, at a free port unless told which."""
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.api_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.state.updates.closing = False
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        self._courier = asyncio.create_task(self._feed_webhook(self._session))

    @property
    def base_url(self) -> str:
        """For python-telegram-bot's `base_url`, which the token is appended to."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.api_url}/file/bot"

    async def close(self) -> None:
        """Lets waiting polls go, then stops."""
        self.state.updates.closing = True
        self.state.updates.wake()
        if self._courier:
            self._courier.cancel()
            await asyncio.gather(self._courier, return_exceptions=True)
        if self._session:
            await self._session.close()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Server:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _feed_webhook(self, session: aiohttp.ClientSession) -> None:
        while True:
            await self.state.updates.deliver(session, self.state.now())
            self.state.ring()

    async def _method(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.state.token:
            return _json(ApiError(401, "Unauthorized").envelope(), 401)
        name = request.match_info["method"]
        try:
            sent, files = await _read(request)
        except ValueError as error:
            self.state.violations.append(f"{name}: unreadable body")
            return _json(ApiError(400, f"Bad Request: can't parse the body: {error}").envelope(), 400)
        call = Call(name, dict(sent), self.state.clock(), {key: file.name for key, file in files.items()})
        self.state.calls.append(call)
        fault = self.state.faults.take(name, _chat_id(sent))
        response = await self._worked(name, sent, files, call, fault)
        self.state.ring()
        if response is None and request.transport is not None:
            request.transport.abort()
        return response or web.Response()

    async def _worked(
        self, name: str, sent: Json, files: dict[str, Upload], call: Call, fault: Fault | None
    ) -> web.Response | None:
        """The response, or None where the line is to be cut."""
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault is not None and fault.drop == "before":
            call.outcome = "dropped before the work"
            return None
        try:
            if fault is not None and (refusal := fault.refusal()):
                raise refusal
            call.result = await perform(self.state, name, sent, files, call)
        except ApiError as error:
            call.outcome = f"{error.code} {error.description}"
            return _refused(error)
        dropped = fault is not None and fault.drop == "after"
        call.outcome = "ok, but the answer was lost" if dropped else "ok"
        return None if dropped else _json({"ok": True, "result": call.result}, 200)

    async def _file(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        found = next((file for file in self.state.files.values() if file.path == path), None)
        if request.match_info["token"] != self.state.token or found is None:
            return _json(ApiError(404, "Not Found").envelope(), 404)
        return web.Response(body=found.data, content_type="application/octet-stream")


async def serve(state: State, port: int = 0) -> Server:
    """Starts a server for this world; close it with `await server.close()` or use it as a context."""
    server = Server(state)
    await server.start(port)
    return server


@asynccontextmanager
async def serving(state: State) -> AsyncIterator[Server]:
    """The same as a context manager."""
    async with await serve(state) as server:
        yield server


async def _read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters from the query and the body, files from a multipart body (named `attach://<field>`)."""
    sent: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        decoded = json.loads(body) if body else {}
        if not isinstance(decoded, dict):
            raise ValueError("object expected")
        return {**sent, **decoded}, files
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[key] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
        else:
            sent[key] = value if isinstance(value, str) else bytes(value).decode()
    return sent, files


def _chat_id(sent: Json) -> int | None:
    try:
        return int(sent.get("chat_id", ""))
    except (TypeError, ValueError):
        return None


def _json(body: Json, status: int) -> web.Response:
    return web.json_response(body, status=status)


def _refused(error: ApiError) -> web.Response:
    """Refusals are JSON; a gateway that is down answers in HTML, as nginx does."""
    if error.code in (502, 503, 504):
        page: Any = f"<html><head><title>{error.code}</title></head><body>{error.description}</body></html>"
        return web.Response(text=page, status=error.code, content_type="text/html")
    return _json(error.envelope(), error.code)
