"""On the playground's board: votes, a poll on the card, what its asker adds, and what they make of an opinion."""

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


async def test_the_examples_show_the_whole_advice_page(browser: Browser) -> None:
    page, text = await browser.page(), await browser.text()
    assert "#5 · asked anonymously · Family" in text
    assert re.search(r"Update, .*We sat on the bench on Sunday", text, re.DOTALL)
    assert "Poll · 6 votes" in text
    assert "Guys 67 % · Girls 67 %" in text
    helpful = re.findall(r'<article class="panel tint-1 helpful".*?<h3[^>]*>([^<]*)<', page, re.DOTALL)
    assert helpful == ["★ Guy · Sam · most helpful"]
    assert "Guy 1 · thanked by the asker" in text
    assert re.search(r"Tell him early.*👍 3", text, re.DOTALL)
    assert "finds your opinion the most helpful of the Guys" in await browser.text("as=sam")
    assert "The asker of #5 thanks you" in await browser.text("as=ben")


async def test_whoever_follows_is_told_of_an_update(browser: Browser) -> None:
    page = await browser.page("as=mo&q=2")
    follow = re.search(r'value="(follow \d+)"', page)
    assert follow is not None
    told = await browser.presses("mo", browser.card(2), follow[1])
    assert "You follow #2 now" in str(told)
    await browser.does("write", "ana", text="/update 2")
    await browser.does("fill", "ana", message=browser.last("ana"), field_text="The standing order is set up.")
    assert "The standing order is set up." in await browser.text("as=mo&q=2")
    card = (await browser.text("q=2")).partition("My flatmate is always late with her half")[2]
    assert "The standing order is set up." in card
    private = (await browser.text("as=mo&q=1")).partition("Only Mo sees this.")[2]
    assert "The standing order is set up." in private


async def test_thanks_after_the_choice_are_told_as_well(browser: Browser) -> None:
    thank = re.search(
        r'Tell him early and away from the shop.*?name="message" value="([^"]+)".*?value="(thank \d+)"',
        (await browser.page("as=robin&q=1")).partition("Only Robin sees this.")[2],
        re.DOTALL,
    )
    assert thank is not None
    await browser.presses("robin", thank[1], thank[2])
    told = await browser.text("as=sam&q=1")
    assert "The asker of #5 finds your opinion the most helpful of the Guys, and thanks you for it" in told
