"""The week: each Monday, once, in every place, with what there was; nothing where there was nothing."""

from datetime import UTC, datetime

import pytest

from bot.domain.appointments import HOUR, WEEK, monday
from bot.events import Say, Where
from bot.ports.platform import Sent
from tests.fakes.house import PORCH, YARD, House, labels, read

DAY = 24 * HOUR
TITLE = "This week in The Porch"


async def until(house: House, moment: int) -> None:
    house.clock.advance(moment - house.clock.now())
    await house.quiet()


def weeks(house: House, place: str = PORCH) -> list[str]:
    return [read(each.card) for each in house.stands(place) if TITLE in read(each.card)]


@pytest.fixture
async def wanted(porch: House) -> House:
    await porch.rule("weekly", "true")
    return porch


async def _some(house: House) -> None:
    ana, sam, eva = (house.person(name) for name in ("Ana", "Sam", "Eva"))
    first = await ana.asks("Is there hope?")
    await ana.asks("Or is it over?")
    await sam.answers(first, "There is.", kind="I'm a Guy")
    await eva.answers(first, "Ask him.", kind="I'm a Girl")


async def test_on_monday_morning_the_week_is_told_once_in_every_place(two: House) -> None:
    await two.rule("weekly", "true")
    await _some(two)
    next_one = monday(two.clock.now()) + WEEK
    assert datetime.fromtimestamp(next_one / 1000, UTC).strftime("%A %H:%M") == "Monday 09:00"
    await until(two, next_one - 1)
    assert weeks(two) == []
    await until(two, next_one + 1)
    for place in (PORCH, YARD):
        assert weeks(two, place) == [
            f"{TITLE}\n2 new questions, 2 opinions.\nNew\n#2 Or is it over?\n#1 Is there hope?\n"
            "Most talked about\n#1 Is there hope? · 2 opinions\nStill waiting for a first answer\n#2 Or is it over?"
        ]
    (card,) = [each for each in two.stands(PORCH) if TITLE in read(each.card)]
    assert card.thread is None, "beside the threads"
    assert labels(card.card) == ["#1", "#2"]
    for days in range(1, 7):
        await until(two, next_one + days * DAY)
    assert len(weeks(two)) == 1
    await until(two, next_one + WEEK + 1)
    assert len(weeks(two)) == 1, "a week in which nothing happened"


async def test_off_unless_a_community_wants_it(porch: House) -> None:
    await _some(porch)
    await until(porch, porch.clock.now() + 2 * WEEK)
    assert weeks(porch) == []


async def test_after_weeks_of_downtime_the_last_whole_week_is_told_alone(wanted: House) -> None:
    await _some(wanted)
    begun = monday(wanted.clock.now())
    await until(wanted, begun + WEEK + DAY)
    await until(wanted, begun + 2 * WEEK + DAY)
    assert len(weeks(wanted)) == 1
    await wanted.person("Mia").asks("Shall I go?")
    await wanted.crash()
    wanted.clock.advance(WEEK)
    wanted.build()
    await wanted.quiet()
    assert len(weeks(wanted)) == 2
    assert "One new question, no opinion.\nNew\n#3 Shall I go?" in weeks(wanted)[1]
    await wanted.person("Noa").asks("Shall I stay?")
    await wanted.crash()
    wanted.clock.advance(3 * WEEK)
    wanted.build()
    await wanted.quiet()
    assert len(weeks(wanted)) == 2, "of what lies back longer nobody is told"
    assert await wanted.store.read(lambda tx: tx.appointments.next_due()) is not None


async def test_what_is_held_or_removed_is_not_in_it(wanted: House) -> None:
    wanted.telegram.moderators = {"id of Olga"}
    await _some(wanted)
    await wanted.person("Olga").commands("remove", "1", PORCH)
    await wanted.rule("words", '["turnip*"]')
    await wanted.person("Mia").asks("Who eats turnips?")  # held
    await until(wanted, monday(wanted.clock.now()) + WEEK + 1)
    (told,) = weeks(wanted)
    assert "One new question, no opinion." in told
    assert "hope" not in told
    assert "turnips" not in told


async def test_it_leads_to_where_the_questions_stand(wanted: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(place: str, sent: Sent) -> str:
        return f"https://x/{place}/{sent.message}"

    monkeypatch.setattr(wanted.telegram, "link", link)
    await _some(wanted)
    await until(wanted, monday(wanted.clock.now()) + WEEK + 1)
    (card,) = [each.card for each in wanted.stands(PORCH) if TITLE in read(each.card)]
    assert [button.link for row in card.rows for button in row] == [
        f"https://x/{PORCH}/{wanted.card(number).id}" for number in (1, 2)
    ]


async def test_where_only_posts_can_stand_it_is_a_post_of_its_own(wanted: House) -> None:
    wanted.telegram.opens_with_card = True
    await _some(wanted)
    await until(wanted, monday(wanted.clock.now()) + WEEK + 1)
    (card,) = [each for each in wanted.stands(PORCH) if TITLE in read(each.card)]
    assert wanted.telegram.threads[card.thread or ""] == TITLE
    said = Where("telegram", PORCH, card.thread, "m 1")
    sam = wanted.person("Sam")
    await wanted.dispatch.handle(sam.event(Say("What a week."), said))
    await wanted.quiet()
    assert "Others" not in read(wanted.card(1).card), "talk under it is nobody's opinion"


async def test_what_is_taken_back_later_goes_from_what_was_told(wanted: House) -> None:
    await _some(wanted)
    end = monday(wanted.clock.now()) + WEEK
    await until(wanted, end + 1)
    await until(wanted, end + WEEK + 1)
    assert len(weeks(wanted)) == 1
    first = (await wanted.questions())[0]
    await wanted.person("Ana").presses("deleted", first.id)
    (told,) = weeks(wanted)
    assert "Is there hope?" not in told
    assert "One new question, no opinion." in told
    await wanted.person("Ana").presses("deleted", (await wanted.questions())[0].id)
    (told,) = weeks(wanted)
    assert "over" not in told
    assert "No new question, no opinion." in told
