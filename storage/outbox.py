"""The outbox: what is still to be carried, in lanes.

A row exists once per what, subject and recipient: asking for it again raises its revision, and it keeps its place. Rows
of one lane (a thread of a place, or a person) go in the order of their ids, so only the first of a lane that has not
failed may go: its *head*. Every change of a lane settles anew which row that is (one look-up in an index), and what is
due is then read from an index of heads alone. So it costs the same whether 100,000 rows wait in one lane or in 10,000.

While a row is under way it stays here. A change that lands meanwhile raises its revision, and `done` takes a row out
only at the revision that was carried.
"""

from collections.abc import Sequence
from typing import Any

from bot.domain.questions import QuestionId
from bot.ports.records import LOST, Recipient, Row, RowId, RowState, Urgency, What, lane_of
from storage.session import Session

_ROW = "id, what, subject, recipient, to_place, question_id, urgency, revision, attempts, fresh, state, reason"


class Outbox:
    """See `bot.ports.store.Outbox`."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        not_before: int = 0,
    ) -> None:
        """A new row at the end of its lane; or the one that is there, raised to a new revision and due at once, or at
        `not_before` if that is later.

        The raised row takes the greater urgency, and goes as a new message if either wish was for one. A failed row
        waits again, unless its answer was lost: that waits for a decision. What was due already keeps its turn.
        """
        lane = lane_of(what, subject, question, to_place=to_place)
        row = self._session.row(
            "INSERT INTO outbox (id, what, subject, recipient, lane, to_place, question_id, urgency, fresh, state,"
            " due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10)"
            " ON CONFLICT (what, subject, recipient) DO UPDATE SET"
            " revision = outbox.revision + 1,"
            " due_at = CASE WHEN outbox.due_at < excluded.due_at THEN outbox.due_at ELSE excluded.due_at END,"
            " urgency = CASE WHEN outbox.urgency < excluded.urgency THEN outbox.urgency ELSE excluded.urgency END,"
            " fresh = CASE WHEN outbox.fresh = 1 THEN 1 ELSE excluded.fresh END,"
            " attempts = CASE WHEN outbox.state = 'failed' THEN 0 ELSE outbox.attempts END,"
            " reason = CASE WHEN outbox.reason = 'lost' OR outbox.state <> 'failed' THEN outbox.reason END,"
            " state = CASE WHEN outbox.reason = 'lost' OR outbox.state <> 'failed' THEN outbox.state ELSE 'waiting' END"
            " RETURNING recipient, lane",
            *(
                self._session.new_id(),
                what.value,
                subject,
                recipient,
                lane,
            ),
            *(int(to_place), question, urgency.value, int(fresh), max(self._session.now, not_before)),
        )
        self._settle(row)
        self._session.stirred = True

    def due(self, limit: int, *, besides: Sequence[tuple[int, int]] = (), full: Sequence[Recipient] = ()) -> list[Row]:
        """The first row of each lane that is due now, most urgent first (then the one due longest), besides busy lanes
        and full recipients.

        A lane whose first row waits for its time, or is unsure, gives nothing. A failed row is not in the way.
        """
        busy = set(besides)
        others = (
            f" AND recipient NOT IN ({', '.join(f'${number}' for number, _ in enumerate(full, 4))})" if full else ""
        )
        due: list[Row] = []
        for urgency in Urgency:
            rows = self._session.rows(
                f"SELECT {_ROW} FROM outbox WHERE id IN (SELECT id FROM outbox WHERE head = 1 AND state = 'waiting'"
                f" AND urgency = $1 AND due_at <= $2{others} ORDER BY due_at, id LIMIT $3) ORDER BY due_at, id",
                urgency.value,
                self._session.now,
                limit - len(due) + len(busy),
                *full,
            )
            due += [row for row in map(_row, rows) if row.lane not in busy][: limit - len(due)]
            if len(due) >= limit:
                break
        return due

    def unsure_rows(self) -> list[Row]:
        """All rows that are unsure, oldest first."""
        return [
            _row(row) for row in self._session.rows(f"SELECT {_ROW} FROM outbox WHERE state = 'unsure' ORDER BY id")
        ]

    def next_due(self) -> int | None:
        """When the first of the lanes that are not due yet will be, in milliseconds since 1970."""
        times = [
            row[0]
            for urgency in Urgency
            if (
                row := self._session.row(
                    "SELECT due_at FROM outbox WHERE head = 1 AND state = 'waiting' AND urgency = $1 AND due_at > $2"
                    " ORDER BY due_at LIMIT 1",
                    *(urgency.value, self._session.now),
                )
            )
        ]
        return min(times, default=None)

    def done(self, row: Row) -> bool:
        """Takes it out if its revision is unchanged; otherwise it waits again and the answer is False.

        What waits again is an edit of what was just sent, unless a new message was asked for while an edit was on its
        way.
        """
        gone = self._session.row(
            "DELETE FROM outbox WHERE id = $1 AND revision = $2 RETURNING recipient, lane", row.id, row.revision
        )
        if gone is not None:
            self._settle(gone)
            return True
        again = self._session.run(
            "UPDATE outbox SET state = 'waiting', attempts = 0, reason = NULL, due_at = $2,"
            " fresh = CASE WHEN $3 = 1 THEN 0 ELSE fresh END WHERE id = $1",
            *(row.id, self._session.now, int(row.fresh)),
        )
        self._settle(row.lane)
        self._session.stirred = True
        return not again

    def later(self, row: Row, due_at: int) -> None:
        """Tried, and to be tried again; counts an attempt. Of a first post this says that nothing has arrived."""
        self._session.run(
            "UPDATE outbox SET state = 'waiting', attempts = attempts + 1, due_at = $2 WHERE id = $1", row.id, due_at
        )
        self._settle(row.lane)
        self._session.stirred = True

    def behind(self, row: Row, due_at: int) -> None:
        """Tried, and to be tried again after everything else that its lane holds by now."""
        self._session.run(
            "UPDATE outbox SET id = $2, state = 'waiting', attempts = attempts + 1, due_at = $3, head = 0"
            " WHERE id = $1",
            *(row.id, self._session.new_id(), due_at),
        )
        self._settle(row.lane)
        self._session.stirred = True

    def fail(self, row: Row, reason: str) -> None:
        """The platform refused for good. The row stays, to be shown or revived, and is in nobody's way."""
        self._session.run(
            "UPDATE outbox SET state = 'failed', reason = $2, attempts = attempts + 1, head = 0 WHERE id = $1",
            *(row.id, reason),
        )
        self._settle(row.lane)

    def unsure(self, row: Row) -> None:
        """The answer was lost: it may stand or not. The row waits for a decision, in nobody's way."""
        self.fail(row, LOST)

    def intend(self, row: Row) -> None:
        """Marks a first post as unsure before it is sent, so that a crash leaves it so. Its revision is unchanged."""
        self._session.run("UPDATE outbox SET state = 'unsure', reason = NULL WHERE id = $1", row.id)

    def rows(self, what: What, subject: int) -> list[Row]:
        """All rows about it, whatever their state, oldest first."""
        rows = self._session.rows(
            f"SELECT {_ROW} FROM outbox WHERE what = $1 AND subject = $2 ORDER BY id", what.value, subject
        )
        return [_row(row) for row in rows]

    def kept(self, recipient: Recipient, limit: int) -> list[Row]:
        """What waits for this recipient or has failed, the newest first."""
        rows = [
            row
            for state in ("state = 'failed'", "state <> 'failed'")  # each has its index
            for row in self._session.rows(
                f"SELECT {_ROW} FROM outbox WHERE recipient = $1 AND {state} ORDER BY id DESC LIMIT $2",
                *(recipient, limit),
            )
        ]
        return sorted(map(_row, rows), key=lambda row: row.id, reverse=True)[:limit]

    def retry(self, row: RowId) -> None:
        """A failed or unsure row waits again, due at once, in its old place of the lane."""
        lane = self._session.row(
            "UPDATE outbox SET state = 'waiting', attempts = 0, reason = NULL, due_at = $2"
            " WHERE id = $1 AND state <> 'waiting' RETURNING recipient, lane",
            *(row, self._session.now),
        )
        if lane is not None:
            self._settle(lane)
            self._session.stirred = True

    def revive(self, recipient: Recipient) -> None:
        """All failed rows to this recipient wait again."""
        rows = self._session.rows(
            "UPDATE outbox SET state = 'waiting', attempts = 0, reason = NULL, due_at = $2"
            " WHERE recipient = $1 AND state = 'failed' AND reason <> $3 RETURNING recipient, lane",
            *(recipient, self._session.now, LOST),
        )
        for lane in set(rows):
            self._settle(lane)
            self._session.stirred = True

    def _settle(self, lane: tuple[Any, ...] | None) -> None:
        """Makes the first row of the lane that has not failed its head."""
        if lane is None:
            return
        first = self._session.row(
            "SELECT id, head FROM outbox WHERE recipient = $1 AND lane = $2 AND state <> 'failed' ORDER BY id LIMIT 1",
            *lane,
        )
        if first is None or first[1]:
            return
        self._session.run("UPDATE outbox SET head = 0 WHERE recipient = $1 AND lane = $2 AND head = 1", *lane)
        self._session.run("UPDATE outbox SET head = 1 WHERE id = $1", first[0])


def _row(row: tuple[Any, ...]) -> Row:
    ident, what, subject, recipient, to_place, question, urgency, revision, attempts, fresh, state, reason = row
    return Row(
        RowId(ident),
        What(what),
        subject,
        recipient,
        bool(to_place),
        question,
        Urgency(urgency),
        revision,
        attempts,
        bool(fresh),
        RowState(state),
        reason,
    )
