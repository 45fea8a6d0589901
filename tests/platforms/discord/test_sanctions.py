"""Sanctions on Discord: by a command with options, by the menu of a message, and felt by the person everywhere."""

from pathlib import Path

from tests.platforms.discord.porch import porch, read


async def test_the_author_is_banned_by_number_and_objects(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        office = here.guild.create_text_channel("office")
        await here.olga.slash(here.general, "setup", forum=here.forum, moderators=office)
        await here.quiet()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        shown = await here.olga.slash(here.general, "ban", number=1, lasts="7d", reason="Spam.")
        await here.quiet()
        assert shown.ephemeral
        assert "Banned: the author of #1." in read(shown.response)
        notice = here.dm(ana, "have excluded you")
        assert "Why: Spam." in read(notice)

        refused = await ana.slash(here.general, "ask")
        assert "excluded you from asking" in read(refused.response)
        asked = await ana.user.click(notice, label="Object")
        await ana.user.submit_modal(asked, {"text": "It was no spam."})
        await here.quiet()
        (objection,) = [each for each in office.history() if "It was no spam." in read(each)]
        assert "Objection to a ban: the author of #1" in read(objection)
        assert "Ana" not in read(objection)
        await here.olga.click(objection, label="Lift it")
        await here.quiet()
        assert "have lifted your exclusion" in here.dms(ana)[-1]
        await here.asks(ana, "Is there hope again?")
        assert "Is there hope again?" in here.card(2)


async def test_what_somebody_said_is_sanctioned_by_the_menu_of_their_message(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "You are a fool.")
        await here.quiet()
        history = await here.olga.context_menu(here.post(), "Sanctions (moderators)", said)
        assert "There are no sanctions." in read(history.response)
        modal = await here.olga.click(history.response, label="Mute…")
        done = await here.olga.submit_modal(modal, {"lasts": [str(86_400_000)], "reason": "Insults."})
        await here.quiet()
        assert "Muted: Someone · Sam on #1." in read(done.response)
        assert "Why: Insults." in read(here.dm(sam, "ask you to be silent"))

        before = here.post().history()
        counted = here.card()
        await sam.send(here.post(), "And again.")
        await here.quiet()
        assert "asked you to be silent" in here.dms(sam)[-1]
        assert here.card() == counted
        assert len(here.post().history()) == len(before) + 1, "nothing is said in public"
