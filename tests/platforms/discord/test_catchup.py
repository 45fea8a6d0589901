"""What was written, edited and deleted while the bot was down is taken in when it comes back: once, and in order."""

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.platforms.discord import catchup
from bot.platforms.discord.heard import Heard, Known
from storage import Database
from tests.platforms.discord.porch import Porch, porch, read


async def _asked(here: Porch) -> tuple[Any, Any, Any]:
    await here.set_up()
    ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
    await here.asks(ana, "Is there still hope?", of="guy")
    return ana, sam, eva


async def _down(here: Porch) -> None:
    await here.quiet()
    await here.stop()


async def _up(here: Porch) -> None:
    await here.env.settle()
    await here.rise()
    await here.quiet()


async def test_opinions_and_replies_written_meanwhile_are_taken_in_once_and_in_order(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        ana, sam, eva = await _asked(here)
        first = await sam.send(here.post(), "There is a chance.")
        await _down(here)
        await sam.send(here.post(), "And it is a good one.")
        await eva.send(here.post(), "What did he say?", reply_to=first)
        await eva.send(here.post(), "I would wait.")
        await _up(here)
        assert "Others (2)" in here.card()
        notice = here.dm(ana, "There is a chance.")
        assert "And it is a good one." in str(here.dms(ana)), "the second message is added to the opinion"
        assert notice is not None
        texts = [each for each in here.dms(ana) if "What did he say?" in each or "I would wait." in each]
        assert "What did he say?" in texts[0]
        assert "I would wait." in texts[1]
        told = here.dms(ana)
        await here.restart()
        await here.quiet()
        assert here.dms(ana) == told, "nothing comes twice"
        assert "Others (2)" in here.card()


async def test_a_reply_written_in_the_dm_meanwhile_is_passed_on_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        ana, sam, _ = await _asked(here)
        await sam.send(here.post(), "There is a chance.")
        await here.quiet()
        notice = here.dm(ana, "There is a chance.")
        await _down(here)
        await ana.user.send_dm(
            "He said so.", reference={"message_id": str(notice.id), "channel_id": str(notice.channel.id)}
        )
        await _up(here)
        await here.restart()
        said = [each for each in _texts(here) if "He said so." in each]
        assert len(said) == 1
        assert "Asker" in said[0]
        assert len([each for each in here.dms(ana) if "Passed on" in each]) == 1


async def test_edits_and_deletions_meanwhile_are_followed(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        ana, sam, eva = await _asked(here)
        stays = await sam.send(here.post(), "There is a chance.")
        goes = await eva.send(here.post(), "I would wait.")
        await _down(here)
        await sam.edit(stays, "There is no chance.")
        await eva.delete(goes)
        await _up(here)
        assert "Others (1)" in here.card()
        assert "There is no chance." in "".join(here.dms(ana))
        assert "I would wait." not in "".join(here.dms(ana))


async def test_what_is_older_goes_first_where_people_go_on_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes in a thread that is not read yet: it is read first, and nothing of it is handled twice."""

    async def no_walk(*args: Any, **kwargs: Any) -> None:
        return None

    monkeypatch.setattr(catchup.CatchUp, "walk", no_walk)
    async with porch(tmp_path) as here:
        ana, sam, _ = await _asked(here)
        await _down(here)
        await sam.send(here.post(), "First thing.")
        await _up(here)
        assert "Others" not in here.card()
        await sam.send(here.post(), "Second thing.")
        await here.quiet()
        told = "".join(here.dms(ana))
        assert told.index("First thing.") < told.index("Second thing.")
        assert told.count("First thing.") == 1


async def test_a_channel_that_can_not_be_read_keeps_its_place_in_the_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catchup, "TRIES", 1)
    async with porch(tmp_path) as here:
        ana, sam, _ = await _asked(here)
        await _down(here)
        await sam.send(here.post(), "There is a chance.")
        here.env.inject_error("GET", "/channels/*/messages", status=503, code=0, message="", times=2)
        await _up(here)
        assert "There is a chance." not in "".join(here.dms(ana))
        await here.restart()
        await here.quiet()
        assert "There is a chance." in "".join(here.dms(ana))


async def test_a_position_never_passes_what_is_on_its_way(tmp_path: Path) -> None:
    """The oldest message that is not done yet holds the position; a message that is done is known."""
    async with porch(tmp_path) as here:
        heard = Heard(here.store)
        for message in (101, 102, 103):
            heard.coming(7, message)
        await here.store.write(heard.settled(7, 102))
        heard.over(7, 102)
        assert await _position(here.store) == 100
        await here.store.write(heard.settled(7, 101))
        heard.over(7, 101)
        assert await _position(here.store) == 102
        assert await heard.hold(7) == 102
        await here.store.write(heard.settled(7, 103))
        heard.over(7, 103)
        assert await _position(here.store) == 102, "while what was missed is read, it stays"
        await heard.release(7)
        assert await _position(here.store) == 103
        with pytest.raises(Known):
            await here.store.write(heard.settled(7, 103))


async def _position(store: Database) -> int | None:
    return await store.read(lambda tx: tx.inbox.cursor("discord/7"))


def _texts(here: Porch) -> list[str]:
    return [read(each) for each in here.post().history()]


def test_discords_ids_grow_with_time() -> None:
    """What the overlap is reckoned by."""
    minute = catchup.OVERLAP_SECONDS * 1000 << 22
    later = discord.utils.snowflake_time(175928847299117063)
    assert (later - discord.utils.snowflake_time(175928847299117063 - minute)).total_seconds() == 60
