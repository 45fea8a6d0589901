"""Reading: pages stay cheap however many opinions there are, and numbers are read as people write them."""

import time

import pytest

from bot.domain.errors import Refused
from bot.domain.limits import PAGE_SIZE
from bot.domain.opinions import Byline
from bot.domain.questions import Question, Status
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
    community, _ = await desk.community()
    question = await desk.question(community)
    await give(desk, question, *["guy"] * 10_000)

    def seconds(offset: int) -> float:
        return min(timed(offset) for _ in range(5))

    def timed(offset: int) -> float:
        start = time.perf_counter()
        reading.page(at[0], question.id, "guy", offset)
        return time.perf_counter() - start

    at: list[Tx] = []

    def measure(tx: Tx) -> tuple[list[str], bool, bool, float, float]:
        at[:] = [tx]
        last = reading.page(tx, question.id, "guy", 9_996)
        first = reading.page(tx, question.id, "guy", 0)
        texts = [each.opinion.text for each in first.threads + last.threads]
        return texts, first.more, last.more, seconds(0), seconds(8_000)

    texts, more, more_at_the_end, early, late = await desk.store.read(measure)
    assert texts == [f"opinion {number}" for number in (9999, 9998, 9997, 9996, 3, 2, 1, 0)]
    assert (more, more_at_the_end) == (True, False)
    # Page 2,000 walks an index to get there; it sorts nothing and reads no opinion that it does not show.
    assert late < 12 * early + 0.002


async def test_the_first_page_opens_at_the_first_tab_with_something_in_it(desk: Desk) -> None:
    community, _ = await desk.community()
    kinds: list[tuple[list[str | None], str]] = [
        ([], "guy"), (["girl"], "girl"), ([None], OTHERS), ([None, "girl", "guy"], "guy"),
    ]  # fmt: skip
    for given, tab in kinds:
        question = await desk.question(community)
        await give(desk, question, *given)
        shown = await desk.store.read(lambda tx, question=question: reading.page(tx, question.id, None, 0))  # type: ignore[misc]
        assert shown.tab == tab
        forged = await desk.store.read(lambda tx, question=question: reading.page(tx, question.id, "cats", 0))  # type: ignore[misc]
        assert forged.tab == tab


async def test_others_are_those_without_a_category_and_those_whose_category_is_gone(desk: Desk) -> None:
    community, _ = await desk.community()
    question = await desk.question(community)
    await give(desk, question, "guy", "cat", None, "girl", "dog")
    shown = await desk.store.read(lambda tx: reading.page(tx, question.id, OTHERS, 0))
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
        await desk.store.read(lambda tx: reading.page(tx, question.id, None, 0))


async def test_a_number_of_two_communities_means_both_unless_somebody_belongs_to_one(desk: Desk) -> None:
    one, _ = await desk.community("One", "-1")
    two, _ = await desk.community("Two", "-2")
    first, second = await desk.question(one, "first asker"), await desk.question(two, "second asker")
    assert await numbered(desk, "1") == [first, second]
    await desk.run(lambda tx: tx.people.belong(caller(tx, "Sam").hidden, two.id))
    assert await numbered(desk, "1") == [second]
