"""The archive as files: it reads the same from a folder, and what is gone is gone from there too."""

import json
import re
import shutil
from base64 import urlsafe_b64encode
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema
import pytest
from click.testing import CliRunner

from bot.archive import export
from bot.cli import main
from bot.domain.pictures import Image
from bot.domain.questions import Status
from bot.ports.store import Tx
from bot.words import speak
from tests.archive.conftest import Library
from tests.archive.test_pages import openly
from tests.archive.test_valuing import adds, polled, voted
from tests.archive.valid import check, words
from tests.fakes.house import KEY, PORCH
from tests.fakes.store import opened

BASE = "https://porch.example/advice"


async def told(library: Library) -> None:
    """Two questions with opinions, a thread and a picture."""
    house = library.house
    first = await house.person("Ana").asks("Is there hope?", "He left.\n\nIn May.")
    await house.person("Ana").asks("Есть ли надежда?")
    message = await house.person("Ben").says("Yes.", PORCH)
    await house.person("Cid").says("Are you sure?", PORCH, answers=message)
    await openly(house.person("Eva"), first, "Rest first.", "I'm a Girl")
    await house.person("Dan").answers(first, "Go slowly.", kind="I'm a Guy")
    await house.person("Fay").answers(first, "Sleep well.", kind="I'm a Girl")
    await adds(house.person("Ana"), first, "He wrote.")
    await voted(library, first, "Rest first.", 2, helpful=True)
    await polled(library, first, ["Yes", "No"], {(0, "girl"): 3, (1, "guy"): 1})
    await house.store.write(lambda tx: tx.pictures.hang(first.id, Image("png", b"a picture")))


async def exported(library: Library, folder: Path, base: str | None = None) -> Path:
    def write(tx: Tx) -> None:
        made = export.Folder(folder)
        export.pages(tx, speak("en"), made, base)
        made.close()

    await library.house.store.read(write)
    return folder


@pytest.mark.parametrize("base", [None, BASE])
async def test_every_link_leads_to_a_file(library: Library, tmp_path: Path, base: str | None) -> None:
    await told(library)
    folder = await exported(library, tmp_path / "out", base)
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) >= 9
    linked = set[Path]()
    for file in pages:
        root = check(file.read_text("utf-8"))
        for link in (each.get(name) for each in root.iter() for name in ("href", "src", "action") if each.get(name)):
            assert link is not None
            if base and link.startswith(base):
                link = link.removeprefix(base).lstrip("/")
                linked.add(folder / unquote(link))
            elif not link.startswith("#"):
                linked.add(Path(unquote(urlsplit(urljoin(file.as_uri(), link)).path)))
    for each in linked:
        assert each.is_file(), each
    assert set(pages) - linked <= {folder / "index.html"}, "every page is found by links"


async def test_files_read_as_the_served_pages_do(library: Library, tmp_path: Path) -> None:
    await told(library)
    folder = await exported(library, tmp_path / "out")
    question = (await library.house.questions())[0]
    served = words(check(await library.stranger.reads(await library.page_of(question))))
    written = words(check((folder / "the-porch/q/1-is-there-hope.html").read_text("utf-8")))
    assert served.replace("Search questions Search ", "").replace("Feed · ", "") == written
    girls = (folder / "the-porch/q/1-is-there-hope/girl.voted.html").read_text("utf-8")
    assert girls.index("Rest first.") < girls.index("Sleep well.")
    assert words(check(await library.stranger.reads(f"{await library.page_of(question)}/girl?sort=voted"))).replace(
        "Search questions Search ", ""
    ).replace("Feed · ", "") == words(check(girls))
    assert not list(folder.rglob("2-*.voted*")), "nothing is sorted there"
    assert (folder / "the-porch/picture/1.png").read_bytes() == b"a picture"
    assert (folder / "the-porch/q/2-есть-ли-надежда.html").exists()


async def test_whole_addresses_where_the_base_is_known(library: Library, tmp_path: Path) -> None:
    await told(library)
    folder = await exported(library, tmp_path / "out", BASE)
    page = (folder / "the-porch/q/1-is-there-hope.html").read_text("utf-8")
    whole = f"{BASE}/the-porch/q/1-is-there-hope.html"
    assert f'<link rel="canonical" href="{whole}">' in page
    sorted_so = (folder / "the-porch/q/1-is-there-hope/girl.voted.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{BASE}/the-porch/q/1-is-there-hope/girl.html">' in sorted_so
    assert f'<meta property="og:image" content="{BASE}/the-porch/picture/1.png">' in page
    assert whole in (folder / "the-porch/sitemap-0.xml").read_text("utf-8")
    assert whole in (folder / "the-porch/feed.atom").read_text("utf-8")
    assert f"Sitemap: {BASE}/sitemap.xml" in (folder / "robots.txt").read_text("utf-8")
    without = await exported(library, tmp_path / "without")
    assert not list(without.rglob("*.atom")) + list(without.rglob("*.xml"))
    assert "canonical" not in (without / "the-porch/q/1-is-there-hope.html").read_text("utf-8")


async def test_another_export_takes_away_what_is_gone(library: Library, tmp_path: Path) -> None:
    await told(library)
    folder = await exported(library, tmp_path / "out")
    first = (await library.house.questions())[0]
    await library.house.store.write(lambda tx: tx.questions.set_status(first.id, Status.REMOVED))
    (folder / "CNAME").write_text("porch.example")
    await exported(library, folder)
    left = [file for file in folder.rglob("*") if file.is_file()]
    assert not [file for file in left if "hope" in file.name or "picture" in str(file.relative_to(folder))]
    assert not [file for file in left if b"Is there hope" in file.read_bytes()]
    assert (folder / "CNAME").exists(), "what somebody put there stays"


async def test_a_folder_of_somebody_elses_is_left_alone(library: Library, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "diary.txt").write_text("mine")
    with pytest.raises(export.NotOurs):
        await exported(library, tmp_path / "out")
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["diary.txt"]


def test_a_list_that_was_tampered_with_deletes_nothing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / export.MARK).write_text("../outside.txt")
    export.Folder(folder).close()
    assert outside.exists()


async def test_documents_follow_their_schema(library: Library, tmp_path: Path) -> None:
    await told(library)

    def write(tx: Tx) -> int:
        return export.documents(tx, speak("en"), export.Folder(tmp_path / "out"))

    assert await library.house.store.read(write) == 2
    schema = json.loads((tmp_path / "out/question.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for number in (1, 2):
        document = json.loads((tmp_path / f"out/the-porch/{number}.json").read_text("utf-8"))
        jsonschema.validate(document, schema)
    first = json.loads((tmp_path / "out/the-porch/1.json").read_text("utf-8"))
    said = {each["text"]: each for each in first["opinions"]}
    assert set(said) == {"Yes.", "Rest first.", "Go slowly.", "Sleep well."}
    assert (said["Rest first."]["by"], said["Rest first."]["group"]) == ("Girl · Eva", "girl")
    assert (said["Go slowly."]["by"], said["Go slowly."]["anonymous"]) == ("Guy 1", True)
    assert (said["Yes."]["by"], said["Yes."]["group"], said["Yes."]["anonymous"]) == ("Someone", "", False)
    assert [each["text"] for each in said["Yes."]["replies"]] == ["Are you sure?"]
    assert (said["Rest first."]["votes"], said["Rest first."]["most_helpful"]) == (2, True)
    assert (said["Go slowly."]["votes"], said["Go slowly."]["most_helpful"]) == (0, False)
    assert first["updates"] == [{"text": "He wrote.", "written_on": "2026-01-01"}]
    assert first["poll"]["votes"] == 4
    assert first["poll"]["options"][0] == {
        "text": "Yes",
        "votes": 3,
        "groups": [{"group": "guy", "percent": 0}, {"group": "girl", "percent": 100}],
    }
    second = json.loads((tmp_path / "out/the-porch/2.json").read_text("utf-8"))
    assert (second["updates"], second["poll"]) == ([], None)
    assert (tmp_path / "out/the-porch" / first["picture"]).read_bytes() == b"a picture"
    broken = first | {"asked_on": "2026-01-01T10:00:00Z"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


async def rested(library: Library, folder: Path) -> Path:
    """A copy of the database that nobody has open, as after a stop."""
    folder.mkdir()  # noqa: ASYNC240 (a small folder of a test's own)
    for file in library.house.path.parent.glob("aunt.db*"):
        shutil.copy(file, folder)
    path = folder / library.house.path.name
    await (await opened(path, library.house.clock, library.house.vault)).close()
    return path


@pytest.mark.parametrize("running", [True, False])
@pytest.mark.parametrize("as_json", [True, False])
async def test_the_command_works_beside_the_bot_and_without_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, running: bool, as_json: bool
) -> None:
    await told(library)
    path = library.house.path if running else await rested(library, tmp_path / "rested")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUNT_STORAGE__PATH", str(path))
    monkeypatch.setenv("AUNT_PRIVACY__KEY", urlsafe_b64encode(KEY).decode().rstrip("="))
    before = {file.name for file in path.parent.glob("aunt.db*")}
    asked = ["export", str(tmp_path / "out"), *(["--json"] if as_json else [])]
    result = CliRunner().invoke(main, asked)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "holds 2 questions" in result.stdout
    assert len(list((tmp_path / "out").rglob("*.json" if as_json else "*.html"))) >= 3
    after = {file.name for file in path.parent.glob("aunt.db*")}
    assert after - before <= {"aunt.db.lock"}


def test_the_command_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUNT_PRIVACY__KEY", "A" * 43)
    result = CliRunner().invoke(main, ["export", "out"])
    assert result.exit_code == 2
    assert re.fullmatch(r"storage\.path \(AUNT_STORAGE__PATH\): \S+ does not exist\.\n", unescape(result.stderr))
    assert not (tmp_path / "data").exists()
