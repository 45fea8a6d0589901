"""The main story over the wire: an unmodified discord.py, HTTP and a gateway, every request held to Discord's own
specification."""

import asyncio
from pathlib import Path

import pytest

from bot.platforms.discord.wrong import WrongIntents, WrongToken
from tests.fakes.discord import spec
from tests.fakes.discord.porch import porch

TITLE = "Is there still hope?"


async def test_a_question_goes_all_the_way_and_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        shown = await here.set_up()
        assert "is an advice community now" in shown.text
        assert not shown.answer.ephemeral
        ana, sam, eva = here.person("Ana"), here.person("Sam"), here.person("Eva")

        opened = await ana.slash(here.general, "ask")
        assert opened.labels == ["Who should answer?", "Title", "Details", "Poll options (one per line)"]
        preview = await ana.submits(opened, {"audience": "guy", "title": TITLE, "details": "He ended it."})
        assert preview.answer.ephemeral
        assert "This is how it will look" in preview.text
        posted = await ana.clicks(preview.answer, "Post it")
        assert "Posted as #1." in posted.text
        assert here.general.visible == [shown.answer], "nothing else shows where she asked"
        await here.card(f"For Guys: {TITLE}")
        assert len(here.posts) == 1

        post = await here.post()
        said = await sam.writes(post, "If the reason has gone, there is a chance.")
        notice = await ana.sees("If the reason has gone")
        assert "New opinion on #1" in notice.text
        await here.card("Others (1)")

        await ana.writes(None, "It was a long court case.", answers=notice)
        reply = await ana.sees("It was a long court case.", post)
        assert "Asker" in reply.text
        assert reply.answers is said

        opened = await eva.clicks(await here.card("Others (1)"), "Have an opinion?")
        given = await eva.submits(opened, {"kind": "girl", "text": "What did he say?", "named": "anonymous"})
        assert given.answer.ephemeral
        assert "appears as “Girl 1”" in given.text
        await here.card("What Girls said (1)")
        await here.quiet()
        assert "Girl 1" in post.visible[-1].text
        assert len(post.visible) == 4
        assert all("Ana" not in each.text for each in post.visible)
        assert sum("If the reason" in each for each in ana.reads()) == 1


async def test_what_is_edited_and_deleted_is_followed(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        said = await sam.writes(post, "There is.")
        await ana.sees("There is.")
        await sam.edits(said, "There is, a little.")
        await ana.sees("There is, a little.")
        await sam.deletes(said)
        await here.discord.until(lambda: "Others" not in post.messages[0].text, "a card without it")


async def test_without_the_intent_a_reply_that_mentions_the_bot_is_read(tmp_path: Path) -> None:
    async with porch(tmp_path, content=False) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await sam.writes(post, "Does anybody hear this?")
        await sam.writes(post, f"<@{here.discord.bot.id}> There is hope.")
        notice = await ana.sees("There is hope.")
        await here.quiet()
        assert "anybody" not in "\n".join(ana.reads())
        assert "@" not in notice.text


async def test_whose_messages_are_closed_is_asked_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        ana.user.takes_dms = False
        before = len(here.discord.asked("POST", f"/channels/{ana.dm.id}/messages"))
        for thought in ("There is.", "And there was.", "And there will be."):
            await sam.writes(post, thought)
        await here.card("Others (1)")
        await here.quiet()
        refused = here.discord.asked("POST", f"/channels/{ana.dm.id}/messages")[before:]
        assert 1 <= len(refused) <= 2
        assert all("50007" in each.outcome for each in refused)


async def test_a_wrong_token_is_said(tmp_path: Path) -> None:
    async with porch(tmp_path, running=False) as here:
        here.token = "another"
        here.build()
        try:
            with pytest.raises(WrongToken):
                await here.adapter.start()
        finally:
            await here.adapter.close()


async def test_an_intent_that_is_not_granted_is_said(tmp_path: Path) -> None:
    async with porch(tmp_path, content=False, running=False) as here:
        here.content = True
        here.build()
        try:
            await here.adapter.start()
            with pytest.raises(WrongIntents):
                await asyncio.wait_for(here.adapter.run(here.dispatch, asyncio.Event(), lambda: None), 8)
        finally:
            await here.adapter.close()


@pytest.mark.skipif(spec.place() is None, reason=spec.WHY_NOT)
def test_the_border_knows_a_wrong_request() -> None:
    """Otherwise all other tests of the wire prove less than they say."""
    path, card = "/channels/1/messages", {"type": 10, "content": "Hello."}
    assert list(spec.problems("POST", path, {}, {"components": [card], "flags": 1 << 15})) == []
    for wrong in ({"contents": "Hello."}, {"nonce": "n" * 26}, {"components": [{"type": 10}]}):
        assert list(spec.problems("POST", path, {}, wrong)), wrong
    assert list(spec.problems("POST", "/channels/1/message", {}, {}))
    assert list(spec.problems("GET", path, {"limit": "101"}, None))
    assert list(spec.problems("GET", path, {"since": "1"}, None))
    assert list(spec.answer_problems("GET", path, 200, [{"id": "1"}]))
