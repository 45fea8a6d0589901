"""The commands as Discord lists them: slash commands, and what stands in the menu of a message.

Made from what the cogs declare. A command that works in private works everywhere, because its answer is seen by one
person only; one for public places works in servers. What wants to answer a message (`/delete`, `/reply`, `/report`) is
a message command: slash commands can't. While a question's number is typed, questions are suggested.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.cog import Declared
from bot.platforms.discord.errors import ERRORS
from bot.words import speak

log = logging.getLogger(__name__)

DESCRIPTION_MAX = 100
"""https://docs.discord.com/developers/interactions/application-commands"""
TAKES_NUMBER = ("question", "related", "answer", "lock", "close", "reopen", "delete", "follow", "unfollow")
TAKES_WORDS = ("search",)
MAY_TAKE_NUMBER = ("update", "notifications")
TAKES_WHOM = {
    "warn": ("reason",),
    "mute": ("lasts", "reason"),
    "ban": ("lasts", "reason"),
    "unban": ("reason",),
    "note": ("reason",),
    "approve": (),
    "reject": ("reason",),
    "sanctions": (),
    "remove": ("reason",),
    "restore": (),
}
"""Commands about whoever wrote something, and what they take besides."""
TAKES_PLACE = ("setup", "link", "settings")
MANAGES = ("setup", "settings")
"""Listed for those who have "Manage Server" only, until a server decides otherwise."""
TAKES_MESSAGE = ("reply", "report")
ALSO_IN_MENU = ("sanctions", "remove", "delete")
"""Slash commands that stand in the menu of a message as well."""
SERVERS_ONLY = ("reply",)
"""In the DM the button "Reply" does it, and as whom somebody is spoken to there."""
SUGGESTED_IN_TIME = 2.0
"""Seconds that suggestions may take; Discord waits 3 (interactions/receiving-and-responding)."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 1_800.0
"""Seconds between two tries to have the commands listed, each twice as long as the one before."""

Tap = discord.Interaction[Any]
Number = app_commands.Range[int, 1, 999_999_999]
Alias = app_commands.Range[str, 0, 100]
Lasts = app_commands.Range[str, 0, 10]
Reason = app_commands.Range[str, 0, 500]


@dataclass(frozen=True, slots=True)
class Given:
    """A command as somebody gave it. ``forum`` is the channel it is about, ``target`` the message,
    ``moderators`` the channel where moderators are to be told of what waits, ``image`` a picture that goes with it.
    """

    name: str
    words: str = ""
    forum: discord.abc.Snowflake | None = None
    target: discord.Message | None = None
    moderators: discord.abc.Snowflake | None = None
    image: discord.Attachment | None = None


Taken = Callable[[Tap, Given], Awaitable[None]]
Suggest = Callable[[Tap, str, str], Awaitable[list[tuple[str, str]]]]
"""What could be meant by the words typed so far after a command: labels and values."""


def declare(
    tree: app_commands.CommandTree[Any], declared: Mapping[str, Declared], taken: Taken, suggest: Suggest
) -> None:
    """Fills the tree; ``taken`` is called with each command that is given, ``suggest`` while one is typed.

    Raises KeyError for a command without a description.
    """
    tree.clear_commands(guild=None)
    words = speak("en")
    menus = {
        "delete": words("menu-delete"),
        "reply": words("menu-reply"),
        "report": words("menu-report"),
        "sanctions": words("menu-sanctions"),
        "remove": words("menu-remove"),
    }
    for name, each in declared.items():
        if name in TAKES_MESSAGE:
            tree.add_command(_menu(name, menus[name], taken))
            continue
        if name in ALSO_IN_MENU:
            menu = _menu(name, menus[name], taken)
            menu.default_permissions = _listed_for(name, each)
            tree.add_command(menu)
        description = words(f"command-{name}")[:DESCRIPTION_MAX]
        command = app_commands.Command[Any, Any, None](
            name=name, description=description, callback=_callback(name, taken, suggest)
        )
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=each.private, private_channel=False
        )
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        command.default_permissions = _listed_for(name, each)
        tree.add_command(command)


def _listed_for(name: str, declared: Declared) -> discord.Permissions | None:
    """Who sees it in a server, until that server decides otherwise; None: everybody."""
    if name in MANAGES:
        return discord.Permissions(manage_guild=True)
    return discord.Permissions(manage_messages=True) if declared.moderators else None


async def register(
    tree: app_commands.CommandTree[Any], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Has Discord list what the tree holds; tried until it works. Meanwhile what was listed before goes on working."""
    pause = FIRST_PAUSE
    while True:
        try:
            await tree.sync()
            return
        except (discord.DiscordException, *ERRORS) as error:
            log.warning("the commands could not be registered with Discord yet (%s)", type(error).__name__)
        await sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _callback(name: str, taken: Taken, suggest: Suggest) -> Any:
    """What discord.py reads a command's options from: a function with those parameters."""
    if name in TAKES_NUMBER:
        return _with_number(name, taken, suggest)
    if name in MAY_TAKE_NUMBER:
        return _with_number_or_without(name, taken, suggest)
    if name in TAKES_WHOM:
        return _about(name, taken, suggest)
    if name in TAKES_WORDS:
        return _with_words(name, taken)
    if name == "duplicate":
        return _duplicate(taken, suggest)
    if name == "setup":
        return _set_up(taken)
    if name == "link":
        return _link(taken)
    if name == "ask":
        return _ask(taken)
    if name == "settings":
        return _settings(taken)

    async def plain(interaction: Tap) -> None:
        await taken(interaction, Given(name))

    return plain


def _suggested(name: str, suggest: Suggest) -> Any:
    async def suggested(interaction: Tap, typed: Any) -> list[app_commands.Choice[int]]:
        """What is typed comes as it is, also letters where a number is wanted. Late or failed, nothing is suggested."""
        try:
            async with asyncio.timeout(SUGGESTED_IN_TIME):
                found = await suggest(interaction, name, str(typed))
        except Exception as error:
            log.warning("no suggestions could be made in time (%s)", type(error).__name__)
            return []
        return [app_commands.Choice(name=label, value=int(value)) for label, value in found]

    return suggested


def _with_number(name: str, taken: Taken, suggest: Suggest) -> Any:
    @app_commands.describe(number=speak("en")("option-number"))
    @app_commands.autocomplete(number=_suggested(name, suggest))
    async def numbered(interaction: Tap, number: app_commands.Range[int, 1, 999_999_999]) -> None:
        await taken(interaction, Given(name, str(number)))

    return numbered


def _with_words(name: str, taken: Taken) -> Any:
    async def worded(interaction: Tap, words: app_commands.Range[str, 1, 500]) -> None:
        await taken(interaction, Given(name, words))

    return app_commands.describe(words=speak("en")("option-search"))(worded)


def _with_number_or_without(name: str, taken: Taken, suggest: Suggest) -> Any:
    @app_commands.describe(number=speak("en")("option-number"))
    @app_commands.autocomplete(number=_suggested(name, suggest))
    async def maybe(interaction: Tap, number: Number | None = None) -> None:
        await taken(interaction, Given(name, "" if number is None else str(number)))

    return maybe


def _about(name: str, taken: Taken, suggest: Suggest) -> Any:
    """About the author of "12", or of "12 guy 2"; with how long and why, where the command takes that."""
    words = speak("en")

    async def by_name(interaction: Tap, number: int | None, alias: str, lasts: str = "", reason: str = "") -> None:
        said = ["" if number is None else str(number), alias, lasts, reason]
        await taken(interaction, Given(name, " ".join(each for each in said if each)))

    takes: Any
    if "lasts" in TAKES_WHOM[name]:

        async def lasting(
            interaction: Tap, number: Number, alias: Alias = "", lasts: Lasts = "", reason: Reason = ""
        ) -> None:
            await by_name(interaction, number, alias, lasts, reason)

        takes = app_commands.describe(lasts=words("option-lasts"), reason=words("option-reason"))(lasting)
    elif TAKES_WHOM[name]:

        async def reasoned(interaction: Tap, number: Number, alias: Alias = "", reason: Reason = "") -> None:
            await by_name(interaction, number, alias, "", reason)

        takes = app_commands.describe(reason=words("option-reason"))(reasoned)
    else:

        async def shown(interaction: Tap, number: Number | None = None, alias: Alias = "") -> None:
            await by_name(interaction, number, alias)

        takes = shown
    takes = app_commands.describe(number=words("option-number"), alias=words("option-alias"))(takes)
    return app_commands.autocomplete(number=_suggested(name, suggest))(takes)


def _duplicate(taken: Taken, suggest: Suggest) -> Any:
    """ "12 7"; without the second, "12 off"."""
    words = speak("en")

    @app_commands.describe(number=words("option-number"), of=words("option-of"))
    @app_commands.autocomplete(number=_suggested("duplicate", suggest), of=_suggested("duplicate", suggest))
    async def pointed(interaction: Tap, number: Number, of: Number | None = None) -> None:
        await taken(interaction, Given("duplicate", f"{number} {'off' if of is None else of}"))

    return pointed


def _set_up(taken: Taken) -> Any:
    words = speak("en")

    @app_commands.describe(forum=words("option-setup-forum"), moderators=words("option-setup-moderators"))
    async def set_up(
        interaction: Tap,
        forum: discord.ForumChannel | discord.TextChannel | None = None,
        moderators: discord.TextChannel | None = None,
    ) -> None:
        await taken(interaction, Given("setup", "", forum, moderators=moderators))

    return set_up


def _ask(taken: Taken) -> Any:
    @app_commands.describe(image=speak("en")("option-ask-image"))
    async def ask(interaction: Tap, image: discord.Attachment | None = None) -> None:
        await taken(interaction, Given("ask", image=image))

    return ask


def _link(taken: Taken) -> Any:
    @app_commands.describe(code=speak("en")("option-link-code"), forum=speak("en")("option-link-forum"))
    async def link(
        interaction: Tap, code: str = "", forum: discord.ForumChannel | discord.TextChannel | None = None
    ) -> None:
        await taken(interaction, Given("link", code, forum))

    return link


def _settings(taken: Taken) -> Any:
    words = speak("en")

    @app_commands.describe(role=words("option-settings-role"), category=words("option-settings-category"))
    async def settings(interaction: Tap, role: discord.Role | None = None, category: str = "") -> None:
        badge = "" if role is None else str(role.id)
        await taken(interaction, Given("settings", f"role {badge} {category}".strip() if badge or category else ""))

    return settings


def _menu(name: str, label: str, taken: Taken) -> app_commands.ContextMenu:
    async def chosen(interaction: Tap, message: discord.Message) -> None:
        await taken(interaction, Given(name, target=message))

    menu = app_commands.ContextMenu(name=label, callback=chosen)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=name not in SERVERS_ONLY, private_channel=False
    )
    menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    return menu
