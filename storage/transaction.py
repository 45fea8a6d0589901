"""What a unit of work is given: a transaction with one repository per noun, each built when it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from storage.appointments import Appointments, Nudges
from storage.archive import Archive
from storage.audit import Audit
from storage.backlog import Backlogs
from storage.cases import Cases
from storage.communities import Communities
from storage.follows import Follows
from storage.forms import Forms
from storage.inbox import Inbox
from storage.keeping import Keeping
from storage.listing import Listing
from storage.notifications import Notifications
from storage.opinions import Opinions
from storage.outbox import Outbox
from storage.people import People
from storage.pictures import Pictures
from storage.polls import Polls
from storage.questions import Questions
from storage.receipts import Receipts
from storage.removals import Removals
from storage.replies import Replies
from storage.sanctions import Sanctions
from storage.search import Search
from storage.session import Session
from storage.stats import Stats
from storage.turns import Turns
from storage.updates import Updates
from storage.votes import Votes

T = TypeVar("T")


class Transaction:
    """`bot.ports.store.Tx` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._depth = 0

    @property
    def now(self) -> int:
        """This transaction's one moment, in milliseconds since 1970, UTC."""
        return self._session.now

    @cached_property
    def communities(self) -> Communities:
        """Communities, categories, places, codes."""
        return Communities(self._session)

    @cached_property
    def people(self) -> People:
        """Faces of people."""
        return People(self._session)

    @cached_property
    def forms(self) -> Forms:
        """Forms being filled in."""
        return Forms(self._session)

    @cached_property
    def questions(self) -> Questions:
        """Questions."""
        return Questions(self._session)

    @cached_property
    def opinions(self) -> Opinions:
        """Opinions, passages, tallies, aliases."""
        return Opinions(self._session)

    @cached_property
    def replies(self) -> Replies:
        """Replies."""
        return Replies(self._session)

    @cached_property
    def receipts(self) -> Receipts:
        """Where things stand."""
        return Receipts(self._session)

    @cached_property
    def outbox(self) -> Outbox:
        """What is to be carried."""
        return Outbox(self._session)

    @cached_property
    def inbox(self) -> Inbox:
        """What has come in."""
        return Inbox(self._session)

    @cached_property
    def backlog(self) -> Backlogs:
        """How much waits."""
        return Backlogs(self._session)

    @cached_property
    def cases(self) -> Cases:
        """What waits for a moderator's look."""
        return Cases(self._session)

    @cached_property
    def removals(self) -> Removals:
        """What moderators removed."""
        return Removals(self._session)

    @cached_property
    def stats(self) -> Stats:
        """Counts by time."""
        return Stats(self._session)

    @cached_property
    def sanctions(self) -> Sanctions:
        """Sanctions."""
        return Sanctions(self._session)

    @cached_property
    def audit(self) -> Audit:
        """What moderators did."""
        return Audit(self._session)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures of forms and of questions."""
        return Pictures(self._session)

    @cached_property
    def notifications(self) -> Notifications:
        """How people want to be told."""
        return Notifications(self._session)

    @cached_property
    def follows(self) -> Follows:
        """Who follows which question."""
        return Follows(self._session)

    @cached_property
    def turns(self) -> Turns:
        """What became of questions, and when."""
        return Turns(self._session)

    @cached_property
    def updates(self) -> Updates:
        """What askers added to their questions."""
        return Updates(self._session)

    @cached_property
    def votes(self) -> Votes:
        """Votes on opinions, and what their question's asker makes of them."""
        return Votes(self._session)

    @cached_property
    def polls(self) -> Polls:
        """Polls and their ballots."""
        return Polls(self._session)

    @cached_property
    def archive(self) -> Archive:
        """What is shown on the web."""
        return Archive(self._session)

    @cached_property
    def keeping(self) -> Keeping:
        """What is kept of people, and what is to go."""
        return Keeping(self._session)

    @cached_property
    def appointments(self) -> Appointments:
        """What happens in time."""
        return Appointments(self._session)

    @cached_property
    def nudges(self) -> Nudges:
        """Who wants to be nudged."""
        return Nudges(self._session)

    @cached_property
    def listing(self) -> Listing:
        """Lists of questions."""
        return Listing(self._session)

    @cached_property
    def search(self) -> Search:
        """What is found by its words."""
        return Search(self._session)

    def attempt(self, unit: Callable[[], T]) -> T:
        """Runs part of the unit so that an error in it undoes that part only, and raises the error."""
        self._depth += 1
        name = f"attempt_{self._depth}"
        self._session.run(f"SAVEPOINT {name}")
        try:
            result = unit()
        except BaseException:
            self._session.run(f"ROLLBACK TO {name}")
            raise
        finally:
            self._session.run(f"RELEASE {name}")
            self._depth -= 1
        return result
