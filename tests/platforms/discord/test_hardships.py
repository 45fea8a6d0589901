"""What goes wrong between a person and the bot on Discord: late answers, second presses, closed DMs, empty words."""

from pathlib import Path
from typing import Any

import pytest
from simcord.interactions import base_payload

from tests.platforms.discord.porch import Porch, porch, read

CALLBACK = "/interactions/*/*/callback"
TITLE = "Is there still hope?"


def expires(here: Porch, times: int = 1) -> None:
    """Discord does not take the next answers to interactions any more."""
    here.env.inject_error("POST", CALLBACK, status=404, code=10062, message="Unknown interaction", times=times)


def twice(here: Porch) -> None:
    """The next thing that somebody presses or sends, they do twice, and both are on their way at the same time."""
    backend = here.env.backend
    emit = backend.emit

    def doubled(event: str, payload: Any) -> None:
        emit(event, payload)
        if event == "INTERACTION_CREATE":
            backend.emit = emit
            who = payload.get("member", payload)["user"]
            record, again = base_payload(
                backend,
                type=payload["type"],
                channel_id=int(payload["channel_id"]),
                guild_id=int(payload["guild_id"]) if payload.get("guild_id") else None,
                user_id=int(who["id"]),
                data=payload["data"],
            )
            if "message" in payload:
                again["message"] = payload["message"]
                record.source_message_id = int(payload["message"]["id"])
            emit(event, again)

    backend.emit = doubled


async def sends_again(who: Any, shown: Any, values: dict[str, Any]) -> Any:
    """A modal that was sent already, as from a second window."""
    shown._interaction.modal_consumed = False
    return await who.submit_modal(shown, values)


def of_answers(here: Porch) -> list[str]:
    """What the bot said in answer to interactions, in order."""
    return [str(each.json) for each in here.env.http_requests if each.path.endswith("/callback")]


# ---- too late ----------------------------------------------------------------------------------------------------


async def test_a_tap_whose_answer_comes_too_late_has_its_effect(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        await sam.send(here.post(), "There is.")
        await here.quiet()
        expires(here)
        unanswered = await sam.click(here.post().history()[0], label="I'm a Guy")
        await here.quiet()
        assert not unanswered.acknowledged
        assert "What Guys said (1)" in here.card()
        again = await sam.click(here.post().history()[0], label="I'm a Girl")
        assert "count as “Girl” now" in read(again.response)


async def test_a_command_whose_answer_comes_too_late_can_be_given_again(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        expires(here, times=2)
        for name in ("ask", "help"):
            assert not (await ana.slash(here.general, name)).acknowledged
        assert (await ana.slash(here.general, "ask")).modal["title"] == "Your question"
        expires(here)
        yard = here.guild.create_forum_channel("yard")
        await here.olga.slash(here.general, "setup", forum=yard)
        assert "is an advice community" in read((await here.olga.slash(here.general, "setup", forum=yard)).response)


async def test_a_modal_whose_answer_comes_too_late_has_its_effect_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        opened = await sam.click(here.post().history()[0], label="Have an opinion?")
        expires(here)
        given = {"kind": ["guy"], "text": "There is.", "named": ["anonymous"]}
        unanswered = await sam.submit_modal(opened, given)
        await here.quiet()
        assert not unanswered.acknowledged
        assert "What Guys said (1)" in here.card()
        told = await sends_again(sam, opened, given)
        await here.quiet()
        assert "That form is finished" in read(told.response)
        assert "What Guys said (1)" in here.card()
        assert [read(each).count("There is.") for each in here.post().history()[1:]] == [1]


async def test_a_connection_that_breaks_under_an_answer_breaks_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")

        async def broken(*args: Any, **kwargs: Any) -> None:
            raise ConnectionResetError

        with monkeypatch.context() as patch:
            patch.setattr("discord.interactions.InteractionResponse.send_message", broken)
            await ana.slash(here.general, "help")
        assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []
        assert (await ana.slash(here.general, "help")).acknowledged


# ---- twice -------------------------------------------------------------------------------------------------------


async def test_post_it_pressed_twice_at_once_posts_one_question(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        shown = await ana.slash(here.general, "ask")
        preview = await ana.submit_modal(shown, {"audience": ["everyone"], "title": TITLE, "details": ""})
        twice(here)
        await ana.click(preview.response, label="Post it")
        await here.quiet()
        assert len(here.forum.threads) == 1
        said = "\n".join(of_answers(here)[-2:])
        assert "Posted as #1." in said
        assert "That form is finished" in said


async def test_an_opinion_sent_twice_at_once_is_one(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        opened = await sam.click(here.post().history()[0], label="Have an opinion?")
        twice(here)
        await sam.submit_modal(opened, {"kind": ["guy"], "text": "There is.", "named": ["anonymous"]})
        await here.quiet()
        assert "What Guys said (1)" in here.card()
        assert [read(each).count("There is.") for each in here.post().history()[1:]] == [1]
        assert "\n".join(here.dms(ana)).count("There is.") == 1
        said = "\n".join(of_answers(here)[-2:])
        assert "appears as" in said
        assert "That form is finished" in said


async def test_a_question_sent_twice_is_previewed_twice_and_asked_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        shown = await ana.slash(here.general, "ask")
        filled = {"audience": ["everyone"], "title": TITLE, "details": ""}
        first, second = await ana.submit_modal(shown, filled), await sends_again(ana, shown, filled)
        await ana.click(first.response, label="Post it")
        told = await ana.click(second.response, label="Post it")
        await here.quiet()
        assert "That form is finished" in read(told.response)
        assert len(here.forum.threads) == 1


async def test_a_button_pressed_twice_at_once_is_answered_twice_and_counts_once(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        await sam.send(here.post(), "There is.")
        await here.quiet()
        twice(here)
        await sam.click(here.post().history()[0], label="I'm a Guy")
        await here.quiet()
        assert sum("count as “Guy” now" in each for each in of_answers(here)[-2:]) == 2
        assert "What Guys said (1)" in here.card()


# ---- nothing to read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["**__~~||  ||~~__**", "# # #", "\u200b" * 8, "\u3164" * 8])
async def test_a_title_of_formatting_alone_is_refused_kindly_and_kept(tmp_path: Path, title: str) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        shown = await ana.slash(here.general, "ask")
        refused = await ana.submit_modal(shown, {"audience": ["girl"], "title": title, "details": "He left."})
        assert refused.ephemeral
        assert read(refused.response).split("\n")[0] == (
            "There are no words in that title yet: please say in a few what your question is about."
        )
        again = await ana.click(refused.response, label="Edit")
        leaves = {each["component"]["custom_id"]: each["component"] for each in again.modal["components"]}
        assert (leaves["title"]["value"], leaves["details"]["value"]) == (title, "He left.")


async def test_a_message_without_words_is_no_opinion(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, TITLE)
        before = here.card()
        await sam.send(here.post(), "", attachments=[("cat.png", b"\x89PNG")])
        await sam.send(here.post(), "\u200b\u200d")
        await here.quiet()
        assert here.card() == before
        assert "New opinion" not in "\n".join(here.dms(ana))


# ---- closed DMs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [50007, 50278])
@pytest.mark.parametrize("back", ["writes", "presses"])
async def test_closed_dms_are_tried_once_and_what_waited_comes_when_they_open(
    tmp_path: Path, code: int, back: str
) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, TITLE)
        box = ana.user.dm_channel
        receipt, path = here.dm(ana, "#1"), f"/channels/{box.id}/messages"

        def tried() -> int:
            return sum(each.method == "POST" and each.path == path for each in here.env.http_requests)

        before = tried()
        here.env.inject_error("POST", path, status=403, code=code, message="secret words", times=None)
        for name in ("Sam", "Eva", "Ben"):
            await here.member(name).send(here.post(), f"{name} thinks so.")
            await here.quiet()
        assert tried() == before + 1, "refused once, and left alone"
        assert "Others (3)" in here.card()

        here.env.backend.faults.clear()
        if back == "writes":
            await ana.user.send_dm("Hello?")
        else:
            await ana.user.click(receipt, label="Delete")
        await here.quiet()
        for name in ("Sam", "Eva", "Ben"):
            here.dm(ana, f"{name} thinks so.")
        assert "\n".join(here.dms(ana)).count("Sam thinks so.") == 1
