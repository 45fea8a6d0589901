"""What the page shows: the same as the cards, exactly as typed, and at once."""

import asyncio
import re

import pytest
from aiohttp import ClientSession

from bot.app import demo
from bot.cards import Card, Say
from bot.ports.platform import Chat
from tests.platforms.playground.conftest import Browser

NASTY = (
    "<script>alert(1)</script> \"quoted\" 'single' &amp; {{ 7*7 }} {% raw %} "
    "\u202eright to left\u202c 👩\u200d🦰 a  b\n\tc"
)


async def test_the_examples_stand_there_and_the_counts_agree_with_the_cards(browser: Browser) -> None:
    for number in range(1, 6):
        text = await browser.text(f"q={number}")
        counts = [re.findall(rf"What {kind} said \((\d+)\)", text) for kind in ("Guys", "Girls")]
        for on_card, on_tab in counts:
            assert on_card == on_tab
        assert sum(int(each[0]) for each in counts) >= 2 or number == 4


@pytest.mark.parametrize("persona", ["robin", "sam", "mo", "new", "nobody"])
async def test_every_persona_has_a_page(browser: Browser, persona: str) -> None:
    assert "Your private chat with the bot" in await browser.text(f"as={persona}")


@pytest.mark.parametrize(
    "query", ["q=99", "q=-1", "q=x", "q=" + "9" * 50, "tab=%00", "from=9", "all=1", "to=x", "part=?"]
)
async def test_an_address_that_makes_no_sense_is_no_failure(browser: Browser, query: str) -> None:
    assert "The Porch" in await browser.text(query)


async def test_what_is_typed_is_shown_as_typed(browser: Browser) -> None:
    await browser.does("speak", "sam", text=NASTY, thread=browser.thread(2))
    await browser.does("write", "sam", text=NASTY)
    page = await browser.page("as=sam&q=2&tab=guy")
    assert "<script>alert" not in page
    assert (await browser.text("as=sam&q=2&tab=guy")).count(NASTY) >= 2
    notice = await browser.text("as=ana&q=1")
    assert NASTY in notice


async def test_an_opinion_stands_under_its_category_and_its_thread_under_it(browser: Browser) -> None:
    await browser.does("speak", "eva", text="Try tea.", thread=browser.thread(2))
    page = await browser.page("q=2&tab=girl")
    message = re.search(r'<article class="panel tint-2".*?Try tea\..*?name="answers" value="([^"]+)"', page, re.DOTALL)
    assert message
    await browser.does("speak", "ben", text="Tea it is.", thread=browser.thread(2), answers=message[1])
    assert re.search(r"Try tea\..*Guy · Ben.*Tea it is\.", await browser.text("q=2&tab=girl"), re.DOTALL)


async def test_a_long_thread_is_folded_until_it_is_asked_for(browser: Browser) -> None:
    await browser.does("speak", "eva", text="Count with me.", thread=browser.thread(2))
    page = await browser.page("q=2&tab=girl")
    opinion = re.search(r'Count with me\..*?name="answers" value="([^"]+)"', page, re.DOTALL)
    assert opinion
    for number in range(5):
        await browser.does("speak", "ben", text=f"number {number}", thread=browser.thread(2), answers=opinion[1])
    page = await browser.page("q=2&tab=girl")
    assert "number 1" in page
    assert "number 2" not in page
    link = re.search(r'href="/\?([^"]*all=\d+[^"]*)">Show all 5 replies', page)
    assert link
    assert "number 4" in await browser.page(link[1].replace("&amp;", "&"))


async def test_unread_messages_are_counted_until_somebody_looks(browser: Browser) -> None:
    await browser.does("speak", "sam", text="Good luck.", thread=browser.thread(2))
    assert "1 new message" in await browser.text("as=sam")
    await browser.page("as=ana")
    assert "1 new message" not in await browser.text("as=sam")


async def test_news_come_by_themselves_and_end_with_the_playground(browser: Browser) -> None:
    async with browser.session.get("/playground/live") as news:
        assert news.headers["Content-Type"] == "text/event-stream"
        before = int((await news.content.readuntil(b"\n\n")).removeprefix(b"data: "))
        await browser.does("write", "sam", text="/help")
        after = int((await news.content.readuntil(b"\n\n")).removeprefix(b"data: "))
        assert after > before
        await browser.served.playground.close()
        async with asyncio.timeout(5):
            await news.content.read()


async def test_a_message_whose_receipt_is_on_its_way_is_waited_for(browser: Browser) -> None:
    assert 'data-settled="true"' in await browser.page()
    playground = browser.served.playground
    sent = await playground.post(Chat(place="porch"), Card((Say("Early."),)), thread=browser.thread(5))
    assert 'data-settled="false"' in await browser.page()
    await playground.delete(Chat(place="porch"), sent)
    assert 'data-settled="true"' in await browser.page()


async def test_without_a_community_the_page_says_how_to_get_one() -> None:
    async with demo(port=0, seeded=False) as served, ClientSession(served.address) as session:
        browser = Browser(session, served)
        assert "Nobody has set up a community" in await browser.text()
        refused = await browser.does("speak", "sam", text="/setup")
        assert refused["focus"] is not None
        assert "Only moderators" in await browser.text("as=sam")
        await browser.does("speak", "mo", text="/setup")
        assert "No questions yet." in await browser.text()
