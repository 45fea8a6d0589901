"""The doctor: looks at everything that the bot needs, and says in plain words what is right and what to mend.

Settings, key, database, what went wrong lately, then each platform that has a token (see its `checkup`). It may be
called while the bot runs: it only looks. No sentence holds a token, an id, or anything that somebody wrote.
"""

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

from bot.config import Settings, SettingsError, load_key, read_settings
from bot.platforms.discord.checkup import DiscordCheckup
from bot.platforms.telegram.checkup import TelegramCheckup
from bot.ports.checkup import Checkup, Finding, fine, hint, named, wrong
from bot.ports.records import LOST
from bot.words import speak
from storage.checkup import Condition, Failed, Unreadable, look
from storage.migrate import SchemaError


async def examine(config: Path | None, environ: Mapping[str, str]) -> AsyncIterator[Finding]:
    """All findings, each as soon as it is there. ``config`` is the settings file that was asked for, if any.

    Settings that can't be read are the only finding then, because nothing else can be known.
    """
    try:
        settings = read_settings(config, environ)
    except SettingsError as error:
        yield wrong(str(error))
        return
    yield fine("The settings can be read.")
    yield _key(settings)
    condition: Condition | None = None
    try:
        condition = look(settings.storage.path)
    except SchemaError as error:
        yield wrong(str(error))
    except Unreadable as error:
        yield wrong(f"storage.path (AUNT_STORAGE__PATH): {settings.storage.path} {error}.")
    else:
        for finding in _database(settings.storage.path, condition):
            yield finding
    async for finding in _platforms(settings, condition):
        yield finding


def _key(settings: Settings) -> Finding:
    try:
        load_key(settings)
    except SettingsError as error:
        return wrong(str(error))
    if settings.privacy.key_file is None:
        return fine("The key is set.")
    return fine("The key file is there, and only its owner can read it.")


def _database(path: Path, condition: Condition | None) -> Iterator[Finding]:
    if condition is None:
        yield hint(f"There is no database at {path} yet: `agony-aunt run` makes it.")
        return
    if condition.pending:
        yield hint("The database can be read; the next `agony-aunt run` brings it up to date.")
    else:
        yield fine(f"The database can be read, and is up to date (schema {condition.schema}).")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        yield hint(f"Others than its owner may read the database: run `chmod 600 {path}`.")
    if condition.aside:
        yield hint(f"{_count(condition.aside, 'update')} could not be handled and set aside; the log of then says why.")
    else:
        yield fine("Everything that arrived could be handled.")
    yield from _failures(condition.failed)


def _failures(failed: tuple[Failed, ...]) -> Iterator[Finding]:
    """What the platforms refused, kind by kind with the reasons."""
    kinds = (
        ("card", {each.reason: each.cards for each in failed}, "could not be posted", "send /setup there to try again"),
        (
            "message",
            {each.reason: each.carried for each in failed},
            "could not be carried to a place",
            "send /setup there to try again",
        ),
        (
            "notice",
            {each.reason: each.notices for each in failed},
            "could not be delivered",
            "they go out when the person writes to the bot again",
        ),
    )
    told = False
    for noun, reasons, what, then in kinds:
        if total := sum(reasons.values()):
            told = True
            why = ", ".join(f"{_reason(reason)} ({count})" for reason, count in reasons.items() if count)
            yield hint(f"{_count(total, noun)} {what}: {why}; {then}.")
    if not told:
        yield fine("Nothing failed to be delivered.")


def _reason(reason: str) -> str:
    words = speak("en")
    if reason == LOST:
        return "the answer was lost, so it may stand there"
    return words(f"reason-{reason}") if words.has(f"reason-{reason}") else "for no known reason"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


async def _platforms(settings: Settings, condition: Condition | None) -> AsyncIterator[Finding]:
    words = speak("en")
    places = condition.places if condition else ()
    checkups = [each for each in (_telegram(settings), _discord(settings)) if each is not None]
    if not checkups:
        yield wrong(
            "telegram.token (AUNT_TELEGRAM__TOKEN) and discord.token (AUNT_DISCORD__TOKEN) are missing: set one."
        )
    for checkup in checkups:
        here = [each for each in places if each.platform == checkup.name]
        try:
            found = await checkup.look([each for each in here if each.open])
        except Exception as error:  # an answer in no known form: say so, and go on with the rest
            found = [wrong(f"what it answers can't be understood ({type(error).__name__}): is its api_url right?")]
        for place in here:
            if not place.open:
                found.append(
                    hint(f"{named(place)}: the bot was removed from it; add it and send /setup to go on there.")
                )
        for finding in found:
            yield Finding(finding.mark, f"{words(f'platform-{checkup.name}')}: {finding.sentence}")
    for name in dict.fromkeys(each.platform for each in places if each.open):
        if name not in [each.name for each in checkups]:
            yield hint(f"{words(f'platform-{name}')}: the community has a place there, but no token is set.")


def _telegram(settings: Settings) -> Checkup | None:
    telegram = settings.telegram
    if telegram.token is None:
        return None
    return TelegramCheckup(telegram.token.get_secret_value(), telegram.api_url, telegram.webhook_url)


def _discord(settings: Settings) -> Checkup | None:
    discord = settings.discord
    if discord.token is None:
        return None
    return DiscordCheckup(
        discord.token.get_secret_value(), message_content=discord.message_content, api_url=discord.api_url
    )
