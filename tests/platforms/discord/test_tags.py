"""The status of a question as a tag of its forum post: made, known again, done without."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.domain.questions import QuestionId, Status
from bot.platforms.discord.tags import NAME_MAX, PER_FORUM, needed, same
from bot.ports.platform import Label
from bot.ports.store import Tx
from bot.services import announcing
from bot.words import speak
from tests.platforms.discord.porch import Porch, porch
from tests.platforms.discord.town import WHY

FORUM = "/channels/*"


def tags(here: Porch) -> dict[str, dict[str, Any]]:
    """The tags of the forum, by name."""
    return {each["name"]: each for each in here.env.backend.get_channel(here.forum.id).available_tags}


def worn(here: Porch, number: int = 1) -> list[str]:
    """The tags on a question's post."""
    names = {int(each["id"]): name for name, each in tags(here).items()}
    return [names[each] for each in here.env.backend.get_channel(here.post(number).id).applied_tags]


async def sets(here: Porch, *changed: dict[str, Any]) -> None:
    """Somebody edits the forum's tags."""
    plain = {"moderated": False, "emoji_id": None, "emoji_name": None}
    new = [{"id": str(here.env.backend.snowflake()), **plain, **each} for each in changed]
    here.env.backend.edit_channel(here.forum.id, {"available_tags": new})
    await here.env.settle()


async def forbids(here: Porch, **rights: bool) -> None:
    """In the forum the bot may not do this any more."""
    _, deny = discord.PermissionOverwrite(**rights).pair()
    us = here.client.user
    assert us is not None
    overwrite = Overwrite(target_id=us.id, type=OverwriteType.MEMBER, deny=deny.value)
    here.env.backend.set_overwrite(here.forum.id, overwrite)
    await here.env.settle()


async def deletes(here: Porch, who: Any) -> None:
    """The asker takes the question back."""
    asked = await who.user.click(here.dm(who, "Your question is #"), label="Delete")
    await who.user.click(asked.response, label="Yes, delete it")
    await here.quiet()


async def closes(here: Porch, number: int = 1) -> None:
    """The question is closed."""

    def unit(tx: Tx) -> None:
        (community,) = tx.communities.on("discord")
        question = tx.questions.numbered(community.id, number)
        assert question is not None
        tx.questions.set_status(QuestionId(question.id), Status.CLOSED)
        announcing.question_changed(tx, question)

    await here.store.write(unit)
    await here.quiet()


def edits(here: Porch) -> Sequence[Any]:
    """How often the forum's list of tags was sent."""
    return [each for each in here.env.http_requests if each.method == "PATCH" and "available_tags" in str(each.json)]


async def test_a_post_is_open_until_its_question_is_taken_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        assert worn(here) == ["Open"]
        assert tags(here)["Open"]["moderated"], "only the bot and moderators say so"
        await here.asks(ana, "And if not?")
        assert (worn(here, 2), len(edits(here))) == (["Open"], 1)
        await deletes(here, ana)
        assert (worn(here, 1), worn(here, 2)) == (["Open"], ["Closed"])
        assert list(tags(here)) == ["Open", "Closed"]
        assert here.env.backend.get_channel(here.post(2).id).thread_metadata.locked


async def test_a_closed_question_s_post_is_closed(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await here.asks(here.member("Ana"), "Is there still hope?")
        await closes(here)
        assert worn(here) == ["Closed"]
        post = here.env.backend.get_channel(here.post().id)
        assert (post.name, post.thread_metadata.archived) == ("Is there still hope?", True)


async def test_posts_at_once_make_each_tag_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        fetch = discord.Guild.fetch_channel

        async def slowly(guild: discord.Guild, channel: int) -> Any:
            found = await fetch(guild, channel)
            await asyncio.sleep(0.005)
            return found

        monkeypatch.setattr(discord.Guild, "fetch_channel", slowly)
        labels = [Label("status", "open", "Open"), Label("status", "closed", "Closed")]
        await asyncio.gather(
            *(here.adapter.open_thread(str(here.forum.id), "Hm", WHY, [label]) for label in (*labels, *labels))
        )
        assert sorted(worn(here, number)[0] for number in (1, 2, 3, 4)) == ["Closed", "Closed", "Open", "Open"]
        assert sorted(tags(here)) == ["Closed", "Open"]
        assert len(edits(here)) == 2


async def test_a_renamed_tag_is_known_again_also_after_a_restart(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        await sets(here, {**tags(here)["Open"], "name": "Please answer"})
        await here.restart()
        await here.asks(ana, "And if not?")
        assert worn(here, 2) == ["Please answer"]
        await closes(here)
        assert worn(here, 1) == ["Closed"], "under its new name it is still the tag of what is open"
        assert list(tags(here)) == ["Please answer", "Closed"]


async def test_a_deleted_tag_is_made_again(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        await sets(here, {"name": "Love"})
        await here.asks(ana, "And if not?")
        assert worn(here, 2) == ["Open"]
        assert list(tags(here)) == ["Love", "Open"], "what others made stays"
        await sets(here, {"name": "oPEN"})
        await here.asks(ana, "And then?")
        assert worn(here, 3) == ["oPEN"], "one of that name is as good"


async def test_a_tag_that_only_discord_knows_of_yet_is_used(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await sets(here, {"name": "Open"})
        forum = here.client.get_channel(here.forum.id)
        assert isinstance(forum, discord.ForumChannel)
        forum._available_tags.clear()
        await here.asks(here.member("Ana"), "Is there still hope?")
        assert worn(here) == ["Open"]
        assert (list(tags(here)), edits(here)) == (["Open"], [])


async def test_without_the_right_to_make_tags_those_that_are_there_are_used(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await forbids(here, manage_channels=False)
        await here.asks(ana, "Is there still hope?")
        assert (worn(here), tags(here), edits(here)) == ([], {}, [])
        await sets(here, {"name": "open"})
        await here.asks(ana, "And if not?")
        assert worn(here, 2) == ["open"]


async def test_a_tag_for_moderators_is_left_alone_where_the_bot_is_none(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await forbids(here, manage_channels=False, manage_threads=False)
        await sets(here, {"name": "Open", "moderated": True})
        await here.asks(here.member("Ana"), "Is there still hope?")
        assert worn(here) == []


async def test_a_full_forum_gets_no_more_tags(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await sets(here, *({"name": f"Topic {number}"} for number in range(PER_FORUM)))
        await here.asks(here.member("Ana"), "Is there still hope?")
        assert (worn(here), edits(here)) == ([], [])
        fetched = f"/channels/{here.forum.id}"
        assert fetched not in [each.path for each in here.env.http_requests if each.method == "GET"]


@pytest.mark.parametrize(("status", "code"), [(403, 60003), (400, 50035), (400, 30033)])
async def test_posting_goes_on_when_a_tag_can_not_be_made(tmp_path: Path, status: int, code: int) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        here.env.inject_error("PATCH", FORUM, status=status, code=code)
        await here.asks(here.member("Ana"), "Is there still hope?")
        assert "Is there still hope?" in here.card()
        assert worn(here) == []


async def test_posting_goes_on_without_a_tag_that_is_just_gone(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        here.env.backend.get_channel(here.forum.id).available_tags.clear()  # nobody has told us yet
        await here.asks(ana, "And if not?")
        assert here.env.backend.get_channel(here.post(2).id).applied_tags == []


async def test_closing_goes_on_when_the_tag_is_not_taken(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        await sets(here, tags(here)["Open"], {"name": "Closed"})
        here.env.inject_error("PATCH", f"/channels/{here.post().id}", status=400, code=50035, times=2)
        await closes(here)
        meta = here.env.backend.get_channel(here.post().id).thread_metadata
        assert (worn(here), meta.archived, meta.locked) == (["Open"], True, True)


async def test_what_moderators_put_on_a_post_stays(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        await here.asks(ana, "And if not?")
        topics = [{"name": f"Topic {number}"} for number in range(5)]
        await sets(here, tags(here)["Open"], *topics)
        ids = [int(tags(here)[each["name"]]["id"]) for each in topics]
        opened = here.env.backend.get_channel(here.post(1).id).applied_tags
        here.env.backend.edit_channel(here.post(1).id, {"applied_tags": [*opened, ids[0]]})
        here.env.backend.edit_channel(here.post(2).id, {"applied_tags": ids})
        await closes(here, 1)
        await closes(here, 2)
        assert worn(here, 1) == ["Topic 0", "Closed"]
        assert worn(here, 2) == [each["name"] for each in topics], "there is no room for one more"


async def test_a_forum_that_demands_a_tag_gets_one(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await forbids(here, manage_channels=False)
        await sets(here, {"name": "Mods", "moderated": True}, {"name": "Love"})
        forum = here.client.get_channel(here.forum.id)
        assert isinstance(forum, discord.ForumChannel)
        assert needed(forum) == []
        forum._flags = discord.ChannelFlags(require_tag=True).value  # simcord knows no flags of channels
        await here.asks(here.member("Ana"), "Is there still hope?")
        assert worn(here) == ["Love"]
        assert same(needed(forum), [forum.available_tags[1]])


def test_the_names_fit_on_a_tag() -> None:
    for key in ("label-open", "label-closed"):
        assert len(speak("en")(key)) <= NAME_MAX


async def test_a_channel_that_is_no_place_is_tagged_by_name_alone(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        forum = here.client.get_channel(here.forum.id)
        assert isinstance(forum, discord.ForumChannel)
        tagging = here.adapter._sender._tagging
        assert tagging is not None
        for _ in range(2):
            (tag,) = await tagging.opening(forum, [Label("status", "open", "A name of more than twenty")])
            assert tag.name == "A name of more than"


async def test_a_topic_becomes_a_tag_beside_the_status(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()

        def name(tx: Tx) -> None:
            (community,) = tx.communities.on("discord")
            tx.communities.set_rule(community.id, "topics", '["Love", "Work"]')

        await here.store.write(name)
        ana = here.member("Ana")
        asked = await ana.slash(here.general, "ask")
        assert [each["label"] for each in asked.modal["components"]][:2] == ["Who should answer?", "Topic"]
        filled = {"audience": ["everyone"], "topic": [_value(asked, "Love")], "title": "Is there hope?", "details": ""}
        preview = await ana.submit_modal(asked, filled)
        await ana.click(preview.response, label="Post it")
        await here.quiet()
        assert sorted(worn(here)) == ["Love", "Open"]
        assert "Love" in here.card()


def _value(opened: Any, label: str) -> str:
    """The value of an option of the modal's select of topics."""
    options = opened.modal["components"][1]["component"]["options"]
    return str(next(each["value"] for each in options if each["label"] == label))
