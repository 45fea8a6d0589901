"""Counts for moderators. Each is of a window of time that ends now, and found by an index of times."""

from bot.domain.communities import CommunityId
from storage.bylines import loaded_category
from storage.session import Session


class Stats:
    """See `bot.ports.store.Stats`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def questions(self, community: CommunityId, since: int, step: int) -> dict[int, int]:
        """How many that everybody may see were posted, by step of so many milliseconds since then, from 0."""
        rows = self._session.rows(
            "SELECT (posted_at - $2) / $3 AS step, count(*) FROM question WHERE community_id = $1"
            " AND kind = 'question'"
            " AND posted_at >= $2 AND posted_at <= $4 AND status IN ('open', 'closed') GROUP BY step",
            *(community, since, step, self._session.now),
        )
        return dict(rows)

    def opinions(self, community: CommunityId, since: int, step: int) -> list[tuple[int, str | None, int]]:
        """Standing opinions under those questions: step, category, how many. (The join's order is given: by time.)"""
        rows = self._session.rows(
            "SELECT (opinion.written_at - $2) / $3 AS step, opinion.category, count(*) FROM opinion CROSS JOIN question"
            " WHERE opinion.removed = 0 AND opinion.written_at >= $2 AND question.id = opinion.question_id"
            " AND question.community_id = $1 AND question.status IN ('open', 'closed') AND question.kind = 'question'"
            " GROUP BY step, opinion.category",
            *(community, since, step),
        )
        return [(at, loaded_category(category), count) for at, category, count in rows]

    def waits(self, community: CommunityId, since: int, limit: int) -> list[int | None]:
        """How long each question posted since then waited for its first standing opinion, in milliseconds.

        None for one that has none yet. The newest come first.
        """
        rows = self._session.rows(
            "SELECT (SELECT min(opinion.written_at) FROM opinion WHERE opinion.question_id = question.id"
            " AND opinion.removed = 0) - question.posted_at FROM question WHERE question.community_id = $1"
            " AND question.posted_at >= $2 AND question.posted_at <= $4 AND question.status IN ('open', 'closed')"
            " AND question.kind = 'question' ORDER BY question.posted_at DESC LIMIT $3",
            *(community, since, limit, self._session.now),
        )
        return [wait for (wait,) in rows]
