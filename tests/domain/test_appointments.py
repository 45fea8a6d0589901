"""When things are due: Mondays, silence, and moments that tell no moment."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.appointments import DAY, HOUR, WEEK, blurred, is_quiet, monday
from tests.fakes.clock import NEW_YEAR


@given(st.integers(NEW_YEAR, NEW_YEAR + 500 * DAY))
def test_a_week_begins_on_monday_morning_and_is_never_ahead(now: int) -> None:
    begun = datetime.fromtimestamp(monday(now) / 1000, UTC)
    assert (begun.weekday(), begun.hour, begun.minute, begun.microsecond) == (0, 9, 0, 0)
    assert monday(now) <= now < monday(now) + WEEK


def test_a_moment_is_moved_within_the_hour_after_it() -> None:
    moved = {blurred(NEW_YEAR) - NEW_YEAR for _ in range(500)}
    assert min(moved) >= 0
    assert max(moved) < HOUR
    assert len({each // (HOUR // 6) for each in moved}) == 6, "every ten minutes of it are met"


def test_silence_is_counted_from_the_last_word_and_never_for_no_days() -> None:
    assert is_quiet(NEW_YEAR, 0, 30, NEW_YEAR + 30 * DAY)
    assert not is_quiet(NEW_YEAR, 0, 30, NEW_YEAR + 30 * DAY - 1)
    assert not is_quiet(NEW_YEAR, NEW_YEAR + DAY, 30, NEW_YEAR + 30 * DAY)
    assert not is_quiet(NEW_YEAR, 0, 0, NEW_YEAR + 5_000 * DAY)
