"""Words that stand in texts about anything, by language, in the form `bot.plain.stems` looks them up in: lower case,
without marks and apostrophes. The files in `common` hold them.

Some say nothing of what a text is about, so they are neither kept nor searched for. Others, such as when, who, and what
everybody does, may be looked for, but no two texts are alike because both have them. What people ask about most
("help", "feel") is among the latter at most: the fewer texts have it, the more it tells.
"""

from functools import lru_cache
from importlib.resources import files


def stopwords(language: str) -> frozenset[str]:
    """Words that are left out."""
    return _read(language)[0]


def weak(language: str) -> frozenset[str]:
    """Words by which no two texts are alike."""
    return _read(language)[1]


@lru_cache
def _read(language: str) -> tuple[frozenset[str], frozenset[str]]:
    text = (files("bot.plain") / "common" / f"{language}.txt").read_text("utf-8")
    left_out, _, others = text.partition("\n\n")
    return _words(left_out), _words(others)


def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in section.splitlines() if not line.startswith("#") for word in line.split())
