"""Cases: what waits for a moderator, at most one open case for each thing. Reasons and names are sealed."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.cases import Case, CaseId, Verdict
from bot.domain.communities import CommunityId
from bot.domain.people import PersonId
from storage.session import Session

_CASE = "id, community_id, what, subject, held, urgent, reasons, reports, opened_at, verdict, decided_by, reason"


class Cases:
    """See `bot.ports.store.Cases`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(
        self, community: CommunityId, what: str, subject: int, reasons: Sequence[str], *, held: bool, urgent: bool
    ) -> Case:
        """The open case of a thing: a new one, or the one that is there with these reasons added."""
        session = self._session
        found = self.of(what, subject)
        if found is not None and found.verdict is None:
            merged = list(dict.fromkeys((*found.reasons, *reasons)))
            session.run(
                "UPDATE matter SET reasons = $2, held = $3, urgent = $4 WHERE id = $1",
                *(found.id, json.dumps(merged), int(found.held or held), int(found.urgent or urgent)),
            )
            case = found.id
        else:
            case = CaseId(session.new_id())
            session.run(
                "INSERT INTO matter (id, community_id, what, subject, held, urgent, reasons, opened_at)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                *(case, community, what, subject, int(held), int(urgent), json.dumps(list(reasons)), session.now),
            )
        return self._must(case)

    def get(self, case: CaseId) -> Case | None:
        """The case with this id."""
        row = self._session.row(f"SELECT {_CASE} FROM matter WHERE id = $1", case)
        return None if row is None else self._case(row)

    def of(self, what: str, subject: int) -> Case | None:
        """The last case of a thing, open or decided."""
        row = self._session.row(
            f"SELECT {_CASE} FROM matter WHERE what = $1 AND subject = $2 ORDER BY id DESC LIMIT 1", what, subject
        )
        return None if row is None else self._case(row)

    def report(self, case: CaseId, reporter: PersonId) -> bool:
        """Counts one more report; False if this person reported it before."""
        new = self._session.row(
            "INSERT INTO report (matter_id, reporter) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING reporter",
            *(case, reporter),
        )
        if new is not None:
            self._session.run("UPDATE matter SET reports = reports + 1 WHERE id = $1", case)
        return new is not None

    def reporters(self, case: CaseId) -> list[PersonId]:
        """Who reported it."""
        rows = self._session.rows("SELECT reporter FROM report WHERE matter_id = $1 ORDER BY reporter", case)
        return [PersonId(reporter) for (reporter,) in rows]

    def waiting(self, community: CommunityId, offset: int, limit: int) -> list[Case]:
        """A page of what waits, urgent cases first, then the oldest."""
        rows = self._session.rows(
            f"SELECT {_CASE} FROM matter WHERE community_id = $1 AND verdict IS NULL"
            " ORDER BY urgent DESC, id LIMIT $3 OFFSET $2",
            *(community, offset, limit),
        )
        return [self._case(row) for row in rows]

    def queue(self, community: CommunityId, limit: int) -> list[Case]:
        """The first that wait: urgent cases, then what is held, then what was reported; of each the oldest first."""
        rows = self._session.rows(
            f"SELECT {_CASE} FROM matter WHERE community_id = $1 AND verdict IS NULL"
            " ORDER BY urgent DESC, held DESC, id LIMIT $2",
            *(community, limit),
        )
        return [self._case(row) for row in rows]

    def decide(self, case: CaseId, verdict: Verdict, by: str, reason: str) -> Case:
        """Ends an open case."""
        self._session.run(
            "UPDATE matter SET verdict = $2, decided_by = $3, reason = $4, decided_at = $5"
            " WHERE id = $1 AND verdict IS NULL",
            *(case, verdict.value, self._seal(case, by), self._seal(case, reason), self._session.now),
        )
        return self._must(case)

    def _must(self, case: CaseId) -> Case:
        found = self.get(case)
        assert found is not None
        return found

    def _seal(self, case: CaseId, text: str) -> str:
        return self._session.vault.seal(text.encode(), f"case:{case}")

    def _case(self, row: tuple[Any, ...]) -> Case:
        key, community, what, subject, held, urgent, reasons, reports, opened, verdict, by, reason = row
        by, reason = (
            None if each is None else self._session.vault.open(each, f"case:{key}").decode() for each in (by, reason)
        )
        return Case(
            *(CaseId(key), CommunityId(community), what, subject, bool(held), bool(urgent)),
            *(tuple(json.loads(reasons)), reports, opened, Verdict(verdict) if verdict else None, by, reason),
        )
