"""SIGKILL at any moment: what was acknowledged is there, and nothing is there by half."""

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def write_until_killed(path: Path, lines: int) -> set[int]:
    """Starts the process, kills it after it has acknowledged some, and returns all that it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.killed", str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        told += process.stdout.readlines()
    assert process.returncode == -9
    return {int(line) for line in told if line.endswith("\n")}


@pytest.mark.parametrize("rounds", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_what_was_acknowledged_survives(path: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    acknowledged: set[int] = set()
    for _ in range(rounds):
        acknowledged |= write_until_killed(path, chance.randrange(50, 400))
        look = sqlite3.connect(path)
        kept = {int(key) for (key,) in look.execute("SELECT key FROM seen")}
        waiting = look.execute("SELECT count(*) FROM inbox").fetchone()[0]
        last = look.execute("SELECT position FROM cursor").fetchone()[0]
        sound = look.execute("PRAGMA integrity_check").fetchone()[0]
        look.close()
        assert acknowledged <= kept
        assert (waiting, last, sound) == (len(kept), max(kept), "ok")
