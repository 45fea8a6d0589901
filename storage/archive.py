"""The archive: communities that show themselves on the web, and the exhibits: what they show.

Whether an archive is open is a rule of the community's, looked up with everything that is asked for, so that nothing is
found from the moment on that it is closed. A question's opinions are counted with it in the same unit of work in
which they are given, so that both "most discussed" and "unanswered" are walks along one index.
"""

from collections.abc import Sequence

from bot.domain.communities import CommunityId
from bot.domain.opinions import OpinionId
from bot.domain.questions import Kind, Question, QuestionId
from bot.ports.archive import Exhibit
from storage.bylines import stored_category
from storage.questions import Questions
from storage.session import Session

_OPEN = "EXISTS (SELECT 1 FROM rule WHERE community_id = {0}.community_id AND key = 'archive' AND value = 'true')"
_SEEN = "question.status IN ('open', 'closed') AND question.posted_at <= $2"
_FROM = "SELECT question.id, exhibit.opinions FROM exhibit JOIN question ON question.id = exhibit.question_id"
_TOP = 2**62
"""Above every number."""


class Archive:
    """See `bot.ports.archive.Archive`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._questions = Questions(session)

    def open(self, community: CommunityId, slug: str) -> str:
        """Its name is given once and never changes, so that addresses hold."""
        self.close(community)
        self._session.run(
            "INSERT INTO archive (community_id, slug) VALUES ($1, $2) ON CONFLICT (community_id) DO NOTHING",
            *(community, slug),
        )
        row = self._session.row("SELECT slug FROM archive WHERE community_id = $1", community)
        return str(row[0]) if row else slug

    def close(self, community: CommunityId) -> None:
        """Nothing is shown any more."""
        self._session.run("DELETE FROM exhibit WHERE community_id = $1", community)

    def taken(self, slug: str) -> bool:
        """Whether a community has this name, be its archive open or not."""
        return self._session.row("SELECT 1 FROM archive WHERE slug = $1", slug) is not None

    def slug(self, community: CommunityId) -> str | None:
        """Its name, while open."""
        row = self._session.row(
            f"SELECT slug FROM archive WHERE community_id = $1 AND {_OPEN.format('archive')}", community
        )
        return None if row is None else str(row[0])

    def called(self, slug: str) -> CommunityId | None:
        """The community, while open."""
        row = self._session.row(f"SELECT community_id FROM archive WHERE slug = $1 AND {_OPEN.format('archive')}", slug)
        return None if row is None else CommunityId(row[0])

    def all(self) -> Sequence[tuple[CommunityId, str]]:
        """Every open one, by name."""
        rows = self._session.rows(
            f"SELECT community_id, slug FROM archive WHERE slug > '' AND {_OPEN.format('archive')} ORDER BY slug"
        )
        return [(CommunityId(community), slug) for community, slug in rows]

    def put(self, question: Question) -> None:
        """It is shown, without an opinion yet."""
        self._session.run(
            "INSERT INTO exhibit (question_id, community_id, number, kind, topic) VALUES ($1, $2, $3, $4, $5)",
            *(question.id, question.community_id, question.number, question.kind.value, question.topic),
        )

    def has(self, question: QuestionId) -> bool:
        """Whether it belongs to an open archive."""
        row = self._session.row(f"SELECT 1 FROM exhibit WHERE question_id = $1 AND {_OPEN.format('exhibit')}", question)
        return row is not None

    def numbered(self, community: CommunityId, number: int) -> Exhibit | None:
        """The one with this number, if it is shown and seen."""
        return next(iter(self.between(community, number, number)), None)

    def latest(self, community: CommunityId, kind: Kind, before: int | None, limit: int) -> list[Exhibit]:
        """Down the numbers."""
        return self._found(
            f"{_FROM} WHERE exhibit.community_id = $1 AND {_SEEN} AND exhibit.kind = $3 AND exhibit.number < $4"
            " ORDER BY exhibit.number DESC LIMIT $5",
            *(community, self._session.now, kind.value, before or _TOP, limit),
        )

    def unanswered(self, community: CommunityId, before: int | None, limit: int) -> list[Exhibit]:
        """Down the numbers of those without an opinion, which stand together in the index."""
        return self._found(
            f"{_FROM} WHERE exhibit.community_id = $1 AND {_SEEN} AND exhibit.kind = 'question'"
            " AND exhibit.opinions = 0 AND exhibit.number < $3 ORDER BY exhibit.number DESC LIMIT $4",
            *(community, self._session.now, before or _TOP, limit),
        )

    def discussed(self, community: CommunityId, before: tuple[int, int] | None, limit: int) -> list[Exhibit]:
        """Down the counts, and of the same count down the numbers."""
        return self._found(
            f"{_FROM} WHERE exhibit.community_id = $1 AND {_SEEN} AND exhibit.kind = 'question'"
            " AND exhibit.opinions > 0 AND (exhibit.opinions, exhibit.number) < ($3, $4)"
            " ORDER BY exhibit.opinions DESC, exhibit.number DESC LIMIT $5",
            *(community, self._session.now, *(before or (_TOP, _TOP)), limit),
        )

    def topic(self, community: CommunityId, topic: str, before: int | None, limit: int) -> list[Exhibit]:
        """Down the numbers of those on a topic."""
        return self._found(
            f"{_FROM} WHERE exhibit.community_id = $1 AND {_SEEN} AND exhibit.topic = $3 AND exhibit.number < $4"
            " ORDER BY exhibit.number DESC LIMIT $5",
            *(community, self._session.now, topic, before or _TOP, limit),
        )

    def between(self, community: CommunityId, first: int, last: int) -> list[Exhibit]:
        """Up the numbers."""
        return self._found(
            f"{_FROM} WHERE exhibit.community_id = $1 AND {_SEEN} AND exhibit.number BETWEEN $3 AND $4"
            " ORDER BY exhibit.number",
            *(community, self._session.now, first, last),
        )

    def opinions(
        self, question: QuestionId, categories: Sequence[str | None], skip: int, limit: int, *, voted: bool = False
    ) -> list[OpinionId]:
        """Newest first, or by votes and of as many the newest first.

        Skipping walks along an index that holds all that is needed, so it costs little; who asks for a page by its
        number skips a bounded number of them.
        """
        keys = [stored_category(category) for category in dict.fromkeys(categories)]
        columns, order = ("votes, id", "votes DESC, id DESC") if voted else ("id", "id DESC")
        walks = " UNION ALL ".join(
            f"SELECT {columns} FROM opinion WHERE question_id = $1 AND category = ${number} AND removed = 0"
            for number, _ in enumerate(keys, start=4)
        )
        rows = self._session.rows(
            f"SELECT {columns} FROM ({walks}) AS walk ORDER BY {order} LIMIT $2 OFFSET $3", question, limit, skip, *keys
        )
        return [OpinionId(row[-1]) for row in rows]

    def _found(self, sql: str, community: CommunityId, *values: int | str) -> list[Exhibit]:
        """What a listing gives, as long as the archive is open."""
        if self.slug(community) is None:
            return []
        rows = self._session.rows(sql, community, *values)
        found = [(self._questions.get(QuestionId(question)), opinions) for question, opinions in rows]
        return [Exhibit(question, opinions) for question, opinions in found if question is not None]
