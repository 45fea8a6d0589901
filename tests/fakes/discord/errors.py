"""Discord's refusals: an HTTP status, a number of its own and a sentence.

The numbers: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from tests.fakes.discord.model import Json


class ApiError(Exception):
    """What a request is answered with instead of a result."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{status} ({code}) {message}")
        self.status = status
        self.code = code
        self.message = message

    def body(self) -> Json:
        return {"message": self.message, "code": self.code}


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def unknown_channel() -> ApiError:
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    return ApiError(404, 10004, "Unknown Guild")


def unknown_member() -> ApiError:
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    return ApiError(404, 10008, "Unknown Message")


def unknown_user() -> ApiError:
    return ApiError(404, 10013, "Unknown User")


def unknown_webhook() -> ApiError:
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    """It is too late: Discord waits 3 seconds for the first answer."""
    return ApiError(404, 10062, "Unknown interaction")


def already_answered() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def not_yours() -> ApiError:
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> ApiError:
    return ApiError(400, 50006, "Cannot send an empty message")


def closed_to_you() -> ApiError:
    return ApiError(403, 50007, "Cannot send messages to this user")


def not_text() -> ApiError:
    return ApiError(400, 50008, "Cannot send messages in a non-text channel")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def invalid(why: str) -> ApiError:
    return ApiError(400, 50035, f"Invalid Form Body: {why}")


def archived() -> ApiError:
    return ApiError(400, 50083, "Thread is archived")


def has_thread() -> ApiError:
    return ApiError(400, 160004, "A thread has already been created for this message")


def locked() -> ApiError:
    return ApiError(400, 160005, "Thread is locked")
