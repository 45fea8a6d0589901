"""When a platform misbehaves: nothing is lost, and a question's card never stands twice."""

import socket
from pathlib import Path

import pytest

from tests.journeys.stage import Stage, stage


@pytest.mark.slow
async def test_a_slow_platform_delays_and_loses_nothing(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    porch.world.fail("sendMessage", chat=porch.group, times=2, retry_after=1)
    porch.world.fail("createForumTopic", chat=porch.group, times=2, status=500, description="Internal Server Error")
    await ana.says("/ask")
    await ana.taps("Everyone")
    await ana.says("Is anybody there?")
    await ana.taps("Skip")
    await ana.taps("Post it")
    waiting = await ana.notice("Your question is #1")
    await porch.world.wait_until(lambda: "posted ✓" in waiting.text, timeout=15, what="the card to arrive")
    assert any("waiting" in text for text in waiting.history), "the receipt said so meanwhile"
    assert porch.has_card(1)
    await sam.writes(1, "I am.")
    await ana.hears("I am.")


async def test_a_lost_answer_never_doubles_the_card(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    porch.world.fail("sendMessage", chat=porch.group, times=1, drop="after")
    await ana.asks("Did this arrive?")
    receipt = await ana.notice("the answer was lost")
    card = porch.card(1)
    # Somebody taps the card: that proves it stands, and the receipt says so.
    await sam.taps("I'm a Guy", on=card, in_=porch.group)
    assert "The Porch: posted ✓" in receipt.text
    await sam.writes(1, "It did.")
    assert "What Guys said (1)" in porch.card(1).text


async def test_a_card_that_did_not_arrive_is_posted_again_when_the_asker_says_so(porch: Stage) -> None:
    ana = porch.person("Ana")
    porch.world.fail("sendMessage", chat=porch.group, times=1, drop="before")
    await ana.asks("Did this arrive?")
    receipt = await ana.notice("the answer was lost")
    assert await ana.taps("Post again") == "It is being posted again."
    assert "The Porch: posted ✓" in receipt.text
    assert porch.has_card(1)


async def test_an_asker_who_blocked_the_bot_finds_everything_on_coming_back(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Who will wait for me?")
    await ana.person.blocks_bot()
    await porch.quiet()
    await sam.writes(number, "We will.")
    assert "We will." not in "".join(ana.private())
    await ana.person.unblocks_bot()
    await porch.quiet()
    await ana.hears("We will.")


async def test_a_deleted_topic_is_opened_again_for_something_new(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Where did it go?")
    topic = porch.card(number).topic
    assert topic is not None
    await sam.taps("Have an opinion?", on=porch.card(number), in_=porch.group)
    porch.group.delete_topic(topic)
    await sam.taps("I'm a Guy")
    await sam.says("It is here.")
    await sam.taps("Stay anonymous")
    thread = porch.thread(number)
    assert [each.text.split("\n")[-1] for each in thread] == ["It is here."]
    assert porch.card(number).topic != topic


async def test_by_webhook(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with stage(tmp_path, webhook_port=port) as porch:
        ana, sam = porch.person("Ana"), porch.person("Sam")
        number = await ana.asks("Does it work by webhook?")
        await sam.writes(number, "It does.")
        await ana.hears("It does.")


@pytest.mark.parametrize("times", [1, 3])
async def test_what_was_written_while_the_bot_was_down_counts_once(porch: Stage, times: int) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Are you back?")
    await porch.house.stop()
    topic = porch.card(number).topic
    for each in range(times):
        await sam.person.writes(f"Part {each}.", in_=porch.group, topic=topic)
    porch.app, porch.store = await porch.house.start()
    await porch.quiet()
    assert "Others (1)" in porch.card(number).text
    notice = await ana.notice("Part 0.")
    assert notice.text.count("Part") == times
