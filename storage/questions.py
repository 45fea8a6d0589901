"""Questions, numbered per community from 1. A number is given once and never again."""

from collections.abc import Sequence
from typing import Any

from bot.domain.communities import CommunityId
from bot.domain.people import PersonId
from bot.domain.questions import Question, QuestionId, Status
from storage.session import Session

_QUESTION = "id, community_id, number, asker, title, details, audience, status, posted_at"


class Questions:
    """See `bot.ports.store.Questions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, community: CommunityId, asker: PersonId, title: str, details: str, audience: Sequence[str]
    ) -> Question:
        """A new open question with the community's next number. Raises LookupError for an unknown community."""
        session = self._session
        row = session.row("UPDATE community SET questions = questions + 1 WHERE id = $1 RETURNING questions", community)
        if row is None:
            raise LookupError("there is no such community")
        question = Question(
            QuestionId(session.new_id()),
            community,
            row[0],
            asker,
            title,
            details,
            tuple(audience),
            Status.OPEN,
            session.now,
        )
        session.run(
            "INSERT INTO question (id, community_id, number, asker, title, details, audience, status, posted_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            *(question.id, community, question.number, asker, title, details, ",".join(audience)),
            *(question.status.value, question.posted_at),
        )
        return question

    def get(self, question: QuestionId) -> Question | None:
        """The question with this id, whatever its status."""
        return _question(self._session.row(f"SELECT {_QUESTION} FROM question WHERE id = $1", question))

    def numbered(self, community: CommunityId, number: int) -> Question | None:
        """The question with this number in the community, whatever its status."""
        return _question(
            self._session.row(
                f"SELECT {_QUESTION} FROM question WHERE community_id = $1 AND number = $2", community, number
            )
        )

    def set_status(self, question: QuestionId, status: Status) -> None:
        """Opens, closes or removes it."""
        self._session.run("UPDATE question SET status = $2 WHERE id = $1", question, status.value)

    def latest(self, community: CommunityId, limit: int) -> list[Question]:
        """The newest that stand (not removed), newest first."""
        rows = self._session.rows(
            f"SELECT {_QUESTION} FROM question WHERE community_id = $1 AND status <> 'removed'"
            " ORDER BY number DESC LIMIT $2",
            *(community, limit),
        )
        return [question for row in rows if (question := _question(row))]

    def between(self, community: CommunityId, first: int, last: int, limit: int) -> list[Question]:
        """Those that stand with a number from `first` to `last`, newest first."""
        rows = self._session.rows(
            f"SELECT {_QUESTION} FROM question WHERE community_id = $1 AND number BETWEEN $2 AND $3"
            " AND status <> 'removed' ORDER BY number DESC LIMIT $4",
            *(community, first, last, limit),
        )
        return [question for row in rows if (question := _question(row))]


def _question(row: tuple[Any, ...] | None) -> Question | None:
    if row is None:
        return None
    question, community, number, asker, title, details, audience, status, posted_at = row
    return Question(
        QuestionId(question),
        CommunityId(community),
        number,
        PersonId(asker),
        title,
        details,
        tuple(audience.split(",")) if audience else (),
        Status(status),
        posted_at,
    )
