"""Time goes by on Discord: threads are archived and come back, and each who is to be told is told once."""

from pathlib import Path

import discord

from bot.domain.appointments import WEEK, monday
from tests.platforms.discord.porch import Porch, porch, read

DAY = 24 * 60 * 60 * 1000


async def _thread(here: Porch, number: int = 1) -> discord.Thread:
    """A question's thread, as Discord says it is."""
    found = await here.client.fetch_channel(here.post(number).id)
    assert isinstance(found, discord.Thread)
    return found


async def test_the_asker_closes_and_reopens_and_deletes_by_command_and_button(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        refused = await sam.slash(here.general, "close", number=1)
        assert refused.ephemeral
        assert "Only whoever asked #1 can do that" in read(refused.response)
        done = await ana.slash(here.general, "close", number=1)
        await here.quiet()
        assert done.ephemeral
        assert "#1 is closed" in read(done.response)
        thread = await _thread(here)
        assert thread.archived
        assert thread.locked
        assert "Closed: this question takes no more opinions." in here.card()

        popped = await ana.user.click(here.dm(ana, "It is closed"), label="Reopen")
        await here.quiet()
        assert "#1 is open again." in read(popped.response)
        thread = await _thread(here)
        assert not thread.archived
        assert not thread.locked

        sure = await ana.slash(here.general, "delete", number=1)
        assert sure.ephemeral
        await ana.click(sure.response, label="Yes, delete it")
        await here.quiet()
        assert "Is there still hope?" not in here.card()


async def test_silence_closes_and_the_asker_is_asked_what_happened_before(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        await here.passes(7.05)
        asked = here.dm(ana, "What happened? #1 Is there still hope?")
        assert read(asked).endswith("Tell\nNothing to tell")
        await here.stop()
        here.clock.passes(40)
        await here.rise()
        assert (await _thread(here)).archived
        told = here.dm(ana, "It is closed, because nobody wrote for 30 days.")
        assert len([each for each in here.dms(ana) if "What happened?" in each]) == 1
        await ana.user.click(told, label="Reopen")
        await here.quiet()
        assert not (await _thread(here)).archived


async def test_what_is_told_of_what_happened_becomes_an_update(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, fay = here.member("Ana"), here.member("Fay")
        await here.asks(ana, "Is there still hope?")
        await fay.click(here.post().history()[0], label="Follow")
        await here.passes(7.05)
        opened = await ana.user.click(here.dm(ana, "What happened? #1"), label="Tell")
        assert opened.modal["title"] == "What do you want to add?"
        told = await ana.user.submit_modal(opened, {"text": "He came back, with flowers."})
        await here.quiet()
        assert "Added to #1." in read(told.response)
        assert "He came back, with flowers." in here.card()
        assert "He came back, with flowers." in read(here.dm(fay, "the asker just updated the question"))
        found = await fay.slash(here.general, "search", words="flowers")
        assert "#1 Is there still hope?" in read(found.response)
        assert "Ana" not in here.card() + "\n".join(here.dms(fay))
        await here.passes(25)
        assert not (await _thread(here)).archived, "whoever adds something keeps it open"
        await ana.slash(here.general, "close", number=1)
        await here.quiet()
        assert "It is closed" in here.dms(fay)[-1]


async def test_what_waits_is_listed_in_private_and_told_to_who_wants_that(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
        await here.asks(ana, "Is there still hope?")
        shown = await sam.slash(here.general, "unanswered")
        assert shown.ephemeral
        assert "**For everyone**\n\n#1 Is there still hope?" in read(shown.response)
        wanted = await sam.click(shown.response, label="Tell me of unanswered questions")
        assert wanted.ephemeral
        assert "Done." in read(wanted.response)
        await here.passes(1.1)
        here.dm(sam, "nobody has answered this for a day")
        assert eva.user.dm_channel is None or not here.dms(eva)
        await here.passes(2)
        assert len([each for each in here.dms(sam) if "nobody has answered" in each]) == 1


async def test_the_week_is_a_post_of_its_own_in_the_forum(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        shown = await here.olga.slash(here.general, "settings")
        one = await here.olga.click(shown.response, label="Weekly digest: no")
        await here.olga.click(one.response, label="yes")
        await here.asks(ana, "Is there still hope?")
        await sam.send(here.post(), "There is.")
        await here.quiet()
        now = here.clock.now()
        await here.passes((monday(now) + WEEK - now) / DAY + 0.01)
        assert [each.name for each in here.forum.threads] == ["Is there still hope?", "This week in The Porch"]
        told = here.post(2).history()[0]
        assert "#1 Is there still hope? · one opinion" in read(told)
        assert "Others (1)" in here.card(1)
        await sam.send(here.post(2), "What a week.")
        await here.quiet()
        assert "Others (1)" in here.card(1), "talk under it is nobody's opinion"
        await here.passes(7)
        assert len(here.forum.threads) == 2
