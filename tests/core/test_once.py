"""What the courier tells a platform about a second try, so that a platform that can posts it once."""

from bot.ports.platform import OutcomeUnknown, TryLater
from tests.fakes.house import PORCH, House


async def opinion(house: House) -> None:
    question = await house.person("Ana").asks()
    await house.person("Sam").answers(question, "There is.", kind="I'm a Guy")


def told(house: House) -> list[str | None]:
    """Of the posts since the last call."""
    onces = list(house.telegram.onces)
    house.telegram.onces.clear()
    return onces


async def test_all_tries_of_the_same_thing_are_told_alike_and_nothing_else_is(porch: House) -> None:
    await opinion(porch)
    before = told(porch)
    assert None not in before
    assert len(set(before)) == len(before)
    porch.telegram.troubles["post"] = [TryLater(1.0), OutcomeUnknown("lost")]
    await porch.person("Eva").says("Another one.", PORCH)  # nothing is posted but Ana's notice
    await porch.after(60)
    tries = told(porch)
    assert len(tries) == 3
    assert len(set(tries)) == 1
    assert tries[0] not in before


async def test_a_try_after_a_crash_is_told_as_the_same(porch: House) -> None:
    await opinion(porch)
    told(porch)
    porch.telegram.deaf = True  # it takes the message, and the process dies before it hears so
    ana = porch.person("Ana")
    porch.telegram.shuts(ana.chat)
    await porch.person("Eva").says("Another one.", PORCH)
    first = told(porch)
    assert len(first) == 1
    await porch.crash()
    porch.telegram.opens(ana.chat)
    porch.build()
    await porch.quiet()
    assert told(porch) == first


async def test_what_is_sent_anew_is_told_as_new(porch: House) -> None:
    await opinion(porch)
    eva = porch.person("Eva")
    await eva.says("Another one.", PORCH)
    first = told(porch)[-1]
    await porch.after(3_700)
    await eva.says("And more.", PORCH)
    again = told(porch)
    assert again
    assert first not in again
