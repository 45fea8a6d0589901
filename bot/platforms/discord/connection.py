"""The connection to Discord: which events the bot asks for, and where Discord is."""

import discord
from yarl import URL


def connection(*, message_content: bool = True, shards: int | str | None = None) -> discord.Client:
    """A client with what the bot wants to hear, and no more. It pings nobody, whatever it says."""
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    intents.message_content = message_content
    quiet = discord.AllowedMentions.none()
    if shards is None or shards == 1:
        return discord.Client(intents=intents, allowed_mentions=quiet)
    count = None if shards == "auto" else int(shards)
    return discord.AutoShardedClient(shard_count=count, intents=intents, allowed_mentions=quiet)


def point_at(api_url: str | None, gateway_url: str | None) -> None:
    """Where Discord is, for the whole process; discord.py knows no other way. A plain client never asks for the
    gateway's address."""
    if api_url is not None:
        discord.http.Route.BASE = api_url.rstrip("/")
    if gateway_url is not None:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)
