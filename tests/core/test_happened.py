"""What happened? Asked once, a week after, privately; and what the asker makes of it."""

import pytest

from bot.cards import Card
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read

DAY = 24 * 60 * 60.0
QUESTION = "What happened? #"


async def passes(house: House, days: float) -> None:
    house.clock.advance(round(1000 * days * DAY))
    await house.quiet()


def asked(who: Somebody) -> list[str]:
    return [text for text in who.reads() if text.startswith(QUESTION)]


async def test_the_asker_is_asked_once_after_seven_days_and_nobody_else(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks("Is there hope?")
    await sam.answers(question, "There is.", kind="I'm a Guy")
    await passes(porch, 6.9)
    assert asked(ana) == []
    await passes(porch, 0.15)
    assert len(asked(ana)) == 1
    assert asked(ana)[0].startswith("What happened? #1 Is there hope?")
    card = ana.sees()[-1].card
    assert labels(card) == ["Tell", "Nothing to tell"]
    assert (buttons(card)[0].action, buttons(card)[0].args) == ("update", (question.id,))
    await passes(porch, 30)
    assert len(asked(ana)) == 1
    assert asked(sam) == []
    assert not [each for each in porch.stands(PORCH) if QUESTION in read(each.card)]


async def test_nothing_to_tell_is_fine(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()
    await passes(porch, 7.05)
    shown = await ana.taps("Nothing to tell")
    assert isinstance(shown, Card)
    assert shown.instead
    assert read(shown).startswith("All right.")
    assert await porch.person("Sam").presses("untold", question.id) == await porch.person("Sam").presses("untold", 5)


async def test_nobody_is_asked_of_what_is_away_or_leads_elsewhere(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    olga, ana, eva, mia = (porch.person(name) for name in ("Olga", "Ana", "Eva", "Mia"))
    for who in (ana, eva, mia):
        await who.asks(f"Is there hope for {who.name}?")
    await olga.commands("remove", "1", PORCH)
    await olga.commands("duplicate", "2 3", PORCH)
    await mia.commands("close", "3")
    await passes(porch, 7.05)
    assert asked(ana) == asked(eva) == []
    assert len(asked(mia)) == 1, "whoever closed it may have much to tell"


async def test_a_held_one_counts_from_the_day_it_is_seen(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    await porch.rule("review", '"all"')
    ana = porch.person("Ana")
    with pytest.raises(IndexError):
        await ana.asks()  # it stands nowhere
    await passes(porch, 5)
    await porch.person("Olga").commands("approve", "1", PORCH)
    assert len(await porch.questions()) == 1
    await passes(porch, 5)
    assert asked(ana) == []
    await passes(porch, 2.05)
    assert len(asked(ana)) == 1


async def test_after_a_long_downtime_they_come_spread_over_a_day_each_once(porch: House) -> None:
    people = [porch.person(f"Ana {number}") for number in range(12)]
    for who in people:
        await who.asks()
    await porch.crash()
    porch.clock.advance(round(1000 * 14 * DAY))
    porch.build()
    await porch.quiet()
    assert sum(len(asked(who)) for who in people) == 0
    hours = []
    for _ in range(25):
        before = sum(len(asked(who)) for who in people)
        await passes(porch, 1 / 24)
        hours.append(sum(len(asked(who)) for who in people) - before)
    assert sum(hours) == 12
    assert max(hours) <= 6
    await passes(porch, 5)
    assert [len(asked(who)) for who in people] == [1] * 12


async def test_it_is_put_off_once_only_where_the_bot_is_hardly_ever_up(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    for _ in range(2):
        assert asked(ana) == []
        await porch.crash()
        porch.clock.advance(round(1000 * 10 * DAY))
        porch.build()
        await porch.quiet()
    assert len(asked(ana)) == 1


async def test_whoever_is_forgotten_is_not_asked(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()
    await ana.commands("forget")
    await ana.presses("forget-yes")
    assert await porch.store.read(lambda tx: tx.appointments.of(question.id)) == []
    await passes(porch, 31)
    assert asked(ana) == []


async def test_a_native_reply_is_the_answer_too(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks("Is there hope?")
    await passes(porch, 7.05)
    notice = ana.sees()[-1]
    await ana.says("We are together again. Yours, Ana", answers=notice.id)
    assert isinstance(ana.shown, Card)
    assert "Added to #1" in read(ana.shown)
    assert "“Ana”" in read(ana.shown), "it could not be looked over before"
    assert labels(ana.shown) == ["Take back"]
    assert "We are together again." in read(porch.card().card)
    assert not any("Do you want to ask this?" in each for each in ana.reads())
