"""Connections: how SQLite is set up for writing and for reading, and a thread for each.

Everything that SQLite keeps is asked to be as forgetful as the product promises: deleted rows are overwritten
(`secure_delete`), sorting goes to memory and never to a temporary file, and the log of recent pages (WAL) is cut down
when it has been copied into the database.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite

R = TypeVar("R")

_BUSY = 10.0  # seconds to wait for another process (a backup, say) before giving up
_STATEMENTS = 256  # prepared statements kept per connection


class Connection(aiosqlite.Connection):
    """aiosqlite's connection and thread, and one method more."""

    def run(self, work: Callable[[], R]) -> asyncio.Future[R]:
        """Runs a function on the connection's thread, after all that was asked for before it.

        The answer need not be awaited: the function runs anyway, also when the future was cancelled meanwhile.
        """
        if not self._running:
            raise ValueError("the connection is closed")
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, work))
        return future

    def wait_for_end(self) -> None:
        """Returns when the thread has ended, which it does by itself after it failed to open the file.

        Its last act is a word to the event loop, which must still be there then.
        """
        self._thread.join()

    @property
    def raw(self) -> sqlite3.Connection:
        """SQLite's own connection, to be used on this connection's thread only."""
        return self._conn


def writer(path: Path) -> Connection:
    """The one connection that writes; not opened before it is awaited. Makes the file, for its owner only."""
    return Connection(partial(open_for_writing, path), iter_chunk_size=64)


def reader(path: Path) -> Connection:
    """A connection that can only read; not opened before it is awaited."""
    return Connection(partial(_open_reader, path), iter_chunk_size=64)


def open_for_writing(path: Path) -> sqlite3.Connection:
    """SQLite's own connection, as forgetful as all of ours. Makes the file, for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None, cached_statements=_STATEMENTS)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA journal_size_limit = 0")
    except BaseException:
        connection.close()
        raise
    return connection


def _open_reader(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro",
        uri=True,
        timeout=_BUSY,
        isolation_level=None,
        cached_statements=_STATEMENTS,
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection
