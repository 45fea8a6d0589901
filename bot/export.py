"""``agony-aunt export``: the archive of all communities that chose so, written to a folder, also while the bot runs."""

import asyncio
import time
from pathlib import Path

from bot.archive import export as archive
from bot.config import Settings, SettingsError, load_keys
from bot.ports.store import Tx
from bot.vault import KeyVault
from bot.words import speak
from storage.database import Unusable
from storage.looking import look


class Now:
    """The time as it is."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    async def sleep(self, seconds: float) -> None:
        """As long as it says."""
        await asyncio.sleep(seconds)


def export(settings: Settings, path: Path, *, as_json: bool) -> str:
    """Writes pages, or one JSON document for each question; returns a sentence that says what was done.

    Raises SettingsError, SchemaError. What is in the folder from an earlier export is brought up to date.
    """
    words, database = speak("en"), settings.storage.path

    def write(tx: Tx) -> int:
        folder = archive.Folder(path)
        base = settings.web.url
        count = archive.documents(tx, words, folder) if as_json else archive.pages(tx, words, folder, base)
        folder.close()
        return count

    try:
        count = look(database, Now(), KeyVault(load_keys(settings)), write)
    except Unusable as error:
        raise SettingsError(f"storage.path (AUNT_STORAGE__PATH): {database} {error}.") from error
    except archive.NotOurs:
        raise SettingsError(f"{path} holds files that no export wrote: give a folder that is empty or new.") from None
    except OSError as error:
        raise SettingsError(f"{path} can't be written ({error.strerror}): give another folder.") from None
    return f"{path} holds {count} question{'' if count == 1 else 's'} of the communities that chose to be public."
