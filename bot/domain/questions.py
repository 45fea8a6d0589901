"""Questions: what an asker wants to know, from whom, and whether it still stands.

A take (`bot.domain.takes`) is one as well to all that numbers, posts, carries, holds and removes things.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.limits import DETAILS_MAX, TITLE_MAX, TITLE_MIN
from bot.domain.people import PersonId
from bot.domain.texts import is_read

QuestionId = NewType("QuestionId", int)


class Kind(StrEnum):
    """What it is that has a number and stands in places. The values are stored and never change."""

    QUESTION = "question"
    TAKE = "take"
    """A long text by a member; what is answered to it is called a comment."""


class Status(StrEnum):
    """The life of a question after it was posted."""

    HELD = "held"
    """It waits for a moderator, and nobody but its asker and the moderators can tell that it is there."""
    WAITING = "waiting"
    """Nobody sees it before its moment (``posted_at``) has come. Never stored: it follows from the clock."""
    OPEN = "open"
    CLOSED = "closed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Question:
    """A posted question, or a take.

    ``asker`` is an asking face, of a take under a name the open one. ``audience`` holds category keys, empty
    for everyone.
    """

    id: QuestionId
    community_id: CommunityId
    number: int
    asker: PersonId
    title: str
    details: str
    audience: tuple[str, ...]
    status: Status
    posted_at: int
    """From when on it is seen, in milliseconds since 1970, UTC; of a held one, when it was written."""
    asked_as: str | None = None
    """The key of the asker's category, if they let it show."""
    locked: bool = False
    """Moderators let nothing be added; its asker can't undo that."""
    duplicate_of: QuestionId | None = None
    """Moderators closed it because the same is asked there."""
    kind: Kind = Kind.QUESTION
    name: str | None = field(default=None, repr=False)
    """The name that a take stands under; None for every question, and for a take without a name."""
    topic: str | None = None
    """One of the topics that its community had when it was asked."""
    silent: bool = False
    """It was closed because nobody wrote any more."""

    @property
    def is_take(self) -> bool:
        """Whether it is a take."""
        return self.kind is Kind.TAKE

    @property
    def public(self) -> bool:
        """Whether everybody may see it."""
        return self.status in (Status.OPEN, Status.CLOSED)

    @property
    def takes_opinions(self) -> bool:
        """Whether opinions and replies can still be added."""
        return self.status is Status.OPEN and not self.locked


def must_stand(question: Question | None) -> Question:
    """The question itself, if it is there to be read; refuses a removed, a held and an unknown one alike."""
    if question is None or not question.public:
        raise Refused("question-gone")
    return question


def must_be_open(question: Question | None) -> Question:
    """The question itself, if opinions and replies can still be added."""
    question = must_stand(question)
    if question.status is not Status.OPEN:
        raise Refused("question-closed", number=question.number)
    if question.locked:
        raise Refused("question-locked", number=question.number)
    return question


def clean_title(text: str) -> str:
    """A title in one line. Refuses fewer than 5 or more than 100 characters, and one with nothing to read in it."""
    title = " ".join(text.split())
    if len(title) < TITLE_MIN:
        raise Refused("title-short", min=TITLE_MIN, length=len(title))
    if len(title) > TITLE_MAX:
        raise Refused("title-long", max=TITLE_MAX, length=len(title))
    if not is_read(title):
        raise Refused("title-blank")
    return title


def clean_details(text: str) -> str:
    """Details as typed, without the white space around them. Refuses more than 4,000 characters."""
    details = text.strip()
    if len(details) > DETAILS_MAX:
        raise Refused("details-long", max=DETAILS_MAX, length=len(details))
    return details
