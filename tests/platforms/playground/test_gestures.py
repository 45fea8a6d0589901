"""Gestures become events, and what the page is told afterwards."""

import asyncio

import pytest

from bot.app import Demo
from bot.events import Command, Say
from bot.platforms.playground.events import understood
from tests.platforms.playground.conftest import Browser


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/ask", Command("ask")),
        ("  /Question  12 ", Command("question", "12")),
        ("/link ABC DEF", Command("link", "ABC DEF")),
        ("/", Say("/")),
        ("a/b", Say("a/b")),
        ("", Say("")),
    ],
)
def test_what_is_typed_is_understood(text: str, meant: Command | Say) -> None:
    assert understood(text) == meant


async def test_a_form_stands_once_and_becomes_its_preview(browser: Browser) -> None:
    first = await browser.does("write", "sam", text="/ask")
    again = await browser.does("write", "sam", text="/ask")
    page = await browser.page("as=sam")
    assert page.count('class="sheet"') == 1
    assert f'id="m-{first["focus"]}"' not in page
    form = again["focus"]
    filled = {"field_audience": "girl", "field_title": "Is this thing on?", "field_details": ""}
    shown = await browser.does("fill", "sam", message=form, **filled)
    assert shown["focus"] == form
    page = await browser.page("as=sam")
    assert 'class="sheet"' not in page
    assert "For Girls: Is this thing on?" in page


async def test_a_form_that_is_sent_twice_in_a_row_counts_once(browser: Browser) -> None:
    form = (await browser.presses("eva", browser.card(2), f"answer {_question(browser, 2)}"))["focus"]
    await asyncio.gather(
        *(browser.does("fill", "eva", message=form, field_text="Once.", field_named="named") for _ in "ab")
    )
    assert (await browser.text("q=2&tab=girl")).count("Once.") == 1


def _question(browser: Browser, number: int) -> str:
    """A question's id, as its card's buttons carry it."""
    card = browser.served.playground.memory.board[browser.card(number)].card
    assert card is not None
    return str(card.rows[0][0].args[0])


async def test_a_plain_message_is_offered_to_be_asked(browser: Browser) -> None:
    await browser.does("write", "sam", text="Why do cats purr at me?")
    assert "Ask this anonymously" in await browser.text("as=sam")
    offer = browser.served.playground.memory.chats["sam"].messages[browser.last("sam")]
    assert offer.card is not None
    button = offer.card.rows[0][0]
    shown = await browser.presses("sam", offer.id, f"{button.action} {button.args[0]}")
    assert shown["focus"] == offer.id
    assert 'value="Why do cats purr at me?"' in await browser.page("as=sam")


async def test_a_refused_form_keeps_what_was_typed(browser: Browser) -> None:
    form = (await browser.does("write", "sam", text="/ask"))["focus"]
    title, details = "x" * 101, "Kept\r\nas typed."
    filled = {"field_audience": "girl", "field_title": title, "field_details": details}
    shown = await browser.does("fill", "sam", message=form, **filled)
    assert shown["kept"]
    page = await browser.page("as=sam")
    assert f'value="{title}"' in page
    assert "Kept\nas typed.</textarea>" in page
    assert "That title is too long (101 characters)" in page


async def test_a_refused_opinion_stays_in_its_box_and_off_the_board(browser: Browser) -> None:
    before = len(browser.served.playground.memory.board)
    outcome = await browser.does("speak", "sam", text="x" * 4_097, thread=browser.thread(2))
    assert outcome["kept"]
    assert "That is too long (4,097 characters)" in outcome["toast"]
    assert len(browser.served.playground.memory.board) == before


async def test_a_refused_edit_changes_nothing(browser: Browser) -> None:
    await browser.does("speak", "sam", text="Firmly.", thread=browser.thread(2))
    message = list(browser.served.playground.memory.board)[-1]
    assert (await browser.does("edit", "sam", message=message, text="  "))["kept"]
    assert "Firmly." in await browser.text("q=2&tab=guy")


@pytest.mark.parametrize("gesture", ["edit", "delete"])
async def test_nobody_touches_what_others_wrote(browser: Browser, gesture: str) -> None:
    await browser.does("speak", "sam", text="Mine alone.", thread=browser.thread(2))
    message = list(browser.served.playground.memory.board)[-1]
    for persona in ("ben", "mo", "new"):
        assert (await browser.does(gesture, persona, message=message, text="Ours."))["toast"]
    for bots in (browser.card(2), browser.last("robin")):
        assert (await browser.does(gesture, "robin", message=bots, text="Ours."))["toast"]
    assert "Mine alone." in await browser.text("q=2&tab=guy")


@pytest.mark.parametrize(
    "press", ["", "nothing", "page", "page x", "page 1 2 3 4", "answer 99999999999999999999", "iam 1 x"]
)
async def test_a_forged_button_is_refused_in_one_sentence(browser: Browser, press: str) -> None:
    assert (await browser.presses("sam", browser.card(2), press))["toast"]


async def test_what_is_gone_is_said_to_be_gone(browser: Browser) -> None:
    assert (await browser.presses("sam", "nowhere", "page 1"))["toast"]
    assert (await browser.does("fill", "sam", message="nowhere"))["toast"]
    assert (await browser.does("fill", "sam", message=browser.card(1)))["toast"]


async def test_a_button_of_another_chat_is_refused(browser: Browser) -> None:
    assert (await browser.presses("sam", browser.last("robin"), "ask"))["toast"]


@pytest.mark.parametrize("gesture", ["write", "speak", "press", "fill", "edit", "delete"])
async def test_a_form_with_a_field_missing_is_no_gesture(browser: Browser, gesture: str) -> None:
    headers = {"X-Playground": "1"}
    async with browser.session.post(f"/playground/{gesture}?as=sam", data={}, headers=headers) as answer:
        assert answer.status == 400


async def test_show_all_is_private_and_turns_its_pages_in_place(browser: Browser) -> None:
    question = _question(browser, 5)
    shown = await browser.presses("ben", browser.card(5), f"page {question}")
    turned = await browser.presses("ben", shown["focus"], f"page {question} girl")
    assert turned["focus"] == shown["focus"]
    assert "Bring him a plan" in await browser.text("as=ben")
    assert "Girl 1" not in await browser.text("as=sam&q=2&tab=guy")


async def test_somebody_new_is_somebody_else_every_time(served: Demo, browser: Browser) -> None:
    await browser.does("write", "new", text="/ask")
    async with browser.session.post("/playground/renew?as=new", headers={"X-Playground": "1"}) as answer:
        assert answer.status == 200
    assert "Nothing here yet." in await browser.text("as=new")
    assert [persona.key for persona in served.playground.personas.all()][-1] == "new-2"


async def test_the_inbox_and_replies_work_by_command(browser: Browser) -> None:
    await browser.does("write", "sam", text="/inbox")
    assert "Nothing waits for you" in await browser.text("as=sam")
    await browser.does("write", "sam", text="/reply Thank you.")
    assert "please choose the message that you mean" in await browser.text("as=sam")
