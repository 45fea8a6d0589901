"""`keys rotate` and `keys list` as those who operate it know them: in peace, killed, and beside a bot that runs."""

import asyncio
import os
import random
from base64 import urlsafe_b64encode
from functools import partial
from pathlib import Path

import pytest

from bot.app import SystemClock
from bot.config import load_keys, read_settings
from bot.domain.communities import DEFAULT_CATEGORIES
from bot.domain.people import Face, PersonId
from bot.ports.store import Tx
from bot.ports.vault import PlatformUser
from bot.vault import KeyVault
from storage import Database
from storage.rotation import opened
from tests.process.conftest import Town

FIRST = b"f" * 32
PEOPLE = 4_000


@pytest.fixture
def file(town: Town, tmp_path: Path) -> Path:
    """The key in a file of its own, instead of the environment."""
    del town.bot.environ["AUNT_PRIVACY__KEY"]
    town.bot.environ["AUNT_PRIVACY__KEY_FILE"] = "aunt.key"
    path = tmp_path / "aunt.key"
    path.touch(0o600)
    path.write_text(f"{_text(FIRST)}\n")
    town.bot.secrets.append(_text(FIRST))
    return path


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")


def ring(file: Path) -> tuple[bytes, ...]:
    return load_keys(read_settings(None, {"AUNT_PRIVACY__KEY_FILE": str(file)}))


def _contact(vault: KeyVault, user: PlatformUser, person: PersonId) -> str:
    return vault.seal_contact(user, f"contact:{person}")


async def fill(town: Town, people: int) -> None:
    """So many people, each of whom asked."""
    vault = KeyVault([FIRST])
    store = await Database.open(town.bot.database, SystemClock(), vault)

    def build(tx: Tx) -> None:
        community = tx.communities.add("Home", DEFAULT_CATEGORIES).id
        for number in range(people):
            user = PlatformUser("telegram", f"7{number:09}")
            token = vault.token(user, Face.HIDDEN)
            who = tx.people.meet(token, Face.HIDDEN, "telegram", "en", partial(_contact, vault, user))
            tx.questions.add(community, who.id, f"Question {number}", "", ())

    await store.write(build)
    await store.close()


async def known(town: Town, *keys: bytes) -> int:
    """How many of them are known and can be reached with these keys alone."""
    vault = KeyVault(keys)
    store = await Database.open(town.bot.database, SystemClock(), vault)

    def count(tx: Tx) -> int:
        found = 0
        for number in range(PEOPLE):
            user = PlatformUser("telegram", f"7{number:09}")
            person = next(filter(None, map(tx.people.find, vault.tokens(user, Face.HIDDEN))), None)
            found += (
                person is not None
                and vault.open_contact(tx.people.contact(person.id) or "", f"contact:{person.id}") == user
            )
        return found

    counted = await store.read(count)
    await store.close()
    return counted


async def test_a_new_key_takes_over_and_the_bot_runs_on_with_it(town: Town, file: Path) -> None:
    await town.opens()
    await town.person("Ana").writes("/start")
    await town.bot.stop()
    code, out, err = await town.bot.told("keys", "rotate")
    assert (code, err) == (0, [])
    assert out[0].startswith("Made the new key ")
    assert "is not needed any more and was taken out" in "\n".join(out)
    (new,) = ring(file)
    assert new != FIRST
    assert os.stat(file).st_mode & 0o777 == 0o600
    assert [name for name in os.listdir(file.parent) if name.startswith(".")] == []
    assert _text(new) not in "\n".join(out)
    code, out, _ = await town.bot.told("keys", "list")
    assert code == 0
    assert len(out) == 1
    assert "the newest" in out[0]
    await town.bot.start()
    await town.bot.says("ready")
    assert await town.bot.stop() == 0


async def test_killed_anywhere_it_goes_on_where_it_was(town: Town, file: Path) -> None:
    await fill(town, PEOPLE)
    kills = 0
    for attempt in range(5):
        await town.bot.start("keys", "rotate")
        async with asyncio.timeout(20):
            while len(ring(file)) == 1 and town.bot.runs:  # noqa: ASYNC110 (another process writes it)
                await asyncio.sleep(0.002)
        await asyncio.sleep(random.uniform(0, 0.1) * attempt)
        if not town.bot.runs:
            break
        await town.bot.kill()
        kills += 1
        assert len(ring(file)) == 2
        assert await known(town, *ring(file)) == PEOPLE
    with opened(town.bot.database, KeyVault(ring(file)), 0) as rotation:
        begun = rotation.unfinished()
    assert kills
    newest = ring(file)[0]
    if begun:
        code, out, err = await town.bot.told("keys", "rotate")
        assert (code, err) == (0, [])
        assert out[0].startswith("Going on with the new key ")
    assert ring(file) == (newest,)
    assert await known(town, newest) == PEOPLE


async def test_while_the_bot_runs_no_key_is_changed_and_no_second_bot_starts(town: Town, file: Path) -> None:
    await town.opens()
    before = ring(file)
    other = type(town.bot)(town.bot.folder, town.bot.environ)
    for command in (("keys", "rotate"), ("keys", "list"), ("run",)):
        code, out, err = await other.told(*command)
        assert (code, out) == (2, []), command
        assert "in use" in err[-1], command
    assert ring(file) == before
    assert await town.bot.stop() == 0


async def test_a_bot_that_was_killed_leaves_no_lock(town: Town, file: Path) -> None:
    await town.opens()
    await town.bot.kill()
    code, _, err = await town.bot.told("keys", "list")
    assert (code, err) == (0, [])


async def test_a_key_in_the_environment_and_a_missing_database_are_told(town: Town, file: Path) -> None:
    code, _, err = await town.bot.told("keys", "rotate")
    assert code == 2
    assert "is not there" in err[-1]
    del town.bot.environ["AUNT_PRIVACY__KEY_FILE"]
    town.bot.environ["AUNT_PRIVACY__KEY"] = _text(FIRST)
    code, _, err = await town.bot.told("keys", "rotate")
    assert code == 2
    assert "write it into a file" in err[-1]


async def test_a_key_file_that_others_can_read_is_refused(town: Town, file: Path) -> None:
    os.chmod(file, 0o640)
    for command in (("run",), ("keys", "rotate")):
        code, _, err = await town.bot.told(*command)
        assert code == 2
        assert "chmod 600" in err[-1]


async def test_behind_a_link_the_file_itself_is_changed_and_stays_its_owners(town: Town, file: Path) -> None:
    await fill(town, 1)
    link = file.with_name("link.key")
    link.symlink_to(file.name)
    town.bot.environ["AUNT_PRIVACY__KEY_FILE"] = link.name
    if os.geteuid() == 0:
        os.chown(file, 12_345, 12_345)
    before = os.stat(file)
    code, _, err = await town.bot.told("keys", "rotate")
    assert (code, err) == (0, [])
    assert link.is_symlink()
    after = os.stat(file)
    os.chown(file, os.geteuid(), os.getegid())
    assert FIRST not in ring(file), "the former key stays nowhere"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
