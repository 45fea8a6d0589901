"""What makes a text worth a moderator's look: a community's rules, and the reasons found by them, as data.

The rules are looked after in :mod:`bot.flags`. A flag holds a text and explains; it never drops anything, and what
becomes of it is decided elsewhere. A flag's detail is a rule of the community or a part of the text: something to show
to moderators, nothing to log.
"""

from dataclasses import dataclass
from enum import StrEnum

WORDS_MAX = 500
"""Entries in a community's list of words, and in its list of crisis words."""
WORD_MAX = 60
"""Characters of an entry."""
PATTERNS_MAX = 20
PATTERN_MAX = 200
"""Characters of a pattern."""
MENTIONS_MAX = 5
"""Unless a community says otherwise, a text with more mentions than this is a mass mention."""


class FlagKind(StrEnum):
    """Why somebody should look. The values are stored and never change."""

    WORD = "word"
    """A word of the community's list; detail: the entry."""
    PATTERN = "pattern"
    """One of the community's patterns; detail: the pattern."""
    PATTERN_FAILED = "pattern-failed"
    """A pattern took too long for this text, or is none; detail: the pattern. It says nothing about the text, except
    that it was not tried to the end: moderators should mend the pattern."""
    LINK = "link"
    """Detail: where it leads."""
    INVITE = "invite"
    """A way into another community; detail: where it leads."""
    MENTIONS = "mentions"
    """Mentions of everyone, or too many; detail: which, or how many."""
    REPEATED = "repeated"
    """Nearly what was written before. No detail."""
    CRISIS = "crisis"
    """Signs of a crisis: the writer gets help at once. Detail: the language whose terms it was, None for the
    community's own."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason."""

    kind: FlagKind
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a community wants looked at.

    ``words`` and ``crisis_words`` hold words, phrases, and beginnings of words (``word*``). ``patterns`` are regular
    expressions that ignore case. ``links`` flags links and invites. More than ``mentions_max`` mentions are too many.
    What goes beyond the limits above is left out.
    """

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    links: bool = True
    mentions_max: int = MENTIONS_MAX
    crisis_words: tuple[str, ...] = ()
