"""The webhook: Telegram brings updates to our door, and hears "200" only when they are safe.

In comes a POST with a secret that only Telegram and we know (both could compute it from the bot's token, nobody else
can). An update that is committed is answered with 200; while we are not ready, or the store is broken, 503 makes
Telegram bring it again later (https://core.telegram.org/bots/api#setwebhook).
"""

import asyncio
import hmac
import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest

from bot.platforms.telegram.errors import WrongToken, WrongWebhook
from bot.platforms.telegram.intake import Intake
from bot.platforms.telegram.polling import KINDS
from bot.platforms.telegram.waiting import Stopped, Trouble, until
from bot.ports.clock import Clock

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_MAX = 1024 * 1024
"""Bytes of one update; a text of 4,096 characters with all its entities stays far below."""


def secret(token: str) -> str:
    """What Telegram shows at our door: 64 of 0-9 a-f, the same at each start, known to whoever has the token."""
    return hmac.new(token.encode(), b"agony-aunt webhook", "sha256").hexdigest()


class Webhook:
    """The door of one bot, at the path of its public address."""

    def __init__(self, url: str, secret: str, bot: Bot, intake: Intake, clock: Clock) -> None:
        self._url = url
        self._secret = secret
        self._bot = bot
        self._intake = intake
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """The door, for the bot's web server."""
        return [web.post(urlsplit(self._url).path or "/", self._come_in)]

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Tells Telegram the address and waits to be stopped. Raises Stopped, WrongToken or WrongWebhook."""
        trouble = Trouble()
        while True:
            try:
                told = self._bot.set_webhook(self._url, allowed_updates=KINDS, secret_token=self._secret)
                await until(stop, told)
                break
            except BadRequest:
                raise WrongWebhook from None
            except (Stopped, WrongToken):
                raise
            except Exception as error:
                await until(stop, self._clock.sleep(trouble.met(error)))
        trouble.over()
        ready()
        await stop.wait()
        raise Stopped

    async def _come_in(self, request: web.Request) -> web.Response:
        shown = request.headers.get(HEADER, "")
        if not hmac.compare_digest(shown.encode(), self._secret.encode()):
            return web.Response(status=403)
        if not self._intake.ready:
            return web.Response(status=503)
        raw = bytearray()
        async for chunk in request.content.iter_any():
            raw += chunk
            if len(raw) > BODY_MAX:
                return web.Response(status=413)
        try:
            await self._intake.keep([bytes(raw)], polled=False)
        except Exception as error:
            log.error("an update could not be kept; Telegram will bring it again (%s)", type(error).__name__)
            return web.Response(status=503)
        return web.Response(status=200)
