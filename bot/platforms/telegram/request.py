"""How our requests get to the Bot API: python-telegram-bot's transport, on one aiohttp session.

In comes what the library wants to send, out goes JSON (or a form, when there is a file to upload), back comes the
status and the body. The library's own transport costs more than twice the CPU, and it can't say the one thing that
decides whether a message may be sent again: *can the request have arrived?* So errors come in two kinds here.

* :class:`NeverSent`: no connection was made (refused, no such host, no answer to the call, all connections busy).
  Sending again is safe.
* the library's `TimedOut` and `NetworkError`: the request was under way when something broke. It may have been done.

A 429 becomes :class:`Paced`, before the library makes its own of it. No error here carries an address, because the
bot's token stands in it, and no body, because people's words do.
"""

import io
import json
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
POOL_SECONDS = 10.0
READ_SECONDS = 20.0
CONNECTIONS = 64
"""At once. The long poll takes one of them; the platform's 30 messages a second need no more than the rest."""
CHUNK = 64 * 1024
"""Bytes of a file that are read at a time."""
UNNAMED_PAUSE = 1.0
"""Seconds to pause after a 429 that does not say how long (a proxy's)."""


class NeverSent(NetworkError):
    """The request can't have reached the platform."""

    def __init__(self) -> None:
        super().__init__("no connection")


class Paced(TelegramError):
    """429: the platform wants ``seconds`` of silence."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One connection pool for everything; the bot is given this object for its calls and for its long poll."""

    __slots__ = ("_session",)

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a call says otherwise."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Opens the session; once more does nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Closes the session; once more does nothing."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Sends one request and returns the status and the body. Timeouts in seconds, None for no limit.

        ``write_timeout`` is part of ``read_timeout``: aiohttp starts counting when it starts to send.
        Raises NeverSent, TimedOut, NetworkError or Paced.
        """
        if self._session is None:
            raise NeverSent
        connect = _seconds(connect_timeout, CONNECT_SECONDS)
        pool = _seconds(pool_timeout, POOL_SECONDS)
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=None if connect is None or pool is None else connect + pool,
            sock_connect=connect,
            sock_read=_seconds(read_timeout, READ_SECONDS),
        )
        try:
            async with self._session.request(
                method, url, **_body(request_data), timeout=timeout, allow_redirects=False
            ) as answer:
                status, payload = answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL):
            raise NeverSent from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            raise NetworkError(f"the connection broke ({type(error).__name__})") from None
        if status == 429:
            raise Paced(_pause(payload))
        return status, payload

    async def fetch(self, url: str, most: int) -> bytes | None:
        """A file of at most ``most`` bytes; None for a larger one. Raises NeverSent, TimedOut or NetworkError."""
        if self._session is None:
            raise NeverSent
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise NetworkError(f"no file, but status {answer.status}")
                data = bytearray()
                async for chunk in answer.content.iter_chunked(CHUNK):
                    data += chunk
                    if len(data) > most:
                        return None
                return bytes(data)
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"the connection broke ({type(error).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What the Bot API answered. Raises TelegramError for anything else and, unlike the library, quotes none."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not ("result" in answer or "description" in answer):
            raise TelegramError("not an answer of the Bot API")
        return answer


def _seconds(given: ODVInput[float], usual: float) -> float | None:
    return usual if isinstance(given, DefaultValue) else given


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in (data.multipart_data or {}).items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=file_name, content_type=kind)
    return {"data": form}


def _pause(payload: bytes) -> float:
    """The seconds that a 429 asks for (https://core.telegram.org/bots/api#responseparameters)."""
    try:
        return max(float(json.loads(payload)["parameters"]["retry_after"]), 0.0)
    except (ValueError, KeyError, TypeError):
        return UNNAMED_PAUSE
