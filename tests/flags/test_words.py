"""A community's words: found whole, in any disguise, and not inside other words."""

# ruff: noqa: RUF001, RUF003 (letters that look like others are what this is about)

import pytest

from bot.domain.moderation import Flag, FlagKind, Rules
from bot.flags import look
from tests.flags.sentences import ORDINARY

LIST = (
    "bad",
    "idiot*",
    "shut up",
    "god",
    "ass",
    "hell",
    "cop",
    "cunt",
    "schwul",
    "ano",
    "führer",
    "сука",
    "дурак*",
    "cabrón",
    "🖕",
)


def words(text: str, *entries: str) -> list[str | None]:
    """The entries that a text says."""
    flags = look(text, Rules(words=entries or LIST))
    return [flag.detail for flag in flags if flag.kind is FlagKind.WORD]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("That is BAD.", "bad"),
        ("bad's as bad does", "bad"),
        ("you idiots", "idiot*"),
        ("Shut\nup!", "shut up"),
        ("shut-up", "shut up"),
        ("baaaaad", "bad"),
        ("baaad baaaaddd", "bad"),
        ("idiooooots", "idiot*"),
        ("b.a.d", "bad"),
        ("b a d", "bad"),
        ("b-a-d", "bad"),
        ("b_a_d", "bad"),
        ("what a b a d day", "bad"),
        ("ba-d", "bad"),
        ("b4d", "bad"),
        ("b@d", "bad"),
        ("@ss", "ass"),
        ("a$$", "ass"),
        ("h3ll", "hell"),
        ("so bаd, really", "bad"),  # Cyrillic а
        ("bаd", "bad"),
        ("really so вad", "bad"),  # Cyrillic в
        ("totally bαd", "bad"),  # Greek
        ("ｂａｄ", "bad"),
        ("𝓫𝓪𝓭 𝐛𝐚𝐝", "bad"),
        ("Ⓑⓐⓓ", "bad"),
        ("🅱🅰🅳", "bad"),
        ("🇧🇦🇩", "bad"),
        ("so ʙᴀᴅ", "bad"),
        ("b\u0301a\u0308d", "bad"),
        ("z\u0335b\u0335 b\u0336a\u0336d\u0336", "bad"),
        ("you bäd thing", "bad"),
        ("b\u200ba\u200cd\u2060", "bad"),
        ("b\u00ada\u00add", "bad"),
        ("b\ufe0fa\ufe0fd", "bad"),
        ("b\U000e0061a\U000e0062d", "bad"),
        ("b\u3164ad", "bad"),
        ("the fuhrer of this house", None),
        ("the führer of this house", "führer"),
        ("die führer sind sich einig", "führer"),
        ("Ты СУКА", "сука"),
        ("ты сyкa", "сука"),  # Latin y and a
        ("ну и cyka же ты", "сука"),  # Latin throughout, in a Russian text
        ("с у к а", "сука"),
        ("дураки вы", "дурак*"),
        ("qué cabron eres", "cabrón"),
        ("oh 🖕 you", "🖕"),
    ],
)
def test_a_word_is_found_in_any_disguise(text: str, entry: str | None) -> None:
    assert words(text) == ([entry] if entry else [])


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe, badly, a class of its own, hello, gods",
        "That is good, very good indeed, and gooddd.",
        "He'll come, she'll come.",
        "Es ist schwül, und das Wetter ist mir zu viel.",
        "Hace un año que no la veo, hace dos años que sí.",
        "Не выноси сор из избы.",
        "as, bd, b d, a b, ad",
        "shut it up",
        "The A55 is a road, and COVID-19 was a time.",
        "a b c d e f g h",
    ],
)
def test_another_word_is_not(text: str) -> None:
    assert words(text) == []


def test_each_entry_is_named_once_in_the_order_of_the_text() -> None:
    assert words("hell, that is bad, bad, b.a.d") == ["hell", "bad"]


def test_an_entry_may_be_typed_in_any_way_itself() -> None:
    assert words("so bad", "ＢＡＤ") == ["ＢＡＤ"]
    assert words("so bad", "*", "   ", "", "bad ") == ["bad "]
    assert words("well-known self-harm", "self-harm") == ["self-harm"]


def test_what_goes_beyond_the_limits_is_left_out() -> None:
    assert words("so bad", *[f"word{number}" for number in range(500)], "bad") == []


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_raise_nothing(text: str) -> None:
    assert look(text, Rules(words=LIST, patterns=(r"\bcash\s*now\b",))) == []


def test_flags_come_as_data() -> None:
    assert look("bad @everyone", Rules(words=LIST)) == [
        Flag(FlagKind.WORD, "bad"),
        Flag(FlagKind.MENTIONS, "@everyone"),
    ]
