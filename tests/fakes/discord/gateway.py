"""The gateway: sessions that outlive their connections, and what is told over them.

In: dispatches as things happen. Out: zlib-compressed JSON over a WebSocket, numbered per session
(https://docs.discord.com/developers/events/gateway). A session that lost its connection goes on collecting what
happens; RESUME brings what was missed, and RESUMED. A test can cut the line, keep new ones waiting at the door, forget
sessions, ask for a reconnect and say things twice.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.fakes.discord.model import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
BEAT_MS = 41_250
GUILDS, GUILD_MESSAGES, DM_MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
UNAUTHORIZED, DISALLOWED_INTENTS = 4004, 4014
GONE_FOR_GOOD = (1000, 1001)
"""A connection that the bot closes with these takes its session along."""


@dataclass
class Session:
    """What one IDENTIFY began."""

    id: str
    intents: int
    told: list[Json] = field(default_factory=list)
    line: Line | None = None
    resumed: int = 0

    @property
    def content(self) -> bool:
        return bool(self.intents & CONTENT)

    def hears(self, event: str, *, private: bool) -> bool:
        if event.startswith("MESSAGE_"):
            return bool(self.intents & (DM_MESSAGES if private else GUILD_MESSAGES))
        return event == "INTERACTION_CREATE" or bool(self.intents & GUILDS)

    def tell(self, event: str, data: Json) -> None:
        """Says it with the next number; where the line is cut it is kept for RESUME."""
        payload = {"op": DISPATCH, "t": event, "s": len(self.told) + 1, "d": data}
        self.told.append(payload)
        if self.line is not None:
            self.line.put(payload)


class Line:
    """One WebSocket. What is put into it goes out in that order."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request, *, compressed: bool) -> None:
        self.socket = socket
        self.request = request
        self.beat = asyncio.Event()
        self._deflate = zlib.compressobj() if compressed else None
        self._queue: asyncio.Queue[Json] = asyncio.Queue()

    def put(self, payload: Json) -> None:
        self._queue.put_nowait(payload)

    def cut(self) -> None:
        """As a broken cable does it."""
        if self.request.transport is not None:
            self.request.transport.abort()

    async def write(self) -> None:
        """Sends what is put into the line, until it breaks."""
        with suppress(ConnectionError):
            while True:
                text = json.dumps(await self._queue.get())
                if self._deflate is None:
                    await self.socket.send_str(text)
                else:
                    data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(data)


class Gateway:
    """All sessions of the one bot."""

    def __init__(self, token: str, content: bool, ready: Callable[[], Json], guilds: Callable[[], list[Json]]) -> None:
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.overlap = 0
        """How many dispatches RESUME repeats that had arrived already."""
        self._token = token
        self._content = content
        self._ready = ready
        self._guilds = guilds
        self._door = asyncio.Event()
        self._door.set()
        self._lines: set[Line] = set()

    # ---- what a test does ----------------------------------------------------------------------------------------

    def dispatch(self, event: str, made: Callable[[Session], Json], *, private: bool = False) -> None:
        """Tells every session that hears of such things; `made` makes the data for it."""
        for session in self.sessions.values():
            if session.hears(event, private=private):
                session.tell(event, made(session))

    @property
    def session(self) -> Session:
        """The newest one."""
        return list(self.sessions.values())[-1]

    def drops(self) -> None:
        """Cuts all lines, and keeps whoever comes back waiting at the door until `lets_in`."""
        self._door.clear()
        for line in list(self._lines):
            line.cut()

    def lets_in(self) -> None:
        self._door.set()

    def asks_to_reconnect(self) -> None:
        """Op 7, as Discord says it when it takes a machine out of service."""
        for line in self._lines:
            line.put({"op": RECONNECT, "t": None, "s": None, "d": None})

    def forgets(self) -> None:
        """Forgets all sessions without a word: a RESUME is answered by op 9."""
        for session in self.sessions.values():
            session.line = None
        self.sessions.clear()

    def invalidates(self) -> None:
        """Forgets all sessions and says so: op 9, not to be resumed."""
        self.forgets()
        for line in self._lines:
            line.put(_invalid())

    def says_again(self, event: str) -> None:
        """Tells the last such event once more, as something new."""
        for session in self.sessions.values():
            told = [each for each in session.told if each["t"] == event]
            session.tell(event, told[-1]["d"])

    async def heard_all(self) -> None:
        """Returns when the bot has read all that was told so far: it answers when it is asked for its heartbeat."""
        for line in list(self._lines):
            line.beat.clear()
            line.put({"op": HEARTBEAT, "t": None, "s": None, "d": None})
            await asyncio.wait_for(line.beat.wait(), 5)

    # ---- the wire ------------------------------------------------------------------------------------------------

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from HELLO to its end."""
        socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 20)
        await socket.prepare(request)
        compressed = request.query.get("compress") == "zlib-stream"
        line = Line(socket, request, compressed=compressed)
        await self._door.wait()
        self._lines.add(line)
        writing = asyncio.create_task(line.write())
        line.put({"op": HELLO, "t": None, "s": None, "d": {"heartbeat_interval": BEAT_MS}})
        try:
            async for said in socket:
                if said.type is WSMsgType.TEXT:
                    await self._heard(line, json.loads(said.data))
        finally:
            line.beat.set()
            self._lines.discard(line)
            self._ended(line, socket.close_code)
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
        return socket

    async def _heard(self, line: Line, said: Json) -> None:
        match said["op"]:
            case 1:
                line.beat.set()
                line.put({"op": ACK, "t": None, "s": None, "d": None})
            case 2:
                await self._identify(line, said["d"])
            case 6:
                self._resume(line, said["d"])

    async def _identify(self, line: Line, asked: Json) -> None:
        if asked["token"] != self._token:
            await line.socket.close(code=UNAUTHORIZED, message=b"Authentication failed.")
            return
        if asked["intents"] & CONTENT and not self._content:
            await line.socket.close(code=DISALLOWED_INTENTS, message=b"Disallowed intent(s).")
            return
        self.identified += 1
        session = Session(secrets.token_hex(16), asked["intents"], line=line)
        self.sessions[session.id] = session
        told = {"session_id": session.id, "resume_gateway_url": self.url, "session_type": "normal"}
        session.tell("READY", {**self._ready(), **told})
        for guild in self._guilds():
            session.tell("GUILD_CREATE", guild)

    def _resume(self, line: Line, asked: Json) -> None:
        session = self.sessions.get(asked["session_id"])
        if session is None or asked["token"] != self._token or asked["seq"] > len(session.told):
            line.put(_invalid())
            return
        for payload in session.told[max(asked["seq"] - self.overlap, 0) :]:
            line.put(payload)
        session.line = line
        session.resumed += 1
        session.tell("RESUMED", {})

    def _ended(self, line: Line, code: int | None) -> None:
        for session in list(self.sessions.values()):
            if session.line is line:
                session.line = None
                if code in GONE_FOR_GOOD:
                    del self.sessions[session.id]


def _invalid() -> Json:
    return {"op": INVALID, "t": None, "s": None, "d": False}
