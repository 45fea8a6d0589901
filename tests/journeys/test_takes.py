"""Takes on Telegram: written in parts in the private chat, read and commented on in the group."""

from tests.journeys.stage import Stage

LONG = "Nobody told me this when I was left, so I tell you: it passes, and it passes sooner than you think. " * 35


async def test_a_take_without_a_name_is_read_and_commented_on(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.says("/take")
    await ana.says("What being left has taught me")
    await ana.says(LONG)
    await ana.says(LONG)
    await ana.taps("Skip")
    await ana.taps("Stay anonymous")
    await ana.taps("Post it")
    await ana.hears("Your take is #1")

    card = porch.card(1)
    assert card.text.startswith("Take: What being left has taught me\n#1 · without a name")
    stands = "".join(each.text for each in porch.group.messages(card.topic))
    assert stands.count("it passes, and it passes sooner") == 70
    assert "No comments yet" in stands

    await sam.writes(1, "This helped me.")
    assert "1 comment" in "".join(each.text for each in porch.group.messages(card.topic))
    await ana.replies(await ana.notice("New comment on #1"), "I am glad.")
    assert porch.thread(1)[-1].text == "Author\nI am glad."

    await sam.says("/takes")
    await sam.taps("#1 What being left has taught me")
    await sam.taps("Read on \u203a")
    await sam.taps("All comments")
    assert "This helped me." in sam.reads()
    assert "Ana" not in sam.reads()
