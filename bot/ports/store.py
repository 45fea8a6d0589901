"""The store, seen from inside: units of work, and what each kind of thing can be asked.

A unit of work is a plain function of a transaction. ``write`` runs it alone, whole, and on disk when it returns;
``read`` gives it one consistent moment beside the writer and lets it change nothing. A unit may run more than once
before it counts, so it does nothing but talk to its transaction.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports.appointments import Appointments, Nudges
from bot.ports.archive import Archive
from bot.ports.communities import Communities
from bot.ports.follows import Follows
from bot.ports.forms import Forms
from bot.ports.keeping import Keeping
from bot.ports.listing import Listing
from bot.ports.moderation import Audit, Cases, Removals, Sanctions, Stats
from bot.ports.notifications import Notifications
from bot.ports.opinions import Opinions
from bot.ports.people import People
from bot.ports.pictures import Pictures
from bot.ports.polls import Polls
from bot.ports.questions import Questions
from bot.ports.queues import Backlogs, Inbox, Outbox, Receipts
from bot.ports.replies import Replies
from bot.ports.search import Search
from bot.ports.turns import Turns
from bot.ports.updates import Updates
from bot.ports.votes import Votes

T = TypeVar("T")


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
    def turns(self) -> Turns: ...
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
