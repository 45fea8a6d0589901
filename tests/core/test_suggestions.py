"""Suggestions: which questions are offered while somebody types a number or words of a title, and to whom."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cog import Call, Cog
from bot.domain.communities import Community
from bot.domain.people import Face, PersonId
from bot.domain.questions import Question, Status
from bot.events import Where, Who
from bot.ports.store import Tx
from bot.services import reading
from tests.fakes.house import PORCH, House, Somebody, house

broken = Cog("broken")
ATTIC = "-300"


@broken.suggests("broken")
def stumbles(call: Call, typed: str) -> list[tuple[str, str]]:
    raise KeyError("a mistake of ours")


@broken.suggests("endless")
def endless(call: Call, typed: str) -> list[tuple[str, str]]:
    return [("word " * 40, str(number)) for number in range(100)]


@broken.suggests("forward")
def forward(call: Call, typed: str) -> list[tuple[str, str]]:
    return [(str(call.caller.hidden), "1")]


@pytest.fixture
async def porch(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, extra=[broken]) as built:
        await built.set_up()
        yield built


async def community(house: House, name: str = "The Porch") -> Community:
    return next(each for each in await house.store.read(lambda tx: tx.communities.on("telegram")) if each.name == name)


async def ask(house: House, *titles: str, of: str = "The Porch", details: str = "") -> list[Question]:
    """Questions by somebody who needs no form."""
    asker = await house.person("Olga").face(Face.HIDDEN) or await _met(house)
    home = await community(house, of)

    def add(tx: Tx) -> list[Question]:
        return [tx.questions.add(home.id, asker, title, details, ("guy",)) for title in titles]

    return await house.store.write(add)


async def _met(house: House) -> PersonId:
    """A hidden face, by a gesture that needs one."""
    olga = house.person("Olga")
    await olga.commands("ask")
    found = await olga.face(Face.HIDDEN)
    assert found is not None
    return found


async def offered(who: Somebody, typed: str, command: str = "question", near: str | None = None) -> list[str]:
    return [label for label, _ in await suggestions(who, typed, command, near)]


async def suggestions(
    who: Somebody, typed: str, command: str = "question", near: str | None = None
) -> list[tuple[str, str]]:
    where = Where(who.platform, near=near)
    return await who.house.dispatch.suggest(Who(who.user, who.name, who.language), where, command, typed)


async def test_the_newest_come_first_and_lead_to_their_numbers(porch: House) -> None:
    await ask(porch, "Is there hope?", "Why does he lie?")
    assert await suggestions(porch.person("Sam"), "") == [
        ("#2 For Guys: Why does he lie?", "2"),
        ("#1 For Guys: Is there hope?", "1"),
    ]


async def test_digits_begin_a_number_and_words_stand_in_a_title(porch: House) -> None:
    await ask(porch, *(f"Question {word}" for word in ("ALPHA", "Öl im Getriebe", *map(str, range(3, 125)))))
    sam = porch.person("Sam")
    assert [value for _, value in await suggestions(sam, "12")] == ["124", "123", "122", "121", "120", "12"]
    assert [value for _, value in await suggestions(sam, " #12 ")] == ["124", "123", "122", "121", "120", "12"]
    assert await offered(sam, "alpha quest") == ["#1 For Guys: Question ALPHA"]
    assert await offered(sam, "ÖL") == ["#2 For Guys: Question Öl im Getriebe"]
    assert await offered(sam, "nowhere") == await offered(sam, "0") == await offered(sam, "9" * 5000) == []
    assert await offered(sam, "٣") == []


async def test_there_are_25_at_most_and_a_label_is_never_too_long(porch: House) -> None:
    await ask(porch, *("x" * 100 for _ in range(30)), details="q" * 4_000)
    sam = porch.person("Sam")
    found = await offered(sam, "")
    assert len(found) == 25
    assert {len(each) for each in found} == {100}
    assert found[0].startswith("#30 For Guys: xxx")
    assert found[0].endswith("x…")
    assert "q" not in "".join(found)
    cut = await offered(sam, "", "endless")
    assert (len(cut), {len(each) for each in cut}) == (25, {100})


async def test_removed_questions_are_not_offered_and_closed_ones_only_to_read(porch: House) -> None:
    gone, closed, _ = await ask(porch, "Taken back", "Closed by now", "Still open")

    def change(tx: Tx) -> None:
        tx.questions.set_status(gone.id, Status.REMOVED)
        tx.questions.set_status(closed.id, Status.CLOSED)

    await porch.store.write(change)
    sam = porch.person("Sam")
    assert [value for _, value in await suggestions(sam, "")] == ["3", "2"]
    assert await offered(sam, "1") == []
    assert [value for _, value in await suggestions(sam, "", "answer")] == ["3"]


async def test_ones_own_question_is_offered_like_any_other(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks("Is there hope?")
    assert await offered(ana, "", "answer") == await offered(sam, "", "answer") == ["#1 For everyone: Is there hope?"]


async def test_in_a_place_only_its_community_is_meant(porch: House) -> None:
    await porch.set_up("The Attic", ATTIC)
    await ask(porch, "On the porch")
    await ask(porch, "In the attic", of="The Attic")
    sam = porch.person("Sam")
    assert await offered(sam, "", near=PORCH) == ["#1 For Guys: On the porch"]
    assert await offered(sam, "", near=ATTIC) == ["#1 For Guys: In the attic"]
    assert await offered(sam, "") == ["#1 The Attic · For Guys: In the attic", "#1 The Porch · For Guys: On the porch"]

    attic = (await community(porch, "The Attic")).id
    await sam.commands("ask")
    hidden = await sam.face(Face.HIDDEN)
    assert hidden is not None
    await porch.store.write(lambda tx: tx.people.belong(hidden, attic))
    assert await offered(sam, "") == ["#1 For Guys: In the attic"]
    assert await offered(sam, "", near=PORCH) == ["#1 For Guys: On the porch"], "also somebody who is new here"


async def test_whoever_types_is_not_met(porch: House) -> None:
    await ask(porch, "Is there hope?")
    sam = porch.person("Sam")
    assert await offered(sam, "hope") != []
    assert await offered(sam, "", "forward") == []
    assert (await sam.face(Face.OPEN), await sam.face(Face.HIDDEN)) == (None, None)


async def test_what_fails_suggests_nothing(
    porch: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sam = porch.person("Sam")
    assert await offered(sam, "", "broken") == []
    assert "nothing could be suggested" in caplog.text
    assert await offered(sam, "", "there is no such command") == []
    assert await offered(sam, "", "ask") == []
    monkeypatch.setattr(reading, "communities_of", None)
    assert await offered(sam, "hope") == []


async def test_ten_thousand_questions_are_searched_at_once(porch: House) -> None:
    await ask(porch, *(f"Question of {number} sorrows" for number in range(10_000)), details="y" * 1_000)
    sam = porch.person("Sam")
    assert [value for _, value in await suggestions(sam, "777")] == [*map(str, range(7779, 7769, -1)), "777"]
    assert await offered(sam, "9999 sorrows") == ["#10000 For Guys: Question of 9999 sorrows"]
