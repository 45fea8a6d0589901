"""Stems: what search takes for the same word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain import stems, visible
from bot.plain.stopwords import stopwords, weak


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "lied lying LIES", "lie"),
        ("en", "friend's friends\u2019 friend", "friends"),
        ("en", "naïve", "naive"),
        ("de", "Freundin", "freundin"),
        ("de", "Lügen Lüge", "lugen"),
        ("de", "Straße", "strasse"),
        ("es", "relaciones relación", "relacion"),
        ("es", "hablaría", "hablaria"),
        ("ru", "друзья друзей", "друзьям"),
        ("ru", "ёлка ёлки", "елка"),
        ("en", "👍🏽", "👍"),
        ("en", "\uff50\uff48\uff4f\uff4e\uff45\uff53", "phone"),
        ("en", "pho\u200bne", "phone"),
    ],
)
def test_these_are_found_by_one_another(language: str, one: str, other: str) -> None:
    wanted = set(stems.asked(other, language))
    assert wanted
    for word in one.split():
        assert wanted & set(stems.words(word, language)), word


def test_words_of_any_text_are_left_out_unless_there_is_nothing_else() -> None:
    assert stems.words("Why is he so cold to me and to you?", "en") == ["whi", "cold"]
    assert stems.words("And so it is", "en") == ["and", "so", "it", "is"]
    assert stems.telling(stems.words("My boyfriend snores every night", "en"), "en") == ["snore", "night"]


@pytest.mark.parametrize("language", stems.LANGUAGES)
def test_the_lists_hold_words_in_the_form_they_are_looked_up_in(language: str) -> None:
    for word in stopwords(language) | weak(language):
        assert stems._folded(word.casefold()) == word
    assert len(stopwords(language)) > 80
    assert not stopwords(language) & weak(language)


def test_signs_without_blanks_are_found_by_pairs_and_alone() -> None:
    assert set(stems.asked("嘘", "en")) <= set(stems.words("彼氏が嘘をつく", "en"))
    assert set(stems.asked("彼氏が嘘", "en")) <= set(stems.words("彼氏が嘘をつく", "en"))
    assert not set(stems.asked("氏彼", "en")) & set(stems.words("彼氏が嘘をつく", "en"))


@given(st.text(max_size=300), st.sampled_from(stems.LANGUAGES))
def test_any_text_has_stems_that_the_index_can_hold(text: str, language: str) -> None:
    for stem in stems.words(text, language):
        assert 0 < len(stem) <= stems.STEM_MAX
        assert not any(char.isspace() for char in stem)
    assert set(stems.asked(text, language)) <= set(stems.words(text, language))
    seen = visible(text)
    for start, end, _ in stems.places(seen, language):
        assert 0 <= start < end <= len(seen)
