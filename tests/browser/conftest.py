"""A playground that is being served, and a real Chromium that looks at it."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, async_playwright

from bot.app import Demo, demo

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
LOOPBACK = ("127.0.0.1", "localhost")
PATIENCE = 10_000
"""Milliseconds that a test waits for the page to change."""


@pytest.fixture
async def served() -> AsyncIterator[Demo]:
    """The playground with its examples, on a port of its own."""
    async with demo(port=0) as running:
        yield running


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()


class Tab:
    """A page, and what went wrong in it: errors in its console, and requests that left this computer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", self._asked)
        page.set_default_timeout(PATIENCE)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in LOOPBACK:
            self.wrong.append(f"left this computer: {request.url}")


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A window of a desktop's size."""
    made = await browser.new_context(viewport={"width": 1440, "height": 900})
    yield made
    await made.close()


@pytest.fixture
async def page(served: Demo, context: BrowserContext) -> AsyncIterator[Page]:
    """The playground's page; in the end nothing may have gone wrong in it, and it was loaded once."""
    tab = Tab(await context.new_page())
    await tab.page.goto(served.address)
    await tab.page.evaluate("window.stillHere = true")
    yield tab.page
    assert tab.wrong == []
    assert await tab.page.evaluate("window.stillHere"), "the page was loaded again"
