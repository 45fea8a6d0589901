"""The bot's own affairs: who it is, how it gets updates, what it is called and which commands it shows.

In: a parsed request. Out: what the Bot API promises. Commands are kept per scope and language, as clients look them up.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.telegram.api import Request, method
from tests.fakes.telegram.errors import bad
from tests.fakes.telegram.model import Chat, Json, User
from tests.fakes.telegram.state import State
from tests.fakes.telegram.updates import Webhook, check_limits

MAX_COMMANDS = 100
MAX_POLL_SECONDS = 50
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@method("getMe")
def get_me(request: Request) -> Json:
    state = request.state
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return {**state.bot.raw(), **flags}


@method("getUpdates")
async def get_updates(request: Request) -> list[Json]:
    limit, timeout = int(request.get("limit", 100)), int(request.get("timeout", 0))
    check_limits(limit, timeout)
    updates = request.state.updates
    if not updates.webhook.url:
        updates.allow(request.get("allowed_updates"))
    batch = await updates.poll(int(request.get("offset", 0)), limit, min(timeout, MAX_POLL_SECONDS))
    request.state.ring()
    return batch


@method("setWebhook")
def set_webhook(request: Request) -> bool:
    """Real Telegram wants https; here plain http is fine and only this machine may be called."""
    url, secret = str(request.get("url") or ""), request.get("secret_token")
    if url and (urlsplit(url).scheme not in ("http", "https") or urlsplit(url).hostname not in _LOOPBACK):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook (this fake: on the loopback only)")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    most = int(request.get("max_connections", 40))
    if not 1 <= most <= 100:
        raise bad("max_connections must be in the range 1-100")
    updates = request.state.updates
    updates.allow(request.get("allowed_updates"))
    updates.webhook = Webhook(url, secret, most)
    _drop(request)
    updates.end_polls("terminated by setWebhook request")
    return True


@method("deleteWebhook")
def delete_webhook(request: Request) -> bool:
    request.state.updates.webhook = Webhook()
    _drop(request)
    request.state.updates.wake()
    return True


def _drop(request: Request) -> None:
    if request.get("drop_pending_updates"):
        request.state.updates.pending.clear()
        request.state.updates.again.clear()


@method("getWebhookInfo")
def get_webhook_info(request: Request) -> Json:
    updates = request.state.updates
    hook = updates.webhook
    raw: Json = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": len(updates.pending)}
    if hook.url:
        raw |= {"ip_address": "127.0.0.1", "max_connections": hook.max_connections}
    if hook.last_error:
        raw |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    if updates.allowed:
        raw["allowed_updates"] = list(updates.allowed)
    return raw


def _key(request: Request) -> tuple[str, str]:
    language = str(request.get("language_code") or "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad("LANG_CODE_INVALID")
    scope = request.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), language


@method("setMyCommands")
def set_my_commands(request: Request) -> bool:
    commands: list[Json] = request.get("commands")
    if len(commands) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    request.state.commands[_key(request)] = commands
    return True


@method("getMyCommands")
def get_my_commands(request: Request) -> list[Json]:
    return request.state.commands.get(_key(request), [])


@method("deleteMyCommands")
def delete_my_commands(request: Request) -> bool:
    request.state.commands.pop(_key(request), None)
    return True


def commands_for(state: State, chat: Chat, user: User) -> dict[str, str]:
    """What a client shows: the narrowest scope that has commands, in the user's language before none."""
    for scope in _scopes(chat, user):
        for language in (user.language_code or "", ""):
            if found := state.commands.get((json.dumps(scope, sort_keys=True), language)):
                return {command["command"]: command["description"] for command in found}
    return {}


def _scopes(chat: Chat, user: User) -> list[Json]:
    here: Json = {"chat_id": chat.id}
    if chat.person is not None:
        return [{"type": "chat", **here}, {"type": "all_private_chats"}, {"type": "default"}]
    member = chat.member(user.id)
    own: list[Json] = [{"type": "chat_member", **here, "user_id": user.id}]
    wide: list[Json] = [{"type": "all_group_chats"}, {"type": "default"}]
    if member is None or not member.is_admin:
        return [*own, {"type": "chat", **here}, *wide]
    narrow: list[Json] = [{"type": "chat_administrators", **here}, {"type": "chat", **here}]
    return [*own, *narrow, {"type": "all_chat_administrators"}, *wide]


def _words(request: Request, name: str, most: int) -> bool:
    value = str(request.get(name) or "")
    if len(value) > most:
        raise bad(f"{name.upper()}_TOO_LONG")
    request.state.settings[f"{name}/{_key(request)[1]}"] = value
    return True


def _read(request: Request, name: str, default: str = "") -> Json:
    language = _key(request)[1]
    value: Any = request.state.settings.get(f"{name}/{language}") or request.state.settings.get(f"{name}/", default)
    return {name: value}


@method("setMyName")
def set_my_name(request: Request) -> bool:
    return _words(request, "name", 64)


@method("getMyName")
def get_my_name(request: Request) -> Json:
    return _read(request, "name", request.state.bot.first_name)


@method("setMyDescription")
def set_my_description(request: Request) -> bool:
    return _words(request, "description", 512)


@method("getMyDescription")
def get_my_description(request: Request) -> Json:
    return _read(request, "description")


@method("setMyShortDescription")
def set_my_short_description(request: Request) -> bool:
    return _words(request, "short_description", 120)


@method("getMyShortDescription")
def get_my_short_description(request: Request) -> Json:
    return _read(request, "short_description")
