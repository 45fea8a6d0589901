"""Replies in the threads under opinions. The column `removed` is a state, as in `storage.opinions`."""

from typing import Any

from bot.domain.communities import CommunityId, PlaceId
from bot.domain.opinions import Byline, Opinion, OpinionId
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from bot.domain.threads import Reply, ReplyId, Role
from storage.bylines import loaded, stored
from storage.opinions import HELD, REMOVED, STANDS
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
        *,
        held: bool = False,
    ) -> Reply:
        """A new reply under an opinion, at the end of its thread, standing or held."""
        session = self._session
        reply = ReplyId(session.new_id())
        session.run(
            "INSERT INTO reply (id, question_id, opinion_id, author, role, category, name, number, text, answers,"
            " place_id, written_at, removed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            *(reply, opinion.question_id, opinion.id, author, role.value, *stored(session, by, reply)),
            *(text, answers, place, session.now, HELD if held else STANDS),
        )
        return Reply(
            *(reply, opinion.question_id, opinion.id, author, role, by, text, answers, place, session.now, held, held)
        )

    def get(self, reply: ReplyId) -> Reply | None:
        """The reply with this id, removed or not."""
        row = self._session.row(f"SELECT {_REPLY} FROM reply WHERE id = $1", reply)
        return None if row is None else self._reply(row)

    def set_text(self, reply: ReplyId, text: str) -> None:
        """Changes what it says."""
        self._session.run("UPDATE reply SET text = $2 WHERE id = $1", reply, text)

    def remove(self, reply: ReplyId) -> None:
        """It stands no more."""
        self._turn(reply, REMOVED)

    def hold(self, reply: ReplyId) -> None:
        """It waits, unseen, until it is put back."""
        self._turn(reply, HELD)

    def restore(self, reply: ReplyId) -> None:
        """A held or removed one stands."""
        self._turn(reply, STANDS)

    def lately(self, community: CommunityId, author: PersonId, limit: int) -> list[tuple[str, int]]:
        """What this author wrote last as replies in a community, whatever became of it: texts and times, newest first.

        It reads all replies of one author.
        """
        return self._session.rows(
            "SELECT reply.text, reply.written_at FROM reply JOIN question ON question.id = reply.question_id"
            " WHERE reply.author = $1 AND question.community_id = $2 ORDER BY reply.id DESC LIMIT $3",
            *(author, community, limit),
        )

    def under(self, opinion: OpinionId, after: int, limit: int) -> list[Reply]:
        """Standing replies, oldest first: those after the one with the id `after`, 0 for all."""
        rows = self._session.rows(
            f"SELECT {_REPLY} FROM reply WHERE opinion_id = $1 AND id > $3 AND removed = 0 ORDER BY id LIMIT $2",
            *(opinion, limit, after),
        )
        return [self._reply(row) for row in rows]

    def before(self, opinion: OpinionId, before: int, limit: int) -> list[Reply]:
        """The last standing replies before the one with this id, oldest first."""
        rows = self._session.rows(
            f"SELECT {_REPLY} FROM reply WHERE opinion_id = $1 AND id < $3 AND removed = 0 ORDER BY id DESC LIMIT $2",
            *(opinion, limit, before),
        )
        return [self._reply(row) for row in rows[::-1]]

    def count(self, opinion: OpinionId) -> int:
        """How many replies stand under the opinion."""
        row = self._session.row("SELECT count(*) FROM reply WHERE opinion_id = $1 AND removed = 0", opinion)
        return int(row[0]) if row else 0

    def aliased(self, question: QuestionId, author: PersonId) -> Reply | None:
        """The newest standing reply of an author, from their private chat, under a question's standing opinions."""
        names = ", ".join(f"reply.{each}" for each in _REPLY.split(", "))
        row = self._session.row(
            f"SELECT {names} FROM opinion JOIN reply ON reply.opinion_id = opinion.id WHERE opinion.question_id = $1"
            " AND opinion.removed = 0 AND reply.author = $2 AND reply.removed = 0 AND reply.place_id IS NULL"
            " ORDER BY reply.id DESC LIMIT 1",
            *(question, author),
        )
        return None if row is None else self._reply(row)

    def private_voices(self, opinion: OpinionId) -> list[PersonId]:
        """Those who have a standing reply here from their private chat, each once, the asker included."""
        rows = self._session.rows(
            "SELECT author FROM reply WHERE opinion_id = $1 AND removed = 0 AND place_id IS NULL"
            " GROUP BY author ORDER BY min(id)",
            opinion,
        )
        return [PersonId(author) for (author,) in rows]

    def _turn(self, reply: ReplyId, state: int) -> None:
        self._session.run("UPDATE reply SET removed = $2 WHERE id = $1", reply, state)

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
            removed == HELD,
        )
