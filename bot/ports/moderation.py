"""The store's part for moderators: what waits for them, what they put on people, and what they did."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.audit import Entry
from bot.domain.cases import Case, CaseId, Verdict
from bot.domain.communities import CommunityId
from bot.domain.people import PersonId
from bot.domain.sanctions import Sanction, SanctionId


class Cases(Protocol):
    """What waits for a moderator's look, at most one open case for each thing."""

    def open(
        self, community: CommunityId, what: str, subject: int, reasons: Sequence[str], *, held: bool, urgent: bool
    ) -> Case:
        """The open case of a thing: a new one, or the one that is there with these reasons added."""
        ...

    def get(self, case: CaseId) -> Case | None: ...
    def of(self, what: str, subject: int) -> Case | None:
        """The last case of a thing, open or decided."""
        ...

    def report(self, case: CaseId, reporter: PersonId) -> bool:
        """Counts one more report; False if this person reported it before."""
        ...

    def reporters(self, case: CaseId) -> list[PersonId]: ...
    def waiting(self, community: CommunityId, offset: int, limit: int) -> list[Case]:
        """A page of what waits, urgent cases first, then the oldest."""
        ...

    def decide(self, case: CaseId, verdict: Verdict, by: str, reason: str) -> Case:
        """Ends an open case."""
        ...


class Sanctions(Protocol):
    """Sanctions, by the trace of whoever they bind."""

    def add(self, sanction: Sanction, trace: str) -> Sanction:
        """A new sanction on whoever has this trace; its id is made here."""
        ...

    def get(self, sanction: SanctionId) -> Sanction | None: ...
    def of(self, community: CommunityId, traces: Sequence[str]) -> list[Sanction]:
        """All sanctions on whoever has one of these traces (one per key of the vault), oldest first."""
        ...

    def about(self, what: str, subject: int) -> list[Sanction]:
        """Those that were put on the author of this very thing, oldest first."""
        ...

    def latest(self, community: CommunityId, offset: int, limit: int) -> list[Sanction]:
        """A page of all sanctions of a community, newest first."""
        ...

    def lift(self, sanction: SanctionId) -> None: ...
    def renew(self, old: str, new: str) -> None:
        """The same person has another trace, under a new key."""
        ...


class Audit(Protocol):
    """What moderators did. Entries are only ever added."""

    def add(self, community: CommunityId, by: str, action: str, what: str, subject: int, detail: str) -> None: ...
    def latest(self, community: CommunityId, offset: int, limit: int) -> list[Entry]:
        """A page, newest first."""
        ...
