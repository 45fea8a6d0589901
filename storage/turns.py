"""Turns, one row for each kind: of those that repeat the last is known."""

from collections.abc import Set as AbstractSet

from bot.domain.questions import QuestionId
from bot.domain.turns import Turn
from storage.session import Session


class Turns:
    """See `bot.ports.turns.Turns`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, question: QuestionId, turn: Turn) -> None:
        """It takes it now."""
        self._session.run(
            "INSERT INTO turn (question_id, kind, at) VALUES ($1, $2, $3)"
            " ON CONFLICT (question_id, kind) DO UPDATE SET at = excluded.at",
            *(question, turn.value, self._session.now),
        )

    def since(self, question: QuestionId, moment: int) -> AbstractSet[Turn]:
        """Those it took after a moment."""
        rows = self._session.rows("SELECT kind FROM turn WHERE question_id = $1 AND at > $2", question, moment)
        return {Turn(kind) for (kind,) in rows}
