"""The store, seen from inside: units of work, and what each kind of thing can be asked.

A unit of work is a plain function of a transaction. ``write`` runs it alone, whole, and on disk when it returns;
``read`` gives it one consistent moment beside the writer and lets it change nothing. A unit may run more than once
before it counts, so it does nothing but talk to its transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from bot.domain.communities import Category, Community, CommunityId, Place, PlaceId, PlaceKind
from bot.domain.opinions import Byline, Opinion, OpinionId, Passage, PassageId, Tally
from bot.domain.people import Face, Person, PersonId
from bot.domain.questions import Kind, Question, QuestionId, Status
from bot.ports.appointments import Appointments, Nudges
from bot.ports.archive import Archive
from bot.ports.follows import Follows
from bot.ports.forms import Forms
from bot.ports.keeping import Keeping
from bot.ports.listing import Listing
from bot.ports.moderation import Audit, Cases, Removals, Sanctions, Stats
from bot.ports.notifications import Notifications
from bot.ports.pictures import Pictures
from bot.ports.polls import Polls
from bot.ports.queues import Backlogs, Inbox, Outbox, Receipts
from bot.ports.replies import Replies
from bot.ports.search import Search
from bot.ports.updates import Updates
from bot.ports.votes import Votes

T = TypeVar("T")


class Communities(Protocol):
    """Communities, their categories and places, and one-time codes to link a place."""

    def add(self, name: str, categories: Sequence[Category]) -> Community: ...
    def get(self, community: CommunityId) -> Community: ...
    def on(self, platform: str) -> list[Community]:
        """Communities with an open place on this platform, by name."""
        ...

    def worked_from(self, platform: str) -> list[Community]:
        """Communities that have their moderators' place on this platform and nothing else there, by name."""
        ...

    def add_place(self, community: CommunityId, platform: str, address: str, title: str, kind: PlaceKind) -> Place: ...
    def place(self, place: PlaceId) -> Place: ...
    def place_at(self, platform: str, address: str) -> Place | None: ...
    def places(self, community: CommunityId) -> list[Place]:
        """All places where questions stand, closed ones too, oldest first."""
        ...

    def moderators(self, community: CommunityId) -> list[Place]:
        """The places of its moderators, closed ones too, oldest first."""
        ...

    def rules(self, community: CommunityId) -> Mapping[str, str]:
        """What moderators have set otherwise than the defaults: JSON by key."""
        ...

    def set_rule(self, community: CommunityId, key: str, value: str | None) -> None:
        """None: the default again."""
        ...

    def update_place(self, place: Place) -> None:
        """Writes address, title, kind and open."""
        ...

    def add_code(self, code: str, community: CommunityId, until: int) -> None: ...
    def take_code(self, code: str) -> CommunityId | None:
        """The community of a code that still holds; the code is used up."""
        ...

    def marks(self, place: PlaceId) -> Mapping[str, str]:
        """What an adapter remembers of a place, by key: the platform's ids of things there, such as tags."""
        ...

    def set_mark(self, place: PlaceId, key: str, value: str) -> None: ...
    def badges(self, community: CommunityId, platform: str) -> Mapping[str, str]:
        """Which category's key a badge stands for, by the badge's id, as moderators decided."""
        ...

    def set_badge(self, community: CommunityId, platform: str, badge: str, category: str | None) -> None:
        """The badge stands for this category from now on; None: nothing is decided about it any more."""
        ...


class People(Protocol):
    """Faces of people, by token or id."""

    def find(self, token: str) -> Person | None: ...
    def meet(self, token: str, face: Face, platform: str, language: str, contact: Callable[[PersonId], str]) -> Person:
        """The person with this token, created where unknown; ``contact`` seals the contact for a new id."""
        ...

    def renew(self, old: str, new: str) -> bool:
        """Whoever had this token under a former key has another under the newest. False where nobody had it."""
        ...

    def get(self, person: PersonId) -> Person: ...
    def contact(self, person: PersonId) -> str | None:
        """The sealed contact, None once destroyed."""
        ...

    def trace(self, person: PersonId) -> str | None:
        """The sealed trace (see `Vault.trace`) of somebody whose contact was destroyed, else None."""
        ...

    def in_touch(self, platform: str, since: int) -> list[tuple[PersonId, str]]:
        """The reachable faces that a private message has gone to, or come from, since then, with their contacts."""
        ...

    def set_language(self, person: PersonId, language: str) -> None: ...
    def set_reachable(self, person: PersonId, reachable: bool) -> None: ...
    def category(self, person: PersonId, community: CommunityId) -> str | None:
        """The category's key, "" for "rather not say", None where never asked."""
        ...

    def choose(self, person: PersonId, community: CommunityId, category: str) -> None: ...
    def known(self, community: CommunityId, category: str, enough: int) -> int:
        """How many people are known for certain to be of a category, each counted once; counts no further than
        ``enough`` (1 or more)."""
        ...

    def communities(self, person: PersonId) -> list[CommunityId]:
        """Communities this person has been seen in."""
        ...

    def belong(self, person: PersonId, community: CommunityId) -> None: ...


class Questions(Protocol):
    """Questions, numbered per community from 1."""

    def add(
        self,
        community: CommunityId,
        asker: PersonId,
        title: str,
        details: str,
        audience: Sequence[str],
        asked_as: str | None = None,
        *,
        held: bool = False,
        delay: int = 0,
        kind: Kind = Kind.QUESTION,
        name: str | None = None,
        topic: str | None = None,
    ) -> Question:
        """A new one, open or held; nobody sees an open one for ``delay`` milliseconds. Its id tells no delay.

        ``name`` is what a take stands under.
        """
        ...

    def get(self, question: QuestionId) -> Question | None: ...
    def numbered(self, community: CommunityId, number: int) -> Question | None: ...
    def set_status(self, question: QuestionId, status: Status) -> None: ...
    def close_silent(self, question: QuestionId) -> None:
        """Closes it because nobody wrote any more."""
        ...

    def set_locked(self, question: QuestionId, *, locked: bool) -> None: ...
    def set_duplicate(self, question: QuestionId, of: QuestionId | None) -> None: ...
    def publish(self, question: QuestionId, delay: int) -> None:
        """A held one is open, and seen after ``delay`` milliseconds."""
        ...

    def asked(self, community: CommunityId, asker: PersonId, since: int) -> int:
        """How many this asker has written since then, whatever became of them."""
        ...

    def asked_by(self, asker: PersonId, before: int | None, limit: int) -> list[Question]:
        """This asker's, newest first, with ``before`` those with a smaller id; none that they took back themselves."""
        ...

    def published(self, community: CommunityId, asker: PersonId) -> bool:
        """Whether any of this asker's is open or closed."""
        ...

    def latest(self, community: CommunityId, limit: int) -> list[Question]:
        """The newest that everybody may see, newest first."""
        ...

    def takes(self, community: CommunityId, below: int | None, limit: int) -> list[Question]:
        """Takes that everybody may see, newest first, from numbers below ``below`` (None: from the newest on)."""
        ...

    def between(self, community: CommunityId, first: int, last: int, limit: int) -> list[Question]:
        """Those that everybody may see with a number from ``first`` to ``last``, newest first."""
        ...


class Opinions(Protocol):
    """Opinions and the messages they consist of; one per question and face."""

    def add(
        self,
        question: QuestionId,
        author: PersonId,
        by: Byline,
        text: str,
        place: PlaceId | None,
        *,
        held: bool = False,
    ) -> tuple[Opinion, Passage]:
        """A new opinion with its first passage, standing or held."""
        ...

    def get(self, opinion: OpinionId) -> Opinion | None: ...
    def of(self, question: QuestionId, author: PersonId) -> Opinion | None:
        """The standing or held opinion of this author; where there is none, the last that was removed."""
        ...

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
    def hold(self, opinion: OpinionId) -> None:
        """It waits, and is not counted until it is put back."""
        ...

    def restore(self, opinion: OpinionId) -> bool:
        """A held or removed one stands and is counted; False if its author has another by now, and nothing is done."""
        ...

    def lately(self, community: CommunityId, author: PersonId, limit: int) -> list[tuple[str, int]]:
        """What this author wrote last in a community, whatever became of it: texts and times, newest first."""
        ...

    def given_by(self, author: PersonId, before: int | None, limit: int) -> list[Opinion]:
        """This author's, newest first, with ``before`` those with a smaller id; none that they took back themselves."""
        ...

    def tally(self, question: QuestionId) -> Tally: ...
    def page(self, question: QuestionId, categories: Sequence[str | None], before: int, limit: int) -> list[Opinion]:
        """Standing opinions of these categories older than ``before`` (an id; 0: all), newest first."""
        ...

    def page_after(
        self, question: QuestionId, categories: Sequence[str | None], after: int, limit: int
    ) -> list[Opinion]:
        """Those just newer than ``after``, newest first."""
        ...

    def voted(
        self, question: QuestionId, categories: Sequence[str | None], below: tuple[int, int] | None, limit: int
    ) -> list[Opinion]:
        """The same, most voted first; ``below`` is votes and id of the one that they come after, None for the top."""
        ...

    def voted_above(
        self, question: QuestionId, categories: Sequence[str | None], above: tuple[int, int], limit: int
    ) -> list[Opinion]:
        """Those that come just before that one, in the same order."""
        ...

    def given_since(self, question: QuestionId, since: int) -> int:
        """How many standing opinions were given after a moment, in milliseconds since 1970."""
        ...

    def private_voices(self, question: QuestionId) -> list[PersonId]:
        """The authors of standing opinions that were given in private."""
        ...

    def undeclared(self, author: PersonId, community: CommunityId) -> list[Opinion]:
        """Standing opinions of this author in the community that have no category."""
        ...

    def alias(self, question: QuestionId, person: PersonId, category: str | None) -> int:
        """The number of this person's alias among that category in the question: the same each time, from 1."""
        ...

    def aliased(self, question: QuestionId, category: str | None, number: int) -> PersonId | None:
        """Whose alias this is; None for nobody's."""
        ...

    def has_alias(self, question: QuestionId, person: PersonId, category: str | None) -> bool:
        """Whether this person has an alias among that category in the question."""
        ...

    def shield(self, question: QuestionId, person: PersonId) -> int:
        """Keeps this person among the others in the question for good; returns the number of their alias there."""
        ...

    def shielded(self, question: QuestionId, person: PersonId) -> int | None:
        """The number of the alias of a person who is kept among the others in the question; None for who is not."""
        ...


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
    @property
    def backlog(self) -> Backlogs: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def removals(self) -> Removals: ...
    @property
    def sanctions(self) -> Sanctions: ...
    @property
    def stats(self) -> Stats: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def notifications(self) -> Notifications: ...
    @property
    def follows(self) -> Follows: ...
    @property
    def updates(self) -> Updates: ...
    @property
    def votes(self) -> Votes: ...
    @property
    def polls(self) -> Polls: ...
    @property
    def archive(self) -> Archive: ...
    @property
    def keeping(self) -> Keeping: ...
    @property
    def appointments(self) -> Appointments: ...
    @property
    def nudges(self) -> Nudges: ...
    @property
    def listing(self) -> Listing: ...
    @property
    def search(self) -> Search: ...
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
        """``wake`` is called in the event loop after every commit that put something in the outbox, or made an
        appointment."""
        ...
