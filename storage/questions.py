"""Questions, numbered per community from 1. A number is given once and never again."""

from collections.abc import Sequence
from typing import Any

from bot.domain.communities import CommunityId
from bot.domain.people import PersonId
from bot.domain.questions import Kind, Question, QuestionId, Status
from storage.bylines import loaded_name, sealed_name
from storage.session import Session

QUESTION = (
    "id, community_id, number, asker, title, details, audience, status, posted_at, asked_as, locked, duplicate_of,"
    " kind, name, topic, silent"
)
_ABOVE_ALL = 2**63 - 1  # no id is as large

_ALL = 1 << 62
"""Above every number."""


class Questions:
    """See `bot.ports.store.Questions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        """A new question or take with the next number of its community, open or held; one that is open is seen after
        `delay` milliseconds. Its id, which stands in public links, tells the hour after the delay and not that before.

        Raises LookupError for an unknown community.
        """
        delayed = self._session.now + delay
        session, status = self._session, Status.HELD if held else Status.OPEN
        row = session.row("UPDATE community SET questions = questions + 1 WHERE id = $1 RETURNING questions", community)
        if row is None:
            raise LookupError("there is no such community")
        question = Question(
            QuestionId(session.id_at(delayed) if delay else session.new_id()),
            community,
            row[0],
            asker,
            title,
            details,
            tuple(audience),
            _seen(status, delayed, session.now),
            session.now if held else delayed,
            asked_as,
            kind=kind,
            name=name,
            topic=topic,
        )
        session.run(
            "INSERT INTO question (id, community_id, number, asker, title, details, audience, status, posted_at,"
            " asked_as, kind, name, topic) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            *(question.id, community, question.number, asker, title, details, ",".join(audience)),
            *(status.value, question.posted_at, asked_as, kind.value, sealed_name(session, name, question.id), topic),
        )
        return question

    def get(self, question: QuestionId) -> Question | None:
        """The question with this id, whatever its status."""
        row = self._session.row(f"SELECT {QUESTION} FROM question WHERE id = $1", question)
        return None if row is None else read(row, self._session)

    def numbered(self, community: CommunityId, number: int) -> Question | None:
        """The question with this number in the community, whatever its status."""
        row = self._session.row(
            f"SELECT {QUESTION} FROM question WHERE community_id = $1 AND number = $2", community, number
        )
        return None if row is None else read(row, self._session)

    def set_status(self, question: QuestionId, status: Status) -> None:
        """Opens, closes, holds or removes it. What waits for its moment is open and goes on waiting."""
        status = Status.OPEN if status is Status.WAITING else status
        self._session.run(
            "UPDATE question SET status = $2, silent = 0,"
            " ended_at = CASE WHEN $2 IN ('closed', 'removed') THEN coalesce(ended_at, $3) END WHERE id = $1",
            *(question, status.value, self._session.now),
        )

    def close_silent(self, question: QuestionId) -> None:
        """Closes it, and remembers that it was because nobody wrote any more."""
        self.set_status(question, Status.CLOSED)
        self._session.run("UPDATE question SET silent = 1 WHERE id = $1", question)

    def set_locked(self, question: QuestionId, *, locked: bool) -> None:
        """Lets nothing be added any more, or again."""
        self._session.run("UPDATE question SET locked = $2 WHERE id = $1", question, int(locked))

    def set_duplicate(self, question: QuestionId, of: QuestionId | None) -> None:
        """Says that the same is asked there; None: it stands for itself."""
        self._session.run("UPDATE question SET duplicate_of = $2 WHERE id = $1", question, of)

    def publish(self, question: QuestionId, delay: int) -> None:
        """A held one is open, and seen after `delay` milliseconds."""
        self._session.run(
            "UPDATE question SET status = 'open', posted_at = $2 WHERE id = $1", question, self._session.now + delay
        )

    def asked(self, community: CommunityId, asker: PersonId, since: int) -> int:
        """How many this asker has written since then, whatever became of them."""
        row = self._session.row(
            "SELECT count(*) FROM question WHERE asker = $1 AND community_id = $2 AND posted_at > $3",
            *(asker, community, since),
        )
        return int(row[0]) if row else 0

    def asked_by(self, asker: PersonId, before: int | None, limit: int) -> list[Question]:
        """This asker's, newest first, with `before` those with a smaller id; none that they took back themselves."""
        rows = self._session.rows(
            f"SELECT {QUESTION} FROM question WHERE asker = $1 AND id < $2 AND (status <> 'removed'"
            " OR EXISTS (SELECT 1 FROM removal WHERE what = 'question' AND subject = question.id))"
            " ORDER BY id DESC LIMIT $3",
            *(asker, _ABOVE_ALL if before is None else before, limit),
        )
        return [read(row, self._session) for row in rows]

    def published(self, community: CommunityId, asker: PersonId) -> bool:
        """Whether any of this asker's is or was seen here; one they deleted themselves is none."""
        row = self._session.row(
            "SELECT id FROM question WHERE asker = $1 AND community_id = $2 AND status IN ('open', 'closed') LIMIT 1",
            *(asker, community),
        )
        return row is not None

    def latest(self, community: CommunityId, limit: int) -> list[Question]:
        """The newest that everybody may see, newest first."""
        rows = self._session.rows(
            f"SELECT {QUESTION} FROM question WHERE community_id = $1 AND status IN ('open', 'closed')"
            " AND posted_at <= $3 ORDER BY number DESC LIMIT $2",
            *(community, limit, self._session.now),
        )
        return [read(row, self._session) for row in rows]

    def takes(self, community: CommunityId, below: int | None, limit: int) -> list[Question]:
        """Takes that everybody may see, newest first, those with a number below `below`."""
        rows = self._session.rows(
            f"SELECT {QUESTION} FROM question WHERE community_id = $1 AND kind = 'take' AND number < $2"
            " AND status IN ('open', 'closed') AND posted_at <= $4 ORDER BY number DESC LIMIT $3",
            *(community, _ALL if below is None else below, limit, self._session.now),
        )
        return [read(row, self._session) for row in rows]

    def between(self, community: CommunityId, first: int, last: int, limit: int) -> list[Question]:
        """Those that everybody may see with a number from `first` to `last`, newest first."""
        rows = self._session.rows(
            f"SELECT {QUESTION} FROM question WHERE community_id = $1 AND number BETWEEN $2 AND $3"
            " AND status IN ('open', 'closed') AND posted_at <= $5 ORDER BY number DESC LIMIT $4",
            *(community, first, last, limit, self._session.now),
        )
        return [read(row, self._session) for row in rows]


def read(row: Sequence[Any], session: Session) -> Question:
    """The question of a row with the columns `QUESTION`."""
    question, community, number, asker, title, details, audience, status, posted_at, asked_as, *rest = row
    locked, twin, kind, name, topic, silent = rest
    return Question(
        QuestionId(question),
        CommunityId(community),
        number,
        PersonId(asker),
        title,
        details,
        tuple(audience.split(",")) if audience else (),
        _seen(Status(status), posted_at, session.now),
        posted_at,
        asked_as,
        bool(locked),
        None if twin is None else QuestionId(twin),
        Kind(kind),
        loaded_name(session, name, question),
        topic,
        bool(silent),
    )


def _seen(status: Status, posted_at: int, now: int) -> Status:
    """The status, as far as it has begun."""
    return Status.WAITING if status is Status.OPEN and posted_at > now else status
