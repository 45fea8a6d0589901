"""Lists of questions that everybody may see, each by an index.

Those without an opinion have an index of their own, which holds nothing else: so the list costs what it shows, however
many were answered. Whom they wait for is looked at while walking through it.
"""

from bot.domain.communities import CommunityId
from bot.domain.questions import Question, QuestionId
from bot.ports.listing import Group
from storage.questions import QUESTION, read
from storage.session import Session

_WAITS_FOR = {
    Group.MINE: "instr(',' || audience || ',', ',' || $5 || ',') > 0",
    Group.EVERYONE: "audience = '' AND $5 = $5",
    Group.OTHERS: "audience <> '' AND instr(',' || audience || ',', ',' || $5 || ',') = 0",
}


class Listing:
    """See `bot.ports.listing.Listing`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unanswered(self, community: CommunityId, group: Group, category: str, below: int, limit: int) -> list[Question]:
        """Open ones without an opinion, with a number below that, newest first."""
        if group is Group.MINE and not category:
            return []
        rows = self._session.rows(
            f"SELECT {QUESTION} FROM question WHERE community_id = $1 AND status = 'open' AND opinions = 0"
            " AND kind = 'question'"
            f" AND number < $2 AND posted_at <= $3 AND locked = 0 AND {_WAITS_FOR[group]}"
            " ORDER BY number DESC LIMIT $4",
            *(community, below, self._session.now, limit, category or "?"),
        )
        return [read(row, self._session) for row in rows]

    def since(self, community: CommunityId, first: int, last: int, limit: int) -> list[Question]:
        """Those posted from `first` to before `last`, newest first."""
        rows = self._session.rows(
            f"SELECT {QUESTION} FROM question WHERE community_id = $1 AND posted_at >= $2 AND posted_at < $3"
            " AND posted_at <= $5 AND status IN ('open', 'closed') AND kind = 'question'"
            " ORDER BY posted_at DESC LIMIT $4",
            *(community, first, last, limit, self._session.now),
        )
        return [read(row, self._session) for row in rows]

    def count(self, community: CommunityId, first: int, last: int) -> tuple[int, int]:
        """How many were posted from `first` to before `last`, and how many opinions were given then."""
        posted = self._session.row(
            "SELECT count(*) FROM question WHERE community_id = $1 AND posted_at >= $2 AND posted_at < $3"
            " AND posted_at <= $4 AND status IN ('open', 'closed') AND kind = 'question'",
            *(community, first, last, self._session.now),
        )
        given = self._session.row(
            "SELECT count(*) FROM opinion CROSS JOIN question WHERE opinion.removed = 0 AND opinion.written_at >= $2"
            " AND opinion.written_at < $3 AND question.id = opinion.question_id AND question.community_id = $1"
            " AND question.status IN ('open', 'closed') AND question.kind = 'question'",
            *(community, first, last),
        )
        return (posted or (0,))[0], (given or (0,))[0]

    def discussed(self, community: CommunityId, first: int, last: int, limit: int) -> list[tuple[Question, int]]:
        """Those with the most standing opinions of that time, most first, and how many these are."""
        columns = ", ".join(f"question.{each.strip()}" for each in QUESTION.split(","))
        rows = self._session.rows(
            f"SELECT count(*) AS given, {columns} FROM opinion CROSS JOIN question"
            " WHERE opinion.removed = 0 AND opinion.written_at >= $2 AND opinion.written_at < $3"
            " AND question.id = opinion.question_id AND question.community_id = $1"
            " AND question.status IN ('open', 'closed') AND question.kind = 'question'"
            " GROUP BY question.id ORDER BY given DESC, question.id LIMIT $4",
            *(community, first, last, limit),
        )
        return [(read(row, self._session), given) for given, *row in rows]

    def last_word(self, question: QuestionId) -> int:
        """When the last standing opinion, reply or update was written, in milliseconds since 1970; 0 for none."""
        times = [
            self._session.row("SELECT max(written_at) FROM opinion WHERE question_id = $1 AND removed = 0", question),
            self._session.row("SELECT max(written_at) FROM reply WHERE question_id = $1 AND removed = 0", question),
            self._session.row(
                "SELECT max(written_at) FROM question_update WHERE question_id = $1 AND removed = 0", question
            ),
        ]
        return max((row[0] or 0) for row in times if row is not None)
