"""What a process leaves on the disk, looked at from outside: a copy of the files, so that nothing of them is mended."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True)
class Remains:
    """What the tables hold."""

    inbox: int
    aside: int
    outbox: Counter[str]
    seen: frozenset[int]
    cursor: int
    texts: Counter[str]
    sound: bool


def look(database: Path) -> Remains:
    """The database as a process that starts now would find it."""
    with _copied(database) as db:

        def column(query: str) -> list[str]:
            return [row[0] for row in db.execute(query)]

        return Remains(
            inbox=len(column("SELECT id FROM inbox WHERE aside = 0")),
            aside=len(column("SELECT id FROM inbox WHERE aside = 1")),
            outbox=Counter(column("SELECT state FROM outbox")),
            seen=frozenset(int(key) for key in column("SELECT key FROM seen")),
            cursor=max(map(int, column("SELECT position FROM cursor")), default=0),
            texts=Counter(
                column("SELECT title FROM question")
                + column("SELECT text FROM passage")
                + column("SELECT text FROM reply")
            ),
            sound=column("PRAGMA integrity_check") == ["ok"],
        )


def hold(database: Path) -> sqlite3.Connection:
    """Takes the store's one right to write: whoever else wants to commit waits until this connection is closed."""
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    return db


@contextmanager
def _copied(database: Path) -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory() as folder:
        for suffix in ("", "-wal"):
            file = database.with_name(database.name + suffix)
            if file.exists():
                shutil.copy(file, folder)
        db = sqlite3.connect(Path(folder) / database.name)
        try:
            yield db
        finally:
            db.close()
