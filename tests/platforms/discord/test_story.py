"""The main story on Discord: asked by a modal, answered in a forum post, gone on with by DM."""

from pathlib import Path

import pytest
import simcord

from bot.platforms.discord import answers
from tests.platforms.discord.porch import porch, read


async def test_a_question_is_asked_answered_and_followed_up(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        shown = await here.set_up()
        assert "is an advice community now" in read(shown.response)
        assert not shown.ephemeral
        ana, sam, eva = here.member("Ana"), here.member("Sam"), here.member("Eva")

        asked = await ana.slash(here.general, "ask")
        assert asked.modal["title"] == "Your question"
        assert [each["label"] for each in asked.modal["components"]] == [
            "Who should answer?",
            "Title",
            "Details",
            "Poll options (one per line)",
        ]
        preview = await ana.submit_modal(
            asked, {"audience": ["guy"], "title": "Is there still hope?", "details": "He ended it in a hard month."}
        )
        assert preview.ephemeral
        assert "This is how it will look" in read(preview.response)
        posted = await ana.click(preview.response, label="Post it")
        await here.quiet()
        assert "Posted as #1." in read(posted.response or preview.response)

        assert here.general.history() == [shown.response.message], "nothing else is visible where she asked"
        assert len(here.forum.threads) == 1
        assert "For Guys: Is there still hope?" in here.card()
        assert "What Guys said (0)" in here.card()

        said = await sam.send(here.post(), "If the reason has gone, there is a chance.")
        await here.quiet()
        assert "Others (1)" in here.card()
        notice = here.dm(ana, "If the reason has gone")
        assert "New opinion on #1" in read(notice)

        chosen = await sam.click(here.post().history()[0], label="I'm a Guy")
        await here.quiet()
        assert "Your opinions count as “Guy” now." in read(chosen.response)
        assert chosen.ephemeral
        assert "What Guys said (1)" in here.card()

        await here.replies(ana, "It was a long court case.", notice)
        assert "Passed on as “Asker”." in here.dms(ana)[-1]
        reply = here.post().history()[-1]
        assert "Asker" in read(reply)
        assert "It was a long court case." in read(reply)
        assert reply.reference is not None
        assert reply.reference.message_id == said.id

        await sam.send(here.post(), "Then let him take the next step.", reply_to=reply)
        await here.quiet()
        here.dm(ana, "Then let him take the next step.")

        opened = await eva.click(here.post().history()[0], label="Have an opinion?")
        assert [each["label"] for each in opened.modal["components"]] == [
            "Which are you?",
            "Opinion",
            "Show my name?",
        ]
        given = await eva.submit_modal(
            opened, {"kind": ["girl"], "text": "What did he give as the reason?", "named": ["anonymous"]}
        )
        await here.quiet()
        assert given.ephemeral
        assert "appears as “Girl 1”" in read(given.response)
        assert "What Girls said (1)" in here.card()
        assert "Girl 1" in read(here.post().history()[-1])
        for other in (sam, eva):
            assert "Ana" not in "\n".join(here.dms(other))


async def test_a_reply_by_the_button_of_a_notice_leaves_the_notice(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        await sam.send(here.post(), "There is.")
        await here.quiet()
        notice = here.dm(ana, "There is.")

        opened = await ana.user.click(notice, label="Reply")
        await ana.user.submit_modal(opened, {"text": "Thank you."})
        await here.quiet()

        assert "Passed on as “Asker”." in here.dms(ana)[-1]
        assert here.dm(ana, "There is.").id == notice.id
        assert "Thank you." in read(here.post().history()[-1])


async def test_a_refused_form_comes_back_filled_in(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        shown = await ana.slash(here.general, "ask")

        refused = await ana.submit_modal(shown, {"audience": ["girl"], "title": "***", "details": "He left."})
        assert refused.ephemeral
        assert "title" in read(refused.response)
        again = await ana.click(refused.response, label="Edit")
        leaves = {each["component"]["custom_id"]: each["component"] for each in again.modal["components"]}
        assert leaves["details"]["value"] == "He left."
        assert [each["value"] for each in leaves["audience"]["options"] if each.get("default")] == ["girl"]

        fixed = await ana.submit_modal(
            again, {"audience": ["girl"], "title": "Is there still hope?", "details": "He left."}
        )
        assert "This is how it will look" in read(fixed.response or refused.response)
        assert "He left." in read(fixed.response or refused.response)


async def test_what_is_asked_in_the_dm_stays_there(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        shown = await ana.user.slash("ask")
        preview = await ana.user.submit_modal(
            shown, {"audience": ["everyone"], "title": "Is there still hope?", "details": ""}
        )
        assert not preview.ephemeral
        await ana.user.click(preview.response, label="Post it")
        await here.quiet()
        assert "Posted as #1." in "\n".join(here.dms(ana))
        assert "Is there still hope?" in here.card()


async def test_edits_and_deletions_are_followed(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "There is.")
        await here.quiet()
        assert "Others (1)" in here.card()

        await sam.edit(said, "There is, a little.")
        await here.quiet()
        here.dm(ana, "There is, a little.")

        await sam.delete(said)
        await here.quiet()
        assert "Others" not in here.card()


async def test_somebody_takes_back_by_the_menu_of_a_message(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        said = await sam.send(here.post(), "There is.")
        await here.quiet()
        assert "Others (1)" in here.card()

        other = await ana.context_menu(here.post(), "Take back", said)
        assert "Only its author" in read(other.response)
        done = await sam.context_menu(here.post(), "Take back", said)
        await here.quiet()
        assert done.ephemeral
        assert "Taken back." in read(done.response)
        assert "Others" not in here.card()


async def test_setting_up_without_a_forum_makes_one_and_only_moderators_can(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        sam = here.member("Sam")
        with pytest.raises(simcord.SetupError, match="not visible"):
            await sam.slash(here.general, "setup")
        here.lets(sam, "setup")  # the server's owner may let anybody see a command; that makes nobody an administrator
        refused = await sam.slash(here.general, "setup")
        assert refused.ephemeral
        assert "Only administrators" in read(refused.response)
        assert "advice" not in here.guild.channels

        shown = await here.olga.slash(here.general, "setup")
        assert "The Porch is an advice community now" in read(shown.response)
        again = await here.olga.slash(here.general, "setup")
        assert "The Porch is an advice community" in read(again.response)
        assert [name for name in here.guild.channels if name == "advice"] == ["advice"]


async def test_a_code_for_another_place_is_shown_to_a_moderator_alone(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        shown = await here.olga.slash(here.general, "link")
        assert shown.ephemeral
        assert "Your code is" in read(shown.response)
        code = read(shown.response).split("code is ")[1].split(".")[0]
        yard = here.guild.create_forum_channel("yard")
        joined = await here.olga.slash(here.general, "link", code=code, forum=yard)
        assert not joined.ephemeral
        assert "belongs to" in read(joined.response)


async def test_questions_are_read_by_number_and_page_by_page(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        for word in ("One", "Two", "Three", "Four", "Five", "Six"):
            await here.member(word).send(here.post(), f"{word} is enough.")
        await here.quiet()
        shown = await sam.slash(here.general, "question", number=1)
        assert shown.ephemeral
        assert "Six is enough." in read(shown.response)
        await sam.click(shown.response, label="Older ›")  # noqa: RUF001
        assert "One is enough." in read(shown.response), "the page turns in place"
        none = await sam.slash(here.general, "question", number=7)
        assert "There is no question #7." in read(none.response)


async def test_buttons_and_forms_outlive_the_process(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        opened = await sam.click(here.post().history()[0], label="Have an opinion?")
        await here.restart()
        given = await sam.submit_modal(opened, {"kind": ["guy"], "text": "There is.", "named": ["named"]})
        await here.quiet()
        assert "appears as" in read(given.response)
        assert "What Guys said (1)" in here.card()
        chosen = await sam.click(here.post().history()[0], label="I'm a Girl")
        assert "count as “Girl” now" in read(chosen.response)


async def test_what_takes_long_is_promised_and_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with porch(tmp_path) as here:
        monkeypatch.setattr(answers, "IN_TIME", 0.01)
        here.slow(0.05)
        await here.set_up()
        assert "is an advice community now" in read(here.general.history()[-1])

        ana = here.member("Ana")
        late = await ana.slash(here.general, "ask")
        assert late.ephemeral
        assert "Your question" in read(late.response)
        here.slow(0.0)
        opened = await ana.click(late.response, label="Your question")
        assert opened.modal["title"] == "Your question"
        here.slow(0.05)
        preview = await ana.submit_modal(opened, {"audience": ["guy"], "title": "Is there still hope?", "details": ""})
        assert "This is how it will look" in read(late.response)
        assert preview.deferred
        await ana.click(late.response, label="Post it")
        await here.quiet()
        assert "Posted as #1." in read(late.response)

        answered = await here.member("Sam").click(here.post().history()[0], label="I'm a Guy")
        assert answered.ephemeral
        assert "Your opinions count" in read(answered.response)
        assert len(here.general.history()) == 1, "nothing else is visible to all"


async def test_whoever_asks_in_a_server_asks_its_community_and_hears_of_no_other(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        otto = here.env.create_user("otto")
        other = here.env.create_guild("The Yard", owner=otto)
        forum, general = other.create_forum_channel("yard"), other.create_text_channel("general")
        boss = other.add_member(otto)
        await boss.slash(general, "setup", forum=forum)
        await here.quiet()

        shown = await here.member("Ana").slash(here.general, "ask")
        assert "Community" not in [each["label"] for each in shown.modal["components"]]
        assert "The Yard" not in str(shown.modal)
