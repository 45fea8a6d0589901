"""What people make of opinions on Discord: 👍 by reaction and button, the asker's thanks and choice, and a poll."""

from pathlib import Path
from typing import Any

from tests.platforms.discord.porch import Porch, porch, read


def message(here: Porch, words: str) -> Any:
    """The newest in the post with these words."""
    return next(each for each in here.post().history()[::-1] if words in read(each))


async def test_reactions_and_buttons_count_once_and_the_card_follows(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva, bob = (here.member(name) for name in ("Ana", "Sam", "Eva", "Bob"))
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "There is a chance.")
        opened = await eva.click(here.post().history()[0], label="Have an opinion?")
        await eva.submit_modal(opened, {"kind": ["girl"], "text": "Ask him.", "named": ["anonymous"]})
        await here.quiet()
        copy = message(here, "Ask him.")
        assert "👍 0" in read(copy)

        told = await bob.click(copy, label="👍 0")
        assert "Your 👍 counts: now 1" in read(told.response)
        assert told.ephemeral
        await bob.set_reaction(copy, "👍", reacted=True)
        await ana.set_reaction(copy, "👍🏽", reacted=True)
        await bob.set_reaction(said, "👍", reacted=True)
        await here.quiet()
        assert "👍 2" in read(message(here, "Ask him."))
        assert "👍 Girl 1" in here.card()
        assert "👍 Someone · Sam" in here.card()
        await bob.set_reaction(said, "👍", reacted=False)
        await here.quiet()
        assert "Someone · Sam" not in here.card()
        assert len([each for each in here.post().history() if "#1 ·" in read(each)]) == 1


async def test_the_asker_thanks_and_chooses_and_who_answered_hears_of_it(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = (here.member(name) for name in ("Ana", "Sam", "Eva"))
        await here.asks(ana, "Is there still hope?")
        await sam.send(here.post(), "There is a chance.")
        opened = await eva.click(here.post().history()[0], label="Have an opinion?")
        await eva.submit_modal(opened, {"kind": ["girl"], "text": "Ask him.", "named": ["anonymous"]})
        await here.quiet()
        await ana.user.click(here.dm(ana, "There is a chance."), label="Thank")
        await ana.user.click(here.dm(ana, "Ask him."), label="★ Most helpful")
        await here.quiet()
        assert "thanks you for your opinion" in read(here.dm(sam, "The asker of #1"))
        heard = here.dm(eva, "finds your opinion the most helpful of the Girls")
        assert "★ Girl 1" in here.card()
        await here.replies(eva, "I am glad.", heard)
        assert "Girl 1" in read(here.dm(ana, "I am glad."))
        for other in (sam, eva):
            assert "Ana" not in "\n".join(here.dms(other))


async def test_a_poll_from_the_form_to_its_picture(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = (here.member(name) for name in ("Ana", "Sam", "Eva"))
        await here.asks(ana, "Shall I go to him?", poll="Go to him\nWait")
        card = here.post().history()[0]
        assert "Poll · nobody has voted yet" in here.card()
        for who, label in ((sam, "2. Wait"), (eva, "2. Wait"), (eva, "1. Go to him")):
            told = await who.click(here.post().history()[0], label=label)
            assert told.ephemeral
            await here.quiet()
        assert "▰▰▰▰▰▱▱▱▱▱ 50 % (1)" in here.card()
        assert here.post().history()[0].id == card.id
        shown = await sam.click(here.post().history()[0], label="Results")
        assert shown.ephemeral
        assert "50 % (1)" in read(shown.response)
        (file,) = shown.response.message.attachments
        assert file.description == "Poll results. 1: 50 %, 2: 50 %"
        page = await sam.click(shown.response, label="Vote in the poll")
        again = await sam.click(page.response, label="2. Wait")
        await here.quiet()
        assert "Poll · one vote" in here.card()
        assert "Press one to vote." in read(again.response or page.response)
