"""Advice questions of our own making, by language and topic, and what somebody would look for who wants one of them.

Each topic is told several times in other words, as people do. The files beside this one hold them: a heading for each
topic, a question on each line; then searches ("?"), drafts that ask what one of the questions asks already ("="), and
some about what nobody asked before ("!").
"""

from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "de", "es", "ru")


@dataclass(frozen=True)
class Corpus:
    """All of one language: questions by topic as titles and details, searches as words and the title that is meant."""

    topics: dict[str, list[tuple[str, str]]]
    searches: list[tuple[str, str]]
    twins: list[tuple[str, str, str]]
    fresh: list[tuple[str, str]]


def corpus(language: str) -> Corpus:
    """The texts of a language."""
    found: dict[str, list[list[str]]] = {}
    for line in (Path(__file__).parent / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            found[line[2:]] = []
        elif line:
            found[list(found)[-1]].append(line.split(" | "))

    def section(sign: str) -> list[list[str]]:
        return [row for name, rows in found.items() if name.startswith(sign) for row in rows]

    topics = {name: [(a, b) for a, b in rows] for name, rows in found.items() if name[0] not in "?=!"}
    return Corpus(
        topics,
        [(words, title) for words, title in section("?")],
        [(title, details, meant) for title, details, meant in section("=")],
        [(title, details) for title, details in section("!")],
    )
