"""One community on Discord and Telegram: a question stands on both, and what is said on one is heard on the other."""

import asyncio
from pathlib import Path

from bot.app import SystemClock
from bot.platforms.telegram.client import Telegram
from bot.vault import KeyVault
from storage import Database
from tests.fakes.platform import PLENTY
from tests.fakes.telegram import Message, TelegramWorld, serve
from tests.journeys.oracle import Oracle
from tests.platforms.discord.porch import porch, read


async def test_opinions_replies_and_counts_cross_the_bridge(tmp_path: Path) -> None:
    world, oracle = TelegramWorld(), Oracle(tmp_path)
    async with await serve(world) as server:

        def telegram(store: Database, vault: KeyVault, clock: SystemClock) -> Telegram:
            return Telegram(
                world.token, server.api_url, store=store, vault=vault, clock=clock, budget=PLENTY, poll_seconds=5
            )

        async with porch(tmp_path, others=[telegram]) as here:
            owner = world.person("Otto", username="otto_canary")
            sam = world.person("Sam", username="sam_canary")
            for person in (owner, sam):
                oracle.watch(person)
            group = world.forum("The Attic", owner=owner, members=(sam,))
            group.add_bot(admin=True, can_manage_topics=True)

            async def rest() -> None:
                for _ in range(3):
                    await world.all_taken()
                    await asyncio.sleep(0.02)
                    await here.quiet()

            def standing(words: str) -> Message:
                return next(each for each in reversed(group.messages()) if words in each.text and each.by_bot)

            # One community: set up on Discord, joined by a Telegram group with a one-time code.
            await here.set_up()
            shown = await here.olga.slash(here.general, "link", forum=here.forum)
            code = read(shown.response).split("code is ")[1].split(".")[0]
            await owner.writes(f"/link {code}", in_=group)
            await owner.waits_for("belongs to", in_=group)

            # Ana asks on Discord; the card stands on both and says the same.
            ana = here.member("Ana")
            oracle.plant(str(ana.id), "an account number")
            await here.asks(ana, "Is there still hope?", "He ended it.", of="guy")
            await rest()
            card = standing("Is there still hope?")
            assert "For Guys: Is there still hope?" in card.text
            assert "For Guys: Is there still hope?" in here.card()

            # Sam answers on Telegram; Discord reads it with where it came from, Ana gets her notice and replies.
            said = await sam.writes("There is a chance.", in_=group, topic=card.topic)
            await sam.taps("I'm a Guy", on=card, in_=group)
            await rest()
            carried = here.post().history()[-1]
            assert "Guy · Sam, on Telegram" in read(carried)
            await here.replies(ana, "It was a long court case.", here.dm(ana, "There is a chance."))
            await rest()
            heard = standing("It was a long court case.")
            assert heard.text.startswith("Asker")
            assert heard.reply_to == said.id
            assert here.post().history()[-1].reference.message_id == carried.id

            # Ben answers on Discord; Telegram reads it, and what he edits changes there.
            ben = here.member("Ben")
            written = await ben.send(here.post(), "Give it tme.")
            await rest()
            assert standing("Give it tme.").text.startswith("Someone · Ben, on Discord")
            await ben.edit(written, "Give it time.")
            await rest()
            assert "Give it time." in standing("on Discord").text

            # The counts agree.
            counts = "What Guys said (1) · What Girls said (0) · Others (1)"
            assert counts in card.text
            assert counts in here.card()
            assert "Ana" not in sam.reads()
    assert world.violations == []
    oracle.check()
