"""Takes on Discord: a modal with room for three parts, a forum post that holds all of it, comments in its thread."""

from pathlib import Path

from tests.platforms.discord.porch import porch, read

PART = "Nobody told me this when I was left, so I tell you: it passes, and sooner than you think. " * 40


async def test_a_take_is_written_posted_and_commented_on(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        opened = await ana.slash(here.general, "take")
        labels = [each["label"] for each in opened.modal["components"]]
        assert labels == ["Title", "Text", "More", "The rest", "Show my name?"]
        preview = await ana.submit_modal(
            opened,
            {"title": "What being left has taught me", "text": PART, "more": PART, "rest": "", "sign": ["anonymous"]},
        )
        assert preview.ephemeral
        await ana.click(preview.response, label="Post it")
        await here.quiet()

        stands = "".join(read(each) for each in here.post().history())
        assert here.post().name == "What being left has taught me"
        assert stands.count("it passes, and sooner than you think") == 80
        assert "without a name" in stands
        assert "No comments yet" in stands
        assert "Ana" not in stands

        await sam.send(here.post(), "This helped me.")
        await here.quiet()
        assert "1 comment" in "".join(read(each) for each in here.post().history())
        await here.replies(ana, "I am glad.", here.dm(ana, "This helped me."))
        assert "Author" in read(here.post().history()[-1])
