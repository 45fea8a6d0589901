"""The invite link: how an administrator brings the bot into a server, with exactly the permissions it needs."""

from base64 import urlsafe_b64decode

import discord

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    create_public_threads=True,
    send_messages_in_threads=True,
    manage_threads=True,
    read_message_history=True,
    embed_links=True,
)
"""To post questions as threads, to write in them and close them, and to read what was written meanwhile."""


def invite(token: str) -> str:
    """The link for the application that ``token`` is of. Raises ValueError for what is no bot token."""
    head = token.split(".")[0]
    application = int(urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii"))
    return discord.utils.oauth_url(application, permissions=NEEDED, scopes=("bot", "applications.commands"))
