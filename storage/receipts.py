"""Receipts: where things stand on the platforms.

A message is known once per place or private chat. Threads are known apart from messages, because a thread may carry the
id of the first message in it.
"""

from typing import Any

from bot.domain.communities import PlaceId
from bot.domain.questions import QuestionId
from bot.ports.records import Receipt, Recipient, What
from storage.session import Session

_RECEIPT = "recipient, what, subject, message, thread, part, ours, at"


class Receipts:
    """See `bot.ports.store.Receipts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, receipt: Receipt) -> bool:
        """Keeps it; False if this message (or, for a thread, this thread) was known already."""
        row = self._session.row(
            "INSERT INTO receipt (recipient, what, subject, message, thread, part, ours, at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING subject",
            *(receipt.recipient, receipt.what.value, receipt.subject, receipt.message, receipt.thread),
            *(receipt.part, int(receipt.ours), receipt.at),
        )
        return row is not None

    def of(self, recipient: Recipient, what: What, subject: int) -> list[Receipt]:
        """In the order of their parts."""
        rows = self._session.rows(
            f"SELECT {_RECEIPT} FROM receipt WHERE recipient = $1 AND what = $2 AND subject = $3"
            " ORDER BY part, message",
            *(recipient, what.value, subject),
        )
        return [_receipt(row) for row in rows]

    def carried(self, question: QuestionId) -> list[tuple[What, int]]:
        """All standing opinions, replies and updates of a question, whether they were carried anywhere or not."""
        rows = self._session.rows(
            "SELECT 'opinion', id FROM opinion WHERE question_id = $1 AND removed = 0"
            " UNION ALL SELECT 'reply', reply.id FROM opinion JOIN reply ON reply.opinion_id = opinion.id"
            " WHERE opinion.question_id = $1 AND opinion.removed = 0 AND reply.removed = 0"
            " UNION ALL SELECT 'update', id FROM question_update WHERE question_id = $1 AND removed = 0",
            question,
        )
        return [(What(what), subject) for what, subject in rows]

    def everywhere(self, what: What, subject: int) -> list[Receipt]:
        """In all places and private chats, each one's in the order of their parts."""
        rows = self._session.rows(
            f"SELECT {_RECEIPT} FROM receipt WHERE what = $1 AND subject = $2 ORDER BY recipient, part, message",
            *(what.value, subject),
        )
        return [_receipt(row) for row in rows]

    def at(self, recipient: Recipient, message: str) -> Receipt | None:
        """What this message is; a thread is no message."""
        row = self._session.row(
            f"SELECT {_RECEIPT} FROM receipt WHERE recipient = $1 AND message = $2 AND what <> 'thread'",
            *(recipient, message),
        )
        return None if row is None else _receipt(row)

    def thread(self, place: PlaceId, thread: str) -> QuestionId | None:
        """The question that a thread belongs to."""
        row = self._session.row(
            "SELECT subject FROM receipt WHERE recipient = $1 AND thread = $2 AND what = 'thread'", place, thread
        )
        return None if row is None else QuestionId(row[0])

    def written(self, place: PlaceId, question: QuestionId) -> list[str]:
        """The messages in this place that people wrote as standing opinions and replies to the question."""
        rows = self._session.rows(
            "SELECT message FROM opinion JOIN passage ON passage.opinion_id = opinion.id"
            " JOIN receipt ON what = 'passage' AND subject = passage.id"
            " WHERE opinion.question_id = $2 AND opinion.removed = 0 AND recipient = $1 AND ours = 0"
            " UNION ALL SELECT message FROM opinion JOIN reply ON reply.opinion_id = opinion.id"
            " JOIN receipt ON what = 'reply' AND subject = reply.id"
            " WHERE opinion.question_id = $2 AND reply.removed = 0 AND recipient = $1 AND ours = 0",
            *(place, question),
        )
        return [message for (message,) in rows]

    def subjects(self, recipient: Recipient, what: What, first: int) -> list[int]:
        """Of all of this kind that we posted there, what they are about, as far as that is `first` or above."""
        rows = self._session.rows(
            "SELECT DISTINCT subject FROM receipt WHERE recipient = $1 AND what = $2 AND subject >= $3 AND ours = 1"
            " ORDER BY subject",
            *(recipient, what.value, first),
        )
        return [subject for (subject,) in rows]

    def drop(self, recipient: Recipient, what: What, subject: int) -> None:
        """Forgets where it stood for this recipient."""
        self._session.run(
            "DELETE FROM receipt WHERE recipient = $1 AND what = $2 AND subject = $3", recipient, what.value, subject
        )

    def retire(self, recipient: Recipient, what: What, subject: int) -> None:
        """They stand, and replies to them are understood, but they are edited no more (`ours` becomes false)."""
        self._session.run(
            "UPDATE receipt SET ours = 0 WHERE recipient = $1 AND what = $2 AND subject = $3",
            *(recipient, what.value, subject),
        )

    def drop_place(self, place: PlaceId) -> None:
        """Forgets all messages of a place (they have other ids after a move), but not its threads."""
        self._session.run("DELETE FROM receipt WHERE recipient = $1 AND what <> 'thread'", place)


def _receipt(row: tuple[Any, ...]) -> Receipt:
    recipient, what, subject, message, thread, part, ours, at = row
    return Receipt(recipient, What(what), subject, message, thread, part, bool(ours), at)
