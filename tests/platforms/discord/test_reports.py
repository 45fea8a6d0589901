"""Reports on Discord: the menu of a message, a channel for moderators, and a decision by one tap."""

from pathlib import Path

from tests.platforms.discord.porch import porch, read


async def test_a_message_is_reported_by_its_menu_and_removed_by_a_moderator(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        office = here.guild.create_text_channel("office")
        shown = await here.olga.slash(here.general, "setup", forum=here.forum, moderators=office)
        await here.quiet()
        assert "What waits for the moderators of The Porch comes to their own place" in read(shown.response)
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "You are a fool.")
        await here.quiet()
        told = await eva.context_menu(here.post(), "Report to moderators", said)
        await here.quiet()
        assert told.ephemeral
        assert "nobody learns who told them" in read(told.response)
        (case,) = office.history()
        assert "reported once" in read(case)
        assert "You are a fool." in read(case)
        assert "Eva" not in read(case)

        refused = await sam.click(case, label="Remove it")
        assert refused.ephemeral
        assert "Only moderators" in read(refused.response)
        await here.olga.click(case, label="Remove it")
        await here.quiet()
        assert "olga: it was removed." in read(office.history()[0])
        assert "Others (0)" not in here.card()
        assert "A moderator removed what you reported on #1" in here.dms(eva)[-1]


async def test_a_stranger_to_the_bot_is_told_what_can_be_reported(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        sam, eva = here.member("Sam"), here.member("Eva")
        said = await sam.send(here.general, "Hello.")
        told = await eva.context_menu(here.general, "Report to moderators", said)
        assert "What do you want to report?" in read(told.response)
