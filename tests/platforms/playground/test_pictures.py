"""Pictures in the playground: chosen in the form, seen in the preview and on the board."""

import re
from io import BytesIO
from typing import Any

from aiohttp import FormData

from bot.domain.pictures import TAKEN_MAX
from tests.fakes.telegram.picture import png
from tests.platforms.playground.conftest import Browser


async def fills(browser: Browser, picture: bytes, title: str = "Is this thing on?") -> dict[str, Any]:
    """The form as the page's script sends it where a picture may go with it."""
    message = (await browser.does("write", "sam", text="/ask"))["focus"]
    form = FormData()
    for name, value in {
        "message": message,
        "field-audience": "girl",
        "field-title": title,
        "field-details": "",
    }.items():
        form.add_field(name, value)
    form.add_field("picture", BytesIO(picture), filename="IMG_2041_Hidden_Lane.png", content_type="image/png")
    async with browser.session.post("/playground/fill?as=sam", data=form, headers={"X-Playground": "1"}) as answer:
        assert answer.status == 200, await answer.text()
        outcome: dict[str, Any] = await answer.json()
        return outcome


def images(page: str) -> list[str]:
    return re.findall(r'<img class="picture" src="([^"]+)" alt="[^"]+">', page)


async def test_from_the_form_to_the_board(browser: Browser) -> None:
    await browser.does("write", "sam", text="/ask")
    page = await browser.page("as=sam")
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page

    shown = await fills(browser, png(color=(9, 99, 9)))
    page = await browser.page("as=sam")
    (address,) = images(page)
    assert "Hidden" not in page
    press = next(each for each in re.findall(r'value="(post \d+)"', page))
    await browser.presses("sam", shown["focus"], press)
    page = await browser.page("as=ana&q=1000") or ""
    assert not images(page)
    (board,) = images(await browser.page("as=ana"))
    assert board == address
    async with browser.session.get(board) as answer:
        assert answer.status == 200
        assert answer.content_type == "image/png"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (await answer.read()).startswith(b"\x89PNG")


async def test_a_picture_that_stands_nowhere_is_not_there(browser: Browser) -> None:
    async with browser.session.get("/playground/picture/picture-0123456789abcdef.png") as answer:
        assert answer.status == 404


async def test_no_picture_chosen_is_no_picture(browser: Browser) -> None:
    await fills(browser, b"")
    page = await browser.page("as=sam")
    assert "Is this thing on?" in page
    assert not images(page)


async def test_one_that_cannot_be_taken_leaves_the_form_as_it_was(browser: Browser) -> None:
    await fills(browser, b"GIF89a")
    text = await browser.page("as=sam")
    assert "take this kind of picture" in text
    assert 'value="Is this thing on?"' in text


async def test_one_that_is_much_too_large(browser: Browser) -> None:
    outcome = await fills(browser, bytes(TAKEN_MAX + 2 * 1024 * 1024))
    assert "at most 10\u2069 MB" in outcome["toast"] or "at most 10 MB" in outcome["toast"]
    assert outcome["kept"]
