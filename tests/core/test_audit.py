"""The audit: what moderators did, for moderators alone, and nothing on it tells who anybody is."""

import sqlite3

import pytest

from bot.cards import Card, Toast
from bot.services.auditing import PAGE
from bot.words import speak
from tests.fakes.house import PORCH, House, buttons, labels, read


@pytest.fixture
async def house(porch: House) -> House:
    """Olga and Otto moderate."""
    porch.telegram.moderators = {"id of Olga", "id of Otto"}
    return porch


def _card(shown: object) -> Card:
    assert isinstance(shown, Card), shown
    return shown


async def test_every_action_stands_there_with_who_what_when_and_why(house: House) -> None:
    question = await house.person("Ana").asks()
    await house.person("Sam").answers(question, "Leave him.", kind="I'm a Guy")
    alias = read(house.stands()[-1].card).split(":")[0]
    olga, otto = house.person("Olga"), house.person("Otto")
    assert "Nothing yet." in read(_card(await olga.commands("audit")))
    await olga.commands("remove", f"1 {alias} Too harsh.")
    await otto.commands("restore", f"1 {alias}")
    await otto.commands("lock", "1")
    lines = read(_card(await olga.commands("audit"))).split("\n")
    assert lines[0] == "What the moderators of The Porch did"
    assert [line.split(" UTC · ")[1] for line in lines[1:]] == [
        "Otto: locked · #1",
        f"Otto: put back · the opinion of “{alias}” on #1",
        f"Olga: removed · the opinion of “{alias}” on #1 · Too harsh.",
    ]
    assert "Jan 1, 2026" in lines[1]
    assert not {"Ana", "Sam"} & set(" ".join(lines).split())


async def test_a_setting_is_called_by_its_name(house: House) -> None:
    olga = house.person("Olga")
    settings = _card(await olga.commands("settings"))
    (links,) = [each for each in buttons(settings) if each.label.startswith("Look at links")]
    choices = buttons(_card(await olga.presses(links.action, *links.args)))
    (no,) = [each for each in choices if each.label == "no"]
    await olga.presses(no.action, *no.args)
    assert "Olga: changed a setting · Look at links" in read(_card(await olga.commands("audit")))


async def test_it_is_read_in_pages(house: House) -> None:
    await house.person("Ana").asks()
    olga = house.person("Olga")
    for _ in range(PAGE // 2 + 1):
        await olga.commands("lock", "1")
        await olga.commands("lock", "1 off")
    first = _card(await olga.commands("audit"))
    assert len(first.parts) == PAGE + 1
    assert labels(first) == [speak("en")("button-older")]
    second = _card(await olga.presses("audit", *first.rows[0][0].args))
    assert len(second.parts) == 3
    assert labels(second) == [speak("en")("button-newer")]
    assert read(_card(await olga.presses("audit", *second.rows[0][0].args))) == read(first)


async def test_nobody_else_reads_it_and_not_in_public(house: House) -> None:
    await house.person("Ana").asks()
    await house.person("Olga").commands("lock", "1")
    sam = house.person("Sam")
    await sam.says("Hm.", PORCH)
    assert "Only moderators" in read(_card(await sam.commands("audit")))
    community = (await house.store.read(lambda tx: tx.communities.on("telegram")))[0].id
    assert await sam.presses("audit", community, 0) == Toast("Only moderators can do that.")
    assert await house.person("Olga").presses("audit", 7, 0) == Toast("That button does not work any more.")
    shown = await house.person("Olga").commands("audit", "", PORCH)
    assert "locked" not in read(_card(shown))


async def test_it_can_not_be_changed_and_holds_no_name_in_the_clear(house: House) -> None:
    await house.person("Ana").asks()
    await house.person("Olga").commands("remove", "1 Because of Zanzibar.")
    await house.stop_gently()
    with sqlite3.connect(house.path) as file:
        rows = file.execute("SELECT done_by, detail FROM audit").fetchall()
        assert len(rows) == 1
        assert "Olga" not in rows[0][0]
        assert "Zanzibar" not in rows[0][1]
        assert "Zanzibar" not in str(file.execute("SELECT * FROM removal").fetchall())
        for statement in ("DELETE FROM audit", "UPDATE audit SET detail = ''"):
            with pytest.raises(sqlite3.IntegrityError):
                file.execute(statement)
