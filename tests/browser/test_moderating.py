"""Moderating in a real browser: somebody reports, Mo decides by buttons alone, and everybody sees what follows."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.test_playground import become, chat

pytestmark = pytest.mark.browser

FOOL = "You are a fool."
FOLDED = ("Audit", "Statistics", "Set up", "Link")
"""Buttons that stand under "More"."""


@pytest.fixture
async def insulted(page: Page) -> Locator:
    """Sam has insulted whoever asks in #2."""
    await page.get_by_role("link", name="My flatmate").click()
    await become(page, "Sam")
    await page.get_by_role("textbox", name="Write your opinion").fill(FOOL)
    await page.locator("#question .write button").click()
    await page.get_by_role("link", name="What Guys said").click()
    opinion = page.get_by_role("article", name="Guy · Sam")
    await expect(opinion).to_contain_text(FOOL)
    return opinion


def question(page: Page) -> Locator:
    """What moderators can do about the question in the middle."""
    return page.locator("#question .letter .tools")


async def command(page: Page, label: str) -> None:
    """Presses a button below the private chat, one that is folded away as well."""
    if label in FOLDED:
        await chat(page).get_by_role("group", name="What moderators can do").get_by_text("More", exact=True).click()
    await chat(page).get_by_role("group").get_by_role("button", name=label, exact=False).last.click()


async def press(page: Page, label: str) -> None:
    """Presses the newest button with this label in the private chat."""
    await expect(page.locator("form[aria-busy=true]")).to_have_count(0)
    await chat(page).locator(".bubble").get_by_role("button", name=label).last.click()


async def writes(page: Page, text: str) -> None:
    """Fills in the form that was opened, and sends it."""
    await expect(chat(page).locator(".sheet textarea")).to_be_focused()
    await page.keyboard.type(text)
    await chat(page).locator(".sheet").get_by_role("button", name="Send").click()


async def asks(page: Page, title: str) -> None:
    """Robin asks something that is held."""
    await become(page, "Robin")
    await chat(page).get_by_role("button", name="Ask a question").click()
    await chat(page).get_by_text("Everyone", exact=True).click()
    await chat(page).get_by_label("Title").fill(title)
    await chat(page).get_by_role("button", name="See how it looks").click()
    await chat(page).get_by_role("button", name="Post it").click()
    await expect(chat(page)).to_contain_text("waits for a moderator now")


async def test_what_was_reported_is_removed_and_all_concerned_hear_of_it(page: Page, insulted: Locator) -> None:
    await become(page, "Eva")
    await insulted.get_by_role("button", name="Report").click()
    await expect(chat(page)).to_contain_text("nobody learns who told them")

    await become(page, "Mo")
    await expect(chat(page).get_by_role("button", name="Queue")).to_contain_text("1")
    await command(page, "Reports")
    await expect(chat(page)).to_contain_text("#2 · reported once")
    await expect(chat(page)).not_to_contain_text("Eva")
    await press(page, "Look at 1")
    await press(page, "Remove it")
    await expect(chat(page)).to_contain_text("Mo: it was removed.")
    await expect(insulted).to_have_count(0)

    await become(page, "Sam")
    await expect(chat(page)).to_contain_text("A moderator removed your opinion on #2")
    await expect(chat(page)).not_to_contain_text(re.compile(r"\bMo\b"))
    await become(page, "Eva")
    await expect(chat(page)).to_contain_text("A moderator removed what you reported on #2.")


async def test_a_question_is_locked_removed_and_put_back_from_its_card(page: Page, insulted: Locator) -> None:
    await expect(insulted).to_be_visible()
    await expect(question(page)).to_have_count(0)
    await become(page, "Mo")
    await question(page).get_by_role("button", name="Lock or unlock").click()
    await expect(page.locator("#question .letter")).to_contain_text("The moderators have locked this question")
    await become(page, "Eva")
    await expect(page.get_by_role("textbox", name="Write your opinion")).to_have_count(0)

    await become(page, "Mo")
    await press(page, "Unlock it")
    await expect(page.get_by_role("textbox", name="Write your opinion")).to_be_visible()
    await question(page).get_by_role("button", name="Remove").click()
    await expect(page.locator("#question h2")).to_have_text("#2 was removed by the moderators")
    await expect(page.locator("#question")).not_to_contain_text(FOOL)
    await expect(page.locator("#board")).not_to_contain_text("My flatmate")
    await question(page).get_by_role("button", name="Put it back").click()
    await expect(page.locator("#question h2")).to_contain_text("My flatmate")
    await expect(insulted).to_contain_text(FOOL)


async def test_a_held_question_is_rejected_with_a_reason_and_another_approved(page: Page) -> None:
    await asks(page, "Is https://example.com/him true?")
    await become(page, "Sam")
    await expect(page.locator("body")).not_to_contain_text("example.com")

    await become(page, "Mo")
    await command(page, "Queue")
    await press(page, "Look at 1")
    await press(page, "Reject…")
    await writes(page, "No links, please.")
    await expect(chat(page)).to_contain_text("#7 · decided")

    await become(page, "Robin")
    await expect(chat(page)).to_contain_text("No links, please.")
    await asks(page, "Is example.com true?")
    await become(page, "Mo")
    await command(page, "Queue")
    await press(page, "Look at 1")
    await press(page, "Approve")
    await expect(chat(page)).to_contain_text("Mo: published.")
    await become(page, "Sam")
    await expect(page.locator("#board .entries a").first).to_contain_text("Is example.com true?")
    await expect(page.locator("#board")).not_to_contain_text("/him")


async def test_whoever_wrote_it_is_warned_without_being_named(page: Page, insulted: Locator) -> None:
    await expect(insulted).to_be_visible()
    await become(page, "Mo")
    await question(page).get_by_role("button", name="Sanctions").click()
    await expect(chat(page)).to_contain_text("Sanctions: the author of #2")
    await press(page, "→ Warn…")
    await writes(page, "Ask a little kinder.")
    await expect(chat(page)).to_contain_text("Warned: the author of #2.")
    for name in ("Ana", "Eva", "Ben", "Robin"):
        await expect(chat(page)).not_to_contain_text(name)

    await become(page, "Ana")
    await expect(chat(page)).to_contain_text("Ask a little kinder.")
    await press(page, "Object")
    await writes(page, "I did.")
    await expect(chat(page)).to_contain_text("The moderators have what you wrote.")


async def test_the_statistics_are_seen_from_their_beginning(page: Page) -> None:
    await become(page, "Mo")
    await command(page, "Statistics")
    chart = chat(page).get_by_role("img").last
    await expect(chart).to_be_in_viewport()
    assert await chart.evaluate("each => each.naturalWidth") == 720
    await command(page, "Audit")
    await expect(chat(page).get_by_text("What the moderators of The Porch did")).to_be_in_viewport()
