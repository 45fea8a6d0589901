"""Repeats: nearly the same as before, however it is dressed up."""

# ruff: noqa: RUF001 (letters that look like others are what this is about)

import pytest

from bot.domain.moderation import Flag, FlagKind, Rules
from bot.flags import look

BEFORE = "Visit my wonderful new shop today, everything must go, best prices in the whole town!"


@pytest.mark.parametrize(
    "text",
    [
        BEFORE,
        BEFORE.upper(),
        BEFORE.replace(" ", "\n"),
        BEFORE.replace("o", "\u200bo"),
        BEFORE.replace("town", "city"),
        "🔥🔥 " + BEFORE + " 🔥",
        "Ｖｉｓｉｔ" + BEFORE.removeprefix("Visit"),
    ],
)
def test_nearly_the_same_is_a_repetition(text: str) -> None:
    assert Flag(FlagKind.REPEATED) in look(text, Rules(), recent=("Something else entirely.", BEFORE))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("I visited a shop in town today and everything was closed.", BEFORE),
        ("Thank you!", "Thank you!"),
        ("❤️", "❤️"),
        ("", ""),
        ("My husband forgot my birthday again.", "My husband forgot our anniversary, and now what?"),
    ],
)
def test_what_is_different_or_short_is_none(text: str, before: str) -> None:
    assert look(text, Rules(), recent=(before,)) == []


def test_ten_texts_are_compared() -> None:
    others = [f"Some other text that was written on day number {day}." for day in range(10)]
    assert look(BEFORE, Rules(), recent=[*others[:9], BEFORE]) == [Flag(FlagKind.REPEATED)]
    assert look(BEFORE, Rules(), recent=[*others, BEFORE]) == []
