"""What the Bot API refuses with: a code, Telegram's own sentence and, sometimes, parameters."""

from __future__ import annotations

from http import HTTPStatus

from tests.fakes.telegram.model import Json


class ApiError(Exception):
    """Raised by a method; becomes `{"ok": false, …}` with the same HTTP status."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


def bad(reason: str, **parameters: int) -> ApiError:
    """400, the platform's usual no."""
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> ApiError:
    return ApiError(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    return ApiError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def too_many(seconds: int) -> ApiError:
    """429 with the wait in seconds, in words and as a parameter."""
    reason = f"Too Many Requests: retry after {seconds}"
    return ApiError(HTTPStatus.TOO_MANY_REQUESTS, reason, retry_after=seconds)
