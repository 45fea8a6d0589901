"""The backlog: how much waits, or can't go on, as whoever runs the bot wants to know it.

Only what goes to places is counted. What goes to people would tell of somebody: a notice that fails says that its
reader has blocked the bot. What waits on purpose (a question that is to appear at a random moment) counts as little
as what has just come: it would tell that somebody asked.
"""

from bot.ports.records import LOST, Backlog, Urgency
from storage.session import Session


class Backlogs:
    """See `bot.ports.queues.Backlogs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def now(self, patience: int) -> Backlog:
        """How it is. Less than ``patience`` milliseconds is no waiting."""
        session = self._session
        waiting, oldest = 0, session.now
        for urgency in Urgency:
            found = session.row(
                "SELECT count(*), min(due_at) FROM outbox WHERE head = 1 AND state = 'waiting' AND urgency = $1"
                " AND to_place = 1 AND (due_at <= $2 OR attempts > 0)",
                *(urgency.value, session.now - patience),
            )
            if found is not None and found[0]:
                waiting, oldest = waiting + found[0], min(oldest, found[1])
        failed = session.rows(
            "SELECT reason = $1, count(*) FROM outbox WHERE state = 'failed' AND recipient > 0 AND to_place = 1"
            " GROUP BY reason = $1",
            LOST,
        )
        stopped = {bool(lost): count for lost, count in failed}
        inbox = session.row("SELECT count(*) FROM inbox WHERE aside = 0 AND platform > ''")
        aside = session.row("SELECT count(*) FROM inbox WHERE aside = 1")
        return Backlog(
            waiting=waiting,
            failed=stopped.get(False, 0),
            unsure=stopped.get(True, 0),
            age=session.now - oldest,
            inbox=inbox[0] if inbox else 0,
            aside=aside[0] if aside else 0,
        )
