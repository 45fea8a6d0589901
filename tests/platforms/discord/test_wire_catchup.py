"""What is written while nobody listens is taken in afterwards, once and in order: after a restart, after a session that
Discord did not take up again, and after a server was away."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.fakes.discord.porch import Porch, porch

TITLE = "Is there still hope?"


async def restarted(here: Porch, meanwhile: Callable[[], Awaitable[None]]) -> None:
    """The process ends, and begins again."""
    await here.stop()
    await meanwhile()
    await here.start()


async def forgotten(here: Porch, meanwhile: Callable[[], Awaitable[None]]) -> None:
    """The line is cut; RESUME is answered by op 9, d=false."""
    gateway = here.discord.gateway
    identified = gateway.identified
    gateway.drops()
    await here.discord.until(lambda: gateway.session.line is None, "the cut")
    gateway.forgets()
    await meanwhile()
    gateway.lets_in()
    await here.discord.until(lambda: gateway.identified > identified, "IDENTIFY")


async def invalidated(here: Porch, meanwhile: Callable[[], Awaitable[None]]) -> None:
    """Op 9, d=false, over a line that stands."""
    gateway = here.discord.gateway
    identified = gateway.identified
    gateway.invalidates()
    await meanwhile()
    await here.discord.until(lambda: gateway.identified > identified, "IDENTIFY")


async def away(here: Porch, meanwhile: Callable[[], Awaitable[None]]) -> None:
    """The session stands, but the server can't be reached for a while."""
    here.discord.away(here.guild)
    await here.discord.gateway.heard_all()
    await meanwhile()
    here.discord.back(here.guild)


Gap = Callable[[Porch, Callable[[], Awaitable[None]]], Awaitable[None]]
GAPS = pytest.mark.parametrize("gap", [restarted, forgotten, invalidated, away])


@GAPS
async def test_opinions_and_replies_of_meanwhile_are_taken_in_once_and_in_order(tmp_path: Path, gap: Gap) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.person("Ana"), here.person("Sam"), here.person("Eva")
        await here.asks(ana, TITLE)
        post = await here.post()
        said = await sam.writes(post, "There is.")
        notice = await ana.sees("There is.")
        await here.quiet()

        async def meanwhile() -> None:
            await eva.writes(post, "First thought.")
            await eva.writes(post, "Second thought.")
            await ana.writes(None, "It was a long case.", answers=notice)
            await ana.writes(None, "And it is over.", answers=notice)

        await gap(here, meanwhile)
        await ana.sees("And it is over.", post)
        await here.card("Others (2)")
        await here.quiet()

        replies = [each for each in post.visible if each.author is here.discord.bot and each.answers is said]
        assert ["long case" in each.text or "is over" in each.text for each in replies] == [True, True]
        assert "long case" in replies[0].text
        told = [each for each in ana.reads() if "First thought." in each]
        assert len(told) == 1
        assert told[0].index("First thought.") < told[0].index("Second thought.")
        assert sum("There is." in each for each in ana.reads()) == 1, "what was known is not told again"
        assert sum("Passed on" in each for each in ana.reads()) == 2


@GAPS
async def test_edits_and_deletions_of_meanwhile_are_followed(tmp_path: Path, gap: Gap) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.person("Ana"), here.person("Sam"), here.person("Eva")
        await here.asks(ana, TITLE)
        post = await here.post()
        edited = await sam.writes(post, "There is.")
        deleted = await eva.writes(post, "There was.")
        await here.card("Others (2)")
        await here.quiet()

        async def meanwhile() -> None:
            await sam.edits(edited, "There is, a little.")
            await eva.deletes(deleted)

        await gap(here, meanwhile)
        await ana.sees("There is, a little.")
        await here.card("Others (1)")


async def test_a_second_restart_takes_nothing_in_again(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        await here.stop()
        await sam.writes(post, "There is.")
        await here.start()
        await ana.sees("There is.")
        await here.quiet()
        await here.restart()
        await here.quiet()
        assert sum("There is." in each for each in ana.reads()) == 1
        assert "Others (1)" in (await here.card("Others")).text


async def test_a_thread_that_was_archived_meanwhile_is_read(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        await here.stop()
        await sam.writes(post, "There is.")
        here.discord.change_thread(post, archived=True)
        await here.start()
        await ana.sees("There is.")
        await here.card("Others (1)")


@pytest.mark.slow
async def test_more_than_a_page_of_meanwhile_is_taken_in(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.person("Ana")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        await here.stop()
        people = [here.person(f"Somebody {number}") for number in range(115)]
        for number, each in enumerate(people):
            await each.writes(post, f"Thought number {number}.")
        await here.start()
        await here.discord.until(lambda: "Others (115)" in post.messages[0].text, "all of them", 20.0)
        await here.quiet()
        told = "\n".join(ana.reads())
        assert all(told.count(f"number {number}.") == 1 for number in range(115))
