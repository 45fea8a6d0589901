"""Removing on Discord: by the menu of a message or a slash command; threads are locked and opened again."""

from pathlib import Path

import discord

from tests.platforms.discord.porch import Porch, porch, read


async def _thread(here: Porch) -> discord.Thread:
    """The first question's thread, as Discord says it is."""
    found = await here.client.fetch_channel(here.post().id)
    assert isinstance(found, discord.Thread)
    return found


async def test_a_moderator_removes_a_message_by_its_menu_and_puts_it_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "You are a fool.")
        await here.quiet()
        refused = await sam.context_menu(here.post(), "Report to moderators", said)
        assert refused.ephemeral
        done = await here.olga.context_menu(here.post(), "Remove (moderators)", said)
        await here.quiet()
        assert done.ephemeral
        assert "Removed everywhere: the opinion of “Someone · Sam” on #1." in read(done.response)
        assert "Others" not in here.card()
        assert said.id not in {each.id for each in here.post().history()}
        assert "was removed by the moderators" in here.dms(ana)[-1]
        assert any("A moderator removed your opinion on #1" in each for each in here.dms(sam))

        await here.olga.click(done.response, label="Put it back")
        await here.quiet()
        assert "Others (1)" in here.card()
        back = [read(each) for each in here.post().history() if "You are a fool." in read(each)]
        assert len(back) == 1
        assert "Someone · Sam" in back[0]


async def test_a_question_is_removed_restored_locked_and_looked_back_upon(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?", "He left.")
        await here.asks(sam, "Is there any hope?")
        gone = await here.olga.slash(here.general, "remove", number=1, reason="It names him.")
        await here.quiet()
        assert "Removed everywhere: #1" in read(gone.response)
        assert "#1 was removed by the moderators" in here.card()
        assert (await _thread(here)).locked
        assert "The reason they gave: It names him." in here.dms(ana)[-1]
        await here.olga.slash(here.general, "restore", number=1)
        await here.quiet()
        assert "He left." in here.card()
        thread = await _thread(here)
        assert not thread.locked
        assert not thread.archived
        assert thread.name == "Is there still hope?"

        await here.olga.slash(here.general, "lock", number=1)
        await here.quiet()
        assert "have locked this question" in here.card()
        assert (await _thread(here)).locked
        await here.olga.slash(here.general, "lock", number=1)
        await here.quiet()
        assert not (await _thread(here)).locked
        pointed = await here.olga.slash(here.general, "duplicate", number=2, of=1)
        await here.quiet()
        assert "#2 is closed and leads to #1." in read(pointed.response)
        assert "the same is asked in #1" in here.card(2)

        audit = await here.olga.slash(here.general, "audit")
        assert audit.ephemeral
        assert "removed · #1 · It names him." in read(audit.response)
        stats = await here.olga.slash(here.general, "stats")
        assert stats.ephemeral
        assert "Questions: 2 · Opinions: 0" in read(stats.response)
        assert [each.filename.startswith("stats-") for each in stats.response.attachments] == [True]
