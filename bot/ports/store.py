"""The store, seen from inside: units of work, and what each kind of thing can be asked.

A unit of work is a plain function of a transaction. ``write`` runs it alone, whole, and on disk when it returns;
``read`` gives it one consistent moment beside the writer and lets it change nothing. A unit may run more than once
before it counts, so it does nothing but talk to its transaction.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot.domain.communities import Category, Community, CommunityId, Place, PlaceId, PlaceKind
from bot.domain.opinions import Byline, Opinion, OpinionId, Passage, PassageId, Tally
from bot.domain.people import Face, Person, PersonId
from bot.domain.questions import Question, QuestionId, Status
from bot.domain.threads import Reply, ReplyId, Role
from bot.ports.records import Arrived, FormId, OpenForm, Receipt, Recipient, Row, RowId, Urgency, What

T = TypeVar("T")


class Communities(Protocol):
    """Communities, their categories and places, and one-time codes to link a place."""

    def add(self, name: str, categories: Sequence[Category]) -> Community: ...
    def get(self, community: CommunityId) -> Community: ...
    def on(self, platform: str) -> list[Community]:
        """Communities with an open place on this platform, by name."""
        ...

    def add_place(self, community: CommunityId, platform: str, address: str, title: str, kind: PlaceKind) -> Place: ...
    def place(self, place: PlaceId) -> Place: ...
    def place_at(self, platform: str, address: str) -> Place | None: ...
    def places(self, community: CommunityId) -> list[Place]:
        """All places, closed ones too, oldest first."""
        ...

    def update_place(self, place: Place) -> None:
        """Writes address, title, kind and open."""
        ...

    def add_code(self, code: str, community: CommunityId, until: int) -> None: ...
    def take_code(self, code: str) -> CommunityId | None:
        """The community of a code that still holds; the code is used up."""
        ...


class People(Protocol):
    """Faces of people, by token or id."""

    def find(self, token: str) -> Person | None: ...
    def meet(self, token: str, face: Face, platform: str, language: str, contact: Callable[[PersonId], str]) -> Person:
        """The person with this token, created where unknown; ``contact`` seals the contact for a new id."""
        ...

    def get(self, person: PersonId) -> Person: ...
    def contact(self, person: PersonId) -> str | None:
        """The sealed contact, None once destroyed."""
        ...

    def set_language(self, person: PersonId, language: str) -> None: ...
    def set_reachable(self, person: PersonId, reachable: bool) -> None: ...
    def category(self, person: PersonId, community: CommunityId) -> str | None:
        """The category's key, "" for "rather not say", None where never asked."""
        ...

    def choose(self, person: PersonId, community: CommunityId, category: str) -> None: ...
    def communities(self, person: PersonId) -> list[CommunityId]:
        """Communities this person has been seen in."""
        ...

    def belong(self, person: PersonId, community: CommunityId) -> None: ...


class Forms(Protocol):
    """Forms being filled in: at most one per person, name and subject."""

    def begin(self, person: PersonId, name: str, subject: int | None, step: str) -> OpenForm:
        """A new form; one of the same name and subject that was open is replaced."""
        ...

    def get(self, form: FormId) -> OpenForm | None: ...
    def find(self, person: PersonId, name: str, subject: int | None) -> OpenForm | None: ...
    def current(self, person: PersonId) -> OpenForm | None:
        """The one touched last."""
        ...

    def all(self, person: PersonId) -> list[OpenForm]:
        """All that this person has open, the one touched last first."""
        ...

    def put(self, form: OpenForm) -> None:
        """Writes step, filled and sources, and touches it."""
        ...

    def drop(self, form: FormId) -> None: ...


class Questions(Protocol):
    """Questions, numbered per community from 1."""

    def add(
        self, community: CommunityId, asker: PersonId, title: str, details: str, audience: Sequence[str]
    ) -> Question: ...
    def get(self, question: QuestionId) -> Question | None: ...
    def numbered(self, community: CommunityId, number: int) -> Question | None: ...
    def set_status(self, question: QuestionId, status: Status) -> None: ...
    def latest(self, community: CommunityId, limit: int) -> list[Question]:
        """The newest that stand (not removed), newest first."""
        ...


class Opinions(Protocol):
    """Opinions and the messages they consist of; one per question and face."""

    def add(
        self, question: QuestionId, author: PersonId, by: Byline, text: str, place: PlaceId | None
    ) -> tuple[Opinion, Passage]:
        """A new opinion with its first passage."""
        ...

    def get(self, opinion: OpinionId) -> Opinion | None: ...
    def of(self, question: QuestionId, author: PersonId) -> Opinion | None: ...
    def add_passage(self, opinion: OpinionId, text: str) -> Passage: ...
    def passage(self, passage: PassageId) -> Passage | None: ...
    def passages(self, opinion: OpinionId) -> list[Passage]:
        """All passages of an opinion, the first one first."""
        ...

    def set_passage(self, passage: PassageId, text: str) -> None:
        """Changes a passage; the opinion's text follows."""
        ...

    def set_byline(self, opinion: OpinionId, by: Byline) -> None: ...
    def remove(self, opinion: OpinionId) -> None: ...
    def tally(self, question: QuestionId) -> Tally: ...
    def page(self, question: QuestionId, categories: Sequence[str | None], offset: int, limit: int) -> list[Opinion]:
        """Standing opinions of these categories, newest first, by an index."""
        ...

    def undeclared(self, author: PersonId, community: CommunityId) -> list[Opinion]:
        """Standing opinions of this author in the community that have no category."""
        ...

    def alias(self, question: QuestionId, person: PersonId, category: str | None) -> int:
        """The number of this person's alias among that category in the question: the same each time, from 1."""
        ...


class Replies(Protocol):
    """Replies in the threads under opinions."""

    def add(
        self,
        opinion: Opinion,
        author: PersonId,
        role: Role,
        by: Byline,
        text: str,
        answers: ReplyId | None,
        place: PlaceId | None,
    ) -> Reply: ...
    def get(self, reply: ReplyId) -> Reply | None: ...
    def set_text(self, reply: ReplyId, text: str) -> None: ...
    def remove(self, reply: ReplyId) -> None: ...
    def under(self, opinion: OpinionId, offset: int, limit: int) -> list[Reply]:
        """Standing replies, oldest first."""
        ...

    def count(self, opinion: OpinionId) -> int: ...
    def private_voices(self, opinion: OpinionId) -> list[PersonId]:
        """Those who wrote a reply here from their private chat, each once, the asker included."""
        ...


class Receipts(Protocol):
    """Where things stand on the platforms."""

    def add(self, receipt: Receipt) -> bool:
        """Keeps it; False if this message was known already."""
        ...

    def of(self, recipient: Recipient, what: What, subject: int) -> list[Receipt]:
        """In the order of their parts."""
        ...

    def carried(self, question: QuestionId) -> list[tuple[What, int]]:
        """All standing opinions and replies of a question, whether they were carried anywhere or not."""
        ...

    def everywhere(self, what: What, subject: int) -> list[Receipt]: ...
    def at(self, recipient: Recipient, message: str) -> Receipt | None: ...
    def thread(self, place: PlaceId, thread: str) -> QuestionId | None:
        """The question that a thread belongs to."""
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
    ) -> None:
        """One row per what, subject and recipient: one that is there is raised to a new revision, due at once."""
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

    def cursor(self, platform: str) -> int | None: ...
    def move_cursor(self, platform: str, cursor: int) -> None: ...


class Tx(Protocol):
    """A transaction. ``now`` is its one moment, in milliseconds since 1970, UTC."""

    @property
    def now(self) -> int: ...
    @property
    def communities(self) -> Communities: ...
    @property
    def people(self) -> People: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def opinions(self) -> Opinions: ...
    @property
    def replies(self) -> Replies: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def inbox(self) -> Inbox: ...
    def attempt(self, unit: Callable[[], T]) -> T:
        """Runs part of the unit so that an error in it undoes that part only."""
        ...


class Store(Protocol):
    """The store."""

    async def write(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit; its effects are on disk when this returns, or none of them if it raised."""
        ...

    async def read(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit that changes nothing, on a snapshot."""
        ...

    def listen(self, wake: Callable[[], None]) -> None:
        """``wake`` is called in the event loop after every commit that put something in the outbox."""
        ...
