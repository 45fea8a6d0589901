"""Patterns: regular expressions of moderators, which can be wrong and must never hold up the bot.

They run in the ``regex`` library, which can be told when to give up (its "timeout"). All
patterns of a community share ten milliseconds for a text; what one leaves over the next may use. Before that, a pattern
is compiled, which can't be stopped, and takes time and memory for every repetition it counts out: so what could get
long is refused unseen.
"""

import re
import time
import warnings
from collections.abc import Sequence
from functools import lru_cache

import regex

from bot.domain.moderation import PATTERN_MAX, PATTERNS_MAX

BUDGET = 0.010
"""Seconds for all patterns of a community on one text."""
_COUNTED_MAX = 2_000
"""The counts of a pattern's repetitions, multiplied with one another: about the number of steps it is compiled into."""
_NESTED_MAX = 20
_TRIAL = ("a" * 500 + "!", "ab " * 170, "0" * 500 + "-", "the quick brown fox, 17 times. " * 16)
"""What a new pattern is tried on."""
_TRIAL_SECONDS = 0.005


def pattern_problem(pattern: str) -> str | None:
    """What keeps a pattern from being used, as a word to find a sentence by; None if nothing does.

    ``empty`` · ``too-long`` (more than 200 characters) · ``too-big`` (repetitions that multiply, or nested too
    deeply) · ``not-a-pattern`` · ``matches-anything`` (even an empty text) · ``too-slow``. Takes less than 50 ms.
    """
    problem, compiled = _compiled(pattern)
    if compiled is None:
        return problem
    try:
        if compiled.search("", timeout=_TRIAL_SECONDS):
            return "matches-anything"
        for text in _TRIAL:
            compiled.search(text, timeout=_TRIAL_SECONDS)
    except (TimeoutError, MemoryError):
        return "too-slow"
    return None


def run(patterns: Sequence[str], text: str) -> tuple[list[str], list[str]]:
    """The patterns that are found in a text, and those that failed on it: no patterns, or not done in their time.

    In: at most 20 patterns (the rest is left out), and any text.
    """
    found: list[str] = []
    failed: list[str] = []
    patterns = patterns[:PATTERNS_MAX]
    left = BUDGET
    for place, pattern in enumerate(patterns):
        _, compiled = _compiled(pattern)
        if compiled is None:
            failed.append(pattern)
            continue
        begun = time.perf_counter()
        try:
            if compiled.search(text, timeout=max(left, 0.0) / (len(patterns) - place)):
                found.append(pattern)
        except (TimeoutError, MemoryError):
            failed.append(pattern)
        left -= time.perf_counter() - begun
    return found, failed


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> tuple[str, "regex.Pattern[str] | None"]:
    """The problem, or the pattern ready to run."""
    if not pattern.strip():
        return "empty", None
    if len(pattern) > PATTERN_MAX:
        return "too-long", None
    if _is_big(pattern):
        return "too-big", None
    try:
        with warnings.catch_warnings(action="ignore"):  # the library's advice on how to write patterns
            return "", regex.compile(pattern, regex.IGNORECASE, cache_pattern=False)
    except (regex.error, ValueError, OverflowError, RecursionError, KeyError, IndexError, AttributeError, TypeError):
        return "not-a-pattern", None  # whatever the library makes of it


def _is_big(pattern: str) -> bool:
    """Whether compiling it could take long: white space may stand between figures if the pattern says so."""
    together = re.sub(r"\s", "", pattern)
    steps = 1
    for counts in re.findall(r"\{[^{}]{0,200}\}", together):
        steps *= max([1, *(int(each) for each in re.findall(r"\d+", counts))])
    depth = deepest = 0
    for char in together:
        depth += (char in "([") - (char in ")]")
        deepest = max(deepest, depth)
    return steps > _COUNTED_MAX or deepest > _NESTED_MAX
