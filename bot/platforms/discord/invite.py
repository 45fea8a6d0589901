"""The invite link: how an administrator brings the bot into a server, with exactly the permissions it needs."""

from base64 import urlsafe_b64decode

import discord

from bot.platforms.discord.survey import OPTIONAL, RIGHTS

NEEDED = discord.Permissions(**{name: True for _, name, _ in (*RIGHTS, *OPTIONAL)})
"""To post questions as threads, to write in them and close them, to read what was written meanwhile; and to make the
forum and its tags, which an administrator may refuse."""


def invite(token: str) -> str:
    """The link for the application that ``token`` is of. Raises ValueError for what is no bot token."""
    head = token.split(".")[0]
    application = int(urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii"))
    return discord.utils.oauth_url(application, permissions=NEEDED, scopes=("bot", "applications.commands"))
