"""Repeats: whether a text is nearly one that was written before.

Texts are compared by their letters alone, three at a time: what is dressed up, cut or changed a little stays alike.
Very short texts are nobody's advertisement: people do say "Thank you!" twice.
"""

from collections.abc import Sequence

from bot.plain import letters

RECENT_MAX = 10
"""Texts that one is compared with."""
_SHORT = 12
"""Letters; a text of fewer is no repetition."""
_ALIKE = 0.85
"""Shared groups of letters, of all in both, from which on two texts are nearly the same (1 is equal)."""


def is_repeated(text: str, recent: Sequence[str], shortest: int = _SHORT) -> bool:
    """Whether a text is nearly the same as one of the first ten of ``recent``; never one of fewer letters than
    ``shortest``."""
    if not recent:
        return False
    said = letters(text)
    if len(said) < shortest:
        return False
    groups = _groups(said)
    for other in recent[:RECENT_MAX]:
        before = letters(other)
        if said == before:
            return True
        if min(len(said), len(before)) < _SHORT:
            continue
        others = _groups(before)
        if 2 * len(groups & others) >= _ALIKE * (len(groups) + len(others)):
            return True
    return False


def _groups(said: str) -> set[str]:
    return {said[place : place + 3] for place in range(len(said) - 2)}
