"""What Telegram says when something goes wrong, in the few words that the core knows.

Telegram's refusals are a status and an English sentence, documented nowhere in full; these are the ones that its open
server (https://github.com/tdlib/telegram-bot-api, Client.cpp) gives. What is not known here is "bad-request": it is
our mistake, and sending it again would not help.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from bot.platforms.telegram.request import NeverSent, Paced
from bot.ports.platform import (
    ChatMoved,
    MessageGone,
    OutcomeUnknown,
    PlatformError,
    Refusal,
    ThreadGone,
    TryLater,
    WrongSetting,
)

log = logging.getLogger(__name__)

UNREACHABLE_SECONDS = 2.0
"""How long to leave Telegram alone when no connection can be made."""
AGAIN_SECONDS = 1.0
DISMISSED_SECONDS = 30.0
"""The same when it does not know our token (any more)."""

_FORBIDDEN = (
    ("bot was kicked", "kicked"),
    ("not a member", "kicked"),
    ("user is deactivated", "deactivated"),
    ("chat was deleted", "chat-gone"),
    ("bot was blocked", "blocked"),
    ("can't initiate conversation", "blocked"),
    ("can't send messages to bots", "blocked"),
)
_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid", "topic not found")
_MESSAGE_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "no text in the message to edit",
    "message_id_invalid",
)
_REFUSED = (
    ("chat not found", "chat-gone"),
    ("chat_id_invalid", "chat-gone"),
    ("peer_id_invalid", "chat-gone"),
    ("group chat was deactivated", "chat-gone"),
    ("topic_closed", "thread-closed"),
    ("topic is closed", "thread-closed"),
    ("chat is not a forum", "no-forum"),
    ("message can't be deleted", "cannot-delete"),
    ("not enough rights", "no-rights"),
    ("have no rights", "no-rights"),
    ("need administrator rights", "no-rights"),
    ("admin_required", "no-rights"),
    ("write_forbidden", "no-rights"),
    ("chat_restricted", "no-rights"),
)


class WrongToken(WrongSetting):
    """No bot has this token."""

    def __init__(self) -> None:
        super().__init__("telegram.token: Telegram knows no bot with this token; get one from @BotFather.")


class WrongWebhook(WrongSetting):
    """Telegram won't send updates to this address."""

    def __init__(self) -> None:
        super().__init__(
            "telegram.webhook_url: Telegram does not accept this address; it must be https and reachable from outside."
        )


@contextmanager
def translating(*, repeatable: bool = False) -> Iterator[None]:
    """Turns what Telegram raises into a PlatformError. ``repeatable``: doing it twice is the same as doing it once."""
    try:
        yield
    except TelegramError as error:
        raise translated(error, repeatable=repeatable) from None


def translated(error: TelegramError, *, repeatable: bool = False) -> PlatformError:
    """The core's word for it. A lost answer is no problem where the request may simply be repeated."""
    match error:
        case Paced():
            return TryLater(error.seconds)
        case NeverSent():
            return TryLater(UNREACHABLE_SECONDS, everywhere=True)
        case ChatMigrated():
            return ChatMoved(str(error.new_chat_id))
        case Forbidden():
            return Refusal(_word(error.message, _FORBIDDEN) or "no-rights")
        case BadRequest():
            return _bad_request(error.message)
        case InvalidToken() | Conflict():
            return TryLater(DISMISSED_SECONDS, everywhere=True)
        case _:
            return TryLater(AGAIN_SECONDS) if repeatable else OutcomeUnknown("the answer was lost")


def _bad_request(message: str) -> PlatformError:
    lower = message.lower()
    if any(each in lower for each in _THREAD_GONE):
        return ThreadGone("the thread is gone")
    if any(each in lower for each in _MESSAGE_GONE):
        return MessageGone("the message is gone")
    word = _word(message, _REFUSED)
    if word is None:
        log.error("Telegram called a request of ours a bad one, for a reason that we don't know")
    return Refusal(word or "bad-request")


def _word(message: str, table: tuple[tuple[str, str], ...]) -> str | None:
    lower = message.lower()
    return next((word for said, word in table if said in lower), None)


def unchanged(error: TelegramError) -> bool:
    """Whether an edit was refused because the message reads like that already."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def not_there(error: TelegramError) -> bool:
    """Whether a chat does not know the member who was asked for."""
    texts = (
        "user not found",
        "member not found",
        "participant_id_invalid",
        "user_id_invalid",
        "invalid user_id",
        "user_not_participant",
    )
    return isinstance(error, BadRequest) and any(each in error.message.lower() for each in texts)
