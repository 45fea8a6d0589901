"""The ring of keys: what each is still needed for, and how a new one comes to its front.

The key file holds the ring, one key on a line, the newest first. A rotation puts a new key before the others, has the
store seal everything with it (`storage.rotation`), and then takes away the keys that nothing needs any more. Each step
can be done again: killed anywhere, the ring holds every key that anything needs, the bot runs with it, and the next
`agony-aunt keys rotate` goes on where it was.

In between nobody may work on the database; the lock that `agony-aunt run` holds sees to that.
"""

import os
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.config import Settings, SettingsError, load_keys
from bot.vault import KEY_SIZE, KeyVault
from storage.database import Unusable
from storage.lock import Occupied, alone
from storage.rotation import Needs, Rotation, opened


def describe(settings: Settings) -> Iterator[str]:
    """What each key is needed for, a line each. Raises SettingsError, SchemaError."""
    vault = KeyVault(load_keys(settings))
    with _alone(settings) as path, _open(path, vault) as rotation:
        needs = rotation.needs()
        for number, key in enumerate(vault.keys, 1):
            yield f"{number}. {key}, {_needed(needs[key], newest=number == 1)}"
        if rotation.unfinished():
            yield "A change of keys was begun and not finished: run `agony-aunt keys rotate`."


def rotate(settings: Settings) -> Iterator[str]:
    """Goes on with a rotation that was begun, or begins one; tells what is done, a line each.

    Raises SettingsError, SchemaError.
    """
    ring, file = load_keys(settings), settings.privacy.key_file
    if file is None:
        raise SettingsError(
            "privacy.key (AUNT_PRIVACY__KEY) holds one key only: write it into a file that only you can read, set "
            "privacy.key_file (AUNT_PRIVACY__KEY_FILE) instead, and call this again."
        )
    with _alone(settings) as path:
        with _open(path, KeyVault(ring)) as rotation:
            begun = rotation.unfinished()
        if not begun:
            ring = (secrets.token_bytes(KEY_SIZE), *ring)
            _write(file, ring)
        vault = KeyVault(ring)
        yield f"{'Going on with' if begun else 'Made'} the new key {vault.keys[0]}."
        with _open(path, vault) as rotation:
            rotation.begin()
            told = rotation.run()
            needs = rotation.needs()
        kept = [key for key, name in zip(ring, vault.keys, strict=True) if name == vault.keys[0] or needs[name]]
        if len(kept) < len(ring):
            _write(file, kept)
    yield f"Sealed anew: {told.sealed}. New codes: {told.people} for people, {told.sanctions} for sanctions."
    if told.broken:
        yield f"{told.broken} sealed texts could not be opened with any key; they were left as they are."
    for name in vault.keys[1:]:
        if needs[name]:
            yield f"The former key {name} stays in {file}: {_needed(needs[name], newest=False)}."
        else:
            yield f"The former key {name} is not needed any more and was taken out of {file}."
    yield "Backups from before need the keys of their day: keep those apart from them, or let the backups go."


def _needed(needs: Needs, *, newest: bool) -> str:
    reasons = [
        f"{count} {what}"
        for count, what in (
            (needs.sealed, "sealed texts are read by it"),
            (needs.people, "codes recognise somebody by it" if newest else "people may be recognised by it alone"),
            (needs.sanctions, "sanctions may be found by it" if newest else "sanctions may be found by it alone"),
        )
        if count
    ]
    first = "the newest" if newest else "a former one"
    return f"{first}: {', '.join(reasons)}" if reasons else f"{first}: nothing needs it"


@contextmanager
def _alone(settings: Settings) -> Iterator[Path]:
    """The database that nobody else works on meanwhile."""
    path = settings.storage.path
    told = f"storage.path (AUNT_STORAGE__PATH): {path}"
    if not path.exists():
        raise SettingsError(f"{told} is not there: `agony-aunt run` makes it, and until then no key is in use.")
    try:
        with alone(path):
            yield path
    except Occupied:
        raise SettingsError(f"{told} is in use: stop the bot first, and start it again afterwards.") from None
    except Unusable as error:
        raise SettingsError(f"{told} {error}.") from error
    except OSError as error:
        raise SettingsError(f"{told} or the key file can't be written ({error.strerror}).") from error


def _open(path: Path, vault: KeyVault) -> AbstractContextManager[Rotation]:
    return opened(path, vault, time.time_ns() // 1_000_000)


def _write(file: Path, ring: Sequence[bytes]) -> None:
    """Puts this ring into the key file: at any moment the former or the new one stands there, whole and private.

    Where the path is a link the file behind it changes, so that no former key stays there. It stays its
    owner's, whoever runs this.
    """
    file = file.resolve()
    former = file.stat()
    text = "".join(f"{urlsafe_b64encode(key).decode().rstrip('=')}\n" for key in ring)
    with NamedTemporaryFile("w", dir=file.parent, prefix=f".{file.name}.", delete=False) as new:  # made with 0600
        try:
            if (former.st_uid, former.st_gid) != (os.geteuid(), os.getegid()):
                os.fchown(new.fileno(), former.st_uid, former.st_gid)
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
            os.replace(new.name, file)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
