"""Searching in the playground."""

import re

from tests.platforms.playground.conftest import Browser


async def test_a_search_is_typed_and_what_is_found_is_opened(browser: Browser) -> None:
    await browser.does("write", "sam", text="/search potatoes")
    assert "This is what I found" not in await browser.text("as=sam")
    form = (await browser.does("write", "sam", text="/ask"))["focus"]
    shown = await browser.does(
        "fill", "sam", message=form, field_audience="girl", field_title="Do potatoes have feelings?", field_details=""
    )
    await browser.presses("sam", shown["focus"], _action(browser, shown["focus"], "Post it"))
    await browser.does("write", "eva", text="/search a feeling potato")
    assert "This is what I found" in await browser.text("as=eva")
    found = browser.last("eva")
    await browser.presses("eva", found, _action(browser, found, "Read"))
    assert "Do potatoes have feelings?" in await browser.text("as=eva")


async def test_the_box_for_searching_needs_no_command(browser: Browser) -> None:
    page = await browser.page("as=sam")
    assert re.search(
        r'<input type="hidden" name="command" value="search">.*?<input type="text"[^>]* name="text"', page, re.S
    )
    await browser.does("write", "sam", command="search", text="bakery")
    shown = await browser.text("as=sam")
    assert "/search bakery" in shown
    assert "This is what I found" in shown
    assert "#5 How do I tell my father" in shown.partition("This is what I found")[2]


def _action(browser: Browser, message: str, label: str) -> str:
    """What a button of a private message carries."""
    for chat in browser.served.playground.memory.chats.values():
        card = chat.messages[message].card if message in chat.messages else None
        for button in (each for row in (card.rows if card else ()) for each in row):
            if button.label.startswith(label):
                return " ".join([button.action, *map(str, button.args)])
    raise AssertionError(f"no button {label!r}")
