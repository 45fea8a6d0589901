"""`/setup` and `/link` on Discord: who may, and what the answer says is missing."""

from pathlib import Path
from typing import Any

import discord

from tests.platforms.discord.porch import Porch, porch, read


def with_role(here: Porch, name: str, **rights: bool) -> Any:
    """A member with a role of these rights."""
    role = here.guild.create_role(f"{name}'s", permissions=discord.Permissions(**rights))
    return here.guild.add_member(here.env.create_user(name.lower()), roles=[role])


async def test_whoever_manages_the_server_sets_it_up_and_a_moderator_does_not(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        mod, keeper = with_role(here, "Mia", manage_messages=True), with_role(here, "Kim", manage_guild=True)
        here.lets(mod, "setup")
        refused = await mod.slash(here.general, "setup", forum=here.forum)
        assert refused.ephemeral
        assert "“Manage Server”" in read(refused.response)
        done = await keeper.slash(here.general, "setup", forum=here.forum)
        assert "The Porch is an advice community now" in read(done.response)


async def test_a_moderator_links_and_somebody_who_only_manages_the_server_does_not(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        mod, keeper = with_role(here, "Mia", manage_messages=True), with_role(here, "Kim", manage_guild=True)
        refused = await keeper.slash(here.general, "link")
        assert "Only moderators" in read(refused.response)
        shown = await mod.slash(here.general, "link")
        code = read(shown.response).split("code is ")[1].split(".")[0]
        yard = here.guild.create_forum_channel("yard")
        joined = await mod.slash(here.general, "link", code=code, forum=yard)
        assert "belongs to" in read(joined.response)


async def test_with_all_it_wants_the_answer_asks_for_nothing(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        said = read((await here.set_up()).response)
        assert "Every question gets a thread of its own." in said
        assert "Intent" not in said
        assert "Manage Channels" not in said


async def test_the_answer_says_what_is_missing_without_the_message_content_intent(tmp_path: Path) -> None:
    async with porch(tmp_path, message_content=False) as here:
        said = read((await here.set_up()).response)
        assert "The Porch is an advice community now" in said
        assert "Without the Message Content Intent I understand buttons, forms, message menus, replies to me" in said


async def test_the_answer_asks_for_the_right_that_tags_want(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        channel: Any = here.client.get_channel(here.forum.id)
        await channel.set_permissions(channel.guild.me, manage_channels=False)
        await here.quiet()
        said = read((await here.set_up()).response)
        assert "If you give me “Manage Channels”" in said
