"""What may stand under a message: inline keyboards, forced replies, reply keyboards and their removal.

In: the `reply_markup` of a request, already known to aiogram. Out: the inline keyboard as Telegram stores it, or None;
other kinds are kept beside the message. Raises the platform's 400 for buttons it would refuse.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from tests.fakes.telegram.errors import bad
from tests.fakes.telegram.model import Json

MAX_BUTTONS = 100
MAX_DATA_BYTES = 64
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ACTIONS = ("callback_data", "url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat")
_TELEGRAM_HOSTS = ("t.me", "telegram.me", "telegram.dog")


def inline_keyboard(markup: Json | None) -> Json | None:
    """The checked inline keyboard without empty rows; None when there is none or nothing is left of it."""
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def check_other(markup: Json | None) -> None:
    """Refuses reply keyboards and forced replies that are malformed."""
    if not markup or "inline_keyboard" in markup:
        return
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(placeholder) <= 64:
        raise bad("can't parse reply markup: input_field_placeholder must have 1-64 characters")
    if not (markup.get("force_reply") or markup.get("remove_keyboard") or markup.get("keyboard")):
        raise bad("object expected as reply markup")


def start_payload(url: str, bot_username: str) -> str | None:
    """The payload of a deep link into this bot's private chat, "" for a link without one, None for other links."""
    parts = urlsplit(url)
    if parts.hostname in _TELEGRAM_HOSTS and parts.path.strip("/").lower() == bot_username.lower():
        return parse_qs(parts.query, keep_blank_values=True).get("start", [""])[0]
    return None


def check_url(url: str) -> None:
    """A link a button may carry: http, https or tg; a `?start=` of a t.me link within its alphabet and length."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "tg"):
        raise bad(f"inline keyboard button URL '{url}' is invalid: unsupported URL protocol")
    if parts.scheme != "tg" and not _HOST.fullmatch(parts.hostname or ""):
        raise bad(f"inline keyboard button URL '{url}' is invalid: wrong HTTP URL")
    query = parse_qs(parts.query, keep_blank_values=True)
    for key in ("start", "startgroup"):
        if parts.hostname in _TELEGRAM_HOSTS and key in query and not _PAYLOAD.fullmatch(query[key][0]):
            raise bad(f"BUTTON_URL_INVALID: {key} payload must be 1-64 of A-Z a-z 0-9 _ -")


def _button(button: Json) -> Json:
    if not str(button.get("text", "")).strip():
        raise bad("can't parse inline keyboard button: Text is empty")
    actions = [action for action in _ACTIONS if button.get(action) is not None]
    unknown = set(button) - set(_ACTIONS) - {"text", "style", "icon_custom_emoji_id"}
    if unknown:
        raise bad(f"inline keyboard button: this fake doesn't know {', '.join(sorted(unknown))}")
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"can't parse inline keyboard button: one action only, not {' and '.join(actions)}")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MAX_DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    if button.get("url") is not None:
        check_url(str(button["url"]))
    return dict(button)
