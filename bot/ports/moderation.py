"""The store's part for moderators: what waits for them, what they put on people, and what they did."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.audit import Entry
from bot.domain.cases import Case, CaseId, Verdict
from bot.domain.communities import CommunityId
from bot.domain.people import Face, PersonId
from bot.domain.removals import Removal
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

    def queue(self, community: CommunityId, limit: int) -> list[Case]:
        """The first that wait: urgent cases, then what is held, then what was reported; of each the oldest first."""
        ...

    def decide(self, case: CaseId, verdict: Verdict, by: str, reason: str) -> Case:
        """Ends an open case."""
        ...


class Sanctions(Protocol):
    """Sanctions, by the trace of whoever they bind."""

    def add(self, sanction: Sanction, trace: str, face: Face) -> Sanction:
        """A new sanction on this face of whoever has this trace; its id is made here."""
        ...

    def get(self, sanction: SanctionId) -> Sanction | None: ...
    def of(self, community: CommunityId, traces: Sequence[str], faces: Sequence[Face] = tuple(Face)) -> list[Sanction]:
        """All sanctions on these faces of whoever has one of these traces (one per key of the vault), oldest first."""
        ...

    def about(self, what: str, subject: int) -> list[Sanction]:
        """Those that were put on the author of this very thing, oldest first."""
        ...

    def latest(self, community: CommunityId, offset: int, limit: int) -> list[Sanction]:
        """A page of all sanctions of a community, newest first."""
        ...

    def lift(self, sanction: SanctionId) -> None: ...
    def object(self, sanction: SanctionId, text: str) -> None:
        """Keeps what the person says against it."""
        ...

    def renew(self, old: str, new: str) -> None:
        """The same person has another trace, under a new key."""
        ...


class Stats(Protocol):
    """Counts of a window of time that ends now."""

    def questions(self, community: CommunityId, since: int, step: int) -> dict[int, int]:
        """How many were posted, by step of so many milliseconds since then, from 0."""
        ...

    def opinions(self, community: CommunityId, since: int, step: int) -> list[tuple[int, str | None, int]]:
        """Standing opinions: step, category, how many."""
        ...

    def waits(self, community: CommunityId, since: int, limit: int) -> list[int | None]:
        """How many milliseconds questions waited for their first opinion; None for one that has none yet."""
        ...


class Removals(Protocol):
    """What moderators removed, and may put back."""

    def add(self, removal: Removal) -> None: ...
    def of(self, what: str, subject: int) -> Removal | None:
        """The removal of a thing; None where moderators have not removed it."""
        ...

    def drop(self, what: str, subject: int) -> None:
        """It was restored, or its author wants it gone for good."""
        ...


class Audit(Protocol):
    """What moderators did. Entries are only ever added."""

    def add(self, community: CommunityId, by: str, action: str, what: str, subject: int, detail: str) -> None: ...
    def latest(self, community: CommunityId, offset: int, limit: int) -> list[Entry]:
        """A page, newest first."""
        ...
