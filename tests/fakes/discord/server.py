"""The door of the pretended Discord, on the loopback at a free port: HTTP under `/api/v10`, the gateway at `/gateway`.

In: what an unmodified discord.py sends. Out: Discord's answers, or what a programmed fault makes of them. Every request
and every answer is held against Discord's own specification (`spec`); what does not fit is a violation, and a test
that ends with one fails.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.fakes.discord import account, answers, errors, messages, places, spec
from tests.fakes.discord.api import perform
from tests.fakes.discord.errors import ApiError
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.model import Json
from tests.fakes.discord.state import Call, State

ROUTES = (account, answers, messages, places)
BASE = "/api/v10"
VIA = {"Via": "1.1 a-pretended-proxy"}
"""discord.py takes a 429 without it for a ban."""


class Server:
    """A running server; its addresses are what the bot's settings take."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.api_url = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listens on 127.0.0.1, at a free port."""
        app = web.Application()
        app.router.add_get("/gateway", self.state.gateway.connect)
        app.router.add_get("/gateway/", self.state.gateway.connect)
        app.router.add_route("*", BASE + "/{path:.*}", self._request)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        here = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.api_url, self.state.gateway.url = f"http://{here}{BASE}", f"ws://{here}/gateway"

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _request(self, request: web.Request) -> web.StreamResponse:
        state, method, path = self.state, request.method, "/" + request.match_info["path"]
        text = await request.text()
        body = json.loads(text) if text else None
        call = Call(method, path, body, time.monotonic())
        state.calls.append(call)
        state.under_way += 1
        try:
            response = await self._worked(request, call, state.faults.take(method, path))
        finally:
            state.under_way -= 1
            state.ring()
        if response is None:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return response

    async def _worked(self, request: web.Request, call: Call, fault: Fault | None) -> web.Response | None:
        """The response, or None where the line is to be cut."""
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if not fault.after and (fault.drop or fault.status or fault.retry_after is not None):
                call.outcome = "went wrong before the work"
                if fault.later is not None:
                    asyncio.get_running_loop().call_later(fault.later, self._perform, request, call)
                return _fails(fault)
        try:
            status, result = self._perform(request, call)
        except ApiError as error:
            call.outcome = str(error)
            return _json(error.body(), error.status)
        found = spec.answer_problems(call.method, call.path, status, result)
        self.state.violations += [f"{call.method} {call.path} answers {status}: {each}" for each in found]
        call.outcome = str(status)
        if fault is not None and fault.after:
            call.outcome += ", but the answer was lost"
            return _fails(fault)
        return web.Response(status=204) if result is None else _json(result, status)

    def _perform(self, request: web.Request, call: Call) -> tuple[int, Any]:
        self._check(request, call)
        return perform(self.state, call.method, call.path, request.query, call.body)

    def _check(self, request: web.Request, call: Call) -> None:
        """That the request is one Discord knows, from somebody who may ask."""
        by_token = call.path.startswith(("/interactions/", "/webhooks/"))
        if not by_token and request.headers.get("Authorization") != f"Bot {self.state.token}":
            raise errors.unauthorized()
        if call.body is not None and request.content_type != "application/json":
            self.state.violations.append(f"{call.method} {call.path}: the body is not said to be JSON")
        found = list(spec.problems(call.method, call.path, request.query, call.body))
        self.state.violations += [f"{call.method} {call.path}: {each}" for each in found]
        if found:
            raise errors.invalid(found[0])


def _fails(fault: Fault) -> web.Response | None:
    """What a fault answers with; None for nothing at all."""
    if fault.drop:
        return None
    if fault.retry_after is not None:
        told: Json = {"message": "You are being rate limited.", "code": 0}
        told |= {"retry_after": fault.retry_after, "global": fault.everywhere}
        scope = "global" if fault.everywhere else "shared"
        return _json(told, 429, {**VIA, "Retry-After": str(fault.retry_after), "X-RateLimit-Scope": scope})
    status = fault.status or 500
    if status >= 500:
        page = f"<html><head><title>{status}</title></head></html>"
        return web.Response(text=page, status=status, content_type="text/html")
    return _json({"message": "on order", "code": fault.code}, status)


def _json(body: Any, status: int, headers: Json | None = None) -> web.Response:
    """With exactly the content type by which discord.py knows JSON."""
    whole = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=whole)


@asynccontextmanager
async def serving(state: State) -> AsyncIterator[Server]:
    """A server for this Discord. Leaving raises AssertionError if anything crossed the border that Discord does not
    know."""
    server = Server(state)
    await server.start()
    try:
        yield server
    finally:
        await server.close()
    assert state.violations == []
