"""Moderating in the playground, by the page's buttons alone: what waits, what was reported, and who wrote it."""

import json
import re

import pytest

from bot.cards import Picture
from tests.platforms.playground.conftest import Browser

FORM = re.compile(r'<form class="inline" action="/playground/(\w+)\?[^"]*"[^>]*>(.*?)</form>', re.DOTALL)
COMMAND = re.compile(r'name="text" value="(/\w+)"[^>]*>\s*([^<]+?)\s*<')


async def press(browser: Browser, persona: str, label: str) -> None:
    """Presses the newest button with this label in a private chat."""
    for message in reversed(browser.served.playground.memory.chats[persona].messages.values()):
        for button in (each for row in message.card.rows for each in row) if message.card else ():
            if button.label == label:
                await browser.presses(persona, message.id, " ".join([button.action, *map(str, button.args)]))
                return
    raise AssertionError(f"{persona} has no button {label!r}")


async def quick(browser: Browser, persona: str) -> dict[str, tuple[str, str]]:
    """The buttons below a private chat: label → gesture and command."""
    page = (await browser.page(f"as={persona}")).partition('<div class="foot">')[2]
    return {
        label: (gesture, command) for gesture, form in FORM.findall(page) for command, label in COMMAND.findall(form)
    }


async def send(browser: Browser, persona: str, label: str) -> str:
    """Presses a button below the private chat; returns the page as read afterwards."""
    gesture, command = (await quick(browser, persona))[label]
    await browser.does(gesture, persona, text=command)
    return await browser.text(f"as={persona}")


async def below(browser: Browser, persona: str, label: str, said: str, query: str) -> None:
    """Presses a button under a message on the board."""
    page = await browser.page(f"as={persona}&{query}")
    after = page[page.index(said) :]
    for gesture, form in FORM.findall(after):
        command = next((command for command, found in COMMAND.findall(form) if found == label), None)
        if command is not None:
            fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
            await browser.does(gesture, persona, text=command, **fields)
            return
    raise AssertionError(f"there is no button {label!r} under {said!r}")


async def ask(browser: Browser, persona: str, title: str) -> None:
    await browser.does("write", persona, text="/ask")
    await browser.does("fill", persona, message=browser.last(persona), field_audience="everyone", field_title=title)
    await press(browser, persona, "Post it")


async def test_what_everybody_and_what_the_moderator_can_press(browser: Browser) -> None:
    most_used = {"Ask a question", "Unanswered", "Inbox", "Mine"}
    about_oneself = {"Notifications", "My category", "Privacy", "My data", "Forget me"}
    everybody = most_used | about_oneself | {"Write a take", "Takes", "Help"}
    assert set(await quick(browser, "sam")) == everybody
    moderators = {"Queue", "Reports", "Sanctions", "Audit", "Statistics", "Settings", "Set up", "Link"}
    assert set(await quick(browser, "mo")) == everybody | moderators


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Queue", "Nothing waits for your decision."),
        ("Reports", "Nothing waits for your decision."),
        ("Sanctions", "There are no sanctions."),
        ("Audit", "What the moderators of The Porch did"),
        ("Settings", "Review: what is flagged"),
        ("Set up", "The Porch is an advice community"),
        ("Link", "Your code is"),
    ],
)
async def test_every_button_of_the_moderator_answers(browser: Browser, label: str, answer: str) -> None:
    assert answer in await send(browser, "mo", label)


async def test_an_opinion_is_reported_and_removed(browser: Browser) -> None:
    await browser.does("speak", "sam", text="You are a fool.", thread=browser.thread(2))
    await below(browser, "eva", "Report", "You are a fool.", "q=2&tab=guy")
    assert "nobody learns who told them" in await browser.text("as=eva")
    assert "one thing waits" in await browser.text("as=mo")
    shown = await send(browser, "mo", "Reports")
    assert "#2 · reported once" in shown
    assert "Eva" not in shown.partition("#2 · reported once")[2].partition("Write to the bot")[0]
    await press(browser, "mo", "Look at 1")
    await press(browser, "mo", "Remove it")
    assert "Mo: it was removed." in await browser.text("as=mo")
    assert "You are a fool." not in await browser.text("as=eva&q=2&tab=guy")
    assert "A moderator removed what you reported on #2" in await browser.text("as=eva")
    assert "one thing waits" not in await browser.text("as=mo")
    assert "rejected · the opinion of “Guy · Sam” on #2" in await send(browser, "mo", "Audit")


async def test_a_moderator_removes_what_stands_on_the_board_by_its_button(browser: Browser) -> None:
    await browser.does("speak", "sam", text="You are a fool.", thread=browser.thread(2))
    page = await browser.page("as=eva&q=2&tab=guy")
    assert 'value="/remove"' not in page
    await below(browser, "mo", "Remove", "You are a fool.", "q=2&tab=guy")
    assert "Removed everywhere: the opinion of “Guy · Sam” on #2." in await browser.text("as=mo")
    assert "You are a fool." not in await browser.text("as=eva&q=2&tab=guy")
    await press(browser, "mo", "Put it back")
    assert "You are a fool." in await browser.text("as=eva&q=2&tab=guy")


async def test_a_held_question_is_approved_from_the_queue(browser: Browser) -> None:
    await ask(browser, "robin", "Look at https://example.com/him?")
    mine = await browser.text("as=robin")
    assert "Your question #7 waits for a moderator now" in mine
    assert "There is a link in it." in mine
    assert "example.com" not in await browser.text("as=sam")
    assert "#7 · waits for your decision" in await send(browser, "mo", "Queue")
    await press(browser, "mo", "Look at 1")
    await press(browser, "mo", "Approve")
    decided = await browser.text("as=mo")
    assert "#7 · decided" in decided
    assert "Mo: published." in decided
    assert "For everyone: Look at https://example.com/him?" in await browser.text("as=sam&q=7")


async def test_the_author_of_an_opinion_is_warned_and_objects(browser: Browser) -> None:
    await browser.does("speak", "sam", text="You are a fool.", thread=browser.thread(2))
    await below(browser, "mo", "Sanctions", "You are a fool.", "q=2&tab=guy")
    assert "Sanctions: Guy · Sam on #2" in await browser.text("as=mo")
    await press(browser, "mo", "→ Warn…")
    await browser.does("fill", "mo", message=browser.last("mo"), field_reason="No insults, please.")
    assert "Warned: Guy · Sam on #2." in await browser.text("as=mo")
    told = await browser.text("as=sam")
    assert "The moderators of The Porch have warned you" in told
    assert "Why: No insults, please." in told
    await press(browser, "sam", "Object")
    await browser.does("fill", "sam", message=browser.last("sam"), field_text="He began.")
    assert "The moderators have what you wrote." in await browser.text("as=sam")


async def test_the_statistics_show_a_picture_that_can_be_seen(browser: Browser) -> None:
    assert "The Porch: the last 8 weeks" in await send(browser, "mo", "Statistics")
    card = browser.served.playground.memory.chats["mo"].messages[browser.last("mo")].card
    (picture,) = [part for part in card.parts if isinstance(part, Picture)] if card else []
    assert f'src="/playground/picture/{picture.name}"' in await browser.page("as=mo")
    async with browser.session.get(f"/playground/picture/{picture.name}") as answer:
        assert answer.status == 200
        assert (await answer.read()).startswith(b"\x89PNG")


async def test_my_data_and_forgetting_by_their_buttons(browser: Browser) -> None:
    await send(browser, "robin", "My data")
    message = browser.last("robin")
    async with browser.session.get(f"/playground/document/{message}?as=robin") as answer:
        assert answer.status == 200
        asked = json.loads(await answer.read())["as_asker"]["questions"]
    assert [each["question"] for each in asked] == [3, 5]
    assert "Forget everything about you?" in await send(browser, "robin", "Forget me")
    await press(browser, "robin", "Yes, forget me")
    assert "I am forgetting you" in await browser.text("as=robin")
