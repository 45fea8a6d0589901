"""Notifications: what somebody wants, and when a digest goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.notifications import DAY, EVENING, HOUR, MUTED_MAX, SPREAD, Mode, Wishes, next_digest
from bot.domain.questions import QuestionId

MOMENTS = st.integers(1_500_000_000_000, 3_000_000_000_000)
CHANCES = st.floats(0, 1)


def test_a_muted_question_is_silent_and_no_other() -> None:
    wishes = Wishes(Mode.HOURLY).muting(QuestionId(1))
    assert (wishes.about(QuestionId(1)), wishes.about(QuestionId(2)), wishes.about(None)) == (
        Mode.SILENT,
        Mode.HOURLY,
        Mode.HOURLY,
    )
    assert wishes.muting(QuestionId(1)) == wishes
    assert wishes.unmuting(QuestionId(1)) == Wishes(Mode.HOURLY)


def test_only_so_many_can_be_muted() -> None:
    wishes = Wishes(muted=tuple(map(QuestionId, range(MUTED_MAX))))
    with pytest.raises(Refused, match="muted-many"):
        wishes.muting(QuestionId(MUTED_MAX))


@given(MOMENTS, CHANCES)
def test_an_hourly_digest_goes_soon_after_the_next_full_hour(now: int, chance: float) -> None:
    due = next_digest(Mode.HOURLY, now, chance)
    assert now < due <= now + HOUR + SPREAD
    assert due % HOUR <= SPREAD


@given(MOMENTS, CHANCES)
def test_a_daily_one_goes_in_the_evening(now: int, chance: float) -> None:
    due = next_digest(Mode.DAILY, now, chance)
    assert now < due <= now + DAY + SPREAD
    assert EVENING <= due % DAY <= EVENING + SPREAD
