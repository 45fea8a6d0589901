"""Words on Discord in every length, in a text channel, without the message-content intent, and on shards."""

import re
from itertools import cycle
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.platforms.discord.connection import connection
from tests.fakes.few import hold_nothing, protect_nobody
from tests.platforms.discord.porch import Porch, porch, read

TITLE = "Is there still hope?"
SIGNS = (
    "**",
    "👨‍👩‍👧",
    "__~~",
    "||",
    "`",
    "# ",
    "> ",
    "💔🏽",
    "<@&1>",
    "1. ",
    "```",
    "@everyone",
    "[x](https://a.example)",
)


def words(length: int) -> str:
    """So many characters with Markdown and emoji between numbered words."""
    text, signs, number = "", cycle(SIGNS), 0
    while len(text) < length:
        number += 1
        text += f"{next(signs)}w{number}w{chr(10) if number % 7 == 0 else ' '}"
    return text[:length].rstrip().ljust(length, ".")


def numbered(text: str) -> list[int]:
    """The numbered words in it, in their order."""
    return [int(each) for each in re.findall(r"w([0-9]+)w", text)]


def all_of(messages: list[Any]) -> str:
    return "\n".join(map(read, messages))


def within_limits(here: Porch) -> None:
    """Each message the bot sent is one that Discord takes."""
    for stored in here.env.backend.messages.values():
        for message in stored.values():
            texts = [each["content"] for each in _deep(message.components) if each.get("type") == 10]
            assert sum(len(each.encode("utf-16-le")) // 2 for each in texts) <= 4_000
            assert all(texts)


def _deep(components: Any) -> list[Any]:
    return [found for each in components for found in [each, *_deep(each.get("components", []))]]


# ---- long --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [2_000, 4_000])
async def test_long_words_arrive_whole_wherever_they_are_shown(tmp_path: Path, length: int) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await hold_nothing(here.store)
        ana, sam = here.member("Ana"), here.member("Sam")
        details, said = words(length), words(length)
        whole = numbered(details)
        posted = await here.asks(ana, TITLE, details)
        assert posted.acknowledged
        assert numbered(all_of(here.post().history())) == whole, "the card"
        stands = len(here.post().history())

        opened = await sam.click(here.post().history()[0], label="Have an opinion?")
        warned = await sam.submit_modal(opened, {"kind": ["guy"], "text": said, "named": ["anonymous"]})
        await sam.click(warned.response, label="Send it anyway")
        await here.quiet()
        assert numbered(all_of(here.post().history()[stands:])) == whole, "the copy in the thread"
        box = ana.user.dm_channel.history()
        notice = next(number for number, each in enumerate(box) if "New opinion on #1" in read(each))
        assert numbered(all_of(box[notice:])) == whole, "the asker's notice"

        page = await ana.slash(here.general, "question", number=1)
        label = next(each for each in read(page.response).split("\n") if each.startswith("Read on"))
        read_on = await ana.click(page.response, label=label)
        shown = [read_on.response or page.response, *read_on.followups]
        assert numbered(all_of(shown)) == whole, "show all"
        within_limits(here)


async def test_a_long_message_in_the_thread_reaches_the_asker_whole(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await hold_nothing(here.store)
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        said = words(2_000).replace("<@&1>", "")
        await sam.send(here.post(), said)
        await here.quiet()
        notice = here.dm(ana, "New opinion on #1")
        assert numbered(read(notice)) == numbered(said)
        opened = await ana.user.click(notice, label="Reply")
        await ana.user.submit_modal(opened, {"text": said})
        await here.quiet()
        assert numbered(read(here.post().history()[-1])) == numbered(said)
        within_limits(here)


# ---- a text channel ----------------------------------------------------------------------------------------------


async def test_the_story_in_a_text_channel(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        square = here.guild.create_text_channel("square")
        await here.olga.slash(here.general, "setup", forum=square)
        await protect_nobody(here.store)
        ana, sam, eva, ben = (here.member(name) for name in ("Ana", "Sam", "Eva", "Ben"))
        await here.asks(ana, TITLE)
        card, *others = square.history()
        assert TITLE in read(card)
        assert [each.type for each in others] == [discord.MessageType.thread_created], "simcord says so by itself"
        (thread,) = square.threads
        assert thread.id == card.id
        assert thread.history() == [], "the card stands above its thread"

        said = await sam.send(thread, "There is.")
        await here.quiet()
        assert "Others (1)" in read(square.history()[0])
        await here.replies(ana, "How so?", here.dm(ana, "There is."))
        asked = thread.history()[-1]
        assert "How so?" in read(asked)
        assert asked.reference.message_id == said.id
        await sam.send(thread, "I have seen it.", reply_to=asked)
        await here.quiet()
        here.dm(ana, "I have seen it.")

        opened = await eva.click(square.history()[0], label="Have an opinion?")
        await eva.submit_modal(opened, {"kind": ["girl"], "text": "There is none.", "named": ["anonymous"]})
        await here.quiet()
        assert "There is none." in read(thread.history()[-1])
        assert "What Girls said (1)" in read(square.history()[0])

        await ben.send(square, "Beside the thread.", reply_to=square.history()[0])
        await ben.send(square, "Nice weather.")
        await here.quiet()
        here.dm(ana, "Beside the thread.")
        assert "Nice weather." not in "\n".join(here.dms(ana))
        assert "Others (2)" in read(square.history()[0])

        await ana.user.click(here.dm(ana, "\nDelete"), label="Delete")
        await ana.user.click(here.dm(ana, "Yes, delete it"), label="Yes, delete it")
        await here.quiet()
        assert TITLE not in read(square.history()[0])
        meta = here.env.backend.get_channel(thread.id).thread_metadata
        assert (meta.archived, meta.locked) == (True, True)


# ---- without the message-content intent --------------------------------------------------------------------------


async def test_without_the_content_of_messages_buttons_replies_and_mentions_work(tmp_path: Path) -> None:
    async with porch(tmp_path, message_content=False) as here:
        await here.set_up()
        ana, sam, eva, ben = (here.member(name) for name in ("Ana", "Sam", "Eva", "Ben"))
        await here.asks(ana, TITLE)
        before = here.card()
        await ben.send(here.post(), "Nobody can read this.")
        await here.quiet()
        assert here.card() == before, "a message without words is no opinion"
        assert "New opinion" not in "\n".join(here.dms(ana))

        assert here.client.user is not None
        await sam.send(here.post(), f"<@{here.client.user.id}> There is.")
        await here.quiet()
        notice = here.dm(ana, "There is.")
        assert "@" not in read(notice).split("There is.")[0].rsplit("\n", 1)[-1]

        await eva.send(here.post(), "There is none.", reply_to=here.post().history()[0])
        await here.quiet()
        here.dm(ana, "There is none.")

        opened = await ben.click(here.post().history()[0], label="Have an opinion?")
        await ben.submit_modal(opened, {"kind": ["guy"], "text": "Who knows.", "named": ["named"]})
        await here.quiet()
        assert "What Guys said (1)" in here.card()
        assert "Others (2)" in here.card()

        await here.replies(ana, "How so?", notice)
        asked = here.post().history()[-1]
        assert "How so?" in read(asked)
        await sam.send(here.post(), "I have seen it.", reply_to=asked)
        await here.quiet()
        here.dm(ana, "I have seen it.")


# ---- shards ------------------------------------------------------------------------------------------------------


async def test_a_bot_on_two_shards_does_the_same(tmp_path: Path) -> None:
    async with porch(tmp_path, client=connection(shards=2)) as here:
        assert isinstance(here.client, discord.AutoShardedClient)
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        await sam.send(here.post(), "There is.")
        await here.quiet()
        await here.replies(ana, "How so?", here.dm(ana, "There is."))
        assert "How so?" in read(here.post().history()[-1])
