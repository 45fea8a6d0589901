"""What Telegram shows before anybody has written a word: the list of commands, and what the bot says about itself.

The list is registered for each scope in which people see another one (private chats, groups, a group's
administrators) and for each language that we speak; English goes without a language, as what everybody else sees.
All of this is decoration: when it fails, the bot works just the same.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.cog import Declared
from bot.platforms.telegram.request import Paced
from bot.ports.clock import Clock
from bot.words import FALLBACK, Words, languages, speak

log = logging.getLogger(__name__)

NAME = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_MAX = 256
"""Name and description of a command: https://core.telegram.org/bots/api#botcommand"""
SHORT_MAX = 120
ABOUT_MAX = 512
"""https://core.telegram.org/bots/api#setmyshortdescription and #setmydescription"""
ORDER = (
    *("ask", "question", "search", "unanswered", "related", "answer", "reply", "mine", "inbox", "update", "close"),
    *("reopen", "delete", "follow", "unfollow", "notifications", "take", "takes", "category", "report"),
    *("help", "privacy", "mydata", "forget", "start"),
)
"""Everybody's commands, what is wanted most often first, as people read a list; those for moderators follow."""
USAGE = (
    *("answer", "question", "search", "related", "update", "close", "reopen", "follow", "unfollow", "notifications"),
    *("delete", "reply", "report", "warn", "mute", "ban", "unban", "note", "sanctions", "approve", "reject", "remove"),
    *("restore", "lock", "duplicate"),
)
"""Commands that take something, and of which the list says how: Telegram has no blanks to fill in."""
LONGEST_PAUSE = 60.0
TRIES = 3


async def register(bot: Bot, declared: Mapping[str, Declared], clock: Clock) -> None:
    """Registers commands and descriptions; returns when done or given up, and never raises for the platform's sake."""
    failed = 0
    for language in sorted(languages()):
        words, code = speak(language), None if language == FALLBACK else language
        calls: list[Callable[[], Awaitable[bool]]] = [
            partial(_list, bot, scope, names, words, code) for scope, names in _lists(declared)
        ]
        if words.has("bot-short"):
            calls.append(partial(bot.set_my_short_description, words("bot-short")[:SHORT_MAX], code))
        if words.has("bot-about"):
            calls.append(partial(bot.set_my_description, words("bot-about")[:ABOUT_MAX], code))
        for call in calls:
            failed += not await _tried(call, clock)
    if failed:
        log.warning("%d of the lists of commands and descriptions could not be registered", failed)


def _lists(declared: Mapping[str, Declared]) -> list[tuple[BotCommandScope, list[str]]]:
    """Which commands are shown where; in a group those for moderators only to its administrators."""
    rank = {name: place for place, name in enumerate(ORDER)}
    names = sorted(declared, key=lambda name: rank.get(name, len(rank)))
    fit = {name: declared[name] for name in names if NAME.fullmatch(name)}
    return [
        (BotCommandScopeAllPrivateChats(), [name for name, each in fit.items() if each.private]),
        (BotCommandScopeAllGroupChats(), [name for name, each in fit.items() if each.public and not _for_admins(each)]),
        (BotCommandScopeAllChatAdministrators(), [name for name, each in fit.items() if each.public]),
    ]


def _for_admins(each: Declared) -> bool:
    """Whether it is theirs: it says so, or it asks how the caller stands in the group."""
    return each.moderators or each.survey


def _described(words: Words, name: str) -> str:
    """What a command does, and how it is written where it takes something."""
    said = words(f"command-{name}")
    return f"{said}: {words(f'usage-{name}')}" if name in USAGE else said


async def _list(bot: Bot, scope: BotCommandScope, names: list[str], words: Words, code: str | None) -> bool:
    known = [name for name in names if words.has(f"command-{name}")]
    commands = [BotCommand(name, _described(words, name)[:DESCRIPTION_MAX]) for name in known]
    if not commands:
        return await bot.delete_my_commands(scope, code)
    return await bot.set_my_commands(commands, scope, code)


async def _tried(call: Callable[[], Awaitable[bool]], clock: Clock) -> bool:
    for _ in range(TRIES):
        try:
            async with asyncio.timeout(LONGEST_PAUSE):
                return await call()
        except Paced as pause:
            await clock.sleep(min(pause.seconds, LONGEST_PAUSE))
        except (TelegramError, TimeoutError):
            return False
    return False
