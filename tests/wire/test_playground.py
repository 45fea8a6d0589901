"""Two worlds in the playground that differ in nothing but who asked, over HTTP.

Mo, who moderates, gives every command in private and on the board, presses every button of every card, sends the forms
that open, and looks at the whole page after each. Of the page only the row of people one may be is left out: it says
how many unread notices each of them has, to whoever plays all of them.
"""

import re

import pytest
from aiohttp import ClientSession

from bot.app import demo
from bot.cards import Button
from bot.platforms.playground.memory import Message
from tests.fakes.few import protect_nobody
from tests.platforms.playground.conftest import Browser
from tests.wire.transcript import Transcript, differences

BINDS = ("mute", "ban")
"""Commands that silence whoever asked: given first, so that what they write then would be missed later."""
LATE = ("remove", "duplicate", "lock", "link", "forget", "delete")
"""Commands after which less can be tried: given last."""
PRESSES = 200
"""There are fewer kinds of buttons: of each one is pressed, with whatever ids."""
ROW_OF_PEOPLE = re.compile(r'<nav class="personas".*?</nav>', re.DOTALL)


class Moderator:
    """Mo, before the page."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.memory = browser.served.playground.memory
        self.saw = Transcript()
        self.pressed: set[str] = set()

    async def does(self, what: str, told: object = None) -> None:
        """Something was done: what Mo is told, and the page as it stands then."""
        self.saw.note(f"{what}: {told}")
        page = await self.browser.page("as=mo&q=2")
        self.saw.screen(line.strip() for line in ROW_OF_PEOPLE.sub("", page).splitlines() if line.strip())

    async def commands(self, *names: str) -> None:
        about = self.browser.card(2)
        for name in names:
            for words in ("2", "2 asker why"):
                await self.does(f"/{name}", await self.browser.does("write", "mo", text=f"/{name} {words}"))
            fields = {"thread": self.browser.thread(2), "answers": about}
            told = await self.browser.does("speak", "mo", text=f"/{name} why", **fields)
            await self.does(f"/{name} to the card", told)

    async def presses(self) -> None:
        """Each button there is, and those that come of it; and what can be filled in."""
        while found := self._unpressed():
            message, button = found
            press = " ".join([button.action, *map(str, button.args)])
            await self.does(button.label, await self.browser.presses("mo", message.id, press))
            last = self.memory.chats["mo"].messages[self.browser.last("mo")]
            if last.sheet is not None:
                fields = {f"field_{each.name}": each.value or "why it is so" for each in last.sheet.blanks}
                await self.does("fills", await self.browser.does("fill", "mo", message=last.id, **fields))
            assert len(self.pressed) < PRESSES

    def _unpressed(self) -> tuple[Message, Button] | None:
        """A button of a kind that was not pressed yet."""
        for message in [*self.memory.chats["mo"].messages.values(), *self.memory.board.values()]:
            for button in (each for row in message.card.rows for each in row) if message.card else ():
                kind = f"{button.label} {button.action}"
                if button.action and kind not in self.pressed:
                    self.pressed.add(kind)
                    return message, button
        return None


async def asks(browser: Browser, persona: str, title: str) -> None:
    await browser.does("write", persona, text="/ask")
    await browser.does("fill", persona, message=browser.last(persona), field_audience="everyone", field_title=title)
    for message in reversed(browser.served.playground.memory.chats[persona].messages.values()):
        for button in (each for row in message.card.rows for each in row) if message.card else ():
            if button.action == "post":
                await browser.presses(persona, message.id, " ".join(["post", *map(str, button.args)]))
                await browser.page()
                return
    raise AssertionError("there is nothing to post")


async def chooses(browser: Browser, persona: str, key: str) -> None:
    card = browser.served.playground.memory.board[browser.card(1)].card
    buttons = [each for row in card.rows for each in row] if card else []
    button = next(each for each in buttons if each.action == "iam" and each.args[-1] == key)
    await browser.presses(persona, browser.card(1), " ".join([button.action, *map(str, button.args)]))


async def tell(asker: str, *, leaks: bool = False) -> Transcript:
    """The day on which ``asker`` asked. One that ``leaks``, in that the page stirs for Ana, is short."""
    async with demo(port=0, seeded=False) as served, ClientSession(served.address) as session:
        browser = Browser(session, served)
        await browser.does("speak", "mo", text="/setup")
        await protect_nobody(served.store)
        await asks(browser, "sam", "What shall we cook?")
        await chooses(browser, "ana", "girl")
        await chooses(browser, "ben", "guy")
        await browser.page()
        mod = Moderator(browser)
        await mod.does("before")
        await asks(browser, asker, "Who am I, after all?")
        if leaks and asker == "ana":
            served.playground.memory.changed()
        await mod.does("asked")
        for persona in ("ana", "ben", "sam"):
            await browser.does("speak", persona, text=f"{persona} thinks of it.", thread=browser.thread(2))
            await mod.does("said")
        chat = served.playground.memory.chats[asker].messages
        notice = next(key for key, each in chat.items() if each.card and "sam thinks" in str(each.card.parts))
        await browser.does("write", asker, text="I needed that.", answers=notice)
        await mod.does("replied")
        if leaks:
            return mod.saw

        async def silence_or_end(name: str) -> None:
            await mod.commands(name)
            for persona in ("ana", "ben", "sam"):
                told = await browser.does("speak", persona, text=f"{persona} after {name}.", thread=browser.thread(2))
                await mod.does("went on", bool(told))

        for name in BINDS:
            await silence_or_end(name)
        await mod.commands(*(each for each in served.app.dispatch.commands if each not in (*BINDS, *LATE)))
        await mod.presses()
        for name in LATE:
            await silence_or_end(name)
        await mod.presses()
        return mod.saw


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_in_the_playground_a_moderator_sees_nothing_of_who_asked() -> None:
    assert differences(await tell("ana"), await tell("ben")) == []


@pytest.mark.slow
async def test_that_the_page_stirs_for_one_of_them_would_be_noticed() -> None:
    assert differences(await tell("ana", leaks=True), await tell("ben", leaks=True)) != []
