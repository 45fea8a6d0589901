"""Polls: their options, one ballot for each mark (see `bot.domain.votes`), and the votes counted.

A ballot keeps its voter's category, so that it can be taken back from the right count, and nothing else.
"""

import json
from collections.abc import Sequence

from bot.domain.polls import Ballot, Poll
from bot.domain.questions import QuestionId
from storage.bylines import loaded_category, stored_category
from storage.session import Session
from storage.votes import ALL


class Polls:
    """See `bot.ports.polls.Polls`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, question: QuestionId, options: Sequence[str]) -> None:
        """The question has this poll; it had none before."""
        told = json.dumps(list(options), ensure_ascii=False)
        self._session.run("INSERT INTO poll (question_id, options) VALUES ($1, $2)", question, told)

    def of(self, question: QuestionId) -> Poll | None:
        """The poll with its votes."""
        row = self._session.row("SELECT options, enough FROM poll WHERE question_id = $1", question)
        if row is None:
            return None
        votes = self._session.rows(
            "SELECT choice, category, votes FROM poll_tally WHERE question_id = $1 AND votes > 0", question
        )
        counted = {(choice, loaded_category(category)): count for choice, category, count in votes}
        return Poll(tuple(json.loads(row[0])), counted, row[1])

    def cast(self, question: QuestionId, mark: str, choice: int, category: str | None, enough: int = 0) -> None:
        """This mark's vote, instead of the one it had, given while so many votes were `enough`."""
        self.take_back(question, mark)
        self._session.run("UPDATE poll SET enough = $2 WHERE question_id = $1 AND enough < $2", question, enough)
        self._session.run(
            "INSERT INTO ballot (question_id, mark, choice, category) VALUES ($1, $2, $3, $4)",
            *(question, mark, choice, stored_category(category)),
        )
        self._count(question, choice, stored_category(category), 1)

    def take_back(self, question: QuestionId, mark: str) -> bool:
        """Takes the vote back; False if there is none."""
        row = self._session.row(
            "DELETE FROM ballot WHERE question_id = $1 AND mark = $2 RETURNING choice, category", question, mark
        )
        if row is not None:
            self._count(question, row[0], row[1], -1)
        return row is not None

    def ballot(self, question: QuestionId, mark: str) -> int | None:
        """The place of what this mark chose."""
        row = self._session.row("SELECT choice FROM ballot WHERE question_id = $1 AND mark = $2", question, mark)
        return None if row is None else int(row[0])

    def cast_by(self, question: QuestionId, mark: str) -> Ballot | None:
        """This mark's vote, with the category that it counts for."""
        row = self._session.row(
            "SELECT choice, category FROM ballot WHERE question_id = $1 AND mark = $2", question, mark
        )
        return None if row is None else Ballot(row[0], loaded_category(row[1]))

    def polled(self, before: int, limit: int) -> list[QuestionId]:
        """Questions whose poll has votes, older than `before` (0: all), newest first."""
        rows = self._session.rows(
            "SELECT DISTINCT question_id FROM ballot WHERE question_id < $1 ORDER BY question_id DESC LIMIT $2",
            *(before or ALL, limit),
        )
        return [QuestionId(question) for (question,) in rows]

    def _count(self, question: QuestionId, choice: int, category: str, change: int) -> None:
        self._session.run(
            "INSERT INTO poll_tally (question_id, choice, category, votes) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (question_id, choice, category) DO UPDATE SET votes = poll_tally.votes + excluded.votes",
            *(question, choice, category, change),
        )
