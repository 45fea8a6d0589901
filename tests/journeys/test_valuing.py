"""What people make of opinions: 👍 by reaction and button, the asker's thanks and choice, a poll; on Telegram."""

from bot.words import speak
from tests.journeys.stage import Stage

SPEAK = speak("en")


async def test_reactions_and_buttons_count_once_and_the_card_follows(porch: Stage) -> None:
    ana, sam, eva, bob = (porch.person(name) for name in ("Ana", "Sam", "Eva", "Bob"))
    number = await ana.asks("Is there still hope for us?")
    said = await sam.writes(number, "If the reason has gone, there is a chance.")
    await eva.answers(number, "Ask him what changed.", kind="I'm a Girl")
    copy = porch.thread(number)[-1]
    assert copy.buttons == ["👍 0"]

    assert await bob.taps("👍 0", on=copy, in_=porch.group) == "Your 👍 counts: now 1. Press again to take it back."
    await bob.person.reacts(copy, "👍")
    await ana.person.reacts(copy, "🔥", "👍")
    await bob.person.reacts(said, "👍")
    await porch.quiet()
    assert copy.buttons == ["👍 2"], "Bob's reaction is the vote that he has given already"
    card = porch.card(number)
    assert "👍 Girl 1" in card.text
    assert "👍 Someone · Sam" in card.text

    await bob.person.reacts(said)
    await porch.quiet()
    assert "Someone · Sam" not in card.text
    assert await bob.taps("👍 2", on=copy, in_=porch.group) == "Your 👍 is taken back: now 1."
    assert porch.card(number).id == card.id


async def test_the_asker_thanks_and_chooses_and_who_answered_hears_of_it(porch: Stage) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    await sam.person.starts()
    number = await ana.asks("Is there still hope for us?")
    await sam.writes(number, "There is a chance.")
    await eva.answers(number, "Ask him what changed.", kind="I'm a Girl")

    popped = await ana.taps("Thank", on=await ana.notice("There is a chance."))
    assert popped == "Your thanks are passed on as “Asker”. Press again to take them back."
    popped = await ana.taps("★ Most helpful", on=await ana.notice("Ask him what changed."))
    assert popped == "“Girl 1” is marked as the most helpful. Press again to take it back."
    assert "★ Girl 1" in porch.card(number).text
    await sam.hears("The asker of #1 thanks you for your opinion")
    heard = await eva.notice("finds your opinion the most helpful of the Girls")

    await eva.replies(heard, "I am glad.")
    assert "Girl 1" in (await ana.notice("I am glad.")).text
    for reader in (sam, eva):
        assert "Ana" not in reader.reads()
    for reader in (sam, ana):
        assert "Eva" not in reader.reads()


async def test_show_all_is_sorted_by_votes_and_turned_page_by_page(porch: Stage) -> None:
    ana, zoe = porch.person("Ana"), porch.person("Zoe")
    number = await ana.asks("What shall we cook?")
    for each in range(6):
        said = await porch.person(f"Cook {each}").writes(number, f"Soup number {each}.")
        if each == 0:
            await zoe.person.reacts(said, "👍")
    await porch.quiet()
    await zoe.person.starts()
    await zoe.taps("Show all", on=porch.card(number), in_=porch.group)
    page = await zoe.notice("Others (6)")
    assert "Soup number 5." in page.text
    assert "Soup number 0." not in page.text
    await zoe.taps("Most voted", on=page)
    assert page.text.index("Soup number 0.") < page.text.index("Soup number 5.")
    await zoe.taps(SPEAK("button-older"), on=page)
    assert "Soup number 0." not in page.text
    assert "Soup number 1." in page.text
    assert (await zoe.taps("👍 0 · Someone · Cook 1", on=page) or "").startswith("Your 👍 counts: now 1.")
    assert "Soup number 1." in page.text, "nothing vanishes under the finger because it rose to the top"
    await zoe.taps("Newest", on=page)
    await zoe.taps("👍 0 · Someone · Cook 5", on=page)
    assert "• 👍 1 · Someone · Cook 5" in page.buttons, "the page shows it at once"


async def test_a_poll_from_the_question_to_its_picture(porch: Stage) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    number = await ana.asks("Shall I go to him?", poll="Go to him\nWait")
    card = porch.card(number)
    assert "Poll · nobody has voted yet\n\n1. Go to him\n2. Wait" in card.text
    assert await eva.taps("I'm a Girl", on=card, in_=porch.group)
    popped = await sam.taps("2. Wait", on=card, in_=porch.group)
    assert popped == "You voted for “Wait”. Press it again to take it back, or another one to change your mind."
    await eva.taps("2. Wait", on=card, in_=porch.group)
    await eva.taps("1. Go to him", on=card, in_=porch.group)
    assert "1. Go to him\n▰▰▰▰▰▱▱▱▱▱ 50 % (1)\n2. Wait\n▰▰▰▰▰▱▱▱▱▱ 50 % (1)" in card.text
    assert "“Go to him”: Girls 100 % · Others 0 %" in card.text

    await sam.person.starts()
    await sam.taps("Results", on=card, in_=porch.group)
    picture = await sam.notice("Poll results. 1: 50 %, 2: 50 %")
    assert picture.has_photo
    assert await sam.taps("2. Wait", on=card, in_=porch.group) == "Your vote for “Wait” is taken back."
    assert "Poll · one vote" in card.text
    assert porch.card(number).id == card.id
    assert "Sam" not in eva.reads()
