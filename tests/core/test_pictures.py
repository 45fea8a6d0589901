"""A picture goes with a question: from the form to the cards, and away again. What is in it: `tests.test_pictures`."""

import sqlite3
from base64 import b64encode
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

from bot.cards import Card, Picture, Sheet, Toast
from bot.domain.communities import PlaceKind, Survey
from bot.domain.pictures import TAKEN_MAX
from bot.domain.questions import Question, Status
from bot.events import Command, Filled, NotFetched, Say, TooLarge
from tests.fakes.house import PORCH, House, Somebody, house, labels, read
from tests.fakes.platform import Message
from tests.fakes.telegram.picture import png

RED, BLUE = png(color=(255, 0, 0)), png(color=(0, 0, 255))


@dataclass
class Sent:
    """A picture with a platform."""

    data: bytes = field(default=RED, repr=False)
    lost: bool = False
    fetched: int = 0

    async def fetch(self, most: int) -> bytes:
        self.fetched += 1
        if self.lost:
            raise NotFetched
        if len(self.data) > most:
            raise TooLarge
        return self.data


def pictures(card: Card) -> list[Picture]:
    return [part for part in card.parts if isinstance(part, Picture)]


def colour(card: Card) -> tuple[int, ...]:
    """Of the one picture on a card."""
    (shown,) = pictures(card)
    pixel = Pillow.open(BytesIO(shown.data)).convert("RGB").getpixel((3, 3))
    assert isinstance(pixel, tuple)
    return pixel


async def shows(person: Somebody, sent: Sent, words: str | None = None) -> None:
    """A picture is sent in private, perhaps with words under it."""
    person.messages += 1
    person.shown = await person.does(Say(words, sent), message=f"{person.name} {person.messages}")


async def to_details(ana: Somebody) -> None:
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")


def form(ana: Somebody) -> Message:
    """The message that the form is in."""
    return next(each for each in reversed(ana.sees()) if "Discard" in labels(each.card))


def refused(person: Somebody) -> str:
    shown = person.shown
    return read(shown) if isinstance(shown, Card) else ""


async def posted(built: House, ana: Somebody) -> Question:
    await ana.taps("Post it")
    return (await built.questions())[-1]


def kept(built: House) -> tuple[int, int]:
    """How many pictures the store has: of forms, and of questions."""
    with sqlite3.connect(built.path) as connection:
        ((forms, questions),) = connection.execute(
            "SELECT (SELECT count(*) FROM sketch), (SELECT count(*) FROM picture)"
        ).fetchall()
    return forms, questions


def readable(folder: Path, data: bytes) -> list[Path]:
    """The files in which a picture could be found."""
    return [each for each in folder.iterdir() if data in each.read_bytes()]


async def test_with_the_details_as_its_caption(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana = built.person("Ana")
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        assert "He left." in read(form(ana).card)
        assert colour(form(ana).card) == (255, 0, 0)
        await posted(built, ana)
        assert colour(built.card().card) == (255, 0, 0)
        assert kept(built) == (0, 1)


async def test_before_the_details_and_another_one_at_the_preview(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana = built.person("Ana")
        await to_details(ana)
        await shows(ana, Sent())
        assert "Skip" in labels(form(ana).card), "only words end a step"
        await ana.taps("Skip")
        assert colour(form(ana).card) == (255, 0, 0)
        await shows(ana, Sent(BLUE))
        assert colour(form(ana).card) == (0, 0, 255)
        await posted(built, ana)
        assert colour(built.card().card) == (0, 0, 255)


async def test_it_stays_when_counts_change_and_the_details_too(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana, sam = built.person("Ana"), built.person("Sam")
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        await posted(built, ana)
        before = pictures(built.card().card)
        await sam.says("Go", PORCH)
        assert built.card().edits
        assert pictures(built.card().card) == before


async def test_without_the_picture_after_all(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana = built.person("Ana")
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        await ana.taps("Without the picture")
        assert not pictures(form(ana).card)
        assert "Without the picture" not in labels(form(ana).card)
        await posted(built, ana)
        assert not pictures(built.card().card)
        assert kept(built) == (0, 0)


async def test_nobody_elses_picture_is_taken_out(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana, eva = built.person("Ana"), built.person("Eva")
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        drop = next(each for row in form(ana).card.rows for each in row if each.action == "bare")
        assert isinstance(await eva.presses("bare", *drop.args), Toast)
        assert kept(built) == (1, 0)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (Sent(b"GIF89a"), "can't take this kind"),
        (Sent(RED[:45]), "damaged"),
        (Sent(bytes(TAKEN_MAX + 1)), "at most 10 MB"),
        (Sent(png(2_000, 8)), "20 times"),
        (Sent(lost=True), "once more"),
    ],
)
async def test_one_that_cannot_be_taken_is_refused_and_nothing_is_lost(
    tmp_path: Path, sent: Sent, sentence: str
) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana = built.person("Ana")
        await to_details(ana)
        await shows(ana, sent, "He left.")
        assert sentence in refused(ana)
        await shows(ana, Sent(), "He left.")
        assert "Is there hope?" in read(form(ana).card)
        assert colour(form(ana).card) == (255, 0, 0)


async def test_with_what_somebody_writes_unasked(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana = built.person("Ana")
        await shows(ana, Sent(), "Is there hope?")
        await ana.taps("Ask this anonymously")
        await ana.taps("Everyone")
        await ana.taps("Skip")
        await posted(built, ana)
        assert colour(built.card().card) == (255, 0, 0)


async def test_what_nobody_waits_for_is_not_even_fetched(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana, sam = built.person("Ana"), built.person("Sam")
        question = await ana.asks()
        sent = Sent()
        await shows(sam, sent)
        assert "text" in refused(sam)
        await sam.presses("answer", question.id)
        await sam.taps("I'm a Guy")
        await shows(sam, sent, "Go")
        await sam.does(Say("Go", sent), PORCH, thread=built.thread(1, PORCH), message="m")
        assert sent.fetched == 0


async def test_discarded_begun_anew_or_deleted_it_is_gone(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana = built.person("Ana")
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        assert kept(built) == (1, 0)
        await ana.taps("Discard")
        assert kept(built) == (0, 0)
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        question = await posted(built, ana)
        await ana.presses("deleted", question.id)
        assert (await built.questions()) == [] or (await built.questions())[-1].status is Status.REMOVED
        assert kept(built) == (0, 0)
        assert not any(pictures(each.card) for each in built.stands())


async def test_it_lies_sealed_and_nothing_ties_the_asker_to_the_form(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        ana = built.person("Ana")
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        with sqlite3.connect(built.path) as connection:
            ((draft,),) = connection.execute("SELECT content FROM sketch").fetchall()
        await posted(built, ana)
        (shown,) = pictures(built.card().card)
        with sqlite3.connect(built.path) as connection:
            ((hung,),) = connection.execute("SELECT content FROM picture").fetchall()
            assert connection.execute("SELECT count(*) FROM form").fetchone() == (0,)
        assert draft != hung, "a backup of the form does not tell which question it became"
        for content in (draft, hung):
            assert b64encode(shown.data[3:30]).decode() not in content
        assert not readable(tmp_path, shown.data)


async def test_moderators_see_what_they_judge_and_nobody_sees_it_before(tmp_path: Path) -> None:
    async with house(tmp_path) as built:
        await built.set_up()
        shown = await built.person("Olga").commands("link", "", PORCH)
        assert isinstance(shown, Card)
        built.telegram.surveyed = Survey("The Office", PlaceKind.GROUP, moderator=True)
        code = read(shown).split("code is ")[1].split(".")[0]
        await built.person("Olga").commands("link", f"{code} moderators", "-300")
        built.telegram.moderators = {"id of Olga"}
        community = (await built.store.read(lambda tx: tx.communities.on("telegram")))[0].id
        await built.store.write(lambda tx: tx.communities.set_rule(community, "review", '"all"'))
        ana, olga = built.person("Ana"), built.person("Olga")
        await to_details(ana)
        await shows(ana, Sent(), "He left.")
        await ana.taps("Post it")
        assert not any(pictures(each.card) for each in built.stands())
        (case,) = [each for each in built.stands("-300") if pictures(each.card)]
        assert colour(case.card) == (255, 0, 0)
        await olga.taps("Approve", on=case, place="-300")
        assert colour(built.card().card) == (255, 0, 0)
        assert not any(pictures(each.card) for each in built.stands("-300"))


# ---- where forms are filled in whole


async def test_with_the_form_as_a_whole(tmp_path: Path) -> None:
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up()
        ana = built.person("Ana")
        sheet = await ana.commands("ask")
        assert isinstance(sheet, Sheet)
        assert sheet.picture == "Picture"
        values = {"audience": "everyone", "title": "Is there hope?", "details": ""}
        again = await ana.does(Filled("ask", values, None, sheet.form, Sent(b"no picture")))
        assert isinstance(again, Sheet)
        assert "this kind of picture" in (again.problem or "")
        assert [each.value for each in again.blanks if each.name == "title"] == ["Is there hope?"]
        preview = await ana.does(Filled("ask", values, None, sheet.form, Sent()))
        assert isinstance(preview, Card)
        assert colour(preview) == (255, 0, 0)
        bare = await ana.presses("bare", sheet.form or 0)
        assert isinstance(bare, Card)
        assert bare.instead
        assert not pictures(bare)
        preview = await ana.does(Filled("ask", values, None, sheet.form, Sent(BLUE)))
        await ana.presses("post", sheet.form or 0)
        assert colour(built.card().card) == (0, 0, 255)


async def test_with_the_command(tmp_path: Path) -> None:
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up()
        ana = built.person("Ana")
        ana.shown = await ana.does(Command("ask", "", Sent(b"no picture")))
        assert "this kind of picture" in refused(ana)
        sheet = await ana.does(Command("ask", "", Sent()))
        assert isinstance(sheet, Sheet)
        preview = await ana.fills(sheet, audience="everyone", title="Is there hope?", details="")
        assert isinstance(preview, Card)
        assert colour(preview) == (255, 0, 0)
        await ana.presses("post", sheet.form or 0)
        assert colour(built.card().card) == (255, 0, 0)
