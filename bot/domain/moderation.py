"""What makes something worth a moderator's look: a community's rules, and the reasons found by them, as data.

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
RESOURCES_MAX = 1_000
"""Characters of a community's own text of where to find help."""
TOPICS_MAX = 15
"""Topics of a community. A forum on Discord has 20 tags
(https://docs.discord.com/developers/resources/channel#channel-object), and some are wanted for other things."""
TOPIC_MAX = 20
"""Characters of a topic: what a tag of a forum on Discord takes (…/resources/channel#forum-tag-object)."""
DELAY_MAX = 24 * 60
"""Minutes by which a question can be delayed."""
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


class Reason(StrEnum):
    """Why something waits, besides flags and reports. Stored with the case, never change.

    What has to do with who its author is (how new, how busy) is one reason: moderators must not learn more of them.
    """

    REVIEW = "review"
    """Every question is looked at here."""
    AUTHOR = "author"
    """It is their first question, or more than the community wants of one person, or they are new."""


class Review(StrEnum):
    """What waits for a moderator before it is seen."""

    OFF = "off"
    """Nothing. Signs of a crisis are still told to the moderators, and their writer gets help."""
    FLAGGED = "flagged"
    """Whatever raises a flag."""
    FIRST = "first"
    """That, and the questions of whoever has none published yet."""
    ALL = "all"
    """That, and every question."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason."""

    kind: FlagKind
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a community wants looked at, and how it is run. Each has a default that works.

    ``words`` and ``crisis_words`` hold words, phrases, and beginnings of words (``word*``). ``patterns`` are regular
    expressions that ignore case. ``links`` flags links and invites. More than ``mentions_max`` mentions are too many.
    What goes beyond the limits above is left out. ``questions_a_day`` and ``opinions_an_hour`` are those of one person
    (0: no limit). Accounts younger than ``account_days``, and members of fewer than ``member_days``, are looked at
    where the platform tells (0: nobody). A category of fewer than ``lone_voice`` known members is not shown with an
    anonymous opinion. A new question is published at a random moment within ``delay_minutes``. ``resources`` is where
    somebody in a crisis finds help, in the community's words; "" for ours. Whoever asks may choose one of the
    ``topics``. ``language`` is the one that most write in: by its rules search takes words to their stems. A question
    under which nobody writes for ``close_days`` is closed (0: never). Of one that nobody answers at most ``nudges``
    people who want that are told. ``weekly`` has the community hear of its week each Monday.
    ``archive`` shows on the web what is asked while it is set.
    """

    review: Review = Review.FLAGGED
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    links: bool = True
    mentions_max: int = MENTIONS_MAX
    crisis_words: tuple[str, ...] = ()
    questions_a_day: int = 3
    opinions_an_hour: int = 20
    account_days: int = 0
    member_days: int = 0
    lone_voice: int = 3
    delay_minutes: int = 0
    resources: str = ""
    topics: tuple[str, ...] = ()
    close_days: int = 30
    nudges: int = 20
    weekly: bool = False
    language: str = "en"
    archive: bool = False
