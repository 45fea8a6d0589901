"""Three faces: whoever steals the file can't tell which open writer, which hidden voice and which asker are one."""

import sqlite3
from collections.abc import Callable
from itertools import combinations, product
from typing import TypeVar

import pytest

from bot.cards import Card
from bot.domain.people import Face
from bot.events import Joined
from bot.ports.store import Tx
from tests.fakes.house import PORCH, House, Somebody, read, words_of

T = TypeVar("T")


class Watch:
    """Sees which people each unit of work makes known, in the order of the units."""

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        self.units: list[list[str]] = []
        seal, write, made = house.vault.seal_contact, house.store.write, list[str]()

        def sealing(user: object, about: str) -> str:
            made.append(about)
            return seal(user, about)  # type: ignore[arg-type]

        async def writing(unit: Callable[[Tx], T]) -> T:
            def watched(tx: Tx) -> T:
                made.clear()
                result = unit(tx)
                self.units.append(list(made))
                return result

            return await write(watched)

        monkeypatch.setattr(type(house.vault), "seal_contact", lambda vault, user, about: sealing(user, about))
        monkeypatch.setattr(house.store, "write", writing)


async def story(porch: House, sam: Somebody) -> None:
    """Everything that one person can do: ask, answer in public, under a name, anonymously, reply, read, take back."""
    other = porch.person("Other")
    theirs = await other.asks("Somebody else's question")
    own = await sam.asks("Is there hope?", "He left.")
    said = await sam.says("In public.", PORCH, 1)
    await sam.says("On my own question, to mislead.", PORCH, 2)
    await sam.answers(theirs, "Anonymously.", kind="I'm a Guy")
    await sam.taps("I'm a Guy", porch.card(1), PORCH)
    third = await other.asks("A third question")
    await sam.answers(third, "Under my name.", named=True)
    await other.says("An opinion.", PORCH, 2)
    await sam.says("A reply of the asker's.", answers=sam.sees()[-1].id)
    notice = next(each for each in other.sees() if words_of(each.card) == ["Anonymously."])
    await other.says("A reply to an anonymous opinion.", answers=notice.id)
    await sam.says("An anonymous reply.", answers=sam.sees()[-1].id)
    await sam.presses("page", own.id)
    await sam.commands("delete", place=PORCH, answers=said)
    await sam.says("In public again.", PORCH, 1)


async def faces(person: Somebody) -> tuple[int, int, int]:
    opened, hidden, asking = [await person.face(face) for face in (Face.OPEN, Face.HIDDEN, Face.ASKING)]
    assert opened is not None
    assert hidden is not None
    assert asking is not None
    return opened, hidden, asking


async def test_no_row_of_any_table_holds_two_faces(porch: House) -> None:
    sam = porch.person("Sam")
    await story(porch, sam)
    opened, hidden, asking = await faces(sam)
    thief = sqlite3.connect(porch.path)
    tables = [name for (name,) in thief.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [(table, row) for table in tables for row in thief.execute(f"SELECT * FROM {table}")]
    thief.close()
    assert {table for table, row in rows if opened in row} >= {"person", "opinion", "receipt", "belonging"}
    assert {table for table, row in rows if hidden in row} >= {"person", "opinion", "reply", "alias", "belonging"}
    assert {table for table, row in rows if asking in row} >= {"person", "question", "reply", "receipt", "belonging"}
    for table, row in rows:
        text = " ".join(map(str, row))
        assert sum(str(face) in text for face in (opened, hidden, asking)) < 2, table


async def test_two_faces_are_never_made_known_in_one_unit_of_work(
    porch: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, sam = Watch(porch, monkeypatch), porch.person("Sam")
    await story(porch, sam)
    people = {f"contact:{face}" for face in await faces(sam)}
    assert sum(len(people & set(unit)) for unit in watch.units) == 3
    assert max(len(unit) for unit in watch.units) == 1


@pytest.mark.parametrize("first", ["in public", "by a tap", "in private"])
async def test_the_first_thing_somebody_does_makes_one_face_known(porch: House, first: str) -> None:
    await porch.person("Ana").asks()
    sam = porch.person("Sam")
    if first == "in public":
        await sam.says("Yes.", PORCH)
    elif first == "by a tap":
        await sam.taps("I'm a Guy", porch.card(), PORCH)
    else:
        await sam.presses("answer", (await porch.questions())[0].id)
    known = [await sam.face(face) is not None for face in Face]
    assert known == [first != "in private", first == "in private", False]


async def test_looking_makes_nobody_known(porch: House) -> None:
    question = await porch.person("Ana").asks()
    sam = porch.person("Sam")
    await sam.commands("question", "1")
    await sam.presses("page", question.id)
    await sam.commands("help")
    await sam.commands("privacy")
    await sam.does(Joined(inside=True), PORCH)
    assert [await sam.face(face) for face in Face] == [None, None, None]


async def test_tokens_and_ids_of_faces_have_nothing_in_common(porch: House) -> None:
    sam = porch.person("Sam")
    question = await porch.person("Ana").asks()
    tokens = [porch.vault.token(sam.user, face) for face in Face]
    for one, other in combinations(tokens, 2):
        assert not {one[at : at + 6] for at in range(38)} & {other[at : at + 6] for at in range(38)}
    await sam.says("Yes.", PORCH)
    await sam.answers(question, "Anonymously.", kind="I'm a Guy")
    await sam.asks("Another question")
    assert all(abs(first - second) > 2**32 for first, second in combinations(await faces(sam), 2))


@pytest.mark.parametrize(("who", "in_public"), list(product(["Sam", "Mallory"], [True, False])))
async def test_what_was_said_anonymously_is_taken_back_in_private_only(porch: House, who: str, in_public: bool) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks()
    await sam.answers(question, "Anonymously.", kind="I'm a Guy")
    copy = porch.stands()[-1]
    assert words_of(copy.card) == ["Anonymously."]
    person = porch.person(who)
    mine = next((each for each in (await typed(porch, sam)) if who == "Sam"), "nothing of theirs")
    shown = await person.commands("delete", "", PORCH if in_public else None, answers=copy.id if in_public else mine)
    assert isinstance(shown, Card)
    gone = [words_of(each.card) for each in porch.stands()] == [[]]
    if in_public:
        # Word for word what anybody else hears.
        assert (read(shown), shown.aloud, gone) == ("Only its author can take that back.", False, False)
    else:
        assert gone is (who == "Sam")


async def typed(house: House, person: Somebody) -> list[str]:
    """The private messages that the person's opinions came from."""
    hidden = await person.face(Face.HIDDEN)
    connection = sqlite3.connect(house.path)
    found = connection.execute("SELECT message FROM receipt WHERE recipient = ? AND what = 'passage'", (hidden,))
    messages = [message for (message,) in found]
    connection.close()
    return messages


async def test_the_asker_hears_of_their_own_public_message_like_of_any_other(porch: House) -> None:
    """A missing notice would tell a thief which public message is the asker's."""
    ana = porch.person("Ana")
    await ana.asks()
    await ana.says("Let me add something.", PORCH)
    assert words_of(ana.sees()[-1].card) == ["Let me add something."]


async def test_the_asker_cannot_answer_their_own_question_under_a_name(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()
    shown = await ana.presses("answer", question.id)
    assert "your own question" in str(shown)
