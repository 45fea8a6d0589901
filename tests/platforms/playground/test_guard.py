"""Only this computer looks, only the page itself acts, and nothing foreign is loaded or run."""

import re

import pytest

from tests.platforms.playground.conftest import Browser


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "10.0.0.7", "[::2]:80"]
)
async def test_a_foreign_host_is_refused(browser: Browser, host: str) -> None:
    for path in ("/", "/playground/live", "/playground/page.css"):
        async with browser.session.get(path, headers={"Host": host}) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "localhost:8765", "LOCALHOST", "[::1]:8765"])
async def test_loopback_names_are_welcome(browser: Browser, host: str) -> None:
    async with browser.session.get("/", headers={"Host": host}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://evil.example", "X-Playground": "1"}, 403),
        ({"Origin": "http://localhost:8765"}, 303),
        ({"X-Playground": "1"}, 200),
    ],
)
async def test_a_gesture_comes_from_the_page_itself(browser: Browser, headers: dict[str, str], status: int) -> None:
    headers = {"Host": "localhost:8765", **headers}
    data = {"text": "/help"}
    async with browser.session.post("/playground/write", data=data, headers=headers, allow_redirects=False) as answer:
        assert answer.status == status
    assert ("What you can do here" in await browser.text()) is (status != 403)


@pytest.mark.parametrize("path", ["/", "/playground/page.css", "/playground/nothing", "/playground/live"])
async def test_every_answer_forbids_what_is_foreign(browser: Browser, path: str) -> None:
    async with browser.session.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_holds_no_inline_script_or_style_and_no_foreign_address(browser: Browser) -> None:
    page = await browser.page("as=mo")
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)
