"""A backup: the database as it stands at one moment, in one file for its owner only, while the bot goes on working.

SQLite copies it page by page out of one snapshot (https://www.sqlite.org/backup.html). The copy is made under another
name beside its target, looked through, and put in its place when it is whole and on the disk: a backup that is there is
a good one. No log lies beside it. The key is not in the database, so it is not in the backup.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

_BUSY = 10.0  # seconds to wait for a writer that is just starting or ending


class NoBackup(Exception):
    """Nothing was made. The text is a sentence for whoever asked for it."""


def back_up(path: Path, target: Path) -> int:
    """Copies the database at ``path`` to ``target``, which must not be there yet; returns its size in bytes.

    Raises NoBackup.
    """
    if not path.exists():
        raise NoBackup(f"{path} is not there: there is nothing to back up.")
    if target.exists() or target.is_symlink():
        raise NoBackup(f"{target} is there already: please name a file that is not, nothing is written over.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            _copy(path, part)
            os.rename(part, target)
        finally:
            part.unlink(missing_ok=True)
        _settle(target.absolute().parent)
    except OSError as error:
        raise NoBackup(f"{target} can't be written ({error.strerror}).") from error
    except sqlite3.Error as error:
        raise NoBackup(f"{path} can't be copied to {target} ({error}).") from error
    return target.stat().st_size


def _copy(path: Path, part: Path) -> None:
    address = f"{path.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=_BUSY)) as source,
        closing(sqlite3.connect(part, isolation_level=None)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file: what is in the log is in it
        (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError("the copy is damaged")
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Has the file's new name on the disk as well."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
