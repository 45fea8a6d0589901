"""Categories: said once, under either face, and caught up with."""

import pytest

from bot.domain.communities import UNDECLARED, Badge, Community, Place
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.domain.questions import Question
from bot.ports.records import What
from bot.ports.store import Tx
from bot.services import answering, categories
from tests.services.conftest import Desk, caller


@pytest.fixture
async def asked(desk: Desk) -> tuple[Community, Place, Question]:
    community, place = await desk.community()
    return community, place, await desk.question(community)


async def tally(desk: Desk, question: Question) -> dict[str | None, int]:
    return dict(await desk.store.read(lambda tx: tx.opinions.tally(question.id)))


async def test_an_opinion_without_a_category_takes_the_first_that_is_chosen(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, place, question = asked
    opinion = await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
    assert opinion is not None
    await desk.carried()
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, Face.OPEN, "guy"))
    assert await tally(desk, question) == {"guy": 1}
    assert await desk.recipients(What.QUESTION, question.id) == {place.id}
    assert await desk.recipients(What.OPINION, opinion.id) == {question.asker}


async def test_a_second_choice_changes_what_comes_and_not_what_was(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, place, question = asked
    second = await desk.question(community)
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, Face.OPEN, "guy"))
    await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, Face.OPEN, "girl"))
    await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), second.id, "Yes.", place, "m2"))
    assert (await tally(desk, question), await tally(desk, second)) == ({"guy": 1}, {"girl": 1})


async def test_an_anonymous_opinion_gets_the_alias_of_its_new_category(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, _, question = asked

    def give(tx: Tx) -> str | None:
        return str(answering.answer(tx, caller(tx, "Sam"), question.id, "Yes.", named=False, source=None).by)

    assert "category=None" in str(await desk.run(give))
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, Face.HIDDEN, "guy"))
    by = await desk.run(lambda tx: tx.opinions.page(question.id, ["guy"], 0, 9)[0].by)
    assert (by.category, by.name, by.number) == ("guy", None, 1)


@pytest.mark.parametrize(("first", "second"), [(Face.OPEN, Face.HIDDEN), (Face.HIDDEN, Face.OPEN)])
async def test_what_one_face_said_the_other_knows_when_it_acts(
    desk: Desk, asked: tuple[Community, Place, Question], first: Face, second: Face
) -> None:
    community, _, _ = asked
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, first, "guy"))
    other = await desk.run(lambda tx: caller(tx, "Sam").found(second))
    assert other is None
    recalled = await desk.run(lambda tx: categories.recall(tx, community, caller(tx, "Sam"), second))
    assert recalled == "guy"
    kept = await desk.run(lambda tx: tx.people.category(tx.people.find(f"{second} Sam").id, community.id))  # type: ignore[union-attr]
    assert kept == "guy"


async def test_what_was_written_before_the_other_face_said_it_is_caught_up_with(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, place, question = asked
    await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, Face.HIDDEN, "guy"))
    assert await tally(desk, question) == {None: 1}
    second = await desk.question(community)
    await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), second.id, "No.", place, "m2"))
    assert (await tally(desk, question), await tally(desk, second)) == ({"guy": 1}, {"guy": 1})


async def test_rather_not_say_is_an_answer_and_counts_under_others(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, place, question = asked
    assert await desk.run(lambda tx: categories.recall(tx, community, caller(tx, "Sam"), Face.OPEN)) is None
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, Face.OPEN, UNDECLARED))
    await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
    assert await tally(desk, question) == {None: 1}
    assert await desk.run(lambda tx: categories.recall(tx, community, caller(tx, "Sam"), Face.OPEN)) == UNDECLARED


async def test_a_category_that_the_community_does_not_have_is_refused(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    with pytest.raises(Refused, match="category-gone"):
        await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), asked[0], Face.OPEN, "cat"))


# ---- what somebody wears -----------------------------------------------------------------------------------------

GUY, KNIGHT = Badge("1", "guys"), Badge("2", "Knight")


async def kept(desk: Desk, community: Community) -> list[str | None]:
    """The categories that are kept with the faces of Sam."""

    def unit(tx: Tx) -> list[str | None]:
        faces = [tx.people.find(f"{face} Sam") for face in Face]
        return [tx.people.category(each.id, community.id) for each in faces if each is not None]

    return await desk.store.read(unit)


async def signs(desk: Desk, community: Community, question: Question, face: Face, *badges: Badge) -> str | None:
    """The category Sam signs with, wearing these."""

    def unit(tx: Tx) -> str | None:
        return categories.byline(tx, community, question.id, caller(tx, "Sam", *badges), face).category

    return await desk.run(unit)


@pytest.mark.parametrize("face", [Face.OPEN, Face.HIDDEN])
async def test_what_somebody_wears_decides_before_what_they_chose_and_is_not_kept(
    desk: Desk, asked: tuple[Community, Place, Question], face: Face
) -> None:
    community, _, question = asked
    await desk.run(lambda tx: categories.choose(tx, caller(tx, "Sam"), community, face, "girl"))
    assert await signs(desk, community, question, face, KNIGHT, GUY) == "guy"
    assert await kept(desk, community) == ["girl"], "and the other face was not written down either"
    assert await signs(desk, community, question, face, KNIGHT) == "girl"


async def test_what_moderators_decided_goes_before_names_and_can_be_taken_back(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, _, question = asked

    async def decide(named: str) -> str | None:
        found = await desk.run(lambda tx: categories.decide(tx, community, "telegram", KNIGHT.id, named))
        return found.key if found else None

    assert await decide("GIRLS") == "girl"
    assert await signs(desk, community, question, Face.OPEN, GUY, KNIGHT) == "girl"
    with pytest.raises(Refused, match="category-unknown") as refused:
        await decide("cats")
    assert refused.value.details == {"categories": "Guys, Girls"}
    assert await decide("") is None
    assert await signs(desk, community, question, Face.OPEN, GUY, KNIGHT) == "guy"
    assert await signs(desk, community, question, Face.OPEN, KNIGHT) is None


async def test_a_badge_of_another_platform_is_another_badge(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, _, question = asked
    await desk.run(lambda tx: categories.decide(tx, community, "discord", KNIGHT.id, "girl"))
    assert await signs(desk, community, question, Face.OPEN, KNIGHT) is None


async def test_what_had_no_category_can_count_as_what_is_worn(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    community, place, question = asked
    await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
    nothing = await desk.run(lambda tx: categories.count_as_worn(tx, caller(tx, "Sam", KNIGHT), community, Face.OPEN))
    assert (nothing, await tally(desk, question)) == (None, {None: 1})
    await desk.run(lambda tx: categories.count_as_worn(tx, caller(tx, "Sam", GUY), community, Face.OPEN))
    assert await tally(desk, question) == {"guy": 1}
    assert await kept(desk, community) == [None]
