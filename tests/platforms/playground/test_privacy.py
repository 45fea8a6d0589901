"""What is kept of somebody, in the playground: a file to be saved, by its owner alone."""

import json

from tests.platforms.playground.conftest import Browser


async def test_my_data_is_a_download_of_ones_own(browser: Browser) -> None:
    await browser.does("write", "robin", text="/privacy")
    await browser.presses("robin", browser.last("robin"), "mydata")
    message = browser.last("robin")
    assert f"/playground/document/{message}?as=robin" in await browser.page("as=robin")
    async with browser.session.get(f"/playground/document/{message}?as=robin") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Disposition"] == 'attachment; filename="mydata.json"'
        assert answer.headers["Cache-Control"] == "no-store"
        found = json.loads(await answer.read())
    assert found["as_asker"]["questions"]
    for address in (f"/playground/document/{message}?as=sam", "/playground/document/none?as=robin"):
        async with browser.session.get(address) as answer:
            assert answer.status == 404, address


async def test_forget_takes_back_what_was_asked(browser: Browser) -> None:
    await browser.does("write", "robin", text="/forget")
    await browser.presses("robin", browser.last("robin"), "forget-yes")
    assert "I am forgetting you" in await browser.text("as=robin")
    cards = [each.card for each in browser.served.playground.memory.board.values() if each.card]
    assert any("was taken back" in part.text for card in cards for part in card.parts)
