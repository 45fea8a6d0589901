"""Bad days over the wire: floods, failures, lost answers, a slow store. Nothing is lost, and nothing stands twice."""

from pathlib import Path

import pytest

from tests.fakes.discord import Fault
from tests.fakes.discord.porch import Porch, porch

TITLE = "Is there still hope?"
MESSAGES = "/channels/*/messages"


def programmed(here: Porch, method: str, path: str, **how: float | bool) -> Fault:
    """What the next request of this kind meets."""
    fault = Fault(method, path, **how)  # type: ignore[arg-type]
    here.discord.faults.waiting.append(fault)
    return fault


# ---- floods ------------------------------------------------------------------------------------------------------


async def test_a_flooded_channel_waits_and_delays_nobody_else(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.person("Ana"), here.person("Sam"), here.person("Eva")
        await here.asks(ana, TITLE)
        await here.asks(eva, "What now?")
        first, second = await here.post(1), await here.post(2)
        await here.quiet()
        fault = programmed(here, "POST", f"/channels/{ana.dm.id}/messages", retry_after=1.5)
        await sam.writes(first, "There is.")
        await here.discord.until(lambda: fault.hits, "the flood")
        await sam.writes(second, "Wait a little.")
        await eva.sees("Wait a little.")
        assert "There is." not in "\n".join(ana.reads()), "the flooded channel held up another"
        await ana.sees("There is.")
        await here.quiet()
        assert sum("There is." in each for each in ana.reads()) == 1


async def test_while_everything_is_flooded_nothing_is_asked_for_and_then_all_of_it_comes_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        before = len(here.discord.calls)
        fault = programmed(here, "*", "/channels/*", retry_after=0.8, everywhere=True)
        await sam.writes(post, "There is.")
        await here.discord.until(lambda: fault.hits, "the flood")
        flooded = here.discord.calls[-1].at
        await sam.writes(post, "A little, at least.")
        await here.discord.until(lambda: here.discord.calls[-1].at > flooded + 0.7, "what comes after it")
        await ana.sees("A little, at least.")
        await here.quiet()
        early = [each for each in here.discord.calls[before:] if flooded + 0.2 < each.at < flooded + 0.75]
        assert early == []
        assert sum("There is." in each for each in ana.reads()) == 1
        assert len([each for each in post.messages if each.type == 0 and each.author is sam.user]) == 2
        await here.card("Others (1)")


# ---- lost answers ------------------------------------------------------------------------------------------------


async def test_a_message_whose_answer_is_lost_stands_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        lost = programmed(here, "POST", f"/channels/{ana.dm.id}/messages", drop=True, after=True)
        await sam.writes(post, "There is.")
        notice = await ana.sees("There is.")
        await here.quiet()
        assert lost.hits == 1
        assert sum("There is." in each for each in ana.reads()) == 1

        await ana.writes(None, "Thank you.", answers=notice)
        reply = await ana.sees("Thank you.", post)
        await here.quiet()
        assert [each for each in post.visible if "Thank you." in each.text] == [reply]


@pytest.mark.parametrize("after", [False, True], ids=["before the work", "after the work"])
async def test_a_post_whose_answer_is_lost_stands_once(tmp_path: Path, after: bool) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        lost = programmed(here, "POST", f"/channels/{here.forum.id}/threads", drop=True, after=after)
        await here.asks(ana, TITLE)
        await here.discord.until(lambda: lost.hits, "the lost answer")
        await here.quiet()
        assert len(here.posts) == after, "it was not sent again by itself"
        if after:
            await sam.writes(here.posts[0], "There is.")
            await ana.sees("There is.")
            await here.card("Others (1)")
        else:
            receipt = await ana.sees("#1")
            await ana.clicks(receipt, "Post again")
            await here.post()
            await here.quiet()
            assert len(here.posts) == 1


async def test_an_edit_whose_answer_is_lost_is_made(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        lost = programmed(here, "PATCH", f"/channels/{post.id}/messages/*", drop=True)
        await sam.writes(post, "There is.")
        await here.card("Others (1)")
        assert lost.hits == 1


# ---- failures of Discord's own -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("after", [False, True], ids=["before the work", "after the work"])
@pytest.mark.slow
async def test_a_message_that_meets_a_failure_stands_once(tmp_path: Path, status: int, after: bool) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        await here.asks(ana, TITLE)
        post = await here.post()
        await here.quiet()
        failed = programmed(here, "POST", f"/channels/{ana.dm.id}/messages", status=status, after=after)
        await sam.writes(post, "There is.")
        await here.discord.until(lambda: failed.hits, "the failure")
        await here.discord.until(
            lambda: (
                [each for each in here.discord.calls if each.path.endswith(f"{ana.dm.id}/messages")][-1].outcome
                == "200"
            ),
            "another try",
            12.0,
        )
        await here.quiet()
        assert sum("There is." in each for each in ana.reads()) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("after", [False, True], ids=["before the work", "after the work"])
@pytest.mark.slow
async def test_a_post_that_meets_a_failure_stands_once(tmp_path: Path, status: int, after: bool) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        failed = programmed(here, "POST", f"/channels/{here.forum.id}/threads", status=status, after=after)
        await here.asks(ana, TITLE)
        await here.discord.until(lambda: failed.hits, "the failure")
        await here.discord.until(lambda: here.posts, "the post", 12.0)
        await here.discord.until(lambda: any("posted" in each for each in ana.reads()), "the receipt", 12.0)
        await here.quiet()
        assert len(here.posts) == 1
        await sam.writes(here.posts[0], "There is.")
        await ana.sees("There is.")


@pytest.mark.parametrize("drop", [False, True], ids=["failure", "lost answer"])
@pytest.mark.slow
async def test_a_post_that_comes_to_stand_late_stands_once(tmp_path: Path, drop: bool) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.person("Ana"), here.person("Sam")
        path = f"/channels/{here.forum.id}/threads"
        failed = programmed(here, "POST", path, **({"drop": True} if drop else {"status": 502}), later=1.0)
        await here.asks(ana, TITLE)
        await here.discord.until(lambda: failed.hits, "the failure")
        post = await here.post()
        await here.quiet()
        if drop:
            await ana.clicks(await ana.sees("#1"), "Post again")
        else:
            await here.discord.until(lambda: any("posted" in each for each in ana.reads()), "the receipt", 12.0)
        await here.quiet()
        assert here.posts == [post]
        await sam.writes(post, "There is.")
        await ana.sees("There is.")


# ---- slowness ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_slow_store_is_promised_for_in_time_and_answers_then(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.person("Ana")
        opened = await ana.slash(here.general, "ask")
        here.slow(3.3)
        preview = await ana.submits(opened, {"audience": "guy", "title": TITLE, "details": ""})
        assert preview.answered_in is not None
        assert preview.answered_in < 3.0
        assert preview.deferred
        assert preview.answer.ephemeral
        await here.discord.until(lambda: "This is how it will look" in preview.text, "the preview")
        here.slow(0.0)
        posted = await ana.clicks(preview.answer, "Post it")
        assert "Posted as #1." in posted.text
        await here.card(TITLE)
        await here.quiet()
        assert len(here.posts) == 1
        assert len(here.general.visible) == 1, "nothing shows where she asked"
