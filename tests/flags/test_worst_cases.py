"""Whatever a text is, looking at it breaks nothing and takes less than 50 ms for 4,000 characters."""

# ruff: noqa: RUF001, RUF007 (letters that look like others are what this is about)

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.moderation import Rules
from bot.flags import look
from bot.lint import lint

LIMIT = 0.050
SIZE = 4_000
WORDS = (*(f"word{number}*" for number in range(480)), "bad", "aaaa*", "b a d", "сука*", "hell", "he hits me", "t* me*")
RULES = Rules(words=WORDS, patterns=tuple(f"(a+)+$|{number}x" for number in range(20)), crisis_words=WORDS)
NAMES = ("Will Turner", "sam_lee99", "AnaMaria")

ANY = st.text(alphabet=st.characters(), max_size=400) | st.text(
    alphabet=st.characters(categories=["Cs", "Mn", "Cf", "Lo"])
)
BITS = st.sampled_from(
    [
        *(
            "a",
            "he ",
            "hits me ",
            "want to ",
            "die of ",
            "kill myself ",
            "не хочу ",
            "жить с ",
            "ich will mich ",
            "... ",
        ),
        *(
            "a.",
            "a ",
            "1",
            "1-",
            "+1 (2",
            "030 123456, ",
            "@",
            "@a ",
            "a@",
            "a.b+c",
            "www.",
            "http://",
            "x.com/",
            "t.me/a ",
        ),
        *(
            "discord . gg ",
            "aa dot ",
            "a at ",
            "insta : ",
            "a#1",
            "Will Turner sam ",
            "\u0301",
            "e\u0323\u0301",
            "\u200b",
            "\ufdfa",
        ),
        *(
            "\ud800",
            "\U000e0061",
            "🇧",
            "𝓫",
            "'",
            "b.a.d",
            "no quiero vivir ",
            "me pega ",
            "\n",
            "<@1>",
            "ab.cd.ef.",
            "0151 23456789; ",
        ),
    ]
)
REPEATED = st.lists(BITS, min_size=1, max_size=6).map(lambda bits: ("".join(bits) * SIZE)[:SIZE])


def seconds(text: str) -> tuple[float, float]:
    """How long flags and lint take of this thread's time, best of three."""
    recent = [text[:-1] + "b", text[::-1]] * 5
    flags, traces = [], []
    for _ in range(3):
        begun = time.thread_time()
        look(text, RULES, recent)
        looked = time.thread_time()
        lint(text, NAMES)
        flags.append(looked - begun)
        traces.append(time.thread_time() - looked)
    return min(flags), min(traces)


@settings(max_examples=200, deadline=None)
@given(ANY | st.lists(BITS, max_size=40).map("".join))
def test_no_text_breaks_it(text: str) -> None:
    for flag in look(text, RULES, [text, text[1:]]):
        assert flag.kind
    traces = lint(text, [*NAMES, text])
    assert all(0 <= trace.start < trace.end <= len(text) for trace in traces)
    assert all(first.end <= second.start for first, second in zip(traces, traces[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(REPEATED)
def test_no_text_takes_long(text: str) -> None:
    assert max(seconds(text)) < LIMIT


@pytest.mark.parametrize(
    "text",
    [
        "a" * SIZE,
        "a\u0301\u0323" * (SIZE // 3),
        "\u0301" * SIZE,
        "\ud800" * SIZE,
        "".join(chr(code) for code in range(0x2000, 0x2000 + SIZE)),
        "".join(chr(0x100 + code * 7 % 0x2F00) for code in range(SIZE)),
        " ".join(f"a{number}" for number in range(700)),
        "t.me/a " * (SIZE // 7),
    ],
    ids=["one letter", "marks", "marks alone", "surrogates", "a block", "many scripts", "many words", "many links"],
)
def test_the_worst_we_know_does_not_take_long_either(text: str) -> None:
    assert max(seconds(text)) < LIMIT
