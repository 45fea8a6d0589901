"""10,000 opinions, and many questions: the last page is as quick as the first."""

import re
import time
from statistics import median

import pytest

from bot.domain.opinions import Byline
from bot.domain.people import Face
from bot.ports.store import Tx
from bot.services.archive import OPINIONS_PAGE, PAGES_MAX
from tests.archive.conftest import HOME, Library
from tests.archive.valid import check

MANY = 10_000


def fill(tx: Tx) -> None:
    """One question with very many opinions, a few of them with long threads."""
    community = tx.archive.called("the-porch")
    assert community is not None
    asker = tx.people.meet("many", Face.ASKING, "telegram", "en", str).id
    question = tx.questions.add(community, asker, "Who has not said something?", "", ())
    tx.archive.put(question)
    for number in range(MANY):
        person = tx.people.meet(f"person {number}", Face.HIDDEN, "telegram", "en", str).id
        tx.opinions.add(question.id, person, Byline("guy", None, number + 1), f"Opinion {number}.", None)


@pytest.mark.slow
async def test_very_many_opinions(library: Library) -> None:
    await library.house.store.write(fill)
    stranger = library.stranger
    path = HOME + "q/1-who-has-not-said-something"

    async def took(page: int) -> float:
        start = time.perf_counter()
        check_me = await stranger.reads(f"{path}?page={page}" if page > 1 else path)
        spent = time.perf_counter() - start
        newest = MANY - (page - 1) * OPINIONS_PAGE
        found = [int(each) for each in re.findall(r"Opinion (\d+)\.</p>", check_me)]
        assert found == list(range(newest - 1, newest - 1 - OPINIONS_PAGE, -1))
        return spent

    async def voted(page: int) -> float:
        start = time.perf_counter()
        await stranger.reads(f"{path}?sort=voted&page={page}")
        return time.perf_counter() - start

    last = MANY // OPINIONS_PAGE
    first_took = median([await took(1) for _ in range(7)])
    last_took = median([await took(last) for _ in range(7)])
    assert last_took < first_took + 0.05, (first_took, last_took)
    voted_took = median([await voted(last) for _ in range(7)])
    assert voted_took < first_took + 0.05, (first_took, voted_took)
    page = check(await stranger.reads(path))
    assert "What Guys said (10000)" in "".join(page.itertext())
    assert (await stranger.gets(f"{path}?page={last + 1}")).status == 404
    assert (await stranger.gets(f"{path}?page={PAGES_MAX + 1}")).status == 404
    assert (await stranger.gets(f"{path}?page=-1")).status == 404
