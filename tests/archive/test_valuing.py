"""Updates, polls, votes and the most helpful on a question's page: what is told of them, to people and to machines."""

import re
from html import unescape

import pytest

from bot.domain.polls import Votes
from bot.domain.questions import Question
from bot.ports.store import Tx
from tests.archive.conftest import HOME, Library
from tests.archive.valid import XHTML, check, data, words
from tests.fakes.house import Somebody

DAY = 24 * 3_600_000
SVG = "{http://www.w3.org/2000/svg}svg"


async def polled(library: Library, question: Question, options: list[str], votes: Votes) -> None:
    """The question has a poll in which so many voted by option and category."""

    def write(tx: Tx) -> None:
        tx.polls.add(question.id, options)
        for (choice, category), count in votes.items():
            for number in range(count):
                tx.polls.cast(question.id, f"{choice} {category} {number}", choice, category)

    await library.house.store.write(write)


async def voted(library: Library, question: Question, text: str, votes: int, *, helpful: bool = False) -> None:
    """The opinion that says this has so many votes, and perhaps is the asker's choice."""

    def write(tx: Tx) -> None:
        found = next(each for each in tx.opinions.page(question.id, ["guy", "girl", None], 0, 50) if each.text == text)
        for number in range(votes):
            tx.votes.cast(found.id, f"{text} {number}")
        tx.votes.choose(found.id, helpful=helpful)

    await library.house.store.write(write)


async def three_guys(library: Library) -> tuple[str, Question]:
    """A question with what three guys and a girl said, in this order; the first is found best."""
    house = library.house
    question = await house.person("Ana").asks("Is there hope?")
    for name, text, kind in (
        ("Ben", "First", "Guy"),
        ("Cid", "Second", "Guy"),
        ("Dan", "Third", "Guy"),
        ("Eva", "Her", "Girl"),
    ):
        await house.person(name).answers(question, f"{text} says.", kind=f"I'm a {kind}")
    await voted(library, question, "First says.", 3, helpful=True)
    await voted(library, question, "Third says.", 1)
    return await library.page_of(question), question


def said(page: str) -> list[str]:
    return re.findall(r"(\w+) says\.</p>", page)


def shares(page: str) -> list[str]:
    """The rows of the poll as they are read: "Guys 67 %"."""
    rows = check(page).iter(f"{XHTML}p")
    return [" ".join("".join(row.itertext()).split()) for row in rows if (row.get("class") or "").startswith("share")]


async def adds(asker: Somebody, question: Question, text: str) -> None:
    await asker.presses("update", question.id)
    await asker.says(text)


async def test_updates_stand_under_the_details_with_their_day(library: Library) -> None:
    house, stranger = library.house, library.stranger
    ana = house.person("Ana")
    question = await ana.asks("Is there hope?", "He left.")
    path = await library.page_of(question)
    assert "dateModified" not in data(await stranger.reads(path))["mainEntity"]
    house.clock.advance(DAY)
    await house.store.write(lambda tx: tx.updates.add(question.id, "He wrote.\n\nSo did @hidden_handle77."))
    house.clock.advance(DAY)
    await adds(ana, question, "He is back.")
    page = await stranger.reads(path)
    read = words(check(page))
    assert "He left. Update, January 2, 2026: He wrote. So did […]. Update, January 3, 2026: He is back." in read
    assert '<time datetime="2026-01-03">Update, ' in page
    main = data(page)["mainEntity"]
    assert (main["datePublished"], main["dateModified"]) == ("2026-01-01", "2026-01-03")
    await house.store.write(lambda tx: tx.updates.remove(tx.updates.latest(question.id, 1)[0].id))
    page = await stranger.reads(path)
    assert "He is back." not in page
    assert data(page)["mainEntity"]["dateModified"] == "2026-01-02"


async def test_a_poll_is_told_in_figures_and_drawn_as_bars(library: Library) -> None:
    question = await library.house.person("Ana").asks("Is there hope?")
    await library.house.rule("lone_voice", "3")
    votes: Votes = {(0, "guy"): 7, (1, "guy"): 3, (0, "girl"): 2, (1, "girl"): 3}
    await polled(library, question, ["Yes", "Ask @hidden_handle77"], votes)
    path = await library.page_of(question)
    page = await library.stranger.reads(path)
    assert "Poll · 15 votes" in page
    assert shares(page) == ["All 60 % (9)", "Guys 70 %", "Girls 40 %", "All 40 % (6)", "Guys 30 %", "Girls 60 %"]
    assert "hidden_handle77" not in page
    bars = [each for each in check(page).iter(SVG) if each.get("class") == "bar"]
    assert [each.get("width") for each in bars] == ["60%", "70%", "40%", "40%", "30%", "60%"]
    assert all(each.get("aria-hidden") == "true" for each in bars)
    assert '<p class="share c0"><bdi class="label">Guys' in page
    assert page.index("Poll ·") < page.index("What Guys said")


@pytest.mark.parametrize(
    ("votes", "read"),
    [
        ({}, []),
        ({(0, "guy"): 3, (0, "girl"): 2, (1, None): 1}, ["All 83 % (5)", "Guys 100 %", "Others 67 %"]),
        ({(0, "guy"): 3, (1, "girl"): 2}, ["All 60 % (3)"]),
        ({(0, "guy"): 2, (1, "girl"): 2}, ["All 50 % (2)"]),
    ],
)
async def test_no_lone_voice_is_told_of(library: Library, votes: Votes, read: list[str]) -> None:
    """As on cards: too few of a category are among the others, and too few others leave totals only."""
    question = await library.house.person("Ana").asks("Is there hope?")
    await library.house.rule("lone_voice", "3")
    await polled(library, question, ["Yes", "No"], votes)
    page = await library.stranger.reads(await library.page_of(question))
    assert shares(page)[: len(read)] == read
    assert len(shares(page)) == 2 * len(read)
    assert '<p class="option" dir="auto">No</p>' in page


async def test_votes_and_the_most_helpful(library: Library) -> None:
    path, _ = await three_guys(library)
    page = await library.stranger.reads(path)
    heads = [" ".join("".join(each.itertext()).split()) for each in check(page).iter(f"{XHTML}h3")]
    assert heads == [
        "Guy 3 · anonymous 1 one vote January 1, 2026",
        "Guy 2 · anonymous January 1, 2026",
        "Guy 1 · anonymous ★ Most helpful Guy 3 3 votes January 1, 2026",
    ]
    main = data(page)["mainEntity"]
    assert [(each["text"], each["upvoteCount"]) for each in main["acceptedAnswer"]] == [("First says.", 3)]
    suggested = [("Third says.", 1), ("Second says.", 0)]
    assert [(each["text"], each["upvoteCount"]) for each in main["suggestedAnswer"]] == suggested
    girls = data(await library.stranger.reads(f"{path}/girl"))["mainEntity"]
    assert "acceptedAnswer" not in girls


async def test_sorted_by_votes(library: Library) -> None:
    path, _ = await three_guys(library)
    page = await library.stranger.reads(path)
    assert said(page) == ["Third", "Second", "First"]
    assert '<a href="1-is-there-hope" aria-current="true">Newest</a>' in page
    assert '<a href="1-is-there-hope?sort=voted">Most voted</a>' in page
    page = await library.stranger.reads(f"{path}?sort=voted")
    assert said(page) == ["First", "Third", "Second"]
    assert '<a href="1-is-there-hope?sort=voted" aria-current="true">Most voted</a>' in page
    girls = await library.stranger.reads(f"{path}/girl?sort=voted")
    assert 'class="sorts"' not in girls, "one needs no order"
    assert 'href="../1-is-there-hope?sort=voted">What Guys said (3)</a>' in girls, "the order is kept"
    moved = await library.stranger.gets(f"{HOME}q/1?sort=voted")
    assert moved.headers["Location"] == "1-is-there-hope?sort=voted"


async def test_pages_of_the_most_voted(library: Library) -> None:
    house = library.house
    question = await house.person("Ana").asks("Is there hope?")
    for number in range(23):
        await house.person(f"Person {number}").answers(question, f"Number{number} says.", kind="I'm a Guy")
    await voted(library, question, "Number0 says.", 2)
    await voted(library, question, "Number1 says.", 2)
    path = await library.page_of(question)
    found = list[str]()
    there = f"{path}?sort=voted"
    while there:
        page = await library.stranger.reads(there)
        found += said(page)
        after = re.search(r'rel="next" href="([^"]+)"', page)
        there = f"{HOME}q/{unescape(after[1])}" if after else ""
    assert found == [f"Number{number}" for number in (1, 0, *range(22, 1, -1))]
