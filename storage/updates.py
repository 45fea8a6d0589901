"""Updates: what askers added to their questions. Whose they are is told by the question alone."""

from typing import Any

from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from bot.domain.updates import Update, UpdateId
from storage.session import Session

STANDS, GONE, HELD = 0, 1, 2
"""The column `removed`."""
_UPDATE = "question_update.id, question_id, asker, question_update.text, written_at, removed"
_FROM = "question_update JOIN question ON question.id = question_id"
_ABOVE_ALL = 2**63 - 1


class Updates:
    """See `bot.ports.updates.Updates`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, question: QuestionId, text: str, *, held: bool = False) -> Update:
        """A new one, standing or held."""
        session, update = self._session, UpdateId(self._session.new_id())
        session.run(
            "INSERT INTO question_update (id, question_id, text, written_at, removed) VALUES ($1, $2, $3, $4, $5)",
            *(update, question, text, session.now, HELD if held else STANDS),
        )
        found = self.get(update)
        assert found is not None
        return found

    def get(self, update: UpdateId) -> Update | None:
        """The update with this id, standing or not."""
        row = self._session.row(f"SELECT {_UPDATE} FROM {_FROM} WHERE question_update.id = $1", update)
        return None if row is None else _update(row)

    def latest(self, question: QuestionId, limit: int, before: UpdateId | None = None) -> list[Update]:
        """Those that stand, newest first; with `before` those older than that one."""
        rows = self._session.rows(
            f"SELECT {_UPDATE} FROM {_FROM} WHERE question_id = $1 AND removed = 0 AND question_update.id < $3"
            " ORDER BY question_update.id DESC LIMIT $2",
            *(question, limit, _ABOVE_ALL if before is None else before),
        )
        return [_update(row) for row in rows]

    def count(self, question: QuestionId) -> int:
        """How many stand."""
        row = self._session.row("SELECT count(*) FROM question_update WHERE question_id = $1 AND removed = 0", question)
        return int(row[0]) if row else 0

    def all(self, question: QuestionId) -> list[Update]:
        """All there ever were, oldest first."""
        rows = self._session.rows(
            f"SELECT {_UPDATE} FROM {_FROM} WHERE question_id = $1 ORDER BY question_update.id", question
        )
        return [_update(row) for row in rows]

    def lately(self, asker: PersonId, limit: int) -> list[str]:
        """What this asker added last to any question, whatever became of it."""
        rows = self._session.rows(
            f"SELECT question_update.text FROM {_FROM} WHERE asker = $1 ORDER BY question_update.id DESC LIMIT $2",
            *(asker, limit),
        )
        return [text for (text,) in rows]

    def remove(self, update: UpdateId) -> None:
        """It stands no more."""
        self._turn(update, GONE)

    def hold(self, update: UpdateId) -> None:
        """It waits."""
        self._turn(update, HELD)

    def restore(self, update: UpdateId) -> None:
        """A held or removed one stands."""
        self._turn(update, STANDS)

    def _turn(self, update: UpdateId, state: int) -> None:
        self._session.run("UPDATE question_update SET removed = $2 WHERE id = $1", update, state)


def _update(row: tuple[Any, ...]) -> Update:
    update, question, asker, text, written_at, removed = row
    return Update(
        UpdateId(update), QuestionId(question), PersonId(asker), text, written_at, removed != STANDS, removed == HELD
    )
