"""Pictures in the store: sealed, and of a length that says nothing."""

import sqlite3

import pytest

from bot.domain.pictures import KEPT_MAX, Image
from bot.ports.store import Tx
from storage import Database
from tests.storage.conftest import VAULT, World


@pytest.mark.parametrize("size", [0, 1, 65_000, 65_536, KEPT_MAX])
async def test_it_comes_back_as_it_was(db: Database, world: World, size: int) -> None:
    image = Image("jpeg", b"\n\0" * (size // 2) + b"\0" * (size % 2))
    form = await db.write(lambda tx: tx.forms.begin(world.asker, "ask", None, "title"))
    await db.write(lambda tx: tx.pictures.sketch(form.id, image))
    question = await db.write(lambda tx: tx.questions.add(world.community, world.asker, "A title", "", ()))
    await db.write(lambda tx: tx.pictures.hang(question.id, image))
    assert await db.read(lambda tx: tx.pictures.of_form(form.id)) == image
    assert await db.read(lambda tx: tx.pictures.of(question.id)) == image


async def test_its_length_does_not_tell_of_which_form_it_was(
    db: Database, world: World, look: sqlite3.Connection
) -> None:

    def hang(tx: Tx) -> None:
        for size in (1_000, 20_000, 60_000):
            question = tx.questions.add(world.community, world.asker, "A title", "", ())
            tx.pictures.hang(question.id, Image("png", bytes(size)))

    await db.write(hang)
    assert len(set(look.execute("SELECT length(content) FROM picture").fetchall())) == 1


async def test_one_that_an_earlier_version_kept_is_read(db: Database, world: World, look: sqlite3.Connection) -> None:
    question = await db.write(lambda tx: tx.questions.add(world.community, world.asker, "A title", "", ()))
    sealed = VAULT.seal(b"png\na picture\0", f"picture:{question.id}")
    look.execute("INSERT INTO picture (id, content) VALUES (?, ?)", (question.id, sealed))
    look.commit()
    assert await db.read(lambda tx: tx.pictures.of(question.id)) == Image("png", b"a picture\0")
