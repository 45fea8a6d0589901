"""Plain reading: what a text says, word by word, and where."""

# ruff: noqa: RUF001 (letters that look like others are what this is about)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain import Stop, letters, read, visible
from bot.plain.characters import shown


def test_words_know_their_place_and_what_follows() -> None:
    text = "Don\u2019t stop, ｎｏｗ! self-made"
    assert [(text[word.start : word.end], word.readings[0], word.after) for word in read(text).words] == [
        ("Don\u2019t", "don't", Stop.NONE),
        ("stop", "stop", Stop.PAUSE),
        ("ｎｏｗ", "now", Stop.END),
        ("self", "self", Stop.NONE),
        ("made", "made", Stop.NONE),
    ]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("b\u200ba\u00add\ufe0f", "bad"),
        ("ＢＡＤ", "BAD"),
        ("e\u0301", "é"),
        ("z" + "\u0336" * 50, "z\u0336\u0336"),
        ("a\u2028b", "a\nb"),
        ("\ufdfa", "\ufdfa"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_what_is_not_seen_is_not_there(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize("char", [chr(code) for code in range(128)])
def test_a_text_is_seen_as_each_of_its_characters_is(char: str) -> None:
    """Also where all of it is taken at once, because nothing in it needs a look."""
    assert visible(f"a{char}b") == f"a{shown(char)}b"


def test_letters_are_all_that_is_left() -> None:
    assert letters("  Héllo, W\u200bORLD 42 — 🙂") == "helloworld42"


@given(st.text(alphabet=st.characters()))
def test_every_word_stands_where_it_says(text: str) -> None:
    reading = read(text)
    assert all(0 <= word.start < word.end <= len(text) for word in (*reading.words, *reading.joined))
    assert all(first.end <= second.start for first, second in zip(reading.words, reading.words[1:], strict=False))
    assert all(word.readings[0] for word in reading.words)
