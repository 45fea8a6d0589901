"""Being forgotten: everything goes, face by face, and what is left leads to nobody."""

import sqlite3
from collections.abc import Iterator

import pytest

from bot.cards import Card, Toast
from bot.domain.people import Face
from bot.domain.sanctions import Kind, Sanction, SanctionId
from bot.ports.store import Tx
from bot.retention import HOUR, Retention
from bot.services import forgetting
from bot.services.forgetting import LATEST, SOONEST
from tests.fakes.house import PORCH, YARD, House, Somebody, labels, read

SECRET = "the canary in the coal mine"


def card(shown: object) -> Card:
    assert isinstance(shown, Card)
    return shown


@pytest.fixture
def thief(porch: House) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(porch.path)
    yield connection
    connection.close()


def everything(thief: sqlite3.Connection) -> str:
    """All that can be read in the file."""
    tables = [name for (name,) in thief.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(str(row) for table in tables for row in thief.execute(f"SELECT * FROM {table}"))


async def lived(house: House) -> Somebody:
    """Ana asked, answered without her name and under it, replied, and began another question."""
    ana, sam = house.person("Ana"), house.person("Sam")
    await ana.asks("Is there hope?", SECRET)
    other = await sam.asks("What do you eat?")
    await ana.answers(other, f"Anonymous {SECRET}", kind="Rather not say")
    said = await sam.says("Yes, there is.", PORCH, 1)
    await ana.says(f"Named {SECRET}", PORCH, 2)
    await ana.says(f"Reply {SECRET}", PORCH, 1, answers=said)
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says(f"Begun {SECRET}")
    return ana


async def forgets(ana: Somebody) -> Card:
    assert labels(card(await ana.commands("forget"))) == ["Yes, forget me", "No, keep it"]
    return card(await ana.presses("forget-yes"))


async def later(house: House) -> None:
    """A day passes, and what is due is done."""
    house.clock.advance(LATEST + HOUR)
    await Retention(house.store, house.vault, house.clock).look()
    await house.quiet()


async def test_the_asking_face_goes_at_once_and_the_others_later(porch: House, thief: sqlite3.Connection) -> None:
    ana = await lived(porch)
    people = [await ana.face(each) for each in Face]
    assert None not in people
    asking = await ana.face(Face.ASKING)
    told = read(await forgets(ana))
    assert "its words are deleted: one question." in told
    assert "Opinions: 2 · Replies: 1" in told.split("within a day")[1]
    assert "The Porch, on Telegram: one message of mine is being taken back." in told
    assert "The Porch, on Telegram: one message of mine will be taken back." in told
    assert "The Porch, on Telegram: 2 messages of your own stay until you delete them yourself." in told
    assert await ana.face(Face.ASKING) is None
    assert thief.execute("SELECT title, details FROM question WHERE asker = $1", {"1": asking}).fetchall() == [("", "")]
    assert [await ana.face(each) for each in forgetting.LATER] == [each for each in people if each != asking]
    await later(porch)
    assert [await ana.face(each) for each in Face] == [None] * 3
    assert SECRET not in everything(thief)
    for table in ("errand", "form", "belonging WHERE person_id IN (SELECT id FROM person WHERE key = '')"):
        assert thief.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    for person in people:
        assert thief.execute("SELECT contact, trace FROM person WHERE id = $1", {"1": person}).fetchone() == (
            None,
            None,
        )


async def test_what_stands_in_the_places_is_taken_back(porch: House) -> None:
    await porch.link()
    ana = await lived(porch)
    assert SECRET in "".join(read(each.card) for each in porch.stands(YARD))
    await forgets(ana)
    await later(porch)
    for place in (PORCH, YARD):
        standing = "".join(read(each.card) for each in porch.stands(place))
        assert SECRET not in standing
        assert "#1 was taken back" in standing
    assert "Others" not in read(porch.card(2).card)
    assert SECRET not in "".join(porch.person("Sam").reads())


async def test_the_faces_do_not_go_at_one_moment_and_nothing_tells_that_they_belong_together(
    porch: House, thief: sqlite3.Connection
) -> None:
    ana = await lived(porch)
    asking, others = await ana.face(Face.ASKING), {await ana.face(each) for each in forgetting.LATER}
    before = dict(thief.execute("SELECT id, token FROM person"))
    await forgets(ana)
    after = dict(thief.execute("SELECT id, token FROM person"))
    assert {person for person in before if before[person] != after[person]} == {asking}
    errands = thief.execute("SELECT id, content FROM errand").fetchall()
    assert len(errands) == 3
    assert not any(str(person) in str(errands) for person in others)
    retention, moments = Retention(porch.store, porch.vault, porch.clock), []
    porch.clock.advance(SOONEST - 1)
    assert await porch.store.read(forgetting.due) == []
    for hour in range((LATEST - SOONEST) // HOUR + 1):
        moments += [hour] * len(await porch.store.read(forgetting.due))
        await retention.look()
        porch.clock.advance(HOUR)
    assert len(moments) == 2


async def test_an_errand_tells_nothing_by_being_there_or_by_its_length(porch: House, thief: sqlite3.Connection) -> None:
    await forgets(await lived(porch))
    eva = porch.person("Eva")
    await eva.asks("Only without a name?")
    await forgets(eva)
    lengths = {len(content) for (content,) in thief.execute("SELECT content FROM errand")}
    assert thief.execute("SELECT count(*) FROM errand").fetchone() == (6,)
    assert len(lengths) == 1
    await later(porch)
    assert thief.execute("SELECT count(*) FROM errand").fetchone() == (0,)


async def test_nothing_reaches_the_forgotten_and_who_comes_back_is_somebody_new(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks()
    before = await ana.face(Face.ASKING)
    await forgets(ana)
    seen = len(ana.sees())
    shown = await sam.presses("page", question.id)
    assert isinstance(shown, Toast)
    assert "not there any more" in shown.text
    await porch.after(60)
    assert len(ana.sees()) == seen
    await ana.asks("And again?")
    assert await ana.face(Face.ASKING) not in (None, before)
    assert "Your question is #2" in ana.reads()[-1]


async def test_a_ban_outlives_it(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()

    def ban(tx: Tx) -> None:
        community = question.community_id
        put = Sanction(SanctionId(0), community, Kind.BAN, True, "question", question.id, "", "Olga", 0, None, None)
        tx.sanctions.add(put, porch.vault.trace(ana.user), Face.ASKING)

    await porch.store.write(ban)
    await forgets(ana)
    found = await porch.store.read(lambda tx: tx.sanctions.of(question.community_id, porch.vault.traces(ana.user)))
    assert [each.kind for each in found] == [Kind.BAN]


async def test_what_waits_for_moderators_waits_no_more(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks("Is there hope?", SECRET)
    await eva.commands("report", "1")
    assert SECRET in read(card(await porch.person("Olga").commands("reports")))
    case = await porch.store.read(lambda tx: tx.cases.of("question", question.id))
    assert case is not None
    assert case.verdict is None
    await forgets(ana)
    case = await porch.store.read(lambda tx: tx.cases.of("question", question.id))
    assert case is not None
    assert case.verdict == "withdrawn"


async def test_it_asks_first_and_can_be_left(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    await ana.commands("forget")
    assert read(card(await ana.presses("forget-no"))) == "Nothing was deleted."
    assert await ana.face(Face.ASKING) is not None


async def test_of_a_stranger_there_is_nothing_and_asking_meets_nobody(porch: House, thief: sqlite3.Connection) -> None:
    eva = porch.person("Eva")
    people = thief.execute("SELECT count(*) FROM person").fetchone()
    assert read(card(await eva.commands("forget"))) == "There is nothing about you here."
    assert read(card(await eva.presses("forget-yes"))) == "There is nothing about you here."
    assert thief.execute("SELECT count(*) FROM errand").fetchone() == (0,)
    assert thief.execute("SELECT count(*) FROM person").fetchone() == people


async def test_in_public_it_is_not_even_asked(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    await ana.presses("forget-yes", place=PORCH)
    assert await ana.face(Face.ASKING) is not None


async def test_a_notice_under_way_leaves_nothing_behind(porch: House, thief: sqlite3.Connection) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks()
    hidden = await ana.face(Face.ASKING)
    porch.telegram.deaf = True
    porch.telegram.shuts(ana.chat)
    await sam.says("A long answer", PORCH)
    await forgets(ana)
    porch.telegram.opens(ana.chat)
    await porch.quiet()
    rows = "SELECT count(*) FROM receipt WHERE recipient = $1"
    assert thief.execute(rows, {"1": hidden}).fetchone() == (0,)
    assert thief.execute("SELECT count(*) FROM outbox WHERE recipient = $1", {"1": hidden}).fetchone() == (0,)
