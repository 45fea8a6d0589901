"""The connection to Discord: which events the bot asks for, and where Discord is."""

from typing import Any

import discord
from yarl import URL

from bot.platforms.discord.unrepeated import unrepeated

PATIENCE_SECONDS = 30.0
"""How long discord.py may wait by itself before it asks again; the least that it takes. What has to wait longer (a
thread that was renamed twice in 10 minutes) is put off, and nothing else waits behind it."""


def connection(*, message_content: bool = True, shards: int | str | None = None) -> discord.Client:
    """A client with what the bot wants to hear, and no more. It pings nobody, whatever it says."""
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = intents.guild_reactions = True
    intents.message_content = message_content
    options: dict[str, Any] = {
        "intents": intents,
        "allowed_mentions": discord.AllowedMentions.none(),
        "max_ratelimit_timeout": PATIENCE_SECONDS,
        "http_trace": unrepeated(),
    }
    if shards is None or shards == 1:
        return discord.Client(**options)
    return discord.AutoShardedClient(shard_count=None if shards == "auto" else int(shards), **options)


def point_at(api_url: str | None, gateway_url: str | None) -> None:
    """Where Discord is, for the whole process; discord.py knows no other way. A plain client never asks for the
    gateway's address."""
    if api_url is not None:
        discord.http.Route.BASE = api_url.rstrip("/")
    if gateway_url is not None:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)
