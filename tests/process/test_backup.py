"""`agony-aunt backup`: the database in one file for its owner, taken while the bot runs; and what it refuses."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.process.conftest import Town

MAGIC = b"SQLite format 3\0"


def titles(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM question ORDER BY number")]


async def asks(town: Town, title: str) -> None:
    ana = town.person("Ana")
    await ana.writes("/ask")
    await ana.taps("Everyone")
    await ana.writes(title)
    await ana.taps("Skip")
    await ana.taps("Post it")
    await ana.waits_for("Your question is #")


async def test_a_backup_of_a_running_bot_is_whole_and_private_and_can_be_started_from(town: Town) -> None:
    target = town.bot.folder / "copy.db"
    other = type(town.bot)(town.bot.folder, town.bot.environ)
    umask = os.umask(0)
    try:
        await town.opens()
        await asks(town, "Is this on the disk?")
        code, out, err = await other.told("backup", target.name)
    finally:
        os.umask(umask)
    assert (code, err) == (0, [])
    assert str(target.stat().st_size) in out[0]
    assert "The key is not in it" in out[0]
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_bytes().startswith(MAGIC)
    assert titles(target) == ["Is this on the disk?"]
    assert sorted(each.name for each in target.parent.iterdir()) == ["copy.db", "store"], "nothing is left beside it"
    await asks(town, "And this one later?")
    assert titles(target) == ["Is this on the disk?"]
    assert await town.bot.stop() == 0

    shutil.rmtree(town.bot.database.parent)
    town.bot.database.parent.mkdir()
    target.rename(town.bot.database)
    await town.bot.start()
    await town.bot.says("ready")
    assert await town.bot.stop() == 0


async def test_nothing_is_written_over_and_nothing_half_is_left(town: Town) -> None:
    await town.opens()
    await town.bot.stop()
    there = town.bot.folder / "there.db"
    there.write_text("something dear")
    for target, told in (("there.db", "is there already"), ("store", "is there already"), ("no/folder.db", "can't be")):
        code, out, err = await town.bot.told("backup", target)
        assert (code, out) == (1, []), target
        assert told in err[-1], target
        assert err[-1].endswith("."), target
    assert there.read_text() == "something dear"
    town.bot.database.write_bytes(b"no database at all" * 1000)
    code, _, err = await town.bot.told("backup", "new.db")
    assert code == 1
    assert "can't be copied" in err[-1]
    town.bot.database.unlink()
    code, _, err = await town.bot.told("backup", "new.db")
    assert code == 1
    assert "nothing to back up" in err[-1]
    assert sorted(each.name for each in town.bot.folder.iterdir()) == ["store", "there.db"]
