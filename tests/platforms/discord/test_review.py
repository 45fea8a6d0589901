"""Review on Discord: a flagged question waits in the moderators' channel, and is decided by a tap or a modal."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.ports.store import Tx
from bot.services import rules
from tests.platforms.discord.porch import porch, read


async def test_a_flagged_question_is_rejected_with_a_reason_and_another_approved(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        office = here.guild.create_text_channel("office")
        await here.olga.slash(here.general, "setup", forum=here.forum, moderators=office)
        await here.quiet()
        ana, sam = here.member("Ana"), here.member("Sam")
        posted = await here.asks(ana, "Look at https://example.com/him?")
        assert "#1 waits for a moderator" in read(posted.response)
        assert "There is a link in it." in read(posted.response)
        await here.asks(ana, "And at https://example.org/her?")
        assert here.forum.threads == []
        first, second = office.history()
        assert "A link to example.com" in read(first)
        assert "Ana" not in read(first)

        refused = await sam.click(first, label="Approve")
        assert refused.ephemeral
        assert "Only moderators" in read(refused.response)
        await here.olga.click(second, label="Approve")
        await here.quiet()
        assert "And at <https://example.org/her>?" in here.card()
        assert "olga: published." in read(office.history()[1])

        asked = await here.olga.click(first, label="Reject…")
        await here.olga.submit_modal(asked, {"reason": "No links to people, please."})
        await here.quiet()
        assert "did not publish #1" in here.dms(ana)[-1]
        assert "They say: No links to people, please." in here.dms(ana)[-1]
        assert len(here.forum.threads) == 1


async def test_a_flagged_message_of_a_thread_waits_and_a_slash_command_approves_it(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        office = here.guild.create_text_channel("office")
        await here.olga.slash(here.general, "setup", forum=here.forum, moderators=office)
        await here.quiet()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there hope?")
        await sam.send(here.post(), "See https://example.com/hope")
        await here.quiet()
        assert "Others" not in here.card()
        assert "waits for a moderator" in here.dms(sam)[-1]
        queue = await here.olga.slash(here.general, "queue")
        assert queue.ephemeral
        assert "#1 · waits for you" in read(queue.response)
        refused = await here.olga.slash(here.general, "approve", number=1)
        assert "Nothing waits there" in read(refused.response), "the question itself does not wait"
        await here.olga.click(queue.response, label="Look at 1")
        await here.olga.click(office.history()[-1], label="Approve")
        await here.quiet()
        assert "Others (1)" in here.card()


async def test_what_a_new_account_writes_waits_where_moderators_want_that(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        shown = await here.olga.slash(here.general, "settings")
        assert "Review: what is flagged" in read(shown.response)
        one = await here.olga.click(shown.response, label="Age of membership: any age")
        await here.olga.click(one.response, label="30 days")

        def lengthen(tx: Tx) -> None:
            """On simcord it is always New Year 2026, and so that is when everybody joined."""
            (community,) = tx.communities.on("discord")
            assert rules.of(tx, community.id).member_days == 30
            tx.communities.set_rule(community.id, "member_days", "36500")

        await here.store.write(lengthen)
        posted = await here.asks(here.member("Ana"), "Is there hope?")
        assert "You are new here" in read(posted.response)
        assert here.forum.threads == []


async def test_in_the_dm_too_it_is_known_since_when_they_belong_to_the_server(tmp_path: Path) -> None:
    """Outside of a server Discord tells of nobody when they joined one: the member is looked up."""
    async with porch(tmp_path) as here:
        await here.set_up()

        def careful(tx: Tx) -> None:
            (community,) = tx.communities.on("discord")
            tx.communities.set_rule(community.id, "member_days", "30")

        await here.store.write(careful)
        for name, days, held in (("Ana", 60, False), ("Eva", 2, True), ("Kim", None, True)):
            user = here.env.create_user(name)
            if days is not None:
                here.guild.add_member(user)
                since = datetime.now(UTC) - timedelta(days=days)
                here.env.backend.guilds[here.guild.id].members[user.id].joined_at = since.isoformat()
            shown = await user.slash("ask")
            filled = {"audience": ["everyone"], "title": f"Is there hope, says {name}?", "details": ""}
            preview = await user.submit_modal(shown, filled)
            posted = await user.click(preview.response, label="Post it")
            await here.quiet()
            assert ("waits for a moderator" in read(posted.response)) is held, name
