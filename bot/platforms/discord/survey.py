"""A look around a channel: what it is, who moderates it, and what the bot may not do there.

What the bot needs and what it would merely like to have are told here once: `/setup` refuses by it, `doctor` reports by
it, and the invite link asks for it.
"""

import discord

from bot.domain.communities import Note, PlaceKind, Survey
from bot.platforms.discord.errors import AGAIN_SECONDS, translating
from bot.platforms.discord.roles import badges
from bot.ports.platform import Refusal, TryLater

RIGHTS = (
    ("view-channel", "view_channel", "View Channel"),
    ("send-messages", "send_messages", "Send Messages"),
    ("create-posts", "create_public_threads", "Create Public Threads"),
    ("send-in-threads", "send_messages_in_threads", "Send Messages in Threads"),
    ("manage-threads", "manage_threads", "Manage Threads"),
    ("read-history", "read_message_history", "Read Message History"),
    ("embed-links", "embed_links", "Embed Links"),
    ("attach-files", "attach_files", "Attach Files"),
)
"""What the bot needs: our key, discord.py's name for it, and Discord's."""
OPTIONAL = (
    (Note.MANAGE_CHANNELS, "manage_channels", "Manage Channels"),
    (Note.MANAGE_MESSAGES, "manage_messages", "Manage Messages"),
)
"""What it can do without: it makes a forum (`/setup`) and the tags of a forum; it takes away a member's message that
moderators have removed."""
_NOT_IN_FORUMS = "create_public_threads"
"""In a forum, "Send Messages" is the right to post (https://docs.discord.com/developers/topics/permissions)."""

Home = discord.ForumChannel | discord.TextChannel


def lacking(channel: Home, ours: discord.Permissions) -> list[tuple[str, str]]:
    """What of the needed rights is not among ``ours``: our keys and Discord's words."""
    forum = isinstance(channel, discord.ForumChannel)
    needed = (each for each in RIGHTS if not (forum and each[1] == _NOT_IN_FORUMS))
    return [(key, words) for key, name, words in needed if not getattr(ours, name)]


def wishes(channel: Home, ours: discord.Permissions) -> list[tuple[Note, str]]:
    """The same for what the bot can do without. A text channel has no tags."""
    forum = isinstance(channel, discord.ForumChannel)
    wished = [each for each in OPTIONAL if forum or each[0] is not Note.MANAGE_CHANNELS]
    return [(note, words) for note, name, words in wished if not getattr(ours, name)]


async def survey(channel: object, user_id: int, *, reads_all: bool = True) -> Survey:
    """The server's name, by which its people call their community; whether the user may manage messages in the channel
    and whether the server (its owner may both); our missing rights there, what else would be good to have, and
    the server's roles. ``reads_all``: the bot has the message-content intent.

    Raises Refusal where it can't be opened, TryLater while the server is away.
    """
    if not isinstance(channel, Home):
        raise Refusal("no-forum")
    if channel.guild.unavailable:
        raise TryLater(AGAIN_SECONDS)
    ours = channel.permissions_for(channel.guild.me)
    theirs = await _standing(channel, user_id)
    notes = [] if reads_all else [Note.MESSAGE_CONTENT]
    notes += [note for note, _ in wishes(channel, ours)]
    return Survey(
        channel.guild.name,
        PlaceKind.FORUM,
        theirs.manage_messages,
        tuple(key for key, _ in lacking(channel, ours)),
        theirs.manage_guild,
        tuple(notes),
        badges(channel.guild.roles),
    )


async def _standing(channel: Home, user_id: int) -> discord.Permissions:
    """What somebody may do in the channel; nothing, for whoever is not in its server."""
    guild = channel.guild
    if user_id == guild.owner_id:
        return discord.Permissions.all()
    member = guild.get_member(user_id)
    if member is None:
        try:
            with translating(repeatable=True):
                member = await guild.fetch_member(user_id)
        except Refusal:
            return discord.Permissions.none()
    return channel.permissions_for(member)
