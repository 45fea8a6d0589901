"""On Telegram an administrator can speak as the group. That makes them a moderator of that group and of no other."""

from tests.journeys.stage import Stage


async def test_whoever_hides_behind_a_group_of_their_own_has_no_say_elsewhere(porch: Stage) -> None:
    ana, mallory = porch.person("Ana"), porch.person("Mallory")
    await ana.person.starts()
    number = await ana.asks("Is there still hope?")
    lair = porch.second_place("The Lair", forum=False)
    lair.promote(mallory.person, anonymous=True)
    for command in ("/ban 1 Spam.", "/remove 1", "/lock 1"):
        await mallory.person.writes(command, in_=lair)
        await porch.quiet()
    assert "excluded" not in ana.reads()
    assert "Have an opinion?" in porch.card(number).buttons
    assert not any("Banned" in each.text or "Removed" in each.text for each in lair.messages())

    porch.group.promote(porch.owner, anonymous=True)
    await porch.owner.writes(f"/ban {number} Spam.", in_=porch.group)
    await porch.quiet()
    await ana.hears("have excluded you")
