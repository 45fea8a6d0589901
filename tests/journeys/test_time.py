"""Time goes by on Telegram: closed and opened again, asked about, nudged, told of on Monday, found unanswered."""

from bot.domain.appointments import WEEK, monday
from tests.fakes.telegram import Group
from tests.journeys.stage import Actor, Stage

DAY = 24 * 60 * 60 * 1000


def closed(porch: Stage, number: int, place: Group | None = None) -> bool:
    """Whether the topic of a question is closed."""
    topic = porch.card(number, place).topic
    assert topic is not None
    return bool((place or porch.group).topics[topic].closed)


async def sends(who: Actor, text: str, in_: Group | None = None) -> None:
    await who.person.writes(text, in_=in_)
    await who.stage.quiet()


async def test_the_asker_closes_and_reopens_by_button_and_command_in_every_place(porch: Stage) -> None:
    yard = porch.second_place("The Yard")
    await porch.link(yard)
    ana, sam = porch.person("Ana"), porch.person("Sam")
    yard.bring(ana.person, sam.person)
    number = await ana.asks("Is there still hope?")

    popped = await ana.taps("Close")
    assert popped is not None
    assert popped.startswith("#1 is closed: it takes no more opinions or replies.")
    for place in (porch.group, yard):
        assert closed(porch, number, place)
        assert "Closed: this question takes no more opinions." in porch.card(number, place).text
    await sends(sam, "/reopen 1")
    await sam.hears("Only whoever asked #1 can do that")
    await sends(sam, "/close 1", in_=porch.group)
    assert "#1 is closed" not in sam.reads().split("Only whoever asked")[1]

    await ana.taps("Reopen")
    for place in (porch.group, yard):
        assert not closed(porch, number, place)
        assert "Closed" not in porch.card(number, place).text
    await ana.replies(await ana.notice("Your question is #1"), "/close")
    await ana.hears("#1 is closed")
    assert closed(porch, number)
    await sends(ana, "/reopen 1")
    await sam.writes(number, "There is.")
    await ana.hears("There is.")
    await sends(ana, "/delete 1")
    await ana.taps("Yes, delete it")
    assert not [each for each in porch.group.messages() if "Is there still hope?" in each.text]


async def test_after_thirty_silent_days_it_is_closed_and_the_asker_can_open_it(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope?")
    await porch.passes(25)
    await sam.writes(number, "There is.")
    await porch.passes(29)
    assert not closed(porch, number)
    await porch.passes(1.1)
    assert closed(porch, number)
    assert "Closed, because nobody had written for a while." in porch.card(number).text
    told = await ana.notice("It is closed, because nobody wrote for 30 days.")
    await ana.taps("Reopen", on=told)
    assert not closed(porch, number)


async def test_what_happened_is_asked_once_also_after_a_week_of_downtime(porch: Stage) -> None:
    ana, eva, sam = porch.person("Ana"), porch.person("Eva"), porch.person("Sam")
    await ana.asks("Is there still hope?")
    await porch.passes(7.05)
    asked = await ana.notice("What happened? #1 Is there still hope?")
    assert asked.buttons == ["Tell", "Nothing to tell"]
    await ana.taps("Nothing to tell", on=asked)
    await ana.hears("All right. Should there be something later")

    await eva.asks("And for me?")
    await porch.down(14)
    await porch.quiet()
    await porch.passes(1.1)
    for who, number in ((ana, 1), (eva, 2)):
        asks = [text for text in who.private() if f"What happened? #{number}" in text]
        assert len(asks) == (0 if who is ana else 1), "hers has become what she answered"
    assert "What happened?" not in sam.reads()


async def test_what_is_told_of_what_happened_becomes_an_update(porch: Stage) -> None:
    ana, sam, fay = porch.person("Ana"), porch.person("Sam"), porch.person("Fay")
    await fay.person.starts()
    number = await ana.asks("Is there still hope?")
    await fay.taps("Follow", on=porch.card(number), in_=porch.group)
    await porch.passes(7.05)
    asked = await ana.notice("What happened? #1 Is there still hope?")
    await ana.taps("Tell", on=asked)
    await ana.says("He came back, with flowers.")
    await ana.hears("Added to #1.")
    assert "He came back, with flowers." in porch.card(number).text
    await fay.hears("#1 · the asker just updated the question")
    await sends(sam, "/search flowers")
    await sam.hears("#1 Is there still hope?")
    await porch.passes(25)
    assert not closed(porch, number), "whoever adds something keeps it open"
    await ana.taps("Take back")
    await sends(sam, "/search flowers")
    assert "I found nothing" in sam.private()[-1]
    await sends(ana, "/close 1")
    await fay.hears("It is closed: it can be read")


async def test_what_waits_is_found_and_told_to_who_wants_that(porch: Stage) -> None:
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    first = await ana.asks("Who cooks tonight?")
    await sam.answers(first, "I do.", kind="I'm a Guy")
    await ana.asks("Is there hope for him and me?", of="Guys")
    await eva.asks("Shall we all go away?")
    await sends(sam, "/unanswered")
    listed = await sam.notice("Unanswered in The Porch")
    lines = listed.text.split("\n")
    shown = [each for each in lines if each.startswith(("For ", "#"))]
    assert shown == ["For Guys", "#2 Is there hope for him and me?", "For everyone", "#3 Shall we all go away?"]
    for who in (sam, ana):
        await sends(who, "/unanswered")
        popped = await who.taps("Tell me of unanswered questions")
        assert popped is not None
        assert popped.startswith("Done.")
    await porch.passes(1.1)
    nudged = await sam.notice("nobody has answered this for a day")
    assert len([text for text in sam.private() if "nobody has answered this" in text]) == 1
    await ana.hears("nobody has answered this for a day")  # one that everybody was asked, be it hers or not
    assert "nobody has answered this" not in eva.reads()
    await sam.taps("Have an opinion?", on=nudged)
    await sam.says("Yes, there is.")
    await sam.taps("Stay anonymous")
    await porch.passes(3)
    assert len([text for text in sam.private() if "nobody has answered this" in text]) == 1
    await sam.taps("Don't tell me of unanswered questions", on=nudged)


async def test_on_monday_the_group_reads_of_its_week_once(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await porch.owner.writes("/settings")
    await porch.owner.taps("Weekly digest: no")
    await porch.owner.taps("yes")
    await porch.quiet()
    number = await ana.asks("Is there still hope?")
    await sam.writes(number, "There is.")
    now = porch.house.clock.now()
    await porch.passes((monday(now) + WEEK - now) / DAY + 0.01)
    told = [each for each in porch.group.messages() if "This week in The Porch" in each.text]
    assert len(told) == 1
    assert "One new question, one opinion." in told[0].text
    assert "#1 Is there still hope? · one opinion" in told[0].text
    assert told[0].topic is None
    link = told[0].button("#1")
    assert link is not None
    assert str(link["url"]).endswith(f"/{porch.card(number).id}")
    await porch.down(9)
    assert len([each for each in porch.group.messages() if "This week in The Porch" in each.text]) == 1
