"""The oracle: a stranger fetches everything there is, and finds nobody."""

import re
from pathlib import Path

import pytest

from bot.archive import export
from bot.domain.people import Face
from bot.domain.pictures import Image
from bot.ports.store import Tx
from bot.words import speak
from storage.transaction import Transaction
from tests.archive.conftest import HOME, Library
from tests.archive.test_pages import openly
from tests.archive.test_valuing import adds, polled, voted
from tests.fakes.house import PORCH, read


async def story(library: Library) -> set[str]:
    """Everything that people can do; returns what must be found nowhere."""
    house = library.house
    ana = house.person("Anastasia Canary")
    question = await ana.asks("Is there hope?", "He said @hidden_handle77 would write to me@canary.example.")
    await house.person("Benedikt Canary").says("In the chat, under my name.", PORCH)
    message = await house.person("Cosima Canary").says("Here too, and @benedikt_c is right.", PORCH)
    await house.person("Dominik Canary").says("I reply to you.", PORCH, answers=message)
    await house.person("Emilia Canary").answers(question, "Without my name.", kind="I'm a Girl")
    await openly(house.person("Florian Shown"), question, "With my name.", "I'm a Guy")
    notice = next(each for each in ana.sees() if "With my name." in str(each.card))
    await ana.says("Thank you, says the asker.", answers=notice.id)
    await adds(ana, question, "It went well, says the asker.")
    await voted(library, question, "Without my name.", 3, helpful=True)
    await voted(library, question, "With my name.", 1)
    await polled(library, question, ["Yes", "No"], {(0, "girl"): 3, (1, "guy"): 1})
    await house.quiet()

    def rows(tx: Tx) -> set[str]:
        assert isinstance(tx, Transaction)
        session = tx._session
        found = set[str]()
        for table in (
            "person",
            "question",
            "opinion",
            "reply",
            "passage",
            "place",
            "community",
            "outbox",
            "question_update",
        ):
            found |= {str(row[0]) for row in session.rows(f"SELECT id FROM {table}")}
        found |= {str(row[0]) for row in session.rows("SELECT token FROM person")}
        for table in ("vote", "ballot"):
            found |= {str(row[0]) for row in session.rows(f"SELECT mark FROM {table}")}
        return found | {str(row[0]) for row in session.rows("SELECT written_at FROM opinion")}

    canaries = await house.store.read(rows)
    canaries |= {"Anastasia", "Benedikt", "Cosima", "Dominik", "Emilia", "hidden_handle77", "me@canary", "benedikt_c"}
    return canaries | {"id of", PORCH}


async def test_a_stranger_finds_nobody(library: Library) -> None:
    canaries = await story(library)
    seen = await library.stranger.crawls()
    assert sum("With my name." in answer.text for answer in seen.values()) == 1, "the story is there"
    whole = "\n".join(f"{path}\n{answer.headers}\n{answer.text}" for path, answer in seen.items())
    assert "Guy · Florian Shown" in whole
    for each in ("It went well", "Poll · 4 votes", "Most helpful Girl"):
        assert each in whole
    assert "In the chat, under my name." in whole
    for canary in canaries:
        assert canary not in whole, canary


async def test_nothing_finer_than_a_day_is_told(library: Library) -> None:
    library.house.clock.advance(5 * 3_600_000 + 37 * 60_000)
    await story(library)
    for path, answer in (await library.stranger.crawls()).items():
        times = re.findall(r"\d\d:\d\d(?::\d\d)?", answer.text)
        assert set(times) <= {"00:00:00"}, path


async def test_no_row_of_a_file_leads_to_anybody_either(library: Library, tmp_path: Path) -> None:
    canaries = await story(library)

    def write(tx: Tx) -> None:
        export.pages(tx, speak("en"), export.Folder(tmp_path / "pages"), "https://porch.example")
        export.documents(tx, speak("en"), export.Folder(tmp_path / "json"))

    await library.house.store.read(write)
    files = [file for name in ("pages", "json") for file in (tmp_path / name).rglob("*") if file.is_file()]
    whole = "\n".join(f"{file.relative_to(tmp_path)}\n{file.read_bytes().decode('utf-8', 'replace')}" for file in files)
    assert whole.count("With my name.") >= 2
    for canary in canaries:
        assert canary not in whole, canary


async def test_a_name_that_was_chosen_goes_on_in_its_own_thread_only(library: Library) -> None:
    house = library.house
    question = await house.person("Ana").asks()
    florian = house.person("Florian")
    await openly(florian, question, "With my name.", "I'm a Guy")
    carried = next(each for each in house.stands() if "With my name." in str(each.card))
    other = await house.person("Gregor").says("In the chat.", PORCH)
    await florian.says("A reply under my own.", PORCH, answers=carried.id)
    await florian.says("A reply under another's.", PORCH, answers=other)
    pages = (await library.stranger.crawls()).values()
    whole = "\n".join(answer.text for answer in pages)
    assert re.search(r"<bdi>[^<]*Florian</bdi>(?:(?!<bdi>).)*A reply under my own", whole, re.DOTALL)
    assert not re.search(r"Florian</bdi>(?:(?!<bdi>).)*A reply under another", whole, re.DOTALL)
    assert "Gregor" not in whole


async def test_two_faces_look_like_two_people(library: Library) -> None:
    """Who wrote in the chat and asked, too: nothing on the web says that both are one."""
    house = library.house
    ana = house.person("Ana")
    question = await ana.asks()
    await ana.says("I would say: yes.", PORCH)
    faces = {await ana.face(face) for face in (Face.OPEN, Face.ASKING)}
    assert None not in faces
    page = await library.stranger.reads(await library.page_of(question))
    assert "I would say: yes." in page
    assert "Ana" not in page
    assert "gave this opinion" not in page


@pytest.mark.parametrize("kind", ["png", "jpeg"])
async def test_pictures(library: Library, kind: str) -> None:
    question = await library.house.person("Ana").asks()
    image = Image(kind, b"not really a picture " * 10)
    await library.house.store.write(lambda tx: tx.pictures.hang(question.id, image))
    page = await library.stranger.reads(await library.page_of(question))
    found = re.search(r'<img class="picture" src="([^"]+)" alt="([^"]+)"', page)
    assert found
    assert found[1] == f"../picture/1.{'jpg' if kind == 'jpeg' else 'png'}"
    answer = await library.stranger.gets(HOME + "picture/1." + found[1].rpartition(".")[2])
    assert (answer.status, answer.body, answer.headers["Content-Type"]) == (200, image.data, f"image/{kind}")
    await library.house.store.write(lambda tx: tx.pictures.take_down(question.id))
    assert (await library.stranger.gets(HOME + "picture/1.png")).status == 404
    assert "<img" not in await library.stranger.reads(await library.page_of(question))


async def test_what_was_previewed_before_the_pages_opened_does_not_get_onto_them(library: Library) -> None:
    """Who posts it has read that it stays in the chat; a moderator who opens the pages meanwhile can't change that."""
    house = library.house
    await library.sets("0")
    ana = house.person("Ana")
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await library.sets("1")
    await ana.taps("Post it")
    assert "Is there hope?" in read(house.card().card), "it stands in the chat"
    await ana.asks("Is there more?")
    page = await library.stranger.reads()
    assert "Is there hope?" not in page
    assert "Is there more?" in page
