"""A look around a channel, and the addresses of messages."""

from typing import Any

import discord
import pytest

from bot.domain.communities import Badge, Note, PlaceKind, Survey
from bot.ports.platform import Refusal, Sent
from bot.ports.vault import PlatformUser
from tests.platforms.discord.town import Town


def person(user: Any) -> PlatformUser:
    return PlatformUser("discord", str(user.id))


async def test_a_survey(town: Town) -> None:
    mods = town.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    mia = town.env.create_user("mia")
    town.guild.add_member(mia, roles=[mods])
    for channel in (town.porch, town.street):
        assert await town.sender.survey(channel, person(town.ana)) == Survey(
            "Town",
            PlaceKind.FORUM,
            False,
            manager=False,
            notes=(Note.MESSAGE_CONTENT,),
            badges=(Badge(str(mods.id), "Mods"),),
        )
        theirs = await town.sender.survey(channel, person(mia))
        assert (theirs.moderator, theirs.manager) == (True, False)
        theirs = await town.sender.survey(channel, person(town.guild.owner))
        assert (theirs.moderator, theirs.manager) == (True, True)
    stranger = PlatformUser("discord", "4711")
    assert not (await town.sender.survey(town.porch, stranger)).moderator
    with pytest.raises(Refusal, match="no-forum"):
        await town.sender.survey(str(town.guild.create_voice_channel("talk").id), person(mia))


async def test_a_survey_names_what_is_lacking(town: Town) -> None:
    everyone = town.guild.default_role
    me = town.guild.me
    deny = discord.PermissionOverwrite(
        send_messages=False,
        create_public_threads=False,
        send_messages_in_threads=False,
        manage_threads=False,
        embed_links=False,
        attach_files=False,
        read_message_history=False,
    )
    channel = town.guild.create_text_channel("closed", overwrites={everyone: deny, me: deny})
    assert (await town.sender.survey(str(channel.id), person(town.ana))).lacking == (
        "send-messages",
        "create-posts",
        "send-in-threads",
        "manage-threads",
        "read-history",
        "embed-links",
        "attach-files",
    )


async def test_whoever_manages_the_server_need_not_moderate_its_channels(town: Town) -> None:
    keepers = town.guild.create_role("Keepers", permissions=discord.Permissions(manage_guild=True))
    kim = town.env.create_user("kim")
    town.guild.add_member(kim, roles=[keepers])
    theirs = await town.sender.survey(town.porch, person(kim))
    assert (theirs.moderator, theirs.manager) == (False, True)


async def test_a_forum_wants_less_than_a_text_channel_and_is_glad_of_tags(town: Town) -> None:
    deny = discord.PermissionOverwrite(create_public_threads=False, manage_channels=False)
    for address in (town.porch, town.street):
        channel = town.env.bot.get_channel(int(address))
        await channel.set_permissions(channel.guild.me, overwrite=deny)
    await town.env.settle()
    found = await town.sender.survey(town.porch, person(town.ana))
    assert (found.lacking, found.notes) == ((), (Note.MESSAGE_CONTENT, Note.MANAGE_CHANNELS))
    found = await town.sender.survey(town.street, person(town.ana))
    assert (found.lacking, found.notes) == (("create-posts",), (Note.MESSAGE_CONTENT,))


async def test_links(town: Town) -> None:
    guild = town.guild.id
    assert town.sender.link(town.porch, Sent("2", "1")) == f"https://discord.com/channels/{guild}/1/2"
    assert town.sender.link(town.street, Sent("2")) == f"https://discord.com/channels/{guild}/{town.street}/2"
    assert town.sender.link("4711", Sent("2")) is None
