"""Follows: which hidden face wants to hear of which question."""

from bot.domain.follows import Follow
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from storage.session import Session


class Follows:
    """See `bot.ports.follows.Follows`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, question: QuestionId, person: PersonId) -> bool:
        """From now on; False if they do already."""
        return bool(
            self._session.run(
                "INSERT INTO follow (question_id, person_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                *(question, person, self._session.now),
            )
        )

    def drop(self, question: QuestionId, person: PersonId) -> bool:
        """False if they did not."""
        return bool(self._session.run("DELETE FROM follow WHERE question_id = $1 AND person_id = $2", question, person))

    def get(self, question: QuestionId, person: PersonId) -> Follow | None:
        """Whether and since when this face follows the question."""
        row = self._session.row("SELECT since FROM follow WHERE question_id = $1 AND person_id = $2", question, person)
        return None if row is None else Follow(question, person, row[0])

    def followers(self, question: QuestionId) -> list[PersonId]:
        """All who follow it, in the order of their random ids."""
        rows = self._session.rows("SELECT person_id FROM follow WHERE question_id = $1 ORDER BY person_id", question)
        return [PersonId(person) for (person,) in rows]

    def of(self, person: PersonId) -> list[Follow]:
        """All that this face follows, by question."""
        rows = self._session.rows(
            "SELECT question_id, since FROM follow WHERE person_id = $1 ORDER BY question_id", person
        )
        return [Follow(QuestionId(question), person, since) for question, since in rows]
