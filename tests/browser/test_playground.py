"""The playground in a real browser: what a stranger does in the first minute."""

import pytest
from playwright.async_api import Locator, Page, expect

pytestmark = pytest.mark.browser

TITLE = "Should I write to my old friend again?"
DETAILS = "We lost touch after school.\nIt was my fault <b>mostly</b> & I'm sorry 🙈"


async def become(page: Page, name: str) -> None:
    """Chooses who one is."""
    await page.get_by_role("navigation", name="You are").get_by_role("link", name=name).click()
    await expect(page.locator("header a[aria-current]")).to_contain_text(name)


def chat(page: Page) -> Locator:
    """One's private chat."""
    return page.get_by_role("complementary", name="Your private chat with the bot")


def counts(page: Page) -> Locator:
    """The grouped line on the card of the question in the middle."""
    return page.locator("#question .letter .strong", has_text="said (")


async def ask(page: Page, title: str = TITLE, details: str = DETAILS, audience: str = "Everyone") -> None:
    """Asks by the form and posts it from the preview."""
    await chat(page).get_by_role("button", name="Ask a question").click()
    await chat(page).get_by_text(audience, exact=True).click()
    await chat(page).get_by_label("Title").fill(title)
    await chat(page).get_by_label("Details").fill(details)
    await chat(page).get_by_role("button", name="See how it looks").click()
    await chat(page).get_by_role("button", name="Post it").click()
    await expect(page.locator("#question h2")).to_have_text(f"For everyone: {title}")


async def test_asking_being_answered_twice_and_following_up(page: Page) -> None:
    await ask(page)
    await expect(page.locator("#board .entries a").first).to_contain_text("0 opinions")
    await expect(page.locator("#question .letter .body")).to_have_text(DETAILS)
    await expect(counts(page)).to_have_text("What Guys said (0) · What Girls said (0)")
    await expect(chat(page)).to_contain_text("Your question is #7")

    await become(page, "Sam")
    await page.get_by_role("textbox", name="Write your opinion").fill(
        "Write. The worst answer is silence, and you have that already."
    )
    await page.locator("#question .write button").click()
    await expect(counts(page)).to_have_text("What Guys said (1) · What Girls said (0)")
    await expect(page.get_by_role("article", name="Guy · Sam")).to_contain_text("The worst answer is silence")

    await become(page, "Ana")
    await page.get_by_role("button", name="Have an opinion?").click()
    await chat(page).get_by_role("textbox", name="Opinion").fill("A postcard. Short, warm, no apology needed.")
    await chat(page).get_by_text("Stay anonymous").click()
    await chat(page).get_by_role("button", name="Send").first.click()
    await expect(counts(page)).to_have_text("What Guys said (1) · What Girls said (1)")
    await page.get_by_role("link", name="What Girls said (1)").click()
    await expect(page.get_by_role("article", name="Girl 1")).to_contain_text("A postcard.")

    await become(page, "Robin")
    notice = chat(page).locator(".bubble", has_text="New opinion on #7 · Girl 1")
    await notice.get_by_role("button", name="Reply").click()
    await chat(page).get_by_role("textbox", name="Reply", exact=True).fill("I have one from the town we grew up in.")
    await chat(page).locator(".sheet").get_by_role("button", name="Send").click()
    thread = page.get_by_role("article", name="Girl 1").get_by_role("listitem")
    await expect(thread).to_contain_text("Asker")
    await expect(thread).to_contain_text("the town we grew up in")

    await become(page, "Ana")
    await expect(chat(page)).to_contain_text("#7 · Asker replied")
    await expect(page.locator("#board .entries a").first).to_contain_text("2 opinions")


async def test_a_native_reply_to_a_notice_is_passed_on(page: Page) -> None:
    notice = chat(page).locator(".bubble", has_text="New opinion on #5 · Girl 1")
    await notice.get_by_role("link", name="Reply to this message").click()
    await expect(chat(page).locator("#quoted")).to_contain_text("He talks about the oven")
    await page.keyboard.type("The smell is a good beginning.")
    await page.keyboard.press("Enter")
    await expect(chat(page).locator(".bubble.bot").last).to_contain_text("Passed on as “Asker”.")
    await expect(chat(page).locator("#quoted")).to_have_count(0)
    await page.get_by_role("link", name="What Girls said").click()
    await expect(page.get_by_role("article", name="Girl 1")).to_contain_text("The smell is a good beginning.")


async def test_what_happens_elsewhere_is_seen_without_losing_what_one_types(page: Page) -> None:
    other = await page.context.new_page()
    await other.goto(f"{page.url}?as=sam")
    await page.get_by_role("textbox", name="Write your opinion").fill("half a th")
    await page.get_by_role("textbox", name="Write your opinion").focus()
    await page.locator("#question").evaluate("part => part.scrollTop = 120")

    first = other.get_by_role("article", name="Guy 1")
    await first.locator("summary").first.click()
    await first.get_by_role("textbox", name="Reply to Guy 1").first.fill("So true.")
    await first.get_by_role("button", name="Send").first.click()

    await expect(page.get_by_role("article", name="Guy 1")).to_contain_text("So true.")
    await page.keyboard.type("ought")
    await expect(page.get_by_role("textbox", name="Write your opinion")).to_have_value("half a thought")
    assert await page.locator("#question").evaluate("part => part.scrollTop") >= 120

    await become(page, "Eva")
    await expect(page.get_by_role("textbox", name="Write your opinion")).to_have_value("")
    await become(page, "Robin")
    await expect(page.get_by_role("textbox", name="Write your opinion")).to_have_value("half a thought")


async def test_a_refused_form_comes_back_filled_in_with_its_reason(page: Page) -> None:
    await chat(page).get_by_role("button", name="Ask a question").click()
    await chat(page).get_by_text("Girls", exact=True).click()
    await chat(page).get_by_label("Title").fill("Hm?")
    await chat(page).get_by_label("Details").fill("Long and important.")
    await chat(page).get_by_role("button", name="See how it looks").click()
    problem = chat(page).get_by_role("alert")
    await expect(problem).to_contain_text("That title is too short (3)")
    await expect(problem).to_be_focused()
    await expect(chat(page).get_by_label("Title")).to_have_value("Hm?")
    await expect(chat(page).get_by_label("Details")).to_have_value("Long and important.")
    await expect(chat(page).get_by_label("Girls", exact=True)).to_be_checked()


async def test_edited_and_deleted_messages_are_followed(page: Page) -> None:
    await become(page, "Sam")
    await page.get_by_role("textbox", name="Write your opinion").fill("A second thought of mine.")
    await page.locator("#question .write button").click()
    opinion = page.get_by_role("article", name="Guy · Sam")
    await expect(opinion).to_contain_text("A second thought of mine.")
    tools = opinion.locator(".tools", has=page.get_by_text("Edit")).nth(1)
    await tools.get_by_text("Edit", exact=True).click()
    await tools.get_by_label("Your message").fill("A better second thought.")
    await tools.get_by_role("button", name="Save").click()
    await expect(opinion).to_contain_text("A better second thought.")
    await expect(opinion).not_to_contain_text("A second thought of mine.")
    await opinion.get_by_role("button", name="Delete").first.click()
    await expect(counts(page)).to_have_text("What Guys said (1) · What Girls said (2)")
    await expect(opinion).to_have_count(0)


async def test_somebody_new_is_asked_once_what_they_are(page: Page) -> None:
    await become(page, "Alex")
    await page.get_by_role("button", name="Have an opinion?").click()
    await chat(page).get_by_text("I'm a Girl", exact=True).click()
    await chat(page).get_by_role("textbox", name="Opinion").fill("Let him taste something you baked for the last time.")
    await chat(page).get_by_text("Stay anonymous").click()
    await chat(page).locator(".sheet").get_by_role("button", name="Send").click()
    await expect(counts(page)).to_have_text("What Guys said (2) · What Girls said (3)")
    await chat(page).get_by_role("button", name="Be somebody else").click()
    await expect(page.locator("header a[aria-current]")).to_contain_text("Noor")
    await expect(chat(page)).to_contain_text("Nothing here yet.")


async def test_asking_with_the_keyboard_alone(page: Page) -> None:
    async def tab_to(label: str) -> None:
        for _ in range(80):
            await page.keyboard.press("Tab")
            focused = page.locator(":focus")
            assert await focused.evaluate(
                "each => getComputedStyle(each).outlineStyle !== 'none' || each.type === 'radio'"
            )
            name = await focused.evaluate("each => (each.labels?.[0] ?? each).textContent.trim()")
            if name.startswith(label):
                return
        raise AssertionError(f"no way to {label}")

    await tab_to("Ask a question")
    await page.keyboard.press("Enter")
    await expect(chat(page).locator(".sheet :focus")).to_have_count(1)
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowRight")
    await tab_to("Title")
    await page.keyboard.type(TITLE)
    await tab_to("Details")
    await page.keyboard.type("Typed without a mouse.")
    await tab_to("See how it looks")
    await page.keyboard.press("Enter")
    await expect(chat(page).locator(".bubble:focus")).to_contain_text("This is how it will look")
    await tab_to("Post it")
    await page.keyboard.press("Enter")
    await expect(page.locator("#question h2")).to_have_text(f"For Girls: {TITLE}")


async def test_on_a_phone_one_part_at_a_time(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    parts = page.get_by_role("navigation", name="Parts of the page")
    await expect(page.locator("#question")).to_be_visible()
    await expect(page.locator("#chat")).to_be_hidden()
    await parts.get_by_role("link", name="Board").click()
    await expect(page.locator("#question")).to_be_hidden()
    await page.get_by_role("link", name="My flatmate").click()
    await expect(page.locator("#question h2")).to_contain_text("My flatmate")
    await page.get_by_role("button", name="Show all").click()
    await expect(page.locator("#chat")).to_be_visible()
    await expect(chat(page)).to_contain_text("#2 My flatmate")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await page.evaluate(wide), "the page is wider than the phone"


async def test_the_moderator_sets_up_and_links(page: Page) -> None:
    await become(page, "Mo")
    await chat(page).get_by_role("group", name="What moderators can do").get_by_text("More").click()
    await chat(page).get_by_role("button", name="Link").click()
    await expect(chat(page)).to_contain_text("Your code is")
    await become(page, "Sam")
    await expect(chat(page).get_by_role("button", name="Link")).to_have_count(0)


async def test_voting_and_the_poll(page: Page) -> None:
    await become(page, "Mo")
    helpful = page.get_by_role("article", name="Guy · Sam · most helpful")
    await helpful.get_by_role("button", name="👍 3").click()
    await expect(helpful.get_by_role("button", name="👍 4")).to_be_visible()
    await expect(page.get_by_role("status")).to_contain_text("Your 👍 counts")
    card = page.locator("#question .letter")
    await expect(card).to_contain_text("Poll · 6 votes")
    await card.get_by_role("button", name="2. After the letter").click()
    await expect(card).to_contain_text("Poll · 7 votes")
    await card.get_by_role("button", name="Results").click()
    picture = chat(page).locator("img.picture")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("each => each.naturalWidth") > 0


async def test_an_update_reaches_whoever_follows(page: Page) -> None:
    await become(page, "Mo")
    await page.locator("#question .letter").get_by_role("button", name="Follow").click()
    await expect(page.get_by_role("status")).to_contain_text("You follow #5 now")
    await become(page, "Robin")
    await chat(page).get_by_role("button", name="Mine").click()
    await chat(page).get_by_role("button", name="Open #5").click()
    await chat(page).get_by_role("button", name="Add update").last.click()
    await chat(page).get_by_role("textbox", name="Update").fill("He came along to see the library.")
    await chat(page).locator(".sheet").get_by_role("button", name="Send").click()
    await expect(page.locator("#question .letter")).to_contain_text("He came along to see the library.")
    await become(page, "Mo")
    await expect(chat(page)).to_contain_text("He came along to see the library.")


async def test_searching_by_button(page: Page) -> None:
    await chat(page).get_by_text("Search", exact=True).click()
    box = chat(page).get_by_role("textbox", name="What are you looking for?")
    await expect(box).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(box).to_be_hidden()
    await chat(page).get_by_text("Search", exact=True).click()
    await box.fill("my manager")
    await box.press("Enter")
    await expect(chat(page)).to_contain_text("#1 My manager presents my work")
    await expect(box).to_be_hidden()


async def test_what_is_used_less_is_folded_away(page: Page) -> None:
    rest = chat(page).get_by_role("button", name="Notifications")
    await expect(rest).to_be_hidden()
    await chat(page).get_by_text("More", exact=True).click()
    await rest.click()
    await expect(chat(page)).to_contain_text("How I tell you what happens")
    await expect(rest).to_be_hidden()


@pytest.mark.parametrize("width", [1400, 390])
async def test_only_the_columns_scroll_never_the_page(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.locator("#question .panel").last.scroll_into_view_if_needed()
    over = await page.evaluate("document.documentElement.scrollHeight - document.documentElement.clientHeight")
    assert over == 0


async def test_it_works_without_scripts(page: Page) -> None:
    assert page.context.browser is not None
    context = await page.context.browser.new_context(java_script_enabled=False)
    plain = await context.new_page()
    await plain.goto(f"{page.url}?as=eva")
    await plain.get_by_role("textbox", name="Write your opinion").fill("Bring bread.")
    await plain.locator("#question .write button").click()
    await plain.goto(f"{page.url}?as=eva&tab=girl")
    await expect(plain.get_by_role("article", name="Girl · Eva")).to_contain_text("Bring bread.")
    await context.close()
