"""Reading: pages stay cheap however many opinions there are, and numbers are read as people write them."""

import time
from functools import partial

import pytest

from bot.domain.errors import Refused
from bot.domain.limits import PAGE_SIZE
from bot.domain.opinions import Byline, Opinion
from bot.domain.paging import Sort, Spot
from bot.domain.questions import Question, Status
from bot.domain.threads import Role
from bot.ports.store import Tx
from bot.services import reading
from bot.services.reading import OTHERS
from tests.services.conftest import Desk, caller


async def give(desk: Desk, question: Question, *categories: str | None) -> None:
    def many(tx: Tx) -> None:
        for number, category in enumerate(categories):
            author = caller(tx, f"author {number}").hidden
            tx.opinions.add(question.id, author, Byline(category, None, number), f"opinion {number}", None)

    await desk.run(many)


async def test_ten_thousand_opinions_are_paged_and_each_is_shown_once(desk: Desk) -> None:
    """Turned from the first page to the last and back; page 2,500 costs what page 1 does, and page 1 of ten."""
    community, _ = await desk.community()
    many, few = await desk.question(community), await desk.question(community)
    await give(desk, many, *["guy"] * 10_000)
    await give(desk, few, *["guy"] * 10)

    def vote(tx: Tx) -> None:
        for opinion in tx.opinions.page(many.id, ["guy"], 0, 10_000):
            for number in range(int(opinion.text.split()[1]) % 3):
                tx.votes.cast(opinion.id, f"mark {number}")

    await desk.run(vote)

    def measure(tx: Tx, sort: Sort) -> None:
        def turned(spot: Spot | None, way: str) -> list[reading.Page]:
            pages = []
            while spot is not None:
                pages.append(reading.page(tx, many.id, "guy", spot))
                spot = getattr(pages[-1], way)
            return pages

        def seconds(question: Question, spot: Spot) -> float:
            taken = []
            for _ in range(9):
                start = time.perf_counter()
                reading.page(tx, question.id, "guy", spot)
                taken.append(time.perf_counter() - start)
            return min(taken)

        on = turned(Spot(sort), "older")
        assert len(on) == 2_500
        shown = [each.opinion for page in on for each in page.threads]
        assert len({each.id for each in shown}) == len(shown) == 10_000
        votes = [each.votes for each in shown]
        assert votes == sorted(votes, reverse=True) or sort is Sort.NEWEST
        assert len(set(votes)) == 3
        back = turned(on[-1].newer, "newer")
        assert [each.threads for each in back[::-1]] == [each.threads for each in on[:-1]]
        assert (on[0].newer, on[-1].older, back[-1].newer) == (None, None, None)
        first, last, ten = seconds(many, Spot(sort)), seconds(many, on[-1].spot), seconds(few, Spot(sort))
        assert max(first, last) < 4 * ten + 0.002, (first, last, ten)

    for sort in (Sort.NEWEST, Sort.VOTED):
        await desk.store.read(partial(measure, sort=sort))


async def test_a_thread_is_paged_both_ways(desk: Desk) -> None:
    community, _ = await desk.community()
    question = await desk.question(community)
    await give(desk, question, "guy")

    def talk(tx: Tx) -> Opinion:
        (opinion,) = tx.opinions.page(question.id, ["guy"], 0, 1)
        for number in range(25):
            author = caller(tx, f"talker {number}").hidden
            tx.replies.add(opinion, author, Role.MEMBER, Byline(None, None, number), f"{number}", None, None)
        return opinion

    opinion = await desk.run(talk)

    async def whole(spot: Spot) -> tuple[list[int], Spot | None, Spot | None]:
        shown = await desk.store.read(lambda tx: reading.whole(tx, opinion.id, spot))
        return [int(each.text) for each in shown.replies], shown.earlier, shown.later

    first, none, second = await whole(Spot(Sort.THREAD))
    assert (first, none) == (list(range(10)), None)
    assert second is not None
    middle, back, third = await whole(second)
    assert middle == list(range(10, 20))
    assert back is not None
    assert third is not None
    last, up, end = await whole(third)
    assert (last, end) == (list(range(20, 25)), None)
    assert up is not None
    assert await whole(up) == (list(range(10, 20)), back, third)
    assert await whole(back) == (list(range(10)), None, second)


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("", Spot()), ("n", Spot()), ("ns", Spot()), ("vs", Spot(Sort.VOTED)), ("t", Spot(Sort.THREAD)),
        ("8", Spot()), ("x1", Spot()), ("no", Spot()), ("n\u0663", Spot()), ("nozzzzzzzzzzzzz", Spot()),
        ("voa-2", Spot(Sort.VOTED, 10, 2)), ("nu10", Spot(Sort.NEWEST, 36, up=True)),
    ],
)  # fmt: skip
def test_a_spot_is_read_as_it_was_written_and_nonsense_is_the_beginning(text: str, spot: Spot) -> None:
    assert Spot.read(text) == spot
    assert Spot.read(str(spot)) == spot
    far = Spot(spot.sort, 2**63 - 1, 2**20, up=spot.up)
    assert Spot.read(str(far)) == far


async def test_the_first_page_opens_at_the_first_tab_with_something_in_it(desk: Desk) -> None:
    community, _ = await desk.community()
    kinds: list[tuple[list[str | None], str]] = [
        ([], "guy"), (["girl"], "girl"), ([None], OTHERS), ([None, "girl", "guy"], "guy"),
    ]  # fmt: skip
    for given, tab in kinds:
        question = await desk.question(community)
        await give(desk, question, *given)
        shown = await desk.store.read(lambda tx, question=question: reading.page(tx, question.id, None, Spot()))  # type: ignore[misc]
        assert shown.tab == tab
        forged = await desk.store.read(lambda tx, question=question: reading.page(tx, question.id, "cats", Spot()))  # type: ignore[misc]
        assert forged.tab == tab


async def test_others_are_those_without_a_category_and_those_whose_category_is_gone(desk: Desk) -> None:
    community, _ = await desk.community()
    question = await desk.question(community)
    await give(desk, question, "guy", "cat", None, "girl", "dog")
    shown = await desk.store.read(lambda tx: reading.page(tx, question.id, OTHERS, Spot()))
    assert [each.opinion.by.category for each in shown.threads] == ["dog", None, "cat"]
    assert len(shown.threads) < PAGE_SIZE


async def numbered(desk: Desk, words: str) -> list[Question]:
    """What a number means to somebody on the platform."""
    return [
        question for _, question in await desk.store.read(lambda tx: reading.numbered(tx, caller(tx, "Sam"), words))
    ]


@pytest.mark.parametrize("words", ["1", "#1", "  #1 ", "001"])
async def test_a_number_is_read_as_people_write_it(desk: Desk, words: str) -> None:
    community, _ = await desk.community()
    question = await desk.question(community)
    assert await numbered(desk, words) == [question]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "number-missing"), ("twelve", "number-missing"), ("-1", "number-missing"), ("1 2", "number-missing"),
        ("٣", "number-missing"), ("##1", "number-missing"), ("2", "no-such-number"), ("0", "no-such-number"),
        ("9" * 9, "no-such-number"), ("9" * 10, "number-big"), ("9" * 5000, "number-big"),
    ],
)  # fmt: skip
async def test_a_number_that_is_none_is_refused(desk: Desk, words: str, code: str) -> None:
    community, _ = await desk.community()
    await desk.question(community)
    with pytest.raises(Refused, match=code):
        await numbered(desk, words)


async def test_a_removed_question_is_read_by_nobody(desk: Desk) -> None:
    community, _ = await desk.community()
    question = await desk.question(community)
    await desk.run(lambda tx: tx.questions.set_status(question.id, Status.REMOVED))
    with pytest.raises(Refused, match="question-gone"):
        await numbered(desk, "1")
    with pytest.raises(Refused, match="question-gone"):
        await desk.store.read(lambda tx: reading.page(tx, question.id, None, Spot()))


async def test_a_number_of_two_communities_means_both_unless_somebody_belongs_to_one(desk: Desk) -> None:
    one, _ = await desk.community("One", "-1")
    two, _ = await desk.community("Two", "-2")
    first, second = await desk.question(one, "first asker"), await desk.question(two, "second asker")
    assert await numbered(desk, "1") == [first, second]
    await desk.run(lambda tx: tx.people.belong(caller(tx, "Sam").hidden, two.id))
    assert await numbered(desk, "1") == [second]
