"""A process to be killed: writes without end, and says on its standard output what was acknowledged."""

import asyncio
import sys
from functools import partial
from pathlib import Path

from bot.ports.store import Tx
from storage import Database
from tests.fakes.clock import FakeClock
from tests.storage.conftest import VAULT


async def main(path: Path) -> None:
    """Each unit writes the same number in two tables; eight tasks write at once."""
    db = await Database.open(path, FakeClock(), VAULT)
    first = (await db.read(lambda tx: tx.inbox.cursor("last"))) or 0

    def unit(number: int, tx: Tx) -> None:
        tx.inbox.arrived("telegram", str(number), "sealed")
        tx.inbox.move_cursor("last", max(number, tx.inbox.cursor("last") or 0))

    async def write(task: int) -> None:
        number = first + 1 + task
        while True:
            await db.write(partial(unit, number))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            number += 8

    async with asyncio.TaskGroup() as tasks:
        for task in range(8):
            tasks.create_task(write(task))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
