"""One community in two places: what is said in one is heard in the other, in the right thread, and counted once."""

import pytest

from tests.journeys.stage import Stage


@pytest.mark.parametrize("forum", [True, False], ids=["two forums", "a forum and a plain group"])
async def test_opinions_and_replies_cross(porch: Stage, forum: bool) -> None:
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    attic = porch.second_place("The Attic", forum=forum)
    await porch.link(attic)
    number = await ana.asks("My flatmate reads my letters", of="Everyone")
    here, there = porch.card(number), porch.card(number, attic)
    assert here.text == there.text
    assert "For everyone: My flatmate reads my letters" in here.text

    # Sam writes on the porch; the attic reads it, and Eva answers him there.
    said = await sam.writes(number, "Move the letterbox.")
    carried = [each for each in attic.messages() if "Move the letterbox." in each.text]
    assert len(carried) == 1
    if not forum:
        assert carried[0].reply_to == there.id
    await eva.replies(carried[0], "And tell her that you know.", in_=attic)
    crossed = [each for each in porch.group.messages() if "And tell her that you know." in each.text]
    assert [each.reply_to for each in crossed] == [said.id]

    # The asker's word reaches both, under the same opinion.
    await ana.replies(await ana.notice("Move the letterbox."), "I have no key to it.")
    for place, under in ((porch.group, said.id), (attic, carried[0].id)):
        heard = [each for each in place.messages() if "I have no key to it." in each.text]
        assert [each.reply_to for each in heard] == [under]

    # Eva gives an opinion in the attic; both cards count two.
    await eva.writes(number, "Ask her why.", place=attic)
    await eva.taps("I'm a Girl", on=there, in_=attic)
    await sam.taps("I'm a Guy", on=here, in_=porch.group)
    assert "What Guys said (1) · What Girls said (1)" in here.text
    assert "What Guys said (1) · What Girls said (1)" in there.text


async def test_edits_cross(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    attic = porch.second_place("The Attic")
    await porch.link(attic)
    number = await ana.asks("Should I write to him again?")
    said = await sam.writes(number, "Yes, tomorow.")
    notice, carried = await ana.notice("tomorow"), porch.thread(number, attic)[0]
    await sam.edits(said, "Yes, tomorrow.")
    assert "Yes, tomorrow." in notice.text
    assert "Yes, tomorrow." in carried.text
    reply = await ana.replies(notice, "Wednesday then")
    await ana.edits(reply, "Thursday then")
    assert [each.text for each in porch.thread(number, attic)] == [
        "Someone · Sam\nYes, tomorrow.",
        "Asker\nThursday then",
    ]

    # What he adds is added to the same opinion, and to the same notice.
    await sam.writes(number, "But sleep first.")
    assert "But sleep first." in notice.text
    assert carried.text == "Someone · Sam\nYes, tomorrow.\n\nBut sleep first."
    assert "Others (1)" in porch.card(number).text


async def test_what_is_taken_back_goes_everywhere(porch: Stage) -> None:
    ana, sam, ben = porch.person("Ana"), porch.person("Sam"), porch.person("Ben")
    attic = porch.second_place("The Attic")
    await porch.link(attic)
    number = await ana.asks("Should I write to him again?")
    said = await sam.writes(number, "Never again!")
    await ben.replies(said, "/delete", in_=porch.group)
    assert "Others (1)" in porch.card(number).text, "only its author may take it back"
    await sam.replies(said, "/delete", in_=porch.group)
    assert "Others" not in porch.card(number).text
    assert porch.thread(number, attic) == []
    assert any("was taken back" in text for text in ana.private())
    assert not any("Never again!" in text for text in ana.private())
