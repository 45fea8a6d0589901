"""A look around a channel: what it is, who moderates it, and what the bot may not do there."""

import discord

from bot.domain.communities import PlaceKind, Survey
from bot.platforms.discord.errors import AGAIN_SECONDS, translating
from bot.ports.platform import Refusal, TryLater

RIGHTS = (
    ("view-channel", "view_channel"),
    ("send-messages", "send_messages"),
    ("create-posts", "create_public_threads"),
    ("send-in-threads", "send_messages_in_threads"),
    ("manage-threads", "manage_threads"),
    ("read-history", "read_message_history"),
    ("embed-links", "embed_links"),
)
"""What the bot needs: our key, and discord.py's name for it."""


async def survey(channel: object, user_id: int) -> Survey:
    """The server's name, by which its people call their community; whether the user may manage messages in the channel
    (or owns the server); and our missing rights there. Raises Refusal where it can't be opened, TryLater while the
    server is away.
    """
    if not isinstance(channel, discord.ForumChannel | discord.TextChannel):
        raise Refusal("no-forum")
    if channel.guild.unavailable:
        raise TryLater(AGAIN_SECONDS)
    ours = channel.permissions_for(channel.guild.me)
    lacking = tuple(key for key, name in RIGHTS if not getattr(ours, name))
    return Survey(channel.guild.name, PlaceKind.FORUM, await _moderates(channel, user_id), lacking)


async def _moderates(channel: discord.ForumChannel | discord.TextChannel, user_id: int) -> bool:
    guild = channel.guild
    if user_id == guild.owner_id:
        return True
    member = guild.get_member(user_id)
    if member is None:
        try:
            with translating(repeatable=True):
                member = await guild.fetch_member(user_id)
        except Refusal:
            return False
    return channel.permissions_for(member).manage_messages
