"""What goes wrong in a server: threads, channels and the bot itself go away, sleep, and come back."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from simcord.backend import serializers

from bot.platforms.discord import reach
from bot.ports.records import What
from tests.platforms.discord.porch import Porch, porch, read

TITLE = "Is there still hope?"


async def opens(who: Any) -> Any:
    """The form for an opinion on #1, by `/answer` in the DM."""
    return await who.user.slash("answer", number=1)


async def sends(here: Porch, who: Any, opened: Any, text: str) -> Any:
    """That form, filled in."""
    shown = await who.user.submit_modal(opened, {"kind": ["guy"], "text": text, "named": ["anonymous"]})
    await here.quiet()
    return shown


def delete(here: Porch, channel: Any) -> None:
    """A moderator deletes a channel or a thread."""
    here.env.backend.delete_channel(channel.id)


def leaves(here: Porch, **how: object) -> None:
    """The bot no longer hears of the server: put out, or (``unavailable``) an outage."""
    here.env.backend.emit("GUILD_DELETE", {"id": str(here.guild.id), **how})


def returns(here: Porch, **how: object) -> None:
    """It does again: invited, or (``unavailable=False``) the outage is over."""
    backend = here.env.backend
    told = serializers.guild_create_payload(backend, backend.get_guild(here.guild.id))
    told.pop("unavailable", None)
    backend.emit("GUILD_CREATE", {**told, **how})


async def place_is_open(here: Porch) -> bool:
    place = await here.store.read(lambda tx: tx.communities.place_at("discord", str(here.forum.id)))
    assert place is not None
    return place.open


def below(thread: Any) -> str:
    """All that stands under the card."""
    return "\n".join(read(each) for each in thread.history()[1:])


# ---- deleted -----------------------------------------------------------------------------------------------------


async def test_a_thread_that_is_deleted_while_somebody_answers_is_opened_again(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        gone = here.post()
        opened = await opens(sam)
        delete(here, gone)
        shown = await sends(here, sam, opened, "There is.")
        assert "appears as “Guy 1”" in read(shown.response)
        (thread,) = here.forum.threads
        assert thread.id != gone.id
        assert "What Guys said (1)" in here.card()
        assert below(thread).count("There is.") == 1
        here.dm(ana, "There is.")

        said = await sam.send(thread, "And more.")
        await here.quiet()
        await here.replies(ana, "Thank you.", here.dm(ana, "And more."))
        reply = thread.history()[-1]
        assert "Asker" in read(reply)
        assert reply.reference.message_id == said.id


async def test_a_post_that_a_moderator_deleted_is_made_again_for_an_opinion_from_the_dm(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
        await here.asks(ana, TITLE)
        await sam.send(here.post(), "There is.")
        await here.quiet()
        delete(here, here.post())
        await here.env.settle()
        await sends(here, eva, await opens(eva), "There is not.")
        assert len(here.forum.threads) == 1
        assert TITLE in here.card()
        assert "There is not." in below(here.post())
        await here.replies(ana, "Why not?", here.dm(ana, "There is not."))
        assert "Why not?" in below(here.post())


async def test_a_reply_to_what_stood_in_a_deleted_thread_is_carried_all_the_same(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        await sam.send(here.post(), "There is.")
        await here.quiet()
        delete(here, here.post())
        await here.env.settle()
        await here.replies(ana, "How so?", here.dm(ana, "There is."))
        assert "Passed on as “Asker”." in here.dms(ana)[-1]
        assert "How so?" in below(here.post())


async def test_a_channel_that_is_deleted_stops_nobody(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        opened = await opens(sam)
        for channel in (here.post(), here.forum):
            delete(here, channel)
        shown = await sends(here, sam, opened, "There is.")
        assert "appears as “Guy 1”" in read(shown.response)
        assert not await place_is_open(here)
        await here.replies(ana, "Thank you.", here.dm(ana, "There is."))
        assert "Passed on as “Asker”." in here.dms(ana)[-1]
        refused = await ana.user.slash("ask")
        assert "There is no community here yet" in read(refused.response)
        yard = here.guild.create_forum_channel("yard")
        again = await here.olga.slash(here.general, "setup", forum=yard)
        assert "is an advice community now" in read(again.response)


# ---- asleep ------------------------------------------------------------------------------------------------------


async def test_an_opinion_reaches_an_archived_and_locked_thread_and_leaves_it_so(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        thread = here.post()
        meta = here.env.backend.get_channel(thread.id).thread_metadata
        meta.archived = meta.locked = True
        path = f"/channels/{thread.id}/messages"
        here.env.inject_error("POST", path, status=400, code=160005, message="locked")
        here.env.inject_error("PATCH", f"{path}/*", status=400, code=50083, message="archived")
        await sends(here, sam, await opens(sam), "There is.")
        assert [each["times"] for each in here.env.backend.faults if each["times"]] == [], "both were met"
        here.dm(ana, "There is.")
        assert "There is." in read(thread.history()[-1])
        assert "What Guys said (1)" in read(thread.history()[0])
        meta = here.env.backend.get_channel(thread.id).thread_metadata
        assert (meta.archived, meta.locked) == (True, True)


# ---- away --------------------------------------------------------------------------------------------------------


async def test_what_waited_goes_out_when_the_bot_is_invited_again(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        opened = await opens(sam)
        leaves(here)
        await here.quiet()
        assert not await place_is_open(here)
        before = len(here.env.http_requests)
        await sends(here, sam, opened, "There is.")
        here.dm(ana, "There is.")
        public = [f"/channels/{here.forum.id}", f"/channels/{here.post().id}"]
        asked = [each.path for each in here.env.http_requests[before:] if each.path.startswith(tuple(public))]
        assert asked == [], "nothing is tried where the bot is not"

        returns(here)
        await here.quiet()
        assert await place_is_open(here)
        assert below(here.post()).count("There is.") == 1
        assert "What Guys said (1)" in here.card()


async def test_a_server_that_is_away_for_a_while_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "AGAIN_SECONDS", 0.05)
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
        await here.asks(ana, TITLE)
        leaves(here, unavailable=True)
        for path in (f"/channels/{here.forum.id}*", f"/channels/{here.post().id}*"):
            here.env.inject_error("*", path, status=404, code=10003, message="Unknown Channel", times=None)
        opened = await opens(sam)
        await sam.user.submit_modal(opened, {"kind": ["guy"], "text": "There is.", "named": ["anonymous"]})
        asked = await eva.user.slash("ask")
        preview = await eva.user.submit_modal(
            asked, {"audience": ["everyone"], "title": "And what about me?", "details": ""}
        )
        await eva.user.click(preview.response, label="Post it")
        await asyncio.sleep(0.2)
        assert await place_is_open(here)
        rows = await here.store.read(lambda tx: tx.outbox.rows(What.OPINION, _only_opinion(tx)))
        assert [(row.state.value, row.to_place) for row in rows] == [("waiting", True)]
        here.dm(ana, "There is.")
        assert "waiting" in "\n".join(here.dms(eva))

        here.env.backend.faults.clear()
        returns(here, unavailable=False)
        await asyncio.sleep(0.2)
        await here.quiet()
        assert below(here.post()).count("There is.") == 1
        assert "What Guys said (1)" in here.card()
        assert len(here.forum.threads) == 2
        assert "And what about me?" in here.card(2)


def _only_opinion(tx: Any) -> Any:
    (community,) = tx.communities.on("discord")
    question = tx.questions.numbered(community.id, 1)
    (opinion,) = tx.opinions.page(question.id, ["guy"], 0, 2)
    return opinion.id


async def test_what_failed_while_the_server_was_unknown_goes_out_when_it_is_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        for method in ("POST", "PATCH"):
            path = f"/channels/{here.post().id}/messages*"
            here.env.inject_error(method, path, status=403, code=50001, message="Missing Access", times=None)
        await sends(here, sam, await opens(sam), "There is.")
        assert below(here.post()) == ""
        here.env.backend.faults.clear()
        returns(here, unavailable=False)
        await here.quiet()
        assert below(here.post()).count("There is.") == 1
        assert "What Guys said (1)" in here.card()
