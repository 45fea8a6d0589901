"""Cutting long texts: nothing is lost, nothing is too long, and nothing that looks like one character is torn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.telegram.cutting import split, units, whole

CHARACTERS = [
    "a", " ", "\n", ". ", "é", "e\u0301\u0323", "👍🏽", "👨‍👩‍👧‍👦",
    "🏳️‍🌈", "🇩🇪", "🇫🇷", "1️⃣", "❤️", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "क्षि", "நி", "각", "\u1100\u1161\u11a8", "한", "ก็", "שָׁ", "ع", "日", "。", "\u200d", "\U0001d518", "Z͑ͫ̓ͪ",
]  # fmt: skip
"""Each what a person calls one character (or an end of something)."""

texts = st.lists(st.sampled_from(CHARACTERS), max_size=120).map("".join)


def without_space(text: str) -> str:
    return "".join(text.split())


@given(st.text(max_size=400) | texts, st.integers(2, 60))
def test_nothing_is_lost_nothing_is_too_long_and_nothing_is_empty(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(units(piece) <= limit for piece in pieces)
    assert all(piece.strip() for piece in pieces)
    assert without_space("".join(pieces)) == without_space(text)


@given(st.text(alphabet="ab .\n👍", max_size=300), st.integers(20, 60))
def test_what_is_left_out_is_white_space_and_only_where_it_would_stand_alone(text: str, limit: int) -> None:
    joined = "".join(split(text, limit))
    if not any(not part.strip() for part in (text[at : at + limit // 4] for at in range(len(text)))):
        assert joined == text


@given(st.lists(st.sampled_from(CHARACTERS), max_size=80), st.integers(30, 60))
def test_no_character_is_torn(characters: list[str], limit: int) -> None:
    text, ends = "", {0}
    for character in characters:
        # a joiner or mark after a line end or a blank stands for itself, which no clusters of ours say
        text += character if whole_start(text, character) else f"x{character}"
        ends.add(len(text))
    at = 0
    for piece in split(text, limit):
        at = text.index(piece, at) + len(piece)
        assert at in ends or text[at - 1].isspace() or text[at : at + 1].isspace()


def whole_start(text: str, character: str) -> bool:
    return not (character == "\u200d" and (not text or text[-1].isspace()))


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("One thing.\n\nAnother thing.", 20, ["One thing.\n\n", "Another thing."]),
        ("First line\nSecond line", 14, ["First line\n", "Second line"]),
        ("A sentence. And more words", 18, ["A sentence. ", "And more words"]),
        ("some words without an end", 12, ["some words ", "without an ", "end"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("👍👍👍", 4, ["👍👍", "👍"]),
        ("👍👍👍", 3, ["👍", "👍", "👍"]),
        ("これは文です。これも。", 8, ["これは文です。", "これも。"]),
        ("", 10, []),
        (" \n ", 10, []),
        ("short", 10, ["short"]),
    ],
)
def test_the_best_place_is_taken(text: str, limit: int, pieces: list[str]) -> None:
    assert split(text, limit) == pieces


def test_a_character_longer_than_the_limit_is_cut_between_code_points() -> None:
    text = "a" + "\u0301" * 50
    assert "".join(split(text, 10)) == text


@pytest.mark.parametrize("cluster", [each for each in CHARACTERS if len(each) > 1 and each.strip() == each])
def test_the_rules_know_each_cluster(cluster: str) -> None:
    text = f"x{cluster}y" if cluster != ". " else "x.y"
    assert not any(whole(text, at) for at in range(2, len(cluster) + 1))


def test_flags_are_counted_in_pairs() -> None:
    flags = "🇩🇪🇫🇷🇪🇸"
    assert [whole(flags, at) for at in range(1, 6)] == [False, True, False, True, False]
