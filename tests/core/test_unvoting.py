"""Votes when somebody is forgotten, reads their data, or the key is new: only the voter themselves leads to them."""

import sqlite3
from pathlib import Path

import pytest

from bot.retention import Retention
from bot.services import unvoting
from bot.services.forgetting import LATEST, SOONEST
from tests.core.test_forget import card, forgets, later
from tests.core.test_mydata import data
from tests.core.test_new_key import NEW, rotate
from tests.core.test_polling import poll_of
from tests.core.test_voting import opinions, porch, told, votes
from tests.fakes.house import KEY, PORCH, House, Somebody, house, read

__all__ = ["porch"]


async def voted(home: House, *who: Somebody) -> None:
    """Two questions, with an opinion and a poll each; everybody votes for all, and in the first poll."""
    ana, sam = home.person("Ana"), home.person("Sam")
    for number in (1, 2):
        question = await ana.asks(f"Question {number}", poll="Yes\nNo")
        await sam.says("There is.", PORCH, number)
        (opinion,) = await opinions(home, question)
        for each in who:
            await each.presses("vote", opinion.id)
            if number == 1:
                await each.presses("ballot", question.id, 1)


async def test_what_is_stored_tells_where_somebody_voted(porch: House) -> None:
    eva, bob = porch.person("Eva"), porch.person("Bob")
    await voted(porch, eva, bob)
    found = (await data(eva))["votes"]
    assert [each["question"] for each in found["on_opinions"]] == [2, 1]
    counted = {"question": 1, "community": "The Porch", "chosen": "No", "counted_for": None}
    assert found["in_polls"] == [counted]
    assert (await data(porch.person("Zoe")))["votes"]["on_opinions"] == []


async def test_who_only_voted_can_be_forgotten_and_their_votes_go_within_a_day(porch: House) -> None:
    eva, bob = porch.person("Eva"), porch.person("Bob")
    await voted(porch, eva, bob)
    first, second = await porch.questions()
    told_ = read(await forgets(eva))
    assert "Your votes go the same way" in told_
    retention = Retention(porch.store, porch.vault, porch.clock)
    porch.clock.advance(SOONEST - 1)
    await retention.look()
    assert (await votes(porch, first), (await poll_of(porch, first)).counts) == ([2], (0, 2))
    await later(porch)
    assert (await votes(porch, first), await votes(porch, second)) == ([1], [1])
    assert (await poll_of(porch, first)).counts == (0, 1)
    assert "Poll · one vote" in read(porch.card().card)
    assert read(card(await eva.commands("forget"))).startswith("There is nothing about you here")
    assert [each["question"] for each in (await data(bob))["votes"]["on_opinions"]] == [2, 1]


async def test_votes_are_looked_for_on_every_page(porch: House, monkeypatch: pytest.MonkeyPatch) -> None:
    eva = porch.person("Eva")
    await voted(porch, eva, porch.person("Bob"))
    monkeypatch.setattr(unvoting, "PAGE", 1)
    found = await data(eva)
    await forgets(eva)
    await later(porch)
    assert len(found["votes"]["on_opinions"]) == 2
    for question in await porch.questions():
        assert await votes(porch, question) == [1]


async def test_a_wish_that_was_broken_off_is_begun_anew(porch: House) -> None:
    eva = porch.person("Eva")
    await voted(porch, eva)
    await forgets(eva)
    porch.clock.advance(LATEST + 1)
    ((_, traces),) = await porch.store.read(unvoting.due)
    (vote, *_) = await porch.store.read(lambda tx: unvoting.find(tx, traces))
    await porch.store.write(lambda tx: unvoting.take_back(tx, vote))
    await later(porch)
    assert [await votes(porch, question) for question in await porch.questions()] == [[0], [0]]
    assert await porch.store.read(unvoting.due) == []


async def test_what_is_removed_with_its_author_takes_its_votes_with_it(porch: House) -> None:
    eva, sam = porch.person("Eva"), porch.person("Sam")
    await voted(porch, eva)
    await forgets(sam)
    await forgets(porch.person("Ana"))
    await later(porch)
    thief = sqlite3.connect(porch.path)
    for table in ("vote", "ballot", "poll", "poll_tally"):
        assert thief.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    thief.close()


async def test_after_a_new_key_a_vote_is_known_again_and_counts_once(tmp_path: Path) -> None:
    async with house(tmp_path) as before:
        await before.set_up()
        await voted(before, before.person("Eva"))
    rotate(tmp_path / "aunt.db", NEW, KEY)
    async with house(tmp_path, keys=(NEW, KEY)) as after:
        eva, bob = after.person("Eva"), after.person("Bob")
        first, second = await after.questions()
        (opinion,) = await opinions(after, first)
        assert told(await eva.presses("vote", opinion.id)).startswith("Your 👍 is taken back: now 0")
        assert told(await eva.presses("vote", opinion.id)).startswith("Your 👍 counts: now 1")
        await eva.presses("ballot", first.id, 0)
        assert (await poll_of(after, first)).counts == (1, 0)
        await bob.presses("vote", opinion.id)
        assert len((await data(eva))["votes"]["on_opinions"]) == 2
        await forgets(eva)
        await later(after)
        assert (await votes(after, first), await votes(after, second)) == ([1], [0])


async def test_once_the_former_key_is_gone_votes_count_on_and_are_nobodys(tmp_path: Path) -> None:
    async with house(tmp_path) as before:
        await before.set_up()
        await voted(before, before.person("Eva"))
    rotate(tmp_path / "aunt.db", NEW, KEY)
    async with house(tmp_path, keys=(NEW,)) as after:
        eva = after.person("Eva")
        (first, _) = await after.questions()
        assert await votes(after, first) == [1]
        assert (await data(eva))["votes"]["on_opinions"] == []
