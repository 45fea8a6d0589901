"""One unit of work on a database that may be in use: a snapshot is read, and nothing is made, changed or brought up to
date. That is for programs beside the bot, such as the export.
"""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TypeVar

from bot.ports.clock import Clock
from bot.ports.store import Tx
from bot.ports.vault import Vault
from storage.checkup import address
from storage.database import Unusable
from storage.lock import Occupied, alone
from storage.migrate import SchemaError, known, missing
from storage.units import Units

T = TypeVar("T")

_BUSY = 5.0  # seconds to wait for a writer that is just starting or ending


def look(path: Path, clock: Clock, vault: Vault, unit: Callable[[Tx], T]) -> T:
    """Runs a unit that changes nothing. Raises what the unit raised, SchemaError, Unusable.

    Where nobody has the file in use, nobody can begin to until this is done.
    """
    if not path.exists():
        raise Unusable("does not exist")
    with ExitStack() as held:
        with suppress(Occupied):
            held.enter_context(alone(path))
        try:
            return _looked(path, Units(clock, vault), unit)
        except sqlite3.Error as error:
            raise Unusable(f"can't be read as the database ({error})") from error


def _looked(path: Path, units: Units, unit: Callable[[Tx], T]) -> T:
    connection = sqlite3.connect(address(path), uri=True, timeout=_BUSY, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if missing(connection, known()):
            raise SchemaError("This database is of an older version: start the bot once, which brings it up to date.")
        return units.look(connection, unit)
    finally:
        connection.close()
