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


async def evas_opinion(at: Scene, _: Any) -> Any:
    """Without her name, so that the bot posts it, with a button to vote."""
    eva = at.here.member("Eve")
    opened = await eva.click(at.here.post(2).history()[0], label="Have an opinion?")
    await eva.submit_modal(opened, {"kind": ["girl"], "text": "Ask him.", "named": ["anonymous"]})
    await at.here.quiet()


async def vote_button(at: Scene, _: Any) -> Any:
    copy = next(each for each in at.here.post(2).history() if "Ask him." in read(each) and "👍 0" in read(each))
    return await at.ana.click(copy, label="👍 0")


async def a_poll(at: Scene, _: Any) -> Any:
    await at.here.asks(at.here.member("Tom"), "Shall we go out tonight?", poll="Yes\nNo")


async def ballot(at: Scene, _: Any) -> Any:
    return await at.ana.click(at.here.post(3).history()[0], label="1. Yes")


async def thank_button(at: Scene, _: Any) -> Any:
    return await at.ana.user.click(at.notice, label="Thank")


async def helpful_button(at: Scene, _: Any) -> Any:
    return await at.ana.user.click(at.notice, label="★ Most helpful")


TAKE = {"title": "What I learned from it", "text": "It passes. " * 30, "more": "", "rest": "", "sign": ["anonymous"]}


async def take_command(at: Scene, _: Any) -> Any:
    return await at.ana.slash(at.here.general, "take")


async def take_button(at: Scene, _: Any) -> Any:
    listed = await at.ana.slash(at.here.general, "takes")
    return await at.ana.click(listed.response, label="Write a take")


async def take_filled(at: Scene, opened: Any) -> Any:
    preview = await at.ana.submit_modal(opened, TAKE)
    return await at.ana.click(preview.response, label="Post it")


async def take_to_preview(at: Scene, _: Any) -> Any:
    return await at.ana.submit_modal(await take_command(at, None), TAKE)


async def toms_take(at: Scene, _: Any) -> Any:
    tom = at.here.member("Tom")
    preview = await tom.submit_modal(await tom.slash(at.here.general, "take"), TAKE)
    await tom.click(preview.response, label="Post it")
    await at.here.quiet()


async def comment_button(at: Scene, _: Any) -> Any:
    return await at.ana.click(at.here.post(3).history()[0], label="Comment")


async def comment_modal(at: Scene, _: Any) -> Any:
    await toms_take(at, None)
    return await comment_button(at, None)


async def update_command(at: Scene, _: Any) -> Any:
    return await at.ana.slash(at.here.general, "update", number=1)


async def update_button(at: Scene, _: Any) -> Any:
    return await at.ana.user.click(at.here.dm(at.ana, "Your question is #1"), label="Add update")


async def a_week(at: Scene, _: Any) -> Any:
    await at.here.passes(7.05)


async def tell_button(at: Scene, _: Any) -> Any:
    return await at.ana.user.click(at.here.dm(at.ana, "What happened? #1"), label="Tell")


async def a_week_and_tell(at: Scene, _: Any) -> Any:
    await a_week(at, None)
    return await tell_button(at, None)


async def update(at: Scene, opened: Any) -> Any:
    return await at.ana.submit_modal(opened, {"text": "New update."})


async def update_in_dm(at: Scene, opened: Any) -> Any:
    return await at.ana.user.submit_modal(opened, {"text": "New update."})


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
    "a button to vote": (evas_opinion, vote_button),
    "a vote in a poll": (a_poll, ballot),
    "a button to thank": (nothing, thank_button),
    "a button to choose the most helpful": (nothing, helpful_button),
    "the command of a take": (nothing, take_command),
    "a button of a take": (nothing, take_button),
    "a modal of a take opened before": (take_command, take_filled),
    "a take's preview shown before": (take_to_preview, post),
    "a button to comment on a take": (toms_take, comment_button),
    "a modal to comment on a take opened before": (comment_modal, opinion),
    "a command to add something": (nothing, update_command),
    "a button to add something": (nothing, update_button),
    "what happened": (a_week, tell_button),
    "a modal to add something opened before": (update_command, update),
    "a modal to tell what happened opened before": (a_week_and_tell, update_in_dm),
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


async def test_a_reaction_counts_whatever_is_on_something_anonymous(tmp_path: Path) -> None:
    """Everybody sees who reacts: a count that does not move would tell whom the ban on #1 is on."""
    async with porch(tmp_path) as here:
        at = await scene(here)
        await here.olga.slash(here.general, "ban", number=1, reason="Spam.")
        await here.quiet()
        before = len(here.dms(at.ana))
        await at.ana.set_reaction(at.said, "👍", reacted=True)
        await here.quiet()
        assert "👍 Someone · Sam" in here.card(1)
        assert len(here.dms(at.ana)) == before
