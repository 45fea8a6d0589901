"""What people do on Discord beside pressing and writing: typing a number, replying from a menu, reading their inbox."""

import asyncio
from pathlib import Path
from typing import Any

import discord
import pytest

import cogs
from bot.dispatch import Dispatch
from bot.domain.people import Face
from bot.platforms.discord import answers, client, commands
from bot.platforms.discord.commands import DESCRIPTION_MAX, FIRST_PAUSE, LONGEST_PAUSE, TAKES_MESSAGE
from bot.ports.vault import PlatformUser
from bot.vault import KeyVault
from bot.words import speak
from tests.platforms.discord.porch import KEY, Porch, porch, read

WHAT = "I can pass on a reply to an opinion or a reply only"
MENU = "Reply anonymously"


async def faces(here: Porch, who: Any) -> list[Face]:
    """Those of somebody's faces that the store knows."""
    user = PlatformUser("discord", str(who.id))
    tokens = {face: KeyVault([KEY]).token(user, face) for face in Face}
    return await here.store.read(lambda tx: [face for face in Face if tx.people.find(tokens[face]) is not None])


def names(choices: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in choices]


# ---- numbers -----------------------------------------------------------------------------------------------------


async def test_questions_are_suggested_while_a_number_is_typed(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?", of="guy")
        await here.asks(ana, "Why does he lie?")
        both = ["#2 For everyone: Why does he lie?", "#1 For Guys: Is there still hope?"]
        found: list[dict[str, Any]] = []
        for command in ("question", "answer"):
            assert names(await sam.autocomplete(here.general, command, "number", "")) == both
            found = await sam.autocomplete(here.general, command, "number", "hope")
            assert found == [{"name": both[1], "value": 1}]
            assert names(await sam.autocomplete(here.post(), command, "number", "2")) == both[:1]
            assert names(await sam.user.autocomplete(command, "number", "")) == both
            assert await sam.autocomplete(here.general, command, "number", "nothing like it") == []
        assert await faces(here, sam) == []
        shown = await sam.slash(here.general, "question", number=found[0]["value"])
        assert "#1 Is there still hope?" in read(shown.response)


async def test_in_a_server_its_own_questions_are_meant(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        otto = here.env.create_user("otto")
        other = here.env.create_guild("The Yard", owner=otto)
        forum, general = other.create_forum_channel("yard"), other.create_text_channel("general")
        boss = other.add_member(otto)
        await boss.slash(general, "setup", forum=forum)
        await here.quiet()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")
        shown = await boss.slash(general, "ask")
        preview = await boss.submit_modal(shown, {"audience": ["everyone"], "title": "What to cook?", "details": ""})
        await boss.click(preview.response, label="Post it")
        await here.quiet()

        stranger = other.add_member(ana.user)
        assert names(await ana.autocomplete(here.general, "question", "number", "")) == [
            "#1 For everyone: Is there still hope?"
        ]
        assert names(await stranger.autocomplete(general, "question", "number", "")) == [
            "#1 For everyone: What to cook?"
        ]
        there = await stranger.slash(general, "question", number=1)
        assert "What to cook?" in read(there.response), "though Ana is known in the other server only"
        here_ = await ana.slash(here.general, "question", number=1)
        assert "Is there still hope?" in read(here_.response)


async def test_suggestions_that_take_too_long_or_fail_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?")

        async def late(self: Dispatch, *_: object) -> list[tuple[str, str]]:
            await asyncio.sleep(0.2)
            return [("too late", "1")]

        async def broken(self: Dispatch, *_: object) -> list[tuple[str, str]]:
            raise KeyError("secret words")

        monkeypatch.setattr(commands, "SUGGESTED_IN_TIME", 0.05)
        monkeypatch.setattr(Dispatch, "suggest", late)
        assert await ana.autocomplete(here.general, "question", "number", "") == []
        monkeypatch.setattr(Dispatch, "suggest", broken)
        assert await ana.autocomplete(here.general, "question", "number", "") == []
        ours = [each.getMessage() for each in caplog.records if each.name.startswith("bot.")]
        assert [each for each in ours if "suggestions" in each] == [
            "no suggestions could be made in time (TimeoutError)",
            "no suggestions could be made in time (KeyError)",
        ]


# ---- replying from a menu ----------------------------------------------------------------------------------------


async def test_asker_and_responder_reply_from_the_thread_and_nobody_sees_who(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "There is.")
        await here.quiet()
        before = len(here.post().history())

        opened = await ana.context_menu(here.post(), MENU, said)
        assert opened.modal["title"] == "Your reply"
        assert "passed on as “Asker”" in str(opened.modal)
        assert len(here.post().history()) == before
        done = await ana.submit_modal(opened, {"text": "Thank you."})
        await here.quiet()
        assert done.ephemeral
        assert "Passed on as “Asker”." in read(done.response)
        carried = here.post().history()[-1]
        assert "Thank you." in read(carried)
        assert carried.reference.message_id == said.id
        assert len(here.post().history()) == before + 1, "nothing else is visible"

        opened = await eva.context_menu(here.post(), MENU, carried)
        assert "passed on without your name" in str(opened.modal)
        done = await eva.submit_modal(opened, {"text": "Me too."})
        await here.quiet()
        assert done.ephemeral
        assert "Passed on as “Someone 1”." in read(done.response)
        last = read(here.post().history()[-1])
        assert "Someone 1" in last
        assert "Eva" not in last
        assert await faces(here, eva) == [Face.HIDDEN]
        here.dm(ana, "Me too.")


async def test_what_is_nothing_of_ours_is_refused_unseen(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        chatter = await sam.send(here.general, "Lovely weather.")
        before = [len(here.general.history()), len(here.post().history())]
        for channel, message in ((here.general, chatter), (here.post(), here.post().history()[0])):
            refused = await ana.context_menu(channel, MENU, message)
            assert refused.ephemeral
            assert WHAT in read(refused.response)
        assert [len(here.general.history()), len(here.post().history())] == before


async def test_a_late_form_is_promised_to_one_person_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "There is.")
        await here.quiet()
        before = len(here.post().history())
        monkeypatch.setattr(answers, "IN_TIME", 0.01)
        here.slow(0.05)
        late = await ana.context_menu(here.post(), MENU, said)
        assert late.ephemeral
        assert "Your reply" in read(late.response)
        assert len(here.post().history()) == before


async def test_in_the_dm_there_is_the_button_instead(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        listed = {each["name"]: each for each in await _listed(here)}
        assert (listed[MENU]["contexts"], listed["Take back"]["contexts"]) == ([0], [0, 1])


# ---- the inbox ---------------------------------------------------------------------------------------------------


async def test_the_inbox_works_with_closed_dms(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")
        await here.asks(ana, "Is there still hope?")
        box = f"/channels/{ana.user.dm_channel.id}/messages"
        here.env.inject_error("POST", box, status=403, code=50007, message="secret words", times=None)
        await sam.send(here.post(), "There is.")
        await eva.send(here.post(), "There is none.")
        await here.quiet()
        assert len(here.dms(ana)) == 1, "the receipt, from before"
        before = len(here.general.history())

        shown = await ana.slash(here.general, "inbox")
        assert shown.ephemeral
        assert "1 of 2" in read(shown.response)
        assert "There is none." in read(shown.response)
        await ana.click(shown.response, label="Older ›")  # noqa: RUF001
        assert "2 of 2" in read(shown.response), "the page turns in place"
        assert "There is." in read(shown.response)

        opened = await ana.click(shown.response, label="Reply")
        done = await ana.submit_modal(opened, {"text": "Thank you."})
        await here.quiet()
        assert done.ephemeral
        assert "Passed on as “Asker”." in read(done.response)
        assert "Thank you." in read(here.post().history()[-1])

        await ana.click(shown.response, label="I have read this")
        assert "There is none." in read(shown.response)
        await ana.click(shown.response, label="I have read this")
        assert "Nothing waits for you" in read(shown.response)
        assert len(here.general.history()) == before

        here.env.backend.faults.clear()
        await ana.user.send_dm("I am back")
        await here.quiet()
        assert "There is none." not in "\n".join(here.dms(ana))
        again = await ana.slash(here.general, "inbox")
        assert "Nothing waits for you" in read(again.response)


# ---- the list of commands ----------------------------------------------------------------------------------------


async def _listed(here: Porch) -> list[Any]:
    """As Discord has them (https://docs.discord.com/developers/interactions/application-commands)."""
    return list(await here.client.http.get_global_commands(here.client.application_id or 0))


async def test_every_command_is_listed_with_a_description(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        listed = await _listed(here)
        slash = {each["name"]: each["description"] for each in listed if each["type"] == 1}
        assert slash.keys() == {name for cog in cogs.ALL for name in cog.commands} - set(TAKES_MESSAGE)
        for name, description in slash.items():
            assert name != description
            assert 0 < len(description) <= DESCRIPTION_MAX
            assert description == speak("en")(f"command-{name}"), "nothing of it is cut off"
        menus = {each["name"] for each in listed if each["type"] == 3}
        moderators = {"Remove (moderators)", "Sanctions (moderators)"}
        assert menus == {"Take back", "Report to moderators", MENU, *moderators}
        assert len(listed) <= 100


class Tree:
    """Discord's answers to the wish to list the commands, one by one."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)

    async def sync(self) -> None:
        if (answer := self.answers.pop(0)) is not None:
            raise answer


async def test_the_list_is_sent_again_with_growing_pauses_until_it_is_taken() -> None:
    trouble = [discord.DiscordException("x"), OSError(), TimeoutError(), *(OSError() for _ in range(10)), None]
    tree, pauses = Tree(*trouble), list[float]()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    await commands.register(tree, sleep)  # type: ignore[arg-type]
    assert tree.answers == []
    assert len(pauses) == 13
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


async def test_nobody_waits_for_the_list_and_it_comes_when_discord_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "FIRST_PAUSE", 0.3)
    listed = asyncio.Event()

    async def listening(tree: Any) -> None:
        await commands.register(tree)
        listed.set()

    monkeypatch.setattr(client, "register", listening)
    async with porch(tmp_path) as here:
        await asyncio.wait_for(listed.wait(), 3)
        listed.clear()
        here.env.inject_error("PUT", "/applications/*/commands", status=403, message="secret words", times=1)
        before = len(here.env.http_requests)

        def tries() -> int:
            return sum(each.method == "PUT" for each in here.env.http_requests[before:])

        await here.restart()
        assert tries() == 1, "it runs, though the list was refused"
        assert not listed.is_set()
        await asyncio.wait_for(listed.wait(), 3)
        assert tries() == 2
