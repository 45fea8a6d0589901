"""The commands as Discord lists them: slash commands, and "Take back" in the menu of a message.

Made from what the cogs declare. A command that works in private works everywhere, because its answer is seen by one
person only; one for public places works in servers. `/delete`, which wants to answer a message, is a message command:
slash commands can't.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.cog import Declared
from bot.words import speak

log = logging.getLogger(__name__)

DESCRIPTION_MAX = 100
"""https://docs.discord.com/developers/interactions/application-commands"""
TAKES_NUMBER = ("question", "answer")
TAKES_PLACE = ("setup", "link")
TAKES_MESSAGE = ("delete",)

Tap = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A command as somebody gave it. ``forum`` is the channel it is about, ``target`` the message."""

    name: str
    words: str = ""
    forum: discord.abc.Snowflake | None = None
    target: discord.Message | None = None


Taken = Callable[[Tap, Given], Awaitable[None]]


def declare(tree: app_commands.CommandTree[Any], declared: Mapping[str, Declared], taken: Taken) -> None:
    """Fills the tree; ``taken`` is called with each command that is given."""
    tree.clear_commands(guild=None)
    words = speak("en")
    for name, each in declared.items():
        if name in TAKES_MESSAGE:
            tree.add_command(_menu(name, words("menu-delete"), taken))
            continue
        key = f"command-{name}"
        description = words(key)[:DESCRIPTION_MAX] if words.has(key) else name
        command = app_commands.Command[Any, Any, None](
            name=name, description=description, callback=_callback(name, taken)
        )
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=each.private, private_channel=False
        )
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        tree.add_command(command)


async def register(tree: app_commands.CommandTree[Any]) -> None:
    """Has Discord list what the tree holds. When that fails, what was listed before goes on working."""
    try:
        await tree.sync()
    except (discord.DiscordException, OSError) as error:
        log.warning("the commands could not be registered with Discord (%s)", type(error).__name__)


def _callback(name: str, taken: Taken) -> Any:
    """What discord.py reads a command's options from: a function with those parameters."""
    if name in TAKES_NUMBER:
        return _with_number(name, taken)
    if name == "setup":
        return _set_up(taken)
    if name == "link":
        return _link(taken)

    async def plain(interaction: Tap) -> None:
        await taken(interaction, Given(name))

    return plain


def _with_number(name: str, taken: Taken) -> Any:
    @app_commands.describe(number=speak("en")("option-number"))
    async def numbered(interaction: Tap, number: app_commands.Range[int, 1, 999_999_999]) -> None:
        await taken(interaction, Given(name, str(number)))

    return numbered


def _set_up(taken: Taken) -> Any:
    @app_commands.describe(forum=speak("en")("option-setup-forum"))
    async def set_up(interaction: Tap, forum: discord.ForumChannel | discord.TextChannel | None = None) -> None:
        await taken(interaction, Given("setup", "", forum))

    return set_up


def _link(taken: Taken) -> Any:
    @app_commands.describe(code=speak("en")("option-link-code"), forum=speak("en")("option-link-forum"))
    async def link(
        interaction: Tap, code: str = "", forum: discord.ForumChannel | discord.TextChannel | None = None
    ) -> None:
        await taken(interaction, Given("link", code, forum))

    return link


def _menu(name: str, label: str, taken: Taken) -> app_commands.ContextMenu:
    async def chosen(interaction: Tap, message: discord.Message) -> None:
        await taken(interaction, Given(name, target=message))

    menu = app_commands.ContextMenu(name=label, callback=chosen)
    menu.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
    menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    return menu
