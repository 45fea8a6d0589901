"""What the store keeps beside the domain: what is to be carried, where things stand, forms and raw updates.

Receipts and outbox rows belong to the store and not to the domain: a question does not know where it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NewType

from bot.domain.communities import PlaceId
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId

RowId = NewType("RowId", int)
FormId = NewType("FormId", int)
Recipient = PlaceId | PersonId
"""Where something goes: a place or a person. Their ids never collide."""


class What(StrEnum):
    """What an outbox row or a receipt is about."""

    QUESTION = "question"
    """The card in a place; the asker's receipt in private."""
    OPINION = "opinion"
    """A mirrored or relayed opinion in a place; a notice in private."""
    REPLY = "reply"
    """The same for a reply."""
    FORM = "form"
    """The step-by-step form, in private only."""
    THREAD = "thread"
    """Receipts only: the thread opened for a question; its subject is the question."""
    CASE = "case"
    """What waits for moderators, in their place; how it ended, for whoever reported it or wrote it."""
    SANCTION = "sanction"
    """What was put on somebody, and that it was lifted; in the moderators' place what they object."""
    HAPPENED = "happened"
    """The asker is asked, once, what became of it; its subject is the question."""
    NUDGE = "nudge"
    """Somebody who wants that is told of a question that nobody has answered."""
    WEEK = "week"
    """What there was in a week, in a place; its subject is the moment that the week ended."""
    THANKS = "thanks"
    """To whoever gave an opinion: the asker thanks for it, or finds it the most helpful. Its subject is the opinion."""
    PASSAGE = "passage"
    """Receipts only: a message that a person wrote as (a part of) an opinion."""
    UPDATE = "update"
    """What an asker added: in the threads; a notice for those who keep up with the question."""
    NEWS = "news"
    """What happened lately to a question that somebody follows; its subject is the question."""
    DIGEST = "digest"
    """What waits for somebody who is told once an hour or a day; its subject is 0."""


class Urgency(IntEnum):
    """Who goes first when the pace is short."""

    TAP = 0
    POST = 1
    NOTICE = 2
    EDIT = 3
    DIGEST = 4


LOST = "lost"
"""Why a first post failed whose answer never came: it may stand or not, and goes again only if somebody says so."""


REPLACED = (What.NEWS, What.DIGEST)
"""Of these one message stands with somebody at most: a new one takes the place of the one before."""


TAKEN_AWAY = -1
"""The ``part`` of a message that somebody wrote and that we are about to delete, because moderators removed it."""


class RowState(StrEnum):
    """How far an outbox row is."""

    WAITING = "waiting"
    UNSURE = "unsure"
    """A first post on its way: after a crash nobody knows whether it arrived."""
    FAILED = "failed"
    """The platform refused for good."""


DIGESTS = 1
"""The lane of a person's digest, which waits for its hour and must not be in the way of what goes at once."""


def lane_of(what: What, subject: int, question: QuestionId | None, *, to_place: bool) -> int:
    """The lane within a recipient: a form has its own, so that nobody's next step waits behind a hundred notices."""
    if what is What.FORM:
        return subject
    if what is What.DIGEST:
        return DIGESTS
    return (question or 0) if to_place else 0


@dataclass(frozen=True, slots=True)
class Row:
    """Something to be carried: what about which subject to whom, in the lane of which question (None: the person's)."""

    id: RowId
    what: What
    subject: int
    recipient: Recipient
    to_place: bool
    question_id: QuestionId | None
    urgency: Urgency
    revision: int
    attempts: int
    fresh: bool
    """A new message instead of an edit of the one that stands."""
    state: RowState
    reason: str | None

    @property
    def lost(self) -> bool:
        """Whether the answer to a first post was lost, so that it may stand or not."""
        return self.state is RowState.FAILED and self.reason == LOST

    @property
    def lane(self) -> tuple[int, int]:
        """Rows of one lane go one after the other: a thread of a place, a person's notices, a form."""
        return (self.recipient, lane_of(self.what, self.subject, self.question_id, to_place=self.to_place))


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits or can't go on: threads of places whose next message is overdue or was tried in vain (``waiting``),
    messages to places that were refused (``failed``) or of which nobody knows (``unsure``), for how many milliseconds
    the oldest has been due (``age``), and updates not handled yet (``inbox``) or set aside."""

    waiting: int
    failed: int
    unsure: int
    age: int
    inbox: int
    aside: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where something stands: message and thread on the platform of a place or in a person's private chat."""

    recipient: Recipient
    what: What
    subject: int
    message: str
    thread: str | None
    part: int
    """0 for the first message of a long card, 1 for its continuation, …"""
    ours: bool
    """Posted by the bot; False for what a person wrote."""
    at: int


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form that somebody is filling in. ``step`` is the field being asked, "" when all are there (the preview).

    ``sources`` says which private message a field came from, so that an edit of it can be followed.
    """

    id: FormId
    person: PersonId
    name: str
    subject: int | None
    step: str
    filled: Mapping[str, str] = field(repr=False)
    sources: Mapping[str, str] = field(repr=False)
    touched_at: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A raw update as it came in, sealed by the vault until it is handled."""

    id: RowId
    sealed: str = field(repr=False)
    failures: int
