"""The main story: asked in private, answered in public, gone on with by people who don't know one another."""

from tests.journeys.stage import Stage


async def test_a_question_is_answered_and_followed_up(porch: Stage) -> None:
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    number = await ana.asks("Is there still hope for us?", "He ended it in a hard month.", of="Guys")

    card = porch.card(number)
    assert "For Guys: Is there still hope for us?" in card.text
    assert "He ended it in a hard month." in card.text
    assert "What Guys said (0) · What Girls said (0)" in card.text
    assert "Others" not in card.text
    assert "The Porch: posted" in (await ana.notice("Your question is #1")).text

    # Sam answers in the thread; nobody asked him what he is, so he counts as "Others" until he says so.
    said = await sam.writes(number, "If the reason has gone, there is a chance.")
    assert card.text.endswith("What Guys said (0) · What Girls said (0) · Others (1)")
    assert await sam.taps("I'm a Guy", on=card, in_=porch.group) == "Your opinions count as “Guy” now."
    assert card.text.endswith("What Guys said (1) · What Girls said (0)")

    notice = await ana.notice("If the reason has gone")
    assert notice.text.startswith("New opinion on #1 · Guy")
    await ana.replies(notice, "It was a long court case. It is over now.")
    await ana.hears("Passed on as “Asker”.")

    reply = porch.thread(number)[-1]
    assert reply.text.startswith("Asker")
    assert "It was a long court case." in reply.text
    assert reply.reply_to == said.id

    await sam.replies(reply, "Then let him take the next step.", in_=porch.group)
    back = await ana.notice("Then let him take the next step.")
    assert back.reply_to is not None

    # Eva answers without her name, and she and Ana go on talking in private.
    await eva.answers(number, "What did he give as the reason?", kind="I'm a Girl")
    assert card.text.endswith("What Guys said (1) · What Girls said (1)")
    assert porch.thread(number)[-1].text.startswith("Girl 1")
    await ana.replies(await ana.notice("What did he give as the reason?"), "The pressure at home.")
    heard = await eva.notice("The pressure at home.")
    assert "Asker" in heard.text
    await eva.replies(heard, "Is that over?")
    assert "Girl 1" in (await ana.notice("Is that over?")).text
    assert [each.text.split("\n")[0] for each in porch.thread(number)][-2:] == ["Asker", "Girl 1"]

    # Nobody learned a name they should not: Ana's stands nowhere, Eva's nowhere but on her own screen.
    for reader in (sam, eva):
        assert "Ana" not in reader.reads()
    for reader in (sam, ana):
        assert "Eva" not in reader.reads()
