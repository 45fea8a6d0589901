"""The bot's own affairs: who it is, where the gateway is, its commands, and its DMs with people."""

from __future__ import annotations

from tests.fakes.discord import errors, raw
from tests.fakes.discord.api import Request, route
from tests.fakes.discord.model import Json


@route("GET", "/users/@me")
def me(request: Request) -> Json:
    state = request.state
    return {**raw.user(state.bot), "mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def application(request: Request) -> Json:
    state = request.state
    counts = ("approximate_guild_count", "approximate_user_install_count", "approximate_user_authorization_count")
    owner = next(iter(state.guilds.values())).owner if state.guilds else state.bot
    return {
        "id": str(state.bot.id),
        "name": state.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": (1 << 19) if state.content else 0,
        "flags_new": str(1 << 19) if state.content else "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": raw.user(owner),
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "bot": raw.user(state.bot),
        **dict.fromkeys(counts, 1),
    }


@route("GET", "/gateway")
def gateway(request: Request) -> Json:
    return {"url": request.state.gateway.url}


@route("GET", "/gateway/bot")
def gateway_bot(request: Request) -> Json:
    limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
    return {"url": request.state.gateway.url, "session_start_limit": limit, "shards": 1}


@route("PUT", "/applications/{application}/commands")
def list_commands(request: Request) -> list[Json]:
    """All commands anew. One that stays keeps its id."""
    state = request.state
    if int(request.named["application"]) != state.bot.id:
        raise errors.missing_access()
    known = {(each["type"], each["name"]): each["id"] for each in state.commands}
    state.commands = []
    for each in request.body:
        kind = each.get("type", 1)
        ident = known.get((kind, each["name"])) or str(state.ids.next())
        given = {name: value for name, value in each.items() if value is not None}
        may = each.get("default_member_permissions")
        given["default_member_permissions"] = None if may is None else str(may)
        fixed = {"id": ident, "application_id": str(state.bot.id), "version": ident, "type": kind}
        state.commands.append({"description": "", **given, **fixed})
    state.ring()
    return state.commands


@route("POST", "/users/@me/channels")
def open_dm(request: Request) -> Json:
    """The DM with somebody, opened or as it stands. Whether they take messages shows only when one is sent."""
    user = request.state.users.get(int(request.body["recipient_id"]))
    if user is None or user is request.state.bot:
        raise errors.unknown_user()
    return raw.channel(request.state.dm(user))
