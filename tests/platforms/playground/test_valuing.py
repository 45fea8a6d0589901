"""On the playground's board: a 👍 under every opinion, and a poll on the card."""

import re

from bot.domain.polls import Poll
from bot.ports.store import Tx
from tests.platforms.playground.conftest import Browser


async def test_an_opinion_on_the_board_takes_votes(browser: Browser) -> None:
    before = await browser.page("as=robin&q=1")
    form = re.search(r'name="message" value="([^"]+)">\s*<div>\s*<button[^>]*value="(vote \d+)"[^>]*>👍 0<', before)
    assert form is not None
    told = await browser.presses("robin", form[1], form[2])
    assert "Your 👍 counts: now 1" in str(told)
    assert "👍 1" in await browser.page("as=robin&q=1")


async def test_a_poll_is_voted_in_on_its_card(browser: Browser) -> None:
    def ask(tx: Tx) -> int:
        question = tx.questions.latest(tx.communities.on("playground")[0].id, 9)[-1]
        tx.polls.add(question.id, ("Say it", "Be silent"))
        return question.id

    store = browser.served.store
    question = await store.write(ask)

    def poll(tx: Tx) -> Poll | None:
        return tx.polls.of(question)  # type: ignore[arg-type]

    told = await browser.presses("robin", browser.card(1), f"ballot {question} 1")
    assert "You voted for “Be silent”" in str(told)
    found = await store.read(poll)
    assert found is not None
    assert found.counts == (0, 1)
    assert "▰▰▰▰▰▰▰▰▰▰ 100 % (1)" in await browser.text("q=1")
