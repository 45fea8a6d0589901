"""A store for a test: the real one, in a file of its own that is copied from one that was migrated once.

Migrating takes several times as long as most tests; that it works is tested with the migrations themselves.
"""

import tempfile
from functools import cache
from pathlib import Path
from sqlite3 import connect

from bot.ports.clock import Clock
from bot.ports.vault import Vault
from storage import Database
from storage.migrate import migrate


async def opened(path: Path, clock: Clock, vault: Vault) -> Database:
    """The store at ``path``, made there if there is none."""
    if not path.exists():  # noqa: ASYNC240 (a small file of a test's own)
        path.write_bytes(_migrated())  # noqa: ASYNC240
    return await Database.open(path, clock, vault)


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.db"
        connection = connect(made, isolation_level=None)
        migrate(connection, 1)
        connection.close()
        return made.read_bytes()
