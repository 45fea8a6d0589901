"""Every way in that Discord has, tried by somebody who is banned: nothing of it has an effect, modals begun before too.

The ban is on her question; she has asked, answered without her name, and talks about both.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.platforms.discord.porch import Porch, porch, read

BANNED = "have excluded you from asking and answering here"


@dataclass
class Scene:
    """Ana asked #1, Eva #2, on which Ana answered; Sam talks to both."""

    here: Porch
    ana: Any
    said: Any
    typed: Any

    @property
    def notice(self) -> Any:
        return self.here.dm(self.ana, "There is, says Sam.")


async def scene(here: Porch) -> Scene:
    await here.set_up()
    ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
    await here.asks(ana, "Is there hope for me?")
    await here.asks(eva, "Is there hope for Eva?")
    said = await sam.send(here.post(1), "There is, says Sam.")
    await here.quiet()
    at = Scene(here, ana, said, None)
    at.typed = await ana.user.send_dm(
        "Old reply.", reference={"message_id": str(at.notice.id), "channel_id": str(at.notice.channel.id)}
    )
    await here.quiet()
    return at


Way = Callable[[Scene, Any], Awaitable[Any]]


async def nothing(at: Scene, _: Any) -> Any:
    return None


async def ask_command(at: Scene, _: Any) -> Any:
    return await at.ana.slash(at.here.general, "ask")


async def ask_in_dm(at: Scene, _: Any) -> Any:
    return await at.ana.user.slash("ask")


async def filled(at: Scene, opened: Any) -> Any:
    values = {"audience": ["everyone"], "title": "Is there any new hope?", "details": ""}
    preview = await at.ana.submit_modal(opened, values)
    return await at.ana.click(preview.response, label="Post it")


async def to_preview(at: Scene, _: Any) -> Any:
    opened = await ask_command(at, None)
    values = {"audience": ["everyone"], "title": "Is there any new hope?", "details": ""}
    return await at.ana.submit_modal(opened, values)


async def post(at: Scene, preview: Any) -> Any:
    return await at.ana.click(preview.response, label="Post it")


async def plain(at: Scene, _: Any) -> Any:
    await at.ana.user.send_dm("Is there any new hope?")
    await at.here.quiet()
    return at.here.dms(at.ana)[-1]


async def answer_button(at: Scene, _: Any) -> Any:
    return await at.ana.click(at.here.post(2).history()[0], label="Have an opinion?")


async def answer_command(at: Scene, _: Any) -> Any:
    return await at.ana.slash(at.here.general, "answer", number=2)


async def opinion(at: Scene, opened: Any) -> Any:
    return await at.ana.submit_modal(opened, {"kind": ["guy"], "text": "New opinion.", "named": ["anonymous"]})


async def native_reply(at: Scene, _: Any) -> Any:
    await at.here.replies(at.ana, "New reply.", at.notice)
    return at.here.dms(at.ana)[-1]


async def reply_button(at: Scene, _: Any) -> Any:
    return await at.ana.user.click(at.notice, label="Reply")


async def reply_menu(at: Scene, _: Any) -> Any:
    return await at.ana.context_menu(at.here.post(1), "Reply anonymously", at.said)


async def reply(at: Scene, opened: Any) -> Any:
    return await at.ana.submit_modal(opened, {"text": "New reply."})


async def reply_in_dm(at: Scene, opened: Any) -> Any:
    return await at.ana.user.submit_modal(opened, {"text": "New reply."})


async def edit(at: Scene, _: Any) -> Any:
    await at.ana.user.edit(at.typed, "New words.")
    await at.here.quiet()
    return at.here.dms(at.ana)[-1]


async def report_button(at: Scene, _: Any) -> Any:
    return await at.ana.click(at.here.post(2).history()[0], label="Report")


async def report_menu(at: Scene, _: Any) -> Any:
    return await at.ana.context_menu(at.here.post(1), "Report to moderators", at.said)


WAYS: dict[str, tuple[Way, Way]] = {
    "the command": (nothing, ask_command),
    "the command in the DM": (nothing, ask_in_dm),
    "a modal to ask opened before": (ask_command, filled),
    "a preview shown before": (to_preview, post),
    "a direct message": (nothing, plain),
    "a button to answer": (nothing, answer_button),
    "a command to answer": (nothing, answer_command),
    "a modal to answer opened before": (answer_button, opinion),
    "a native reply": (nothing, native_reply),
    "a button to reply": (nothing, reply_button),
    "the menu to reply": (nothing, reply_menu),
    "a modal to reply opened before": (reply_button, reply_in_dm),
    "a modal to reply opened from the menu before": (reply_menu, reply),
    "an edit of an old reply": (nothing, edit),
    "a button to report": (nothing, report_button),
    "the menu to report": (nothing, report_menu),
}


def board(here: Porch) -> list[str]:
    """All that stands where everybody reads it."""
    return [read(each) for thread in here.forum.threads for each in thread.history()]


@pytest.mark.parametrize("way", WAYS)
async def test_no_way_in_works_for_whoever_is_banned(tmp_path: Path, way: str) -> None:
    async with porch(tmp_path) as here:
        at = await scene(here)
        before, do = WAYS[way]
        begun = await before(at, None)
        shown = await here.olga.slash(here.general, "ban", number=1, reason="Spam.")
        await here.quiet()
        assert "Banned: the author of #1." in read(shown.response)
        stood = board(here)
        result = await do(at, begun)
        await here.quiet()
        told = result if isinstance(result, str) else read(result.response)
        assert BANNED in told
        assert board(here) == stood


@pytest.mark.parametrize("way", ["the command", "a modal to answer opened before", "a native reply"])
async def test_it_works_again_once_it_is_lifted(tmp_path: Path, way: str) -> None:
    async with porch(tmp_path) as here:
        at = await scene(here)
        before, do = WAYS[way]
        begun = await before(at, None)
        await here.olga.slash(here.general, "ban", number=1, reason="Spam.")
        await here.olga.slash(here.general, "unban", number=1)
        await here.quiet()
        result = await do(at, begun)
        await here.quiet()
        assert BANNED not in (result if isinstance(result, str) else str(getattr(result, "response", "")))
