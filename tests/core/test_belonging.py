"""Belonging: what new members and non-members write waits where a community wants that, wherever they write it."""

import pytest

from bot.domain.communities import Membership
from bot.domain.questions import Status
from bot.events import Event, Say, Where, Who
from tests.core.sanctioned import office as opened
from tests.core.sanctioned import offices as cases
from tests.core.test_review import ask, question
from tests.fakes.house import PORCH, YARD, House

DAY = 86_400_000


@pytest.fixture
async def careful(porch: House) -> House:
    office = await opened(porch)
    await office.rule("member_days", "7")
    return office


@pytest.mark.parametrize(
    ("days", "inside", "status"),
    [
        (3, True, Status.HELD),
        (7, True, Status.OPEN),
        (None, True, Status.OPEN),
        (None, False, Status.HELD),
        (None, None, Status.OPEN),
    ],
    ids=["a new member", "an older one", "a member since nobody knows when", "none at all", "nobody knows"],
)
async def test_in_private_the_platform_is_asked(
    careful: House, days: int | None, inside: bool | None, status: Status
) -> None:
    ana = careful.person("Ana")
    since = None if days is None else careful.clock.now() - days * DAY
    careful.telegram.members[ana.user.user_id] = Membership(inside, since)
    await ask(ana, "Is there hope?")
    assert (await question(careful)).status is status
    assert all(list(each) == [PORCH] for each in careful.telegram.asked_members)
    for case in cases(careful):
        assert "new members" in case, "which of several reasons it is they are not told"
        assert "7" not in case
        assert "3" not in case


async def test_nobody_is_asked_about_where_the_community_does_not_want_it(porch: House) -> None:
    await ask(porch.person("Ana"), "Is there hope?")
    assert porch.telegram.asked_members == []


async def test_what_was_told_with_it_is_taken_where_it_is_of_that_community(careful: House) -> None:
    await careful.link()
    await ask(careful.person("Ana"), "Is there hope?")
    careful.telegram.asked_members.clear()
    now = careful.clock.now()
    for number, (name, joined) in enumerate((("Sam", now - DAY), ("Eva", now - 30 * DAY), ("Kim", None)), 1):
        who = Who(careful.person(name).user, name, joined_at=joined)
        where = Where("telegram", PORCH, careful.thread(1, PORCH), f"m{number}")
        await careful.dispatch.handle(Event(who, where, Say("Yes, there is.")))
        await careful.quiet()
    held = [each for each in cases(careful) if "Sam" in each or "Eva" in each or "Kim" in each]
    assert len(held) == 1
    assert "Sam" in held[0]
    assert [sorted(each) for each in careful.telegram.asked_members] == [sorted([PORCH, YARD])], "Kim alone"
