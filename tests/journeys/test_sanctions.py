"""Somebody insults under an alias; a moderator bans them without learning who it is, and is heard by nobody else."""

import pytest

from tests.journeys.stage import Stage


async def test_whoever_answered_anonymously_is_banned_by_their_alias_and_goes_on_in_public(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.person.starts()
    await sam.person.starts()
    await porch.owner.starts()
    number = await ana.asks("Is there still hope?")
    await sam.answers(number, "You are a fool.", kind="Rather not say")
    await ana.hears("You are a fool.")
    await porch.owner.writes(f"/ban {number} someone 1 Insults.")
    await porch.owner.waits_for("Banned: Someone 1 on #1.")
    await porch.quiet()
    await sam.hears("have excluded you")
    assert "Why: Insults." in sam.reads()
    await sam.person.writes("/ask")
    await sam.hears("excluded you from asking and answering")

    await sam.writes(number, "Openly, I am sorry.")
    await ana.hears("Openly, I am sorry.")
    assert "Others (2)" in porch.card(number).text
    assert "excluded" not in "".join(each.text for each in porch.group.messages())


@pytest.mark.parametrize("command", ["/ban 1", "/sanctions", "/unban 1", "/note 1 x"])
async def test_who_is_no_moderator_sanctions_nobody(porch: Stage, command: str) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    await ana.person.starts()
    await eva.person.starts()
    await ana.asks("Is there still hope?")
    await eva.person.writes(command)
    await eva.hears("Only moderators")
    assert "excluded" not in ana.reads()
