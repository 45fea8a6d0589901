"""Forms being filled in."""

import sqlite3
from dataclasses import replace
from functools import partial

import pytest

from bot.ports.records import OpenForm
from bot.ports.store import Tx
from storage import Database
from tests.storage.conftest import World


async def test_a_form_is_filled_and_dropped(db: Database, world: World) -> None:
    form = await db.write(lambda tx: tx.forms.begin(world.asker, "ask", None, "title"))
    assert (form.person, form.name, form.subject, form.step, form.filled) == (world.asker, "ask", None, "title", {})
    filled = replace(form, step="", filled={"title": "Ünder \ud83d"}, sources={"title": "77"})
    await db.write(lambda tx: tx.forms.put(filled))
    assert await db.read(lambda tx: tx.forms.get(form.id)) == filled
    assert await db.read(lambda tx: tx.forms.find(world.asker, "ask", None)) == filled
    assert await db.read(lambda tx: tx.forms.find(world.asker, "ask", 5)) is None
    await db.write(lambda tx: tx.forms.drop(form.id))
    assert await db.read(lambda tx: tx.forms.get(form.id)) is None
    with pytest.raises(LookupError):
        await db.write(lambda tx: tx.forms.put(filled))


async def test_what_is_typed_lies_sealed(db: Database, world: World, look: sqlite3.Connection) -> None:
    form = await db.write(lambda tx: tx.forms.begin(world.asker, "ask", None, "title"))
    await db.write(
        lambda tx: tx.forms.put(replace(form, filled={"title": "canary"}, sources={"title": "origin-canary"}))
    )
    row = str(look.execute("SELECT * FROM form").fetchall())
    assert "canary" not in row
    assert "origin" not in row


def _put(tx: Tx, form: OpenForm) -> None:
    tx.forms.put(form)


async def test_its_length_does_not_tell_which_question_it_becomes(
    db: Database, world: World, look: sqlite3.Connection
) -> None:
    form = await db.write(lambda tx: tx.forms.begin(world.asker, "ask", None, "title"))
    lengths = set()
    for text in ("", "short", "long " * 600):
        filled = replace(form, filled={"details": text})
        await db.write(partial(_put, form=filled))
        lengths.add(look.execute("SELECT length(content) FROM form").fetchone())
    assert len(lengths) == 1


async def test_one_per_name_and_subject(db: Database, world: World) -> None:
    first = await db.write(lambda tx: tx.forms.begin(world.asker, "answer", 1, "text"))
    other = await db.write(lambda tx: tx.forms.begin(world.asker, "answer", 2, "text"))
    again = await db.write(lambda tx: tx.forms.begin(world.asker, "answer", 1, "text"))
    assert first.id != again.id
    found = await db.read(lambda tx: [tx.forms.get(form.id) for form in (first, other, again)])
    assert found == [None, other, again]


async def test_the_current_one_was_touched_last(db: Database, world: World) -> None:
    assert await db.read(lambda tx: tx.forms.current(world.asker)) is None
    first = await db.write(lambda tx: tx.forms.begin(world.asker, "ask", None, "title"))
    second = await db.write(lambda tx: tx.forms.begin(world.asker, "answer", 1, "text"))
    assert await db.read(lambda tx: tx.forms.current(world.asker)) == second
    await db.write(lambda tx: tx.forms.put(first))
    assert await db.read(lambda tx: tx.forms.current(world.asker)) == first
    assert await db.read(lambda tx: tx.forms.current(world.people[0])) is None
