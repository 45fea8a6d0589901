"""Patterns: found, stopped in time, and reported when they are wrong."""

# ruff: noqa: RUF001 (letters that look like others are what this is about)

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.moderation import Flag, FlagKind, Rules
from bot.flags import look, pattern_problem


def seconds(run: Callable[[], object]) -> float:
    """How long it takes, best of three."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return min(times)


def test_a_pattern_is_found_whatever_the_case_and_the_dress() -> None:
    rules = Rules(patterns=(r"buy\s+now", r"caf[eé]"))
    assert look("BUY   ｎｏｗ", rules) == [Flag(FlagKind.PATTERN, r"buy\s+now")]
    assert look("b\u200buy now", rules) == [Flag(FlagKind.PATTERN, r"buy\s+now")]
    assert look("cafe\u0301", rules) == [Flag(FlagKind.PATTERN, "caf[eé]")]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(?R)?a"])
def test_an_evil_pattern_is_stopped_and_reported(pattern: str) -> None:
    text = "a" * 3_999 + "!"
    flags: list[Flag] = []
    assert seconds(lambda: flags.extend(look(text, Rules(patterns=(pattern,))))) < 0.05
    assert set(flags) == {Flag(FlagKind.PATTERN_FAILED, pattern)}


def test_evil_patterns_leave_time_for_the_others() -> None:
    rules = Rules(patterns=(*["(a+)+$", "(a|aa)+$"] * 9, "needle"))
    text = "a" * 3_900 + "! needle"
    assert Flag(FlagKind.PATTERN, "needle") in look(text, rules)
    assert seconds(lambda: look(text, rules)) < 0.05


@pytest.mark.parametrize("pattern", ["(", "a" * 201, "(?:a{1000}){1000}", ""])
def test_what_is_no_pattern_is_reported_by_each_text(pattern: str) -> None:
    assert look("hello", Rules(patterns=(pattern,))) == [Flag(FlagKind.PATTERN_FAILED, pattern)]


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        (r"\bbuy\s+now\b", None),
        (r"[a-z]{2,20}\d{4}", None),
        (r"(?x) buy \s+ now", None),
        ("", "empty"),
        ("   ", "empty"),
        ("a" * 200, None),
        ("a" * 201, "too-long"),
        ("(", "not-a-pattern"),
        ("[z-a]", "not-a-pattern"),
        (r"\L<names>", "not-a-pattern"),
        (".*", "matches-anything"),
        ("a?", "matches-anything"),
        ("bad|", "matches-anything"),
        ("(a+)+$", "too-slow"),
        ("(?:a{1000}){1000}", "too-big"),
        ("(?:(?:(?:a?){100}){100}){100}b", "too-big"),
        ("(?x)a{1 0 0 0 0}", "too-big"),
        ("(" * 30 + "a" + ")" * 30, "too-big"),
    ],
)
def test_a_pattern_is_checked_when_it_is_set(pattern: str, problem: str | None) -> None:
    assert pattern_problem(pattern) == problem


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab()[]{}|*+?.\\^$,0129<>=!:#-PpRL &~\n", max_size=200))
def test_no_pattern_hangs_or_breaks_the_bot(pattern: str) -> None:
    begun = time.process_time()
    pattern_problem(pattern)
    look("aaab " * 200, Rules(patterns=(pattern,)))
    assert time.process_time() - begun < 0.5


def test_too_many_patterns_are_not_run() -> None:
    assert look("needle", Rules(patterns=(*["x"] * 20, "needle"))) == []
