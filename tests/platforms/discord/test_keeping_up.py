"""Keeping up on Discord: by buttons and slash commands, with updates from a modal, seen by nobody else."""

from pathlib import Path

from tests.platforms.discord.porch import porch, read


async def test_updates_follow_and_wishes(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, fay = here.member("Ana"), here.member("Sam"), here.member("Fay")
        await here.asks(ana, "Is there still hope?", "He left.")
        followed = await fay.click(here.post().history()[0], label="Follow")
        assert followed.ephemeral
        assert "You follow #1 now" in read(followed.response)
        assert "/start" not in read(followed.response), "on Discord a bot may write first"
        refused = await sam.slash(here.general, "update", number=1)
        assert refused.ephemeral
        assert "#1 is not your question" in read(refused.response)

        asked = await ana.slash(here.general, "update", number=1)
        assert asked.modal["title"] == "What do you want to add?"
        added = await ana.submit_modal(asked, {"text": "He came back, with flowers."})
        await here.quiet()
        assert added.ephemeral
        assert "Added to #1." in read(added.response)
        assert "He came back, with flowers." in here.card()
        carried = here.post().history()[-1]
        assert "Asker · just updated the question" in read(carried)
        assert "He came back, with flowers." in read(here.dm(fay, "the asker just updated the question"))

        await sam.send(here.post(), "Good for you.")
        await here.quiet()
        assert "One new opinion since you last heard." in here.dms(fay)[-1]
        assert "New opinion on #1" in here.dms(ana)[-1]

        shown = await ana.slash(here.general, "notifications", number=1)
        assert shown.ephemeral
        muted = await ana.click(shown.response, label="Mute #1 · What I asked")
        assert "You hear nothing of #1." in read(muted.response or shown.response)
        eva = here.member("Eva")
        await eva.send(here.post(), "Careful.")
        await here.quiet()
        assert not any("Careful." in each for each in here.dms(ana))
        waiting = await ana.slash(here.general, "inbox")
        assert waiting.ephemeral
        assert "Careful." in read(waiting.response)

        mine = await ana.slash(here.general, "mine")
        assert mine.ephemeral
        assert "Your question #1: Is there still hope?" in read(mine.response)
        over = await fay.slash(here.general, "unfollow", number=1)
        assert "You don't follow #1 any more." in read(over.response)


async def test_an_update_that_gives_the_asker_away_is_warned_of_and_taken_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        asked = await ana.slash(here.general, "update")
        warned = await ana.submit_modal(asked, {"text": "Write to ana@example.org."})
        assert "Someone could recognise you by" in read(warned.response)
        assert "example.org" not in here.card()
        sent = await ana.click(warned.response, label="Send it anyway")
        await here.quiet()
        assert "example.org" in here.card()
        await ana.click(sent.response or warned.response, label="Take back")
        await here.quiet()
        assert "example.org" not in here.card()
        assert not [each for each in here.post().history() if "example.org" in read(each)]
