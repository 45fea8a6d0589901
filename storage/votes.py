"""Votes on opinions, each under a mark of its own (see `bot.domain.votes`), and the asker's thanks and choice.

A vote has no time, and its row lies where its mark puts it: nothing tells in which order votes were given. They are
counted in the opinion's row, so that a page sorted by votes is a walk along an index.
"""

from collections.abc import Sequence

from bot.domain.opinions import Opinion, OpinionId
from bot.domain.questions import QuestionId
from storage.bylines import stored_category
from storage.opinions import Opinions
from storage.session import Session

ALL = 2**63 - 1
"""Above every id."""


class Votes:
    """See `bot.ports.votes.Votes`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def cast(self, opinion: OpinionId, mark: str) -> bool:
        """Counts a vote; False if this mark has one there already."""
        given = self._session.run(
            "INSERT INTO vote (opinion_id, mark) VALUES ($1, $2) ON CONFLICT (opinion_id, mark) DO NOTHING",
            *(opinion, mark),
        )
        return self._counted(opinion, given)

    def take_back(self, opinion: OpinionId, mark: str) -> bool:
        """Takes it back; False if there is none."""
        gone = self._session.run("DELETE FROM vote WHERE opinion_id = $1 AND mark = $2", opinion, mark)
        return self._counted(opinion, -gone)

    def has(self, opinion: OpinionId, mark: str) -> bool:
        """Whether this mark has a vote there."""
        row = self._session.row("SELECT 1 FROM vote WHERE opinion_id = $1 AND mark = $2", opinion, mark)
        return row is not None

    def voted(self, before: int, limit: int) -> list[OpinionId]:
        """Opinions that have votes, older than `before` (0: all), newest first."""
        rows = self._session.rows(
            "SELECT DISTINCT opinion_id FROM vote WHERE opinion_id < $1 ORDER BY opinion_id DESC LIMIT $2",
            *(before or ALL, limit),
        )
        return [OpinionId(opinion) for (opinion,) in rows]

    def thank(self, opinion: OpinionId, *, thanked: bool) -> None:
        """The asker thanks for it, or no longer."""
        self._session.run("UPDATE opinion SET thanked = $2 WHERE id = $1", opinion, int(thanked))

    def choose(self, opinion: OpinionId, *, helpful: bool) -> None:
        """It is the most helpful of its category, or no longer."""
        self._session.run("UPDATE opinion SET helpful = $2 WHERE id = $1", opinion, int(helpful))

    def helpful(self, question: QuestionId, categories: Sequence[str | None]) -> list[Opinion]:
        """The standing opinions that the asker chose in these categories."""
        get, found = Opinions(self._session).get, []
        for category in categories:
            row = self._session.row(
                "SELECT id FROM opinion WHERE question_id = $1 AND category = $2 AND helpful = 1 AND removed = 0",
                *(question, stored_category(category)),
            )
            if row is not None and (opinion := get(OpinionId(row[0]))):
                found.append(opinion)
        return found

    def most(self, question: QuestionId, categories: Sequence[str | None]) -> Opinion | None:
        """The standing opinion with the most votes in these categories, if it has any; the newest of several."""
        first = next(iter(Opinions(self._session).voted(question, categories, None, 1)), None)
        return first if first is not None and first.votes else None

    def _counted(self, opinion: OpinionId, change: int) -> bool:
        if change:
            self._session.run("UPDATE opinion SET votes = votes + $2 WHERE id = $1", opinion, change)
        return bool(change)
