"""Roles that decide categories: by their names, or as a moderator said in /settings."""

import asyncio
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.cards import Toast
from bot.domain.communities import Badge, PlaceId
from bot.events import Event, Press, Where, Who
from bot.platforms.discord import roles
from bot.platforms.discord.roles import Roles
from bot.ports.store import Tx
from bot.ports.vault import PlatformUser
from tests.fakes.clock import FakeClock
from tests.platforms.discord.porch import Porch, porch, read

MEMBER = "/guilds/*/members/*"


def gives(here: Porch, who: Any, *wanted: Any) -> Any:
    """The member wears these roles from now on."""
    for role in wanted:
        here.env.backend.add_member_role(here.guild.id, who.id, role.id)
    return who


def takes(here: Porch, who: Any, role: Any) -> None:
    here.env.backend.remove_member_role(here.guild.id, who.id, role.id)


def _place(tx: Tx, here: Porch) -> PlaceId:
    place = tx.communities.place_at("discord", str(here.forum.id))
    assert place is not None
    return place.id


def looked_up(here: Porch) -> int:
    """How often somebody's roles were asked for."""
    return sum("/members/" in each.path for each in here.env.http_requests if each.method == "GET")


async def settings(here: Porch, who: Any, **options: Any) -> str:
    """What /settings says, to this one person only."""
    shown = await who.slash(here.general, "settings", **options)
    await here.quiet()
    assert shown.ephemeral
    return read(shown.response)


async def test_a_role_called_like_a_category_decides_what_is_written_in_the_thread(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await here.asks(here.member("Ana"), "Is there still hope?")
        sam = gives(here, here.member("Sam"), here.guild.create_role("GUYS"))
        await sam.send(here.post(), "There is.")
        await here.quiet()
        assert "What Guys said (1)" in here.card()
        assert looked_up(here) == 0, "Discord says it with the message"


async def test_the_role_goes_before_what_somebody_chose_and_the_buttons_say_so(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        await sam.send(here.post(), "There is.")
        await here.quiet()
        assert "Others (1)" in here.card()
        girl = here.guild.create_role("girl")
        gives(here, sam, girl)
        told = await sam.click(here.post().history()[0], label="I'm a Guy")
        await here.quiet()
        assert told.ephemeral
        assert "Your role here says “Girl”" in read(told.response)
        assert "What Girls said (1)" in here.card(), "what had no category yet takes it, as after a choice"

        await here.asks(ana, "And if not?")
        takes(here, sam, girl)
        await sam.send(here.post(2), "Then not.")
        await here.quiet()
        assert "Others (1)" in here.card(2), "nothing of the role was kept with the person"
        assert "What Girls said (1)" in here.card(1), "an opinion keeps what its author had"


async def test_nobody_with_such_a_role_is_asked_which_they_are(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await here.asks(here.member("Ana"), "Is there still hope?")
        eva = here.member("Eva")
        asked = await eva.click(here.post().history()[0], label="Have an opinion?")
        assert "Which are you?" in [each["label"] for each in asked.modal["components"]]

        gives(here, eva, here.guild.create_role("Girl"))
        opened = await eva.click(here.post().history()[0], label="Have an opinion?")
        assert [each["label"] for each in opened.modal["components"]] == ["Opinion", "Show my name?"]
        given = await eva.submit_modal(opened, {"text": "There is.", "named": ["anonymous"]})
        await here.quiet()
        assert "appears as “Girl 1”" in read(given.response)
        assert "What Girls said (1)" in here.card()


async def test_a_moderator_says_which_role_decides_and_takes_it_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        await here.asks(here.member("Ana"), "Is there still hope?")
        knight, guy = here.guild.create_role("Knight"), here.guild.create_role("Guy")
        shown = await settings(here, here.olga)
        assert "The Porch: settings" in shown
        assert "Guys, 👩 Girls" in shown
        assert "Guy counts as “Guy”, by its name." in shown
        assert "Knight" not in shown

        assert "Knight counts as “Girl”" in await settings(here, here.olga, role=knight, category="girls")
        assert "Knight counts as “Girl”." in await settings(here, here.olga)
        sam = gives(here, here.member("Sam"), knight, guy)
        await sam.send(here.post(), "There is.")
        await here.quiet()
        assert "What Girls said (1)" in here.card(), "what was decided goes before a name"

        assert "Nothing is set for Knight" in await settings(here, here.olga, role=knight)
        assert "Knight" not in await settings(here, here.olga)
        await here.asks(here.member("Eva"), "And if not?")
        await sam.send(here.post(2), "Then not.")
        await here.quiet()
        assert "What Guys said (1)" in here.card(2)


async def test_settings_say_what_is_wrong(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        here.guild.create_role("Knight")
        assert "no advice community yet" in await settings(here, here.olga)
        assert "advice" not in here.guild.channels, "asking makes no forum"
        await here.set_up()
        role = here.guild.roles["Knight"]
        assert "choose one of these: Guys, Girls" in await settings(here, here.olga, role=role, category="cats")
        assert "choose a role of this server" in await settings(here, here.olga, category="girl")
        assert "No role decides a category yet" in await settings(here, here.olga)
        assert "choose a role of this server" in await settings(here, here.olga, role=here.guild.roles["@everyone"])


async def test_settings_are_for_moderators_and_to_be_changed_by_managers(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        knight = here.guild.create_role("Knight")
        mods = here.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
        mia, sam = gives(here, here.member("Mia"), mods), here.member("Sam")
        assert "settings" not in mia.available_commands(here.general)
        commands = here.env.backend.visible_commands(user_id=here.olga.id, channel_id=here.general.id)
        listed = next(int(each["id"]) for each in commands if each["name"] == "settings")
        here.guild.set_command_permissions(listed, {mia: True, sam: True})  # as a server may decide
        assert "Only moderators" in await settings(here, sam)
        assert "The Porch: settings" in await settings(here, mia)
        assert "Manage Server" in await settings(here, mia, role=knight, category="girl")
        assert "Knight" not in await settings(here, here.olga)


async def test_in_the_dm_roles_are_looked_up_once_in_a_while_and_only_where_they_matter(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, eva = here.member("Ana"), gives(here, here.member("Eva"), here.guild.create_role("Girl"))
        await here.asks(ana, "Is there still hope?")
        here.adapter._roles._known.clear()
        opened = await eva.user.slash("answer", number=1)
        assert [each["label"] for each in opened.modal["components"]] == ["Opinion", "Show my name?"]
        await eva.user.submit_modal(opened, {"text": "There is.", "named": ["anonymous"]})
        await here.quiet()
        assert looked_up(here) == 1, "and then known for a while"
        await here.replies(ana, "Why?", here.dm(ana, "There is."))
        await here.replies(eva, "I just know.", here.dm(eva, "Why?"))
        assert "Girl 1" in read(here.post().history()[-1])
        assert looked_up(here) == 1, "who asked is “Asker”, whatever they wear"


async def test_where_roles_can_not_be_learnt_what_was_chosen_counts(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, eva, sam = here.member("Ana"), here.member("Eva"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        for who in (eva, sam):
            await who.click(here.post().history()[0], label="I'm a Guy")
            gives(here, who, here.guild.create_role("Girl"))
        here.adapter._roles._known.clear()
        here.env.inject_error("GET", MEMBER, status=403, code=50001, message="secret words")
        opened = await eva.user.slash("answer", number=1)
        assert [each["label"] for each in opened.modal["components"]] == ["Opinion", "Show my name?"]
        here.env.inject_error("GET", MEMBER, status=403, code=50001)
        await eva.user.submit_modal(opened, {"text": "There is.", "named": ["anonymous"]})
        await here.quiet()
        assert "What Guys said (1)" in here.card()

        here.guild.remove_member(sam)
        opened = await sam.user.slash("answer", number=1)
        await sam.user.submit_modal(opened, {"text": "There is not.", "named": ["anonymous"]})
        await here.quiet()
        assert "What Guys said (2)" in here.card(), "somebody who has left wears nothing"


async def test_a_role_counts_in_the_community_of_its_own_server_alone(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        otto = here.env.create_user("otto")
        yard = here.env.create_guild("The Yard", owner=otto)
        forum, general = yard.create_forum_channel("yard"), yard.create_text_channel("general")
        boss = yard.add_member(otto)
        await boss.slash(general, "setup", forum=forum)
        await here.quiet()
        sam = here.member("Sam")
        guy = yard.create_role("Guy")
        there = yard.add_member(sam.user, roles=[guy])
        await here.asks(here.member("Ana"), "Is there still hope?")

        opened = await sam.click(here.post().history()[0], label="Have an opinion?")
        assert "Which are you?" in [each["label"] for each in opened.modal["components"]]
        await there.slash(general, "question", number=1)
        given = await sam.submit_modal(opened, {"kind": ["girl"], "text": "There is.", "named": ["anonymous"]})
        await here.quiet()
        assert "appears as “Girl 1”" in read(given.response)

        # Unseen in the Yard, with what is worn there, about a question of the Porch.
        asked = await here.store.read(lambda tx: tx.receipts.thread(_place(tx, here), str(here.post().id)))
        who = Who(PlatformUser("discord", str(sam.id)), "Sam", "en", (Badge(str(guy.id), "Guy"),))
        shown = await here.adapter._handle(Event(who, Where("discord"), Press("iam", (str(asked), "girl"))))
        assert shown == Toast("Your opinions count as “Girl” now.")


# ---- what is remembered ------------------------------------------------------------------------------------------


def known(here: Porch) -> tuple[Roles, FakeClock]:
    clock = FakeClock()
    return Roles(here.client, clock), clock


async def test_roles_are_remembered_for_five_minutes(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        sam, guy = here.member("Sam"), here.guild.create_role("Guy")
        user, place = PlatformUser("discord", str(sam.id)), str(here.forum.id)
        found, clock = known(here)
        assert await found.of(user, [place, str(here.general.id)]) == ()
        gives(here, sam, guy)
        clock.advance(roles.REMEMBERED - 1)
        assert await found.of(user, [place]) == ()
        clock.advance(1)
        assert [(each.id, each.name) for each in await found.of(user, [place])] == [(str(guy.id), "Guy")]
        assert looked_up(here) == 2, "one server is asked once, however many places it has"
        assert await found.of(user, ["4711"]) == ()
        assert await found.of(PlatformUser("discord", "4711"), [place]) == ()


async def test_nobody_waits_long_and_not_too_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with porch(tmp_path) as here:
        sam, eva = here.member("Sam"), here.member("Eva")
        found, _ = known(here)
        monkeypatch.setattr(roles, "KEPT", 1)
        for who in (sam, eva, sam):
            await found.of(PlatformUser("discord", str(who.id)), [str(here.forum.id)])
        assert len(found._known) == 1
        assert looked_up(here) == 3

        async def never(*_: object) -> object:
            return await asyncio.Event().wait()

        monkeypatch.setattr(discord.Guild, "fetch_member", never)
        monkeypatch.setattr(roles, "IN_TIME", 0.01)
        assert await found.of(PlatformUser("discord", str(eva.id)), [str(here.forum.id)]) == ()
