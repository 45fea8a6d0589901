"""One process at a time: a lock beside the database file that lasts as long as its holder.

It lies on a file of its own (`<database>.lock`), because SQLite's own locks on the database are lost as soon as the
same process closes the file anywhere else (https://www.sqlite.org/howtocorrupt.html, section 2.2).
The system lets go of it when the process ends, however it ends; the empty file stays, and means nothing.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import Unusable


class Occupied(Exception):
    """Another process works on this database."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Holds the lock of the database at ``path``. Raises Occupied at once if somebody has it; Unusable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unusable(f"can't be opened ({error.strerror})") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied from None
        yield
    finally:
        os.close(lock)
