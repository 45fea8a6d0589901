"""Review on Telegram: what is flagged waits in the moderators' group; help comes at once to whoever needs it."""

from bot.ports.store import Tx
from tests.fakes.telegram import Group
from tests.journeys.stage import Stage


async def office(porch: Stage) -> Group:
    """A group where the moderators are told."""
    group = porch.second_place("The Office", forum=False)
    await porch.owner.starts()
    await porch.owner.writes("/link", in_=porch.group)
    code = (await porch.owner.waits_for("Your code is")).text.split("code is ")[1].split(".")[0]
    await porch.owner.writes(f"/link {code} moderators", in_=group)
    await porch.owner.waits_for("comes to their own place", in_=group)
    await porch.quiet()
    return group


async def test_what_is_flagged_waits_and_is_decided_in_the_moderators_group(porch: Stage) -> None:
    there = await office(porch)
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Look at https://example.com/him?")
    await ana.hears("There is a link in it.")
    assert "example.com" not in sam.reads()
    (case,) = [each for each in there.messages() if "waits for you" in each.text]
    assert "A link to example.com" in case.text
    assert "Ana" not in case.text

    await porch.owner.taps("Approve", on=case, in_=there)
    await porch.quiet()
    assert "Look at https://example.com/him?" in porch.card(number).text
    await sam.person.starts()
    await sam.writes(number, "More at https://example.org/me")
    assert "Others" not in porch.card(number).text
    await sam.hears("waits for a moderator")

    await porch.owner.writes("/queue")
    await porch.owner.taps("Look at 1")
    await porch.owner.taps("Reject…")
    await porch.owner.waits_for("Why is it not published?")
    await porch.owner.writes("No advertising.")
    await porch.quiet()
    await sam.hears("They say: No advertising.")
    assert "Others" not in porch.card(number).text


async def test_whoever_is_in_a_crisis_gets_help_at_once_and_the_moderators_hear_first(porch: Stage) -> None:
    there = await office(porch)
    ana = porch.person("Ana")
    await ana.asks("I want to kill myself")
    await ana.hears("116 123")
    assert any("somebody may be in danger" in each.text for each in there.messages())
    assert not any("kill myself" in each.text for each in porch.group.messages())


async def test_what_somebody_writes_who_is_no_member_waits_where_members_must_be_known(porch: Stage) -> None:
    await office(porch)

    def careful(tx: Tx) -> None:
        (community,) = tx.communities.on("telegram")
        tx.communities.set_rule(community.id, "member_days", "7")

    await porch.house.store.write(careful)
    kim, ana = porch.person("Kim", member=False), porch.person("Ana")
    await ana.asks("Is there hope for a member?")
    await kim.person.starts()
    await kim.asks("Is there hope for a stranger?")
    await kim.hears("waits for a moderator")
    assert "Is there hope for a member?" in "".join(each.text for each in porch.group.messages())
    assert "for a stranger" not in "".join(each.text for each in porch.group.messages())
