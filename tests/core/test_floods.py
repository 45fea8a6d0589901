"""Floods: the same again and again, or more than anybody says, waits for a moderator in threads as well."""

import pytest

from bot.domain.limits import REPLIES_AN_HOUR
from bot.services.reviewing import SAID_BEFORE
from tests.core.sanctioned import office as opened
from tests.core.sanctioned import offices as cases
from tests.fakes.house import PORCH, House, read

SPAM = "Come and see my wonderful shop of hope."


@pytest.fixture
async def office(porch: House) -> House:
    return await opened(porch)


async def test_the_same_reply_a_fourth_time_waits_in_the_thread_and_in_private(office: House) -> None:
    ana, sam, eva = office.person("Ana"), office.person("Sam"), office.person("Eva")
    await ana.asks()
    said = await sam.says("There is hope, says Sam.", PORCH, 1)
    for _ in range(SAID_BEFORE + 1):
        await eva.says(SPAM, PORCH, 1, answers=said)
    assert sum(SPAM in each for each in ana.reads()) == SAID_BEFORE, "the fourth waits"
    notice = next(each for each in ana.sees()[::-1] if "says Sam" in read(each.card))
    for _ in range(SAID_BEFORE + 1):
        await ana.says("Thank you, that is very kind of you.", answers=notice.id)
    assert sum("very kind" in read(each.card) for each in office.stands()) == SAID_BEFORE
    assert sum("Nearly the same was written before." in each for each in cases(office)) == 2


async def test_short_thanks_may_be_said_twice(office: House) -> None:
    ana, sam = office.person("Ana"), office.person("Sam")
    await ana.asks()
    await sam.says("There is hope, says Sam.", PORCH, 1)
    notice = next(each for each in ana.sees()[::-1] if "says Sam" in read(each.card))
    for _ in range(2):
        await ana.says("Thank you!", answers=notice.id)
    assert sum("Thank you!" in read(each.card) for each in office.stands()) == 2


async def test_the_same_added_to_an_opinion_again_makes_it_wait(office: House) -> None:
    ana, sam = office.person("Ana"), office.person("Sam")
    await ana.asks()
    await sam.says("There is hope, says Sam.", PORCH, 1)
    await sam.says(SPAM, PORCH, 1)
    assert "Others (1)" in read(office.card().card)
    await sam.says(SPAM, PORCH, 1)
    assert "Others (1)" not in read(office.card().card)


async def test_more_replies_than_a_lively_talk_has_wait_until_the_hour_is_over(office: House) -> None:
    ana, sam = office.person("Ana"), office.person("Sam")
    await ana.asks()
    said = await sam.says("There is hope, says Sam.", PORCH, 1)
    for number in range(REPLIES_AN_HOUR + 1):
        await sam.says(f"No {number}.", PORCH, 1, answers=said)
    told = "".join(ana.reads())
    assert f"No {REPLIES_AN_HOUR - 1}." in told
    assert f"No {REPLIES_AN_HOUR}." not in told
    (case,) = cases(office)
    assert "much in a short time" in case
    office.clock.advance(60 * 60 * 1000 + 1)
    await sam.says("And no.", PORCH, 1, answers=said)
    assert "And no." in "".join(ana.reads())
