"""Replies in the threads under opinions."""

from typing import Any

from bot.domain.communities import PlaceId
from bot.domain.opinions import Byline, Opinion, OpinionId
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from bot.domain.threads import Reply, ReplyId, Role
from storage.bylines import loaded, stored
from storage.session import Session

_REPLY = (
    "id, question_id, opinion_id, author, role, category, name, number, text, answers, place_id, written_at, removed"
)


class Replies:
    """See `bot.ports.store.Replies`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        opinion: Opinion,
        author: PersonId,
        role: Role,
        by: Byline,
        text: str,
        answers: ReplyId | None,
        place: PlaceId | None,
    ) -> Reply:
        """A new reply under an opinion, at the end of its thread."""
        session = self._session
        reply = ReplyId(session.new_id())
        session.run(
            "INSERT INTO reply (id, question_id, opinion_id, author, role, category, name, number, text, answers,"
            " place_id, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            *(reply, opinion.question_id, opinion.id, author, role.value, *stored(session, by, reply)),
            *(text, answers, place, session.now),
        )
        return Reply(reply, opinion.question_id, opinion.id, author, role, by, text, answers, place, session.now, False)

    def get(self, reply: ReplyId) -> Reply | None:
        """The reply with this id, removed or not."""
        row = self._session.row(f"SELECT {_REPLY} FROM reply WHERE id = $1", reply)
        return None if row is None else self._reply(row)

    def set_text(self, reply: ReplyId, text: str) -> None:
        """Changes what it says."""
        self._session.run("UPDATE reply SET text = $2 WHERE id = $1", reply, text)

    def remove(self, reply: ReplyId) -> None:
        """It stands no more."""
        self._session.run("UPDATE reply SET removed = 1 WHERE id = $1", reply)

    def under(self, opinion: OpinionId, offset: int, limit: int) -> list[Reply]:
        """Standing replies, oldest first."""
        rows = self._session.rows(
            f"SELECT {_REPLY} FROM reply WHERE opinion_id = $1 AND removed = 0 ORDER BY id LIMIT $2 OFFSET $3",
            *(opinion, limit, offset),
        )
        return [self._reply(row) for row in rows]

    def count(self, opinion: OpinionId) -> int:
        """How many replies stand under the opinion."""
        row = self._session.row("SELECT count(*) FROM reply WHERE opinion_id = $1 AND removed = 0", opinion)
        return int(row[0]) if row else 0

    def private_voices(self, opinion: OpinionId) -> list[PersonId]:
        """Those who have a standing reply here from their private chat, each once, the asker included."""
        rows = self._session.rows(
            "SELECT author FROM reply WHERE opinion_id = $1 AND removed = 0 AND place_id IS NULL"
            " GROUP BY author ORDER BY min(id)",
            opinion,
        )
        return [PersonId(author) for (author,) in rows]

    def _reply(self, row: tuple[Any, ...]) -> Reply:
        reply, question, opinion, author, role, category, name, number, text, answers, place, written_at, removed = row
        return Reply(
            ReplyId(reply),
            QuestionId(question),
            OpinionId(opinion),
            PersonId(author),
            Role(role),
            loaded(self._session, category, name, number, reply),
            text,
            answers,
            place,
            written_at,
            bool(removed),
        )
