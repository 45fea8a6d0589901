"""The store's part for what comes and goes: raw updates, what is to be carried, and where things stand."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.communities import PlaceId
from bot.domain.questions import QuestionId
from bot.ports.records import Arrived, Backlog, Receipt, Recipient, Row, RowId, Urgency, What


class Receipts(Protocol):
    """Where things stand on the platforms."""

    def add(self, receipt: Receipt) -> bool:
        """Keeps it; False if this message was known already."""
        ...

    def of(self, recipient: Recipient, what: What, subject: int) -> list[Receipt]:
        """In the order of their parts."""
        ...

    def carried(self, question: QuestionId) -> list[tuple[What, int]]:
        """All standing opinions, replies and updates of a question, whether they were carried anywhere or not."""
        ...

    def everywhere(self, what: What, subject: int) -> list[Receipt]: ...
    def at(self, recipient: Recipient, message: str) -> Receipt | None: ...
    def thread(self, place: PlaceId, thread: str) -> QuestionId | None:
        """The question that a thread belongs to."""
        ...

    def written(self, place: PlaceId, question: QuestionId) -> list[str]:
        """The messages in this place that people wrote as standing opinions and replies to the question."""
        ...

    def subjects(self, recipient: Recipient, what: What, first: int) -> list[int]:
        """Of all of this kind that we posted there, what they are about, as far as that is ``first`` or above."""
        ...

    def drop(self, recipient: Recipient, what: What, subject: int) -> None: ...
    def retire(self, recipient: Recipient, what: What, subject: int) -> None:
        """They stand, and replies to them are understood, but they are edited no more (``ours`` becomes false)."""
        ...

    def drop_place(self, place: PlaceId) -> None:
        """Forgets all messages of a place (they have other ids after a move), but not its threads."""
        ...


class Outbox(Protocol):
    """What is still to be carried."""

    def put(
        self,
        what: What,
        subject: int,
        recipient: Recipient,
        urgency: Urgency,
        *,
        question: QuestionId | None = None,
        to_place: bool = False,
        fresh: bool = False,
        not_before: int = 0,
    ) -> None:
        """One row per what, subject and recipient: one that is there is raised to a new revision, due at once.

        ``not_before`` (milliseconds since 1970) puts that off; what was due earlier stays so.
        """
        ...

    def due(self, limit: int, *, besides: Sequence[tuple[int, int]] = (), full: Sequence[Recipient] = ()) -> list[Row]:
        """The first row of each lane that is due now, most urgent first, besides busy lanes and full recipients.

        A lane whose first row waits for its time gives nothing.
        """
        ...

    def unsure_rows(self) -> list[Row]:
        """All rows that are unsure."""
        ...

    def next_due(self) -> int | None:
        """When the next row that isn't due yet will be, in milliseconds since 1970."""
        ...

    def done(self, row: Row) -> bool:
        """Takes it out if its revision is unchanged; otherwise it waits again and the answer is False."""
        ...

    def later(self, row: Row, due_at: int) -> None:
        """Tried, and to be tried again; counts an attempt."""
        ...

    def behind(self, row: Row, due_at: int) -> None:
        """Tried, and to be tried again after everything else that its lane holds by now; counts an attempt."""
        ...

    def fail(self, row: Row, reason: str) -> None: ...
    def unsure(self, row: Row) -> None:
        """The answer was lost: it may stand or not. It fails with the reason LOST, and only ``retry`` wakes it."""
        ...

    def intend(self, row: Row) -> None:
        """Marks a first post as unsure before it is sent, so that a crash leaves it so."""
        ...

    def rows(self, what: What, subject: int) -> list[Row]:
        """All rows about it, whatever their state."""
        ...

    def kept(self, recipient: Recipient, limit: int) -> list[Row]:
        """What waits for this recipient or has failed, the newest first."""
        ...

    def retry(self, row: RowId) -> None:
        """A failed or unsure row waits again."""
        ...

    def revive(self, recipient: Recipient) -> None:
        """All failed rows to this recipient wait again."""
        ...


class Inbox(Protocol):
    """Raw updates between their arrival and their effect, sealed."""

    def arrived(self, platform: str, key: str, sealed: str) -> RowId | None:
        """Keeps an update under the platform's key for it; None if that key was seen in the last two days."""
        ...

    def first(self, platform: str, key: str) -> bool:
        """Whether this key comes for the first time in two days; it is remembered with the unit of work."""
        ...

    def waiting(self, platform: str) -> list[Arrived]:
        """Not handled yet, in order of arrival; not those set aside."""
        ...

    def handled(self, row: RowId) -> None: ...
    def failed(self, row: RowId) -> int:
        """Counts a failure and returns how many there were."""
        ...

    def set_aside(self, row: RowId) -> None: ...
    def aside(self) -> int:
        """How many updates were set aside."""
        ...

    def cursor(self, platform: str) -> int | None:
        """How far was taken in; a platform may keep several, as "name/part"."""
        ...

    def move_cursor(self, platform: str, cursor: int) -> None: ...


class Backlogs(Protocol):
    """How much waits, or can't go on."""

    def now(self, patience: int) -> Backlog:
        """How it is. Less than ``patience`` milliseconds is no waiting."""
        ...
