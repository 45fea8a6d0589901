"""The archive in a real browser: what a stranger sees on a screen, on a phone, in the dark, on paper, without eyes."""

from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from bot.app import DEMO_ARCHIVE, Demo
from bot.archive import export
from bot.words import speak
from tests.browser.conftest import PATIENCE, Tab

pytestmark = pytest.mark.browser

HOME = f"{DEMO_ARCHIVE}/the-porch/"
LOVELY = "q/3-after-every-lovely-weekend-he-goes-quiet-do-i-ask-him-why"
MOVING = "6-what-moving-back-home-at-thirty-taught-me-about-asking-for"
PATHS = (
    f"{DEMO_ARCHIVE}/",
    HOME,
    f"{HOME}latest",
    f"{HOME}unanswered",
    f"{HOME}about",
    f"{HOME}takes",
    f"{HOME}take/{MOVING}",
    f"{HOME}search?q=father",
    f"{HOME}{LOVELY}",
    f"{HOME}{LOVELY}?sort=voted",
    f"{HOME}{LOVELY}/girl",
    f"{HOME}q/999",
)
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
async def archive(served: Demo, browser: Browser) -> AsyncIterator[Page]:
    """The archive of the playground's community, to somebody whose browser runs no scripts of pages."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    tab = Tab(await context.new_page())
    await tab.page.goto(served.address + HOME)
    yield tab.page
    await context.close()
    assert tab.wrong == []


async def test_from_the_first_page_to_an_opinion(archive: Page) -> None:
    await expect(archive.get_by_role("heading", level=1)).to_have_text("The Porch")
    await archive.get_by_role("main").get_by_role("link", name="After every lovely weekend").click()
    await expect(archive.get_by_role("heading", level=1)).to_contain_text("After every lovely weekend")
    opinions = archive.get_by_role("article").filter(has=archive.get_by_role("heading", level=3))
    await expect(opinions).to_have_count(2)
    groups = archive.get_by_role("navigation", name="Who said it")
    await expect(groups.get_by_role("link", name="What Guys said (2)")).to_have_attribute("aria-current", "page")
    await groups.get_by_role("link", name="What Girls said (1)").click()
    await expect(groups.get_by_role("link", name="What Girls said (1)")).to_have_attribute("aria-current", "page")
    await expect(opinions).to_have_count(1)
    await expect(archive.get_by_role("link", name="Answer on the board")).to_have_attribute("href", "/?q=3")
    await archive.get_by_role("link", name="How that works").first.click()
    await expect(archive.get_by_role("main")).to_contain_text("chose “Show my name”")


async def test_what_became_of_it_and_what_people_make_of_it(archive: Page) -> None:
    """The update, the poll's bars as long as they should be, and the opinions by votes, all without a script."""
    await archive.goto(f"{archive.url}{LOVELY}")
    main = archive.get_by_role("main")
    await expect(main).to_contain_text("one silly photograph a day")
    poll = archive.get_by_role("region", name="Poll · 6 votes")
    await expect(poll.get_by_role("paragraph").filter(has_text="Guys")).to_have_text(["Guys 67 %", "Guys 33 %"])
    drawn = [await bar.bounding_box() for bar in await poll.locator("svg").all()]
    lengths = [box["width"] for box in drawn if box]
    assert len(lengths) == 6
    assert lengths[1] / lengths[0] == pytest.approx(67 / 50, rel=0.02)
    opinions = archive.get_by_role("article").filter(has=archive.get_by_role("heading", level=3))
    await expect(opinions.last).to_contain_text("Most helpful Guy")
    await archive.get_by_role("link", name="Most voted").click()
    await expect(opinions.first).to_contain_text("Most helpful Guy")
    await expect(opinions.first).to_contain_text("5 votes")
    await archive.get_by_role("link", name="Newest").click()
    await expect(opinions.last).to_contain_text("Most helpful Guy")


async def test_from_the_playground_and_back(page: Page) -> None:
    await page.get_by_role("link", name="These questions as public web pages").click()
    await page.get_by_role("link", name="The Porch").click()
    await page.get_by_role("main").get_by_role("link", name="After every lovely weekend").click()
    await page.get_by_role("link", name="Answer on the board").click()
    await expect(page.locator("#question h2")).to_contain_text("After every lovely weekend")
    await page.evaluate("window.stillHere = true")


async def test_with_the_keyboard(archive: Page) -> None:
    await archive.keyboard.press("Tab")
    await expect(archive.get_by_role("link", name="Skip to the content")).to_be_focused()
    await archive.keyboard.press("Enter")
    await archive.keyboard.press("Tab")
    await expect(archive.get_by_role("main").get_by_role("link").first).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 820])
async def test_on_a_narrow_screen(served: Demo, browser: Browser, width: int) -> None:
    context = await browser.new_context(viewport={"width": width, "height": 800})
    page = await context.new_page()
    for path in PATHS:
        await page.goto(served.address + path)
        assert not await page.evaluate(WIDE), f"{path} is wider than the screen"
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_whoever_sees_little_or_nothing_can_use_it(
    served: Demo, browser: Browser, scheme: Any, tmp_path: Path
) -> None:
    """axe-core finds nothing against the rules of WCAG 2.2 A and AA, nor against its own best practices."""
    context = await browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    for path in PATHS:
        await page.goto(served.address + path)
        await page.evaluate(script)
        found = await page.evaluate("axe.run()")
        assert found["passes"], "axe looked at something"
        wrong = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
        assert wrong == [], path
    await page.set_content("<html><body><img src='x'></body></html>")
    await page.evaluate(script)
    assert (await page.evaluate("axe.run()"))["violations"], "it would say so"
    await context.close()


async def test_dark_and_printed(served: Demo, browser: Browser) -> None:
    context = await browser.new_context(color_scheme="dark")
    page = await context.new_page()
    await page.goto(served.address + HOME + LOVELY)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert await page.evaluate(ground) == "rgb(26, 25, 23)"
    await page.emulate_media(media="print", color_scheme="light")
    assert await page.evaluate(ground) == "rgb(255, 255, 255)"
    await expect(page.get_by_role("navigation", name="Questions")).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await context.close()


async def test_from_a_folder(served: Demo, browser: Browser, tmp_path: Path) -> None:
    """The exported pages, opened as files: the style is there, and links lead on."""

    folder = export.Folder(tmp_path / "out")
    await served.store.read(lambda tx: export.pages(tx, speak("en"), folder, None))
    context = await browser.new_context()
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong = list[str]()
    page.on("requestfailed", lambda request: wrong.append(request.url))
    await page.goto((tmp_path / "out" / "index.html").as_uri())
    await page.get_by_role("link", name="The Porch").click()
    await page.get_by_role("main").get_by_role("link", name="After every lovely weekend").click()
    await page.get_by_role("link", name="What Girls said (1)").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("After every lovely weekend")
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(247, 244, 239)"
    await page.get_by_role("link", name="Latest").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Latest")
    assert wrong == []
    await context.close()
