"""Polls: which options can be asked for, and what may be told of who chose what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.communities import DEFAULT_CATEGORIES, Community, CommunityId
from bot.domain.errors import Refused
from bot.domain.opinions import OpinionId
from bot.domain.polls import OPTION_MAX, POLL_TYPED_MAX, Poll, by_category, clean_options, options, percent
from bot.domain.questions import QuestionId
from bot.domain.votes import ballot, mark

HOME = Community(CommunityId(1), "Home", DEFAULT_CATEGORIES)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Yes\nNo", ("Yes", "No")),
        ("  Yes,   go \r\n\n \u200b \nNo\n", ("Yes, go", "No")),
        ("\n".join(map(str, range(10))), tuple(map(str, range(10)))),
        (f"{'x' * OPTION_MAX}\ny", ("x" * OPTION_MAX, "y")),
    ],
)
def test_options_stand_one_per_line(typed: str, cleaned: tuple[str, ...]) -> None:
    assert options(clean_options(typed)) == cleaned
    assert clean_options(clean_options(typed)) == clean_options(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "poll-options"),
        ("Yes", "poll-options"),
        ("Yes\n \n", "poll-options"),
        ("\n".join(map(str, range(11))), "poll-options"),
        (f"Yes\n{'x' * (OPTION_MAX + 1)}", "poll-option-long"),
        ("Yes\nNo\nYES ", "poll-option-twice"),
    ],
)
def test_options_that_make_no_poll_are_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        clean_options(typed)


def test_the_longest_options_can_be_typed() -> None:
    longest = "\n".join(f"{number:0{OPTION_MAX}}" for number in range(10))
    assert len(clean_options(longest)) <= POLL_TYPED_MAX
    assert options("") == ()


def test_votes_are_counted_by_option() -> None:
    poll = Poll(("Yes", "No", "Perhaps"), {(0, "girl"): 2, (0, None): 1, (1, "guy"): 4})
    assert (poll.counts, poll.total) == ((3, 4, 0), 7)
    assert [percent(part, 7) for part in poll.counts] == [43, 57, 0]
    assert percent(0, 0) == 0


@pytest.mark.parametrize(
    ("votes", "enough", "told"),
    [
        # enough of both
        ({(0, "guy"): 7, (1, "guy"): 3, (0, "girl"): 2, (1, "girl"): 3}, 3, {"guy": [7, 3], "girl": [2, 3]}),
        # too few girls, and with them the others are too few as well: what is left of the totals would tell them
        ({(0, "guy"): 7, (0, "girl"): 2}, 3, {}),
        # together with those who have no category they are enough
        ({(0, "guy"): 7, (0, "girl"): 2, (1, None): 1}, 3, {"guy": [7, 0], None: [2, 1]}),
        ({(0, "guy"): 7, (0, None): 2}, 3, {}),
        # nobody is told of where there are too few of all
        ({(0, "guy"): 2, (1, "girl"): 2}, 3, {}),
        ({(0, None): 9}, 3, {}),
        ({}, 3, {}),
        # a category that the community has dropped counts as the others
        ({(0, "guy"): 3, (0, "cat"): 3}, 3, {"guy": [3, 0], None: [3, 0]}),
        # where nobody is to be protected
        ({(0, "guy"): 1, (1, None): 1}, 1, {"guy": [1, 0], None: [0, 1]}),
        ({(0, "guy"): 1}, 0, {"guy": [1, 0]}),
    ],
)
def test_a_lone_voice_is_told_of_nowhere(
    votes: dict[tuple[int, str | None], int], enough: int, told: dict[str | None, list[int]]
) -> None:
    assert dict(by_category(HOME, Poll(("Yes", "No"), votes), enough)) == told


KEYS = st.sampled_from(["guy", "girl", "cat", None])


@given(
    votes=st.dictionaries(st.tuples(st.integers(0, 2), KEYS), st.integers(1, 6)),
    enough=st.integers(2, 5),
)
def test_nothing_that_is_told_and_nothing_left_of_the_totals_is_of_too_few(
    votes: dict[tuple[int, str | None], int], enough: int
) -> None:
    poll = Poll(("a", "b", "c"), votes)
    told = by_category(HOME, poll, enough)
    assert all(sum(counts) >= enough for _, counts in told)
    if told:
        assert sum(sum(counts) for _, counts in told) == poll.total, "nothing is left to be worked out"


def test_marks_of_one_person_have_nothing_in_common() -> None:
    made = [
        mark("trace", OpinionId(1)), mark("trace", OpinionId(2)), ballot("trace", QuestionId(1)),
        mark("other", OpinionId(1)),
    ]  # fmt: skip
    assert len({*made}) == 4
    assert {len(each) for each in made} == {64}
    assert mark("trace", OpinionId(1)) == made[0]
