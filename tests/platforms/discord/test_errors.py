"""What discord.py raises, in the core's words."""

from collections.abc import Callable
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.platforms.discord.errors import translated
from bot.ports.platform import OutcomeUnknown, PlatformError, Refusal, TryLater


class Answer:
    """As much of an HTTP response as discord.py's errors look at."""

    def __init__(self, status: int, headers: dict[str, str]) -> None:
        self.status, self.reason, self.headers = status, "hm", headers


def refusal(status: int, code: int = 0, **headers: str) -> Exception:
    kinds: dict[int, type[discord.HTTPException]] = {403: discord.Forbidden, 404: discord.NotFound}
    kind: Callable[..., Exception] = kinds.get(status, discord.HTTPException)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return kind(cast(Any, Answer(status, named)), {"code": code, "message": "4711 wrote: secret words"})


@pytest.mark.parametrize(
    ("error", "meaning", "reason"),
    [
        (refusal(403, 50001), Refusal, "blocked"),
        (refusal(403, 50013), Refusal, "no-rights"),
        (refusal(403, 4), Refusal, "no-rights"),
        (refusal(404, 10003), Refusal, "chat-gone"),
        (refusal(404, 10004), Refusal, "chat-gone"),
        (refusal(400, 50035), Refusal, "bad-request"),
        (refusal(400, 40003), TryLater, 600.0),
        (refusal(429, Retry_After="12"), TryLater, 12.0),
        (refusal(429), TryLater, 30.0),
        (refusal(401), TryLater, 30.0),
        (refusal(503), TryLater, 5.0),
        (discord.RateLimited(7.5), TryLater, 7.5),
        (aiohttp.ClientConnectorError(cast(Any, None), OSError()), TryLater, 2.0),
        (aiohttp.ServerDisconnectedError(), OutcomeUnknown, None),
        (TimeoutError(), OutcomeUnknown, None),
        (ConnectionResetError(), OutcomeUnknown, None),
    ],
)
def test_what_an_error_comes_to(error: Exception, meaning: type[PlatformError], reason: str | float | None) -> None:
    word = translated(error)
    assert isinstance(word, meaning)
    assert getattr(word, "reason", getattr(word, "seconds", None)) == reason
    assert "4711" not in str(word)
    assert "secret" not in str(word)


def test_a_lost_answer_is_no_problem_where_it_may_be_repeated() -> None:
    assert isinstance(translated(TimeoutError(), repeatable=True), TryLater)
