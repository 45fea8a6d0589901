"""Searching on Discord: by a slash command that nobody else sees, in the forum and before something is asked again."""

from pathlib import Path

from tests.platforms.discord.porch import porch, read

TITLE = "My boyfriend hides his phone from me"
AGAIN = "He hides his phone from me, my boyfriend does"


async def test_what_was_asked_before_is_found_and_recommended(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
        await here.asks(ana, TITLE)
        await sam.send(here.post(), "He plans a surprise.")
        await here.quiet()
        before = len(here.general.history())

        shown = await eva.slash(here.general, "search", words="hidden phones")
        assert shown.ephemeral
        assert f"#1 {TITLE}" in read(shown.response)
        opened = await eva.click(shown.response, label="Read #1")
        assert opened.ephemeral
        assert "He plans a surprise." in read(opened.response)

        asked = await eva.slash(here.general, "ask")
        preview = await eva.submit_modal(asked, {"audience": ["everyone"], "title": AGAIN, "details": ""})
        assert "This looks like #1, already answered." in read(preview.response)
        opened = await eva.click(preview.response, label="Read #1")
        assert "He plans a surprise." in read(opened.response)
        await eva.click(preview.response, label="Post it")
        await here.quiet()
        assert f"Related: #1 {TITLE}" in here.card(2)

        like = await sam.slash(here.general, "related", number=2)
        assert like.ephemeral
        assert f"#1 {TITLE}" in read(like.response)
        assert len(here.general.history()) == before
