"""The gateway's bad days: cut lines, orders to come back, things said twice, a server that is away for a while."""

import asyncio
from pathlib import Path

from tests.fakes.discord.porch import Porch, porch

TITLE = "Is there still hope?"


async def opinions(here: Porch, number: int = 1) -> str:
    """What the newest full page of a question shows."""
    await here.quiet()
    shown = await here.person("Reader").slash(here.general, "question", number=number)
    return shown.text


async def test_what_is_said_while_the_line_is_cut_arrives_once_and_in_order(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.person("Ana"), here.person("Sam"), here.person("Eva")
        await here.asks(ana, TITLE)
        post, gateway = await here.post(), here.discord.gateway
        await here.quiet()
        gateway.overlap = 2
        gateway.drops()
        await sam.writes(post, "There is.")
        second = await eva.writes(post, "There was.")
        await eva.edits(second, "There was, once.")
        await here.discord.until(lambda: gateway.session.line is None, "the cut")
        await asyncio.sleep(0.05)
        assert not any("There" in each for each in ana.reads()), "nothing comes over a cut line"
        gateway.lets_in()
        await ana.sees("There was, once.")
        await here.card("Others (2)")
        await here.quiet()
        assert gateway.session.resumed == 1
        assert gateway.identified == 1
        assert sum("There is." in each for each in ana.reads()) == 1
        assert sum("There was" in each for each in ana.reads()) == 1


async def test_a_tap_while_the_line_is_cut_is_answered_when_it_is_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, gateway = here.person("Ana"), here.discord.gateway
        await here.quiet()
        gateway.drops()
        asking = asyncio.create_task(ana.slash(here.general, "ask"))
        await asyncio.sleep(0.2)
        assert not asking.done()
        gateway.lets_in()
        assert (await asking).modal is not None


async def test_the_bot_comes_back_when_it_is_told_to(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post, gateway = await here.post(), here.discord.gateway
        await here.quiet()
        gateway.asks_to_reconnect()
        await sam.writes(post, "There is.")
        await here.discord.until(lambda: gateway.session.resumed == 1, "RESUME")
        await sam.writes(post, "And there was.")
        await ana.sees("And there was.")
        await here.quiet()
        assert gateway.identified == 1
        assert sum("There is." in each for each in ana.reads()) == 1


async def test_what_is_said_twice_takes_effect_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post, gateway = await here.post(), here.discord.gateway
        await sam.writes(post, "There is.")
        gateway.says_again("MESSAGE_CREATE")
        notice = await ana.sees("There is.")
        await here.quiet()
        gateway.says_again("MESSAGE_CREATE")
        await here.quiet()
        assert "Others (1)" in (await here.card("Others")).text
        assert sum("There is." in each for each in ana.reads()) == 1
        assert (await opinions(here)).count("There is.") == 1

        await ana.writes(None, "Thank you.", answers=notice)
        gateway.says_again("MESSAGE_CREATE")
        await ana.sees("Thank you.", post)
        await here.quiet()
        assert sum("Thank you." in each.text for each in post.visible) == 1


async def test_who_writes_to_the_bot_is_answered_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.person("Ana")
        await ana.writes(None, "Hello, is somebody there?")
        here.discord.gateway.says_again("MESSAGE_CREATE")
        await here.discord.until(lambda: len(ana.reads()) > 1, "an answer")
        await here.quiet()
        here.discord.gateway.says_again("MESSAGE_CREATE")
        await here.restart()
        await here.quiet()
        assert len(ana.reads()) == 2


async def test_a_press_that_is_told_twice_takes_effect_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.person("Ana")
        opened = await ana.slash(here.general, "ask")
        preview = await ana.submits(opened, {"audience": "everyone", "title": TITLE, "details": ""})
        posted = await ana.clicks(preview.answer, "Post it")
        here.discord.gateway.says_again("INTERACTION_CREATE")
        await here.post()
        await here.quiet()
        assert len(here.posts) == 1
        assert "Posted as #1." in posted.text


async def test_a_server_that_was_away_goes_on_where_it_was(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        here.discord.away(here.guild)
        await here.quiet()
        here.discord.back(here.guild)
        await sam.writes(post, "There is.")
        await ana.sees("There is.")
        await here.card("Others (1)")
        await here.asks(sam, "What now?")
        await here.post(2)
        await here.quiet()
        assert len(here.posts) == 2
