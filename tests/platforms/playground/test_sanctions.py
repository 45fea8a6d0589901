"""Every way in that the playground has, tried by a persona who is banned: forms opened before and edits included."""

from typing import Any

from tests.platforms.playground.conftest import Browser
from tests.platforms.playground.test_moderating import ask, press

BANNED = "have excluded you from asking and answering here"


class Robin:
    """The persona who is banned, as their page's script."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    async def begins(self, text: str) -> str:
        """Gives a command that opens a form; returns the message the form is in."""
        await self.browser.does("write", "robin", text=text)
        return self.browser.last("robin")

    async def refused(self, gesture: str, **fields: str) -> None:
        """Does something, and is told on the page or in passing why it has no effect."""
        before = (await self.browser.text("as=robin")).count(BANNED)
        outcome: dict[str, Any] = await self.browser.does(gesture, "robin", **fields)
        told = (await self.browser.text("as=robin")).count(BANNED) > before
        assert told or BANNED in (outcome.get("toast") or ""), (gesture, fields, outcome)

    def button(self, label: str) -> dict[str, str]:
        """The newest button with this label in the private chat."""
        for message in reversed(self.browser.served.playground.memory.chats["robin"].messages.values()):
            for button in (each for row in message.card.rows for each in row) if message.card else ():
                if button.label == label:
                    return {"message": message.id, "press": " ".join([button.action, *map(str, button.args)])}
        raise AssertionError(label)


async def test_no_way_in_works_for_whoever_is_banned(browser: Browser) -> None:
    robin = Robin(browser)
    await ask(browser, "robin", "Is there hope for Robin?")
    await browser.text("as=robin")
    await browser.does("speak", "sam", text="There is, says Sam.", thread=browser.thread(6))
    await browser.text("as=robin")
    notice = robin.button("Reply")["message"]
    await browser.does("write", "robin", text="Old reply.", answers=notice)
    old = next(
        each.id
        for each in browser.served.playground.memory.chats["robin"].messages.values()
        if each.by == "robin" and each.text == "Old reply."
    )
    asking, answering = await robin.begins("/ask"), await robin.begins("/answer 1")
    await browser.does("press", "robin", **robin.button("Reply"))
    replying = browser.last("robin")

    await browser.does("write", "mo", text="/ban 7")
    await browser.does("fill", "mo", message=browser.last("mo"), field_reason="Spam.")
    assert "Why: Spam." in await browser.text("as=robin")
    board = await browser.text("as=eva&q=7") + await browser.text("as=eva&q=1")

    await robin.refused("write", text="/ask")
    await robin.refused("write", text="/answer 1")
    await robin.refused("write", text="Is there any new hope?")
    await robin.refused("write", text="New reply.", answers=notice)
    await robin.refused("write", text="/report 1")
    await robin.refused("edit", message=old, text="New words.")
    await robin.refused("fill", message=replying, field_text="New reply.")
    await robin.refused("fill", message=answering, field_kind="guy", field_text="New.", field_named="anonymous")
    await robin.refused("press", **robin.button("Reply"))
    await browser.does("fill", "robin", message=asking, field_audience="everyone", field_title="Is there new hope?")
    await robin.refused("press", **robin.button("Post it"))
    assert await browser.text("as=eva&q=7") + await browser.text("as=eva&q=1") == board

    await browser.does("write", "mo", text="/unban 6")
    await press(browser, "robin", "Post it")
    assert "Your question is #7" in await browser.text("as=robin")
