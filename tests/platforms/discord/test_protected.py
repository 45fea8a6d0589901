"""Protected on Discord: the warnings before anything goes out, the lone voice, and the asker's category."""

from pathlib import Path

from tests.fakes.few import protect_few
from tests.platforms.discord.porch import porch, read


async def test_who_gives_themselves_away_is_warned_and_a_lone_voice_is_protected(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await protect_few(here.store)
        ana, sam, eva, ida = (here.member(name) for name in ("Ana", "Sam", "Eva", "Ida"))
        asked = await ana.slash(here.general, "ask")
        preview = await ana.submit_modal(
            asked,
            {"audience": ["everyone"], "title": "Is there still hope?", "details": "Signed: Ana, +49 151 23456789"},
        )
        assert "Someone could recognise you by: “Ana”, “+49 151 23456789”." in read(preview.response)
        await ana.click(preview.response, label="Post it")
        await here.quiet()
        assert "recognise" not in here.card()

        opened = await eva.click(here.post().history()[0], label="Have an opinion?")
        values = {"kind": ["girl"], "text": "I am @eva.b", "named": ["anonymous"]}
        warned = await eva.submit_modal(opened, values)
        await here.quiet()
        assert warned.ephemeral
        assert "Someone could recognise you by: “@eva.b”." in read(warned.response)
        assert len(here.post().history()) == 1, "nothing of it is to be seen yet"
        again = await eva.click(warned.response, label="Edit")
        filled = {each["component"].get("custom_id"): each["component"] for each in again.modal["components"]}
        assert filled["text"]["value"] == "I am @eva.b"
        sent = await eva.click(warned.response, label="Send it anyway")
        await here.quiet()
        assert "appears as “Someone 1”" in read(sent.response or warned.response)
        assert "Someone 1" in read(here.post().history()[-1])
        assert "What Girls said (0) · Others (1)" in here.card()

        for girl in (eva, ida, sam):
            await girl.click(here.post().history()[0], label="I'm a Girl")
        await here.quiet()
        assert "What Girls said (0) · Others (1)" in here.card()
        asked = await ida.slash(here.general, "ask")
        assert [each["label"] for each in asked.modal["components"]][-1] == "Show your category?"
        values = {"audience": ["everyone"], "title": "What now?", "details": "", "show": ["show"]}
        preview = await ida.submit_modal(asked, values)
        assert "Asked anonymously by a Girl" in read(preview.response)
        await ida.click(preview.response, label="Post it")
        await here.quiet()
        assert "#2 · asked anonymously by a Girl" in here.card(2)


async def test_a_reply_in_a_dm_that_gives_its_writer_away_can_be_taken_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        await sam.send(here.post(), "Leave him.")
        await here.quiet()
        await here.replies(ana, "Write to rosa@example.org", here.dm(ana, "Leave him."))
        told = here.dm(ana, "Someone could recognise you by: “rosa@example.org”.")
        assert "rosa@example.org" in read(here.post().history()[-1])
        await ana.user.click(told, label="Take back")
        await here.quiet()
        assert not any("rosa@example.org" in read(each) for each in here.post().history())
