"""Setting up: who may, what is missing, and what happens when groups move or lose the bot."""

from tests.fakes.telegram import Message
from tests.journeys.stage import Stage


async def test_a_member_can_not_set_up(porch: Stage) -> None:
    ana = porch.person("Ana")
    yard = porch.second_place("The Yard")
    await ana.person.writes("/setup", in_=yard)
    await porch.quiet()
    assert yard.messages()[-1].text == "Only moderators can do that.", "she has not met the bot yet"
    await ana.says("/start")
    before = len(yard.messages())
    await ana.person.writes("/setup", in_=yard)
    await porch.quiet()
    assert ana.private()[-1] == "Only moderators can do that."
    assert len(yard.messages()) == before + 1, "the refusal is private now"


async def test_a_missing_right_is_named(porch: Stage) -> None:
    yard = porch.second_place("The Yard")
    yard.change_bot(admin=True, can_manage_topics=False)
    await porch.owner.writes("/setup", in_=yard)
    await porch.quiet()
    assert "“Manage topics”" in yard.messages()[-1].text
    yard.change_bot(admin=False)
    await porch.owner.writes("/setup", in_=yard)
    await porch.quiet()
    assert "“Administrator”" in yard.messages()[-1].text
    yard.change_bot(admin=True, can_manage_topics=True)
    await porch.owner.writes("/setup", in_=yard)
    await porch.owner.waits_for("The Yard is an advice community now", in_=yard)


async def test_set_up_again_shows_what_stands(porch: Stage) -> None:
    await porch.owner.writes("/setup", in_=porch.group)
    again: Message = await porch.owner.waits_for("The Porch is an advice community", in_=porch.group)
    await porch.quiet()
    assert "Guys" in again.text


async def test_codes_work_once_and_only_when_right(porch: Stage) -> None:
    attic = porch.second_place("The Attic")
    await porch.owner.writes("/link ABCDEFGHJKMN", in_=attic)
    await porch.owner.waits_for("That code is wrong", in_=attic)
    await porch.link(attic)
    await porch.owner.writes("/link ABCDEFGHJKMN", in_=attic)
    await porch.quiet()
    assert "belongs to a community already" in porch.owner.sees()[-1].text


async def test_a_group_that_becomes_a_supergroup_keeps_its_questions(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    yard = porch.second_place("The Yard", forum=False)
    await porch.link(yard)
    await ana.asks("Does anything last?")
    yard.becomes_supergroup()
    await porch.quiet()
    await sam.writes(1, "Some things do.")
    assert any("Some things do." in each.text for each in yard.messages())
    await ana.asks("And what about the next one?")
    assert any("#2 ·" in each.text for each in yard.messages())


async def test_the_bot_thrown_out_and_brought_back(porch: Stage) -> None:
    ana = porch.person("Ana")
    attic = porch.second_place("The Attic")
    await porch.link(attic)
    attic.remove_bot()
    await porch.quiet()
    number = await ana.asks("Who stays?")
    assert "The Attic" not in (await ana.notice("Your question is")).text
    attic.add_bot(admin=True, can_manage_topics=True)
    await porch.quiet()
    await ana.asks("Who comes back?")
    assert porch.has_card(number + 1, attic)


async def test_a_stranger_asks_where_nothing_is_set_up(porch: Stage) -> None:
    ana = porch.person("Ana", member=False)
    number = await ana.asks("May I ask here too?")
    assert porch.has_card(number)
