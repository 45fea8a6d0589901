"""Load: many people write at once, Telegram is slow and asks for pauses, and the bot is even stopped in the middle.

Nothing is lost, nothing comes twice, and everybody reads what was said in the order in which it was said.
"""

import asyncio
import time

import pytest

from tests.fakes.telegram import Chat, Group, Message, Person
from tests.process.conftest import Town
from tests.process.remains import look

PEOPLE, EACH = 30, 10
SLOWNESS = 0.02
PAUSES = 6


def carried(chat: Chat, thread: int | None, words: list[str]) -> list[str]:
    """Which of these the bot posted there, in the order of the screen."""
    shown = [each for each in chat.messages.values() if each.by_bot and thread in (None, each.topic)]
    return [word for each in shown for word in words if word in each.text.split("\n")]


async def asks(town: Town, name: str) -> Person:
    """A member with a question that stands in both places."""
    asker = town.person(name)
    await asker.writes("/ask")
    await asker.taps("Everyone", timeout=10)
    await asker.waits_for("Write the title", timeout=10)
    await asker.writes(f"What about {name}?")
    await asker.taps("Skip", timeout=10)
    await asker.taps("Post it", timeout=10)
    receipt = await asker.waits_for("Your question is #", timeout=10)
    await town.world.wait_until(lambda: receipt.text.count("posted ✓") == 2, 20, "both cards")
    return asker


def card(group: Group, name: str) -> Message:
    """The question of an asker in a place."""
    (found,) = [each for each in group.messages() if each.by_bot and f"What about {name}?" in each.text]
    return found


async def link(town: Town, attic: Group) -> None:
    """Makes a second place of the community."""
    await town.olga.writes("/start")
    await town.olga.writes("/link", in_=town.porch)
    code = (await town.olga.waits_for("Your code is", timeout=10)).text.split("code is ")[1].split(".")[0]
    await town.olga.writes(f"/link {code}", in_=attic)
    await town.olga.waits_for("belongs to", in_=attic, timeout=10)


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_three_hundred_messages_arrive_once_and_in_order(town: Town) -> None:
    world = town.world
    town.bot.module = "tests.process.quick"
    await town.opens()
    attic = world.forum("The Attic", owner=town.olga)
    attic.add_bot(admin=True, can_manage_topics=True)
    await link(town, attic)
    askers = {name: await asks(town, name) for name in ("Ana", "Bea", "Cleo")}
    people = [town.person(f"Member{number}") for number in range(PEOPLE)]

    world.fail("sendMessage", times=PAUSES // 2, retry_after=1)
    world.fail("sendMessage", chat=attic, times=PAUSES // 2, retry_after=1)
    world.fail("sendMessage", times=1000, delay=SLOWNESS)
    world.fail("editMessageText", times=1000, delay=SLOWNESS)
    said: dict[str, list[str]] = {name: [] for name in askers}
    first: dict[Person, Message] = {}
    for turn in range(EACH):
        for number, person in enumerate(people):
            name = list(askers)[number % 3]
            words = f"{person.name}, word {turn}."
            topic = card(town.porch, name).topic
            # The first is an opinion; what follows are replies under it, each a message of its own in the other place.
            message = await person.writes(words, in_=town.porch, topic=topic, reply_to=first.get(person))
            first.setdefault(person, message)
            said[name].append(words)
        if turn == EACH // 2:
            await world.all_taken(20)
            begun = time.monotonic()
            assert await town.bot.stop() == 0
            assert time.monotonic() - begun < 10
            left = look(town.bot.database)
            assert (left.inbox, left.aside) == (0, 0)
            assert left.outbox["waiting"] == left.outbox.total() > 0, "it was stopped in the middle"
            await town.bot.start()
            await town.bot.says("ready")

    async with asyncio.timeout(60):
        while world.updates.pending or (left := look(town.bot.database)).inbox or left.outbox:  # noqa: ASYNC110
            await asyncio.sleep(0.3)
    assert await town.bot.stop() == 0
    for name, asker in askers.items():
        assert len(said[name]) == PEOPLE * EACH // 3
        assert carried(attic.chat, card(attic, name).topic, said[name]) == said[name]
        assert carried(asker.private, None, said[name]) == said[name]
    texts = look(town.bot.database).texts
    assert all(texts[words] == 1 for each in said.values() for words in each)
    assert not any(" ERROR " in line or " CRITICAL " in line for line in town.bot.err)
