"""Topics: a community's moderators name some, and whoever asks may choose one."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Sheet
from bot.domain.moderation import TOPIC_MAX, TOPICS_MAX
from tests.fakes.house import House, house, labels, read

FAMILY = "Familie und Kinder"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as built:
        await built.set_up()
        await built.rule("topics", json.dumps(["Love", "Work", FAMILY]))
        yield built


async def test_whoever_asks_chooses_one_of_the_topics(home: House) -> None:
    ana = home.person("Ana")
    await ana.commands("ask")
    await ana.taps("Everyone")
    assert labels(ana.sees()[-1].card)[:4] == ["Love", "Work", FAMILY, "None of these"]
    await ana.taps(FAMILY)
    await ana.says("Is there still hope?")
    await ana.taps("Skip")
    assert f"Topic: {FAMILY}" in ana.reads()[-1]
    await ana.taps("Post it")
    assert f"#1 · asked anonymously · {FAMILY}" in read(home.card().card)
    (shown,) = home.telegram.labels.values()
    assert [(each.kind, each.name) for each in shown] == [("status", "Open"), ("topic", FAMILY)]


async def test_a_topic_that_went_meanwhile_is_left_out(home: House) -> None:
    ana = home.person("Ana")
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.taps("Work")
    await ana.says("Is there still hope?")
    await ana.taps("Skip")
    await home.rule("topics", "[]")
    await ana.taps("Post it")
    assert "#1 · asked anonymously" in read(home.card().card)
    assert "Work" not in read(home.card().card)


async def test_a_community_without_topics_asks_for_none(tmp_path: Path) -> None:
    async with house(tmp_path, fills_forms=True) as home:
        await home.set_up()
        ana = home.person("Ana")
        sheet = await ana.commands("ask")
        assert isinstance(sheet, Sheet)
        assert [each.name for each in sheet.blanks] == ["audience", "title", "details", "poll"]
        await home.rule("topics", json.dumps(["Love"]))
        sheet = await ana.commands("ask")
        assert isinstance(sheet, Sheet)
        assert [each.name for each in sheet.blanks] == ["audience", "topic", "title", "details", "poll"]
        preview = await ana.fills(sheet, audience="everyone", title="Is there hope?", details="")
        assert isinstance(preview, Card)
        assert "Topic" not in read(preview)


async def test_moderators_name_them_and_too_many_or_too_long_ones_are_refused(home: House) -> None:
    home.telegram.moderators = {"id of Olga"}
    olga = home.person("Olga")
    community = await home.store.read(lambda tx: tx.communities.on("telegram")[0])

    async def add(text: str) -> str:
        await olga.presses("setting-change", community.id, "topics")
        await olga.says(text)
        assert isinstance(olga.shown, Card)
        return read(olga.shown)

    assert "Travel" in await add("Travel")
    assert str(TOPIC_MAX) in await add("x" * (TOPIC_MAX + 1))
    assert str(TOPICS_MAX) in await add("\n".join(f"Topic {number}" for number in range(TOPICS_MAX)))
