"""What stands on the pages, and what is as if it were not there."""

import re

import pytest

from bot.domain.opinions import Byline
from bot.domain.people import Face
from bot.domain.questions import Kind, Question, Status
from bot.ports.store import Tx
from bot.services import exhibiting
from tests.archive.conftest import HOME, Library
from tests.archive.valid import check, data
from tests.fakes.house import PORCH, Somebody


def tabs(page: str) -> list[str]:
    found = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    assert found
    return re.findall(r">([^<]+)</a>", found[0])


async def openly(person: Somebody, question: Question, text: str, kind: str) -> None:
    """By the form, choosing to show one's name."""
    await person.presses("answer", question.id)
    await person.taps(kind)
    await person.says(text)
    await person.taps("Show my name, on the web too")


async def test_a_question_as_the_advice_page_shows_it(library: Library) -> None:
    house, stranger = library.house, library.stranger
    question = await house.person("Ana").asks("Is there hope?", "He left.\nIn May.\n\nWill he come back?")
    await house.person("Ben").answers(question, "Go slowly.", kind="I'm a Guy")
    await openly(house.person("Cid"), question, "Ask him.", "I'm a Guy")
    await house.person("Eva").answers(question, "Rest first.", kind="I'm a Girl")
    path = await library.page_of(question)
    assert path == HOME + "q/1-is-there-hope"
    page = await stranger.reads(path)
    assert '<h1 dir="auto">Is there hope?</h1>' in page
    assert '<p dir="auto">He left.<br>In May.</p>' in page
    assert '<p dir="auto">Will he come back?</p>' in page
    assert "For everyone · <bdi>asked anonymously</bdi>" in page
    assert '<time datetime="2026-01-01">January 1, 2026</time>' in page
    assert tabs(page) == ["What Guys said (2)", "What Girls said (1)"]
    assert page.index("Ask him.") < page.index("Go slowly."), "newest first"
    assert "<bdi>Guy · Cid</bdi>" in page
    assert "<bdi>Guy 1</bdi> · anonymous" in page
    assert "Rest first." not in page
    girls = await stranger.reads(f"{path}/girl")
    assert "Rest first." in girls
    assert "Go slowly." not in girls
    assert 'href="../1-is-there-hope"' in girls


async def test_threads_are_folded_after_two_replies(library: Library) -> None:
    house = library.house
    question = await house.person("Ana").asks()
    ben = house.person("Ben")
    message = await ben.says("Yes.", PORCH)
    replies = ("Are you sure about that?", "It was different for me.", "Thank you both.", "Tell us how it went!")
    for name, text in zip(("Cid", "Dan", "Eva", "Fay"), replies, strict=True):
        await house.person(name).says(text, PORCH, answers=message)
    page = await library.stranger.reads(await library.page_of(question))
    opened, folded = page.split("<details>")
    assert replies[1] in opened
    assert replies[2] not in opened
    assert "<summary>Show all 4 replies</summary>" in folded
    assert replies[3] in folded


async def test_the_asker_speaks_as_asker(library: Library) -> None:
    house = library.house
    ana = house.person("Ana")
    question = await ana.asks()
    await house.person("Ben").answers(question, "Go slowly.", kind="I'm a Guy")
    notice = next(each for each in ana.sees() if "Go slowly." in str(each.card))
    await ana.says("I will.", answers=notice.id)
    page = await library.stranger.reads(await library.page_of(question))
    assert re.search(r'<span class="who asker"><bdi>Asker</bdi></span>.*?I will\.', page, re.DOTALL)


async def test_lists(library: Library) -> None:
    house, stranger = library.house, library.stranger
    for number in range(1, 4):
        await house.person(f"Asker {number}").asks(f"Question {number} of three")
    questions = await house.questions()
    for name in ("Ben", "Cid"):
        await house.person(name).answers(questions[1], "Yes.", kind="I'm a Guy")
    await house.person("Eva").answers(questions[0], "No.", kind="I'm a Girl")

    def titles(page: str) -> list[str]:
        return re.findall(r'class="title"[^>]*>([^<]+)<', page)

    assert titles(await stranger.reads()) == [f"Question {number} of three" for number in (3, 2, 1)]
    assert titles(await stranger.reads(HOME + "latest")) == [f"Question {number} of three" for number in (3, 2, 1)]
    assert titles(await stranger.reads(HOME + "unanswered")) == ["Question 3 of three"]
    assert titles(await stranger.reads(HOME + "discussed")) == ["Question 2 of three", "Question 1 of three"]
    assert "2 opinions" in await stranger.reads(HOME + "discussed")
    assert ">The Porch<" in await stranger.reads("/")
    assert "Show my name" in await stranger.reads(HOME + "about")


async def test_lists_go_on_from_a_cursor(library: Library) -> None:
    def fill(tx: Tx) -> None:
        community = tx.archive.called("the-porch")
        assert community is not None
        asker = tx.people.meet("many", Face.ASKING, "telegram", "en", str).id
        for number in range(50):
            tx.archive.put(tx.questions.add(community, asker, f"Question {number:02}", "", ()))

    await library.house.store.write(fill)
    found, path = list[str](), HOME + "latest"
    for _ in range(3):
        page = await library.stranger.reads(path)
        found += re.findall(r'class="title"[^>]*>([^<]+)<', page)
        after = re.search(r'rel="next" href="([^"]+)"', page)
        path = HOME + after[1] if after else ""
    assert found == [f"Question {number:02}" for number in range(49, -1, -1)]
    assert path == ""
    assert (await library.stranger.gets(HOME + "latest?before=x")).status == 404


async def test_takes(library: Library) -> None:
    """Under the name that was chosen for it, or none; with comments that are not grouped; in lists of their own."""
    house, stranger = library.house, library.stranger

    def write(tx: Tx) -> None:
        community = tx.archive.called("the-porch")
        assert community is not None
        writer = tx.people.meet("writer", Face.OPEN, "telegram", "en", str).id
        for title, name in (("What a year of waiting taught me", "Florian"), ("Without a name", None)):
            take = tx.questions.add(
                *(community, writer, title, "Long words.\n\nAnd more of them.", (), "guy"), kind=Kind.TAKE, name=name
            )
            exhibiting.exhibit(tx, take)
            by = Byline("girl", None, 1)
            tx.opinions.add(
                take.id, tx.people.meet(title, Face.HIDDEN, "telegram", "en", str).id, by, "Well said.", None
            )

    await house.store.write(write)
    await house.person("Ana").asks("Is there hope?")
    path = HOME + "take/1-what-a-year-of-waiting-taught-me"
    page = await stranger.reads(path)
    assert "<bdi>by Guy · Florian</bdi>" in page
    assert '<p dir="auto">And more of them.</p>' in page
    assert '<h2 id="opinions">1 comment</h2>' in page
    assert "Well said." in page
    assert "What Guys said" not in page
    assert data(page)["@type"] == "DiscussionForumPosting"
    check(page)
    assert "by a Guy" in await stranger.reads(HOME + "take/2-without-a-name")
    assert (await stranger.gets(HOME + "q/1-what-a-year-of-waiting-taught-me")).headers["Location"] == (
        "../take/1-what-a-year-of-waiting-taught-me"
    )
    takes = await stranger.reads(HOME + "takes")
    assert "What a year of waiting" in takes
    assert "Is there hope?" not in takes
    assert "What a year of waiting" not in await stranger.reads(HOME + "latest")
    question = await stranger.reads(HOME + "q/3-is-there-hope")
    assert 'href="../take/1-what-a-year-of-waiting-taught-me"' in question, "takes are recommended beside a question"
    assert path[1:] in await stranger.reads(HOME + "sitemap-0.xml")


async def test_topics(library: Library) -> None:
    house, stranger = library.house, library.stranger
    await house.rule("topics", '["Love & loss", "Работа", "!?"]')

    def write(tx: Tx) -> None:
        community = tx.archive.called("the-porch")
        assert community is not None
        asker = tx.people.meet("asker", Face.ASKING, "telegram", "en", str).id
        for title, topic in (("Is there hope?", "Love & loss"), ("Should I quit?", "Работа"), ("And then?", None)):
            exhibiting.exhibit(tx, tx.questions.add(community, asker, title, "", (), topic=topic))

    await house.store.write(write)
    home = await stranger.reads()
    assert 'href="topic/love-loss" dir="auto">Love &amp; loss</a>' in home
    listed = await stranger.reads(HOME + "topic/love-loss")
    assert "<h1>Love &amp; loss</h1>" in listed
    assert "Is there hope?" in listed
    assert "quit" not in listed
    assert "Should I quit?" in await stranger.reads(HOME + "topic/%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D0%B0")
    assert 'href="../topic/love-loss" dir="auto">Love &amp; loss</a>' in await stranger.reads(
        HOME + "q/1-is-there-hope"
    )
    assert (await stranger.gets(HOME + "topic/nothing")).status == 404
    await house.rule("topics", "[]")
    assert "<bdi>Love &amp; loss</bdi>" in await stranger.reads(HOME + "q/1-is-there-hope")


async def test_search(library: Library) -> None:
    house, stranger = library.house, library.stranger
    await house.person("Ana").asks("Is there hope?", "He left in May.")
    await house.person("Ben").asks("The bakery and my father")
    found = await stranger.reads(HOME + "search?q=left+HOPE")
    assert "One question for “left HOPE”" in found
    assert "Is there hope?" in found
    assert "bakery" not in found
    assert '<meta name="robots" content="noindex">' in found
    nothing = await stranger.reads(HOME + "search?q=%22%3E%3Cb%3E")
    assert "Nothing was found for “&#34;&gt;&lt;b&gt;”" in nothing
    assert "Write a few words" in await stranger.reads(HOME + "search?q=+")
    question = (await house.questions())[0]
    await house.store.write(lambda tx: tx.questions.set_status(question.id, Status.REMOVED))
    assert "Is there hope?" not in await stranger.reads(HOME + "search?q=hope")


async def test_what_is_like_a_question_stands_first_beside_it(library: Library) -> None:
    house, stranger = library.house, library.stranger
    await house.person("Ana").asks(
        "My flatmate never pays the rent", "The rent is late every month, and my flatmate knows."
    )
    await library.sets("0")
    await library.sets("1")
    for number, title in enumerate(
        (
            "Should I lend my flatmate the rent",
            "My flatmate wants to halve the rent",
            "A cat that bites the neighbour",
            "Learning to swim at forty",
        )
    ):
        await house.person(f"Asker {number}").asks(title)
    page = await stranger.reads(await library.page_of((await house.questions())[1]))
    beside = page[page.index("Recommended questions") :]
    places = [beside.index(each) for each in ("My flatmate wants to halve", "Learning to swim", "A cat that bites")]
    assert places == sorted(places)
    assert "never pays" not in page, "it was asked before the pages were opened"


async def test_a_title_that_changed_leads_on(library: Library) -> None:
    question = await library.house.person("Ana").asks("Is there hope?")
    answer = await library.stranger.gets(HOME + "q/1-was-there-hope")
    assert (answer.status, answer.headers["Location"]) == (301, "1-is-there-hope")
    assert (await library.stranger.gets(HOME + "q/1")).headers["Location"] == "1-is-there-hope"
    assert (await library.stranger.gets(await library.page_of(question) + "/guy")).headers[
        "Location"
    ] == "../1-is-there-hope"


async def test_what_does_not_stand_is_as_if_it_never_was(library: Library) -> None:
    """Held, delayed, removed, never there: the answer is the same, byte for byte, but for what was asked."""
    house, stranger = library.house, library.stranger
    for number in range(1, 5):
        await house.person(f"Asker {number}").asks(f"Secret {number} of four")
    questions = await house.questions()

    def change(tx: Tx) -> None:
        tx.questions.set_status(questions[0].id, Status.HELD)
        tx.questions.publish(questions[1].id, 60_000)
        tx.questions.set_status(questions[2].id, Status.REMOVED)

    await house.store.write(change)
    gone = [await stranger.gets(f"{HOME}q/{number}") for number in (1, 2, 3, 99)]
    assert {answer.status for answer in gone} == {404}
    assert len({answer.text for answer in gone}) == 1
    seen = await stranger.crawls()
    assert any("Secret 4 of four" in answer.text for answer in seen.values())
    for number in (1, 2, 3):
        assert not [
            path for path, answer in seen.items() if f"ecret {number} of" in answer.text or f"/{number}-" in path
        ]
    await house.after(61)
    assert "Secret 2 of four" in await stranger.reads(HOME)


async def test_opinions_and_replies_that_do_not_stand(library: Library) -> None:
    house = library.house
    question = await house.person("Ana").asks()
    await house.person("Ben").answers(question, "Held opinion.", kind="I'm a Guy")
    await house.person("Cid").answers(question, "Standing opinion.", kind="I'm a Guy")

    def hold(tx: Tx) -> None:
        opinions = tx.opinions.page(question.id, ["guy"], 0, 9)
        tx.opinions.hold(next(each.id for each in opinions if each.text == "Held opinion."))

    await house.store.write(hold)
    page = await library.stranger.reads(await library.page_of(question))
    assert "Standing opinion." in page
    assert "Held opinion." not in page
    assert "What Guys said (1)" in page


async def test_only_what_was_asked_while_it_is_open(library: Library) -> None:
    """Changing the setting never uncovers what was written under the old one."""
    house, stranger = library.house, library.stranger
    await house.person("Ana").asks("Asked while it was open")
    await library.sets("0")
    assert (await stranger.gets(HOME)).status == 404
    assert "the-porch" not in (await stranger.gets("/")).text
    await house.person("Ben").asks("Asked while it was shut")
    await library.sets("1")
    page = await stranger.reads(HOME)
    assert "Asked while" not in page
    await house.person("Cid").asks("Asked when it was open again")
    assert "Asked when it was open again" in await stranger.reads(HOME)
    await library.sets("1")
    assert "Asked when it was open again" in await stranger.reads(HOME), "to open it again empties nothing"


async def test_nothing_is_put_aside_for_later(library: Library) -> None:
    """Also where the setting went another way than by a button, nothing of before comes back."""
    house, stranger = library.house, library.stranger
    question = await house.person("Ana").asks("Asked while it was open")
    await house.rule("archive", "false")
    await house.person("Ben").answers(question, "Said while it was shut.", kind="I'm a Guy")
    await house.person("Cid").asks("Asked while it was shut")
    kept = await house.store.read(lambda tx: [tx.archive.numbered(question.community_id, number) for number in (1, 2)])
    assert kept == [None, None]
    await house.rule("archive", "true")
    shown = await stranger.reads(HOME)
    assert "Asked while it was shut" not in shown, "it was not put aside"
    await house.rule("archive", "false")
    await library.sets("1")
    for answer in (await stranger.crawls()).values():
        assert "Asked while" not in answer.text
        assert "Said while" not in answer.text


async def test_whoever_asks_and_answers_is_told(library: Library) -> None:
    house = library.house
    ana = house.person("Ana")
    question = await ana.asks()
    assert "Also a public web page" in str(house.card(1).card)
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("And is there more?")
    await ana.taps("Skip")
    assert "on public web pages as well: everybody can read this" in ana.reads()[-1]
    ben = house.person("Ben")
    await ben.presses("answer", question.id)
    await ben.taps("I'm a Guy")
    await ben.says("Yes.")
    assert "Show my name, on the web too" in str(ben.sees()[-1].card)


async def test_a_community_that_chose_nothing(library: Library) -> None:
    await library.sets("0")
    for path in ("", "latest", "about", "feed.atom", "sitemap-0.xml", "q/1", "picture/1.png"):
        assert (await library.stranger.gets(HOME + path)).status == 404, path


@pytest.mark.parametrize(
    "path",
    ["/nobody/", "/the-porch/nothing", "/the-porch/q/x", "/the-porch/q/1/girl", "/static/../x", "/x/y/z", "/%00"],
)
async def test_a_page_that_is_not_there_is_kind(library: Library, path: str) -> None:
    answer = await library.stranger.gets(path)
    assert answer.status == 404
    assert "This page isn&#39;t here" in answer.text
    assert "Take care" in answer.text
