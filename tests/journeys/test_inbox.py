"""Missed notices and replies by command on Telegram: what could not be brought comes, and nothing is said aloud."""

from tests.journeys.stage import Stage


async def test_what_a_blocked_bot_could_not_bring_comes_and_the_inbox_is_empty_then(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope?")
    await ana.person.blocks_bot()
    await sam.writes(number, "There is, a little.")
    assert not any("There is, a little." in each for each in ana.private())
    await ana.person.unblocks_bot()
    await ana.person.starts()
    await ana.hears("There is, a little.")
    await ana.says("/inbox")
    await ana.hears("Nothing waits for you")


async def test_the_inbox_belongs_in_private(porch: Stage) -> None:
    ana = porch.person("Ana")
    await ana.asks("Is there still hope?")
    await ana.person.writes("/inbox", in_=porch.group)
    await porch.quiet()
    await ana.hears("That works in our private chat only")
    assert not [each for each in porch.group.messages() if each.by_bot and "private chat" in each.text]


async def test_a_reply_by_command_answers_a_notice_and_is_refused_in_the_group(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope?")
    said = await sam.writes(number, "There is, a little.")
    await ana.replies(said, "/reply Thank you.", in_=porch.group)
    await ana.hears("That works in our private chat only")
    assert not [each for each in porch.thread(number) if each.by_bot and "Thank you." in each.text]

    await ana.replies(await ana.notice("There is, a little."), "/reply Thank you.")
    await ana.hears("Passed on as “Asker”.")
    assert porch.thread(number)[-1].text == "Asker\nThank you."
    await ana.says("/reply")
    await ana.hears("please choose the message that you mean")
