"""Removing on Telegram: an administrator replies to a message, in every place it goes, and comes back."""

from tests.journeys.stage import Stage


async def test_a_message_is_removed_by_a_reply_and_put_back(porch: Stage) -> None:
    yard = porch.second_place("The Yard")
    await porch.link(yard)
    ana, sam = porch.person("Ana"), porch.person("Sam")
    yard.bring(ana.person, sam.person)
    await sam.person.starts()
    number = await ana.asks("Is there still hope?")
    said = await sam.writes(number, "You are a fool.")
    await ana.hears("You are a fool.")
    assert "You are a fool." in porch.thread(number, yard)[-1].text

    await sam.replies(said, "/remove", in_=porch.group)
    await porch.quiet()
    assert "You are a fool." in porch.thread(number, yard)[-1].text

    await porch.owner.writes("/remove", in_=porch.group, topic=said.topic, reply_to=said)
    await porch.owner.waits_for("Removed everywhere: the opinion of")
    await porch.quiet()
    assert not [each for each in porch.thread(number, yard) if "fool" in each.text]
    assert "Others (0)" not in porch.card(number).text
    assert "(1)" not in porch.card(number).text
    await ana.hears("was removed by the moderators")
    await sam.hears("A moderator removed your opinion on #1")

    await porch.owner.taps("Put it back")
    await porch.quiet()
    assert [each.text for each in porch.thread(number, yard)] == ["Someone · Sam\nYou are a fool."]
    assert len([each for each in porch.thread(number) if "You are a fool." in each.text]) == 1
    assert "Others (1)" in porch.card(number).text


async def test_a_question_is_removed_restored_locked_and_counted(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope?", "He left.")
    await sam.writes(number, "There is.")
    card = porch.card(number)
    assert card.topic is not None
    await porch.owner.writes("/remove 1 It names him.")
    await porch.owner.waits_for("Removed everywhere: #1")
    await porch.quiet()
    assert "#1 was removed by the moderators" in next(
        each.text for each in porch.group.messages(card.topic) if each.id == card.id
    )
    await ana.hears("A moderator removed #1")
    assert "It names him." in ana.reads()
    await porch.owner.writes("/restore 1")
    await porch.owner.waits_for("Put back everywhere: #1")
    await porch.quiet()
    assert porch.card(number).id == card.id
    assert "He left." in porch.card(number).text

    await porch.owner.writes("/lock 1")
    await porch.owner.waits_for("#1 is locked")
    await porch.quiet()
    assert porch.group.topics[card.topic].closed
    await porch.owner.taps("Unlock it")
    await porch.quiet()
    assert not porch.group.topics[card.topic].closed

    await porch.owner.writes("/stats")
    chart = await porch.owner.waits_for("Questions: 1 · Opinions: 1")
    assert "within one minute" in chart.text
    await porch.owner.waits_for("The same figures follow in words.")
    assert len(porch.world.calls_of("sendPhoto")) == 1
    await porch.owner.writes("/audit")
    audit = await porch.owner.waits_for("What the moderators of The Porch did")
    assert "removed · #1 · It names him." in audit.text
    assert "unlocked · #1" in audit.text
