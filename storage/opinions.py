"""Opinions, the passages they consist of, their counts per category, and aliases.

An opinion's text is kept beside its passages, so that a page of opinions reads one table. Its category is counted in
`tally` in the same unit of work, so that the counts on a card cost as many rows as there are categories, not opinions.
An author has one standing or held opinion per question; a removed one leaves room for another.

The column `removed` is a state: 0 it stands and is counted, 1 it was removed, 2 it is held for a moderator.
"""

from collections.abc import Sequence
from typing import Any

from bot.domain.communities import CommunityId, PlaceId
from bot.domain.opinions import Byline, Opinion, OpinionId, Passage, PassageId, Tally
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from storage.bylines import NOBODY, loaded, loaded_category, stored, stored_category
from storage.session import Session

_OPINION = (
    "opinion.id, opinion.question_id, opinion.author, opinion.category, opinion.name, opinion.number, opinion.text,"
    " opinion.place_id, opinion.written_at, opinion.removed, opinion.votes, opinion.thanked, opinion.helpful"
)

STANDS, REMOVED, HELD = 0, 1, 2
_ABOVE_ALL = 2**63 - 1  # no id is as large


class Opinions:
    """See `bot.ports.store.Opinions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        question: QuestionId,
        author: PersonId,
        by: Byline,
        text: str,
        place: PlaceId | None,
        *,
        held: bool = False,
    ) -> tuple[Opinion, Passage]:
        """A new opinion with its first passage, standing or held."""
        session = self._session
        opinion = OpinionId(session.new_id())
        session.run(
            "INSERT INTO opinion (id, question_id, author, category, name, number, text, place_id, written_at, removed)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            *(opinion, question, author, *stored(session, by, opinion), text, place, session.now),
            HELD if held else STANDS,
        )
        if not held:
            self._count(question, stored_category(by.category), 1)
        added = Opinion(opinion, question, author, by, text, place, session.now, held, held)
        return added, self._insert_passage(opinion, text)

    def get(self, opinion: OpinionId) -> Opinion | None:
        """The opinion with this id, removed or not."""
        row = self._session.row(f"SELECT {_OPINION} FROM opinion WHERE id = $1", opinion)
        return None if row is None else self._opinion(row)

    def of(self, question: QuestionId, author: PersonId) -> Opinion | None:
        """The standing or held opinion of this author; where there is none, the last that was removed."""
        row = self._session.row(
            f"SELECT {_OPINION} FROM opinion WHERE author = $1 AND question_id = $2"
            " ORDER BY removed = 1, id DESC LIMIT 1",
            *(author, question),
        )
        return None if row is None else self._opinion(row)

    def add_passage(self, opinion: OpinionId, text: str) -> Passage:
        """A passage more at the end of the opinion."""
        passage = self._insert_passage(opinion, text)
        self._join(opinion)
        return passage

    def passage(self, passage: PassageId) -> Passage | None:
        """The passage with this id."""
        row = self._session.row("SELECT id, opinion_id, text FROM passage WHERE id = $1", passage)
        return None if row is None else Passage(PassageId(row[0]), OpinionId(row[1]), row[2])

    def passages(self, opinion: OpinionId) -> list[Passage]:
        """All passages of an opinion, the first one first."""
        rows = self._session.rows("SELECT id, text FROM passage WHERE opinion_id = $1 ORDER BY id", opinion)
        return [Passage(PassageId(passage), opinion, text) for passage, text in rows]

    def set_passage(self, passage: PassageId, text: str) -> None:
        """Changes a passage; the opinion's text follows. An empty passage leaves no gap in it."""
        row = self._session.row("UPDATE passage SET text = $2 WHERE id = $1 RETURNING opinion_id", passage, text)
        if row is not None:
            self._join(OpinionId(row[0]))

    def set_byline(self, opinion: OpinionId, by: Byline) -> None:
        """Puts it under another name or category; a standing opinion counts for its new category."""
        row = self._session.row("SELECT question_id, category, removed FROM opinion WHERE id = $1", opinion)
        if row is None:
            return
        question, before, removed = row
        category, name, number = stored(self._session, by, opinion)
        if category != before:
            self._make_room(opinion, question, category)
        self._session.run(
            "UPDATE opinion SET category = $2, name = $3, number = $4 WHERE id = $1", opinion, category, name, number
        )
        if category != before and not removed:
            self._count(question, before, -1)
            self._count(question, category, 1)

    def remove(self, opinion: OpinionId) -> None:
        """It stands no more and is not counted."""
        self._turn(opinion, REMOVED)

    def hold(self, opinion: OpinionId) -> None:
        """It waits, and is not counted until it is put back."""
        self._turn(opinion, HELD)

    def restore(self, opinion: OpinionId) -> bool:
        """A held or removed one stands and is counted; False if its author has another by now, and nothing is done."""
        found = self.get(opinion)
        other = self.of(found.question_id, found.author) if found is not None else None
        if other is not None and other.id != opinion and (other.held or not other.removed):
            return False
        self._turn(opinion, STANDS)
        return True

    def lately(self, community: CommunityId, author: PersonId, limit: int) -> list[tuple[str, int]]:
        """What this author wrote last as opinions in a community, whatever became of it: texts and times, newest first.

        It reads all opinions of one author.
        """
        return self._session.rows(
            "SELECT opinion.text, opinion.written_at FROM opinion JOIN question ON question.id = opinion.question_id"
            " WHERE opinion.author = $1 AND question.community_id = $2 ORDER BY opinion.id DESC LIMIT $3",
            *(author, community, limit),
        )

    def given_by(self, author: PersonId, before: int | None, limit: int) -> list[Opinion]:
        """This author's, newest first, with `before` those with a smaller id; none that they took back themselves."""
        rows = self._session.rows(
            f"SELECT {_OPINION} FROM opinion WHERE author = $1 AND id < $2 AND (removed <> 1"
            " OR EXISTS (SELECT 1 FROM removal WHERE what = 'opinion' AND subject = opinion.id))"
            " ORDER BY id DESC LIMIT $3",
            *(author, _ABOVE_ALL if before is None else before, limit),
        )
        return [self._opinion(row) for row in rows]

    def tally(self, question: QuestionId) -> Tally:
        """Standing opinions by category; a category without any is not in it."""
        rows = self._session.rows(
            "SELECT category, standing FROM tally WHERE question_id = $1 AND standing > 0", question
        )
        return {loaded_category(category): standing for category, standing in rows}

    def page(self, question: QuestionId, categories: Sequence[str | None], before: int, limit: int) -> list[Opinion]:
        """Standing opinions of these categories older than `before` (0: all), newest first."""
        return self._walk(question, categories, "id DESC", ("id", "<", (before,) if before else ()), limit)

    def page_after(
        self, question: QuestionId, categories: Sequence[str | None], after: int, limit: int
    ) -> list[Opinion]:
        """Those just newer than `after`, newest first."""
        return self._walk(question, categories, "id", ("id", ">", (after,)), limit)[::-1]

    def voted(
        self, question: QuestionId, categories: Sequence[str | None], below: tuple[int, int] | None, limit: int
    ) -> list[Opinion]:
        """Standing opinions of these categories, most voted first, the newer first of those with as many votes.

        `below` is votes and id of the one they come after; None begins at the top.
        """
        return self._walk(question, categories, "votes DESC, id DESC", ("(votes, id)", "<", below or ()), limit)

    def voted_above(
        self, question: QuestionId, categories: Sequence[str | None], above: tuple[int, int], limit: int
    ) -> list[Opinion]:
        """Those that come just before that one, in the same order."""
        return self._walk(question, categories, "votes, id", ("(votes, id)", ">", above), limit)[::-1]

    def _walk(
        self,
        question: QuestionId,
        categories: Sequence[str | None],
        order: str,
        where: tuple[str, str, tuple[int, ...]],
        limit: int,
    ) -> list[Opinion]:
        """Each category is a walk along an index from where the page begins, and the walks are merged: nothing is
        sorted, nothing skipped, and only what is shown is read."""
        keys = list(dict.fromkeys(stored_category(category) for category in categories))
        if not keys:
            return []
        column, side, bound = where
        values = ", ".join(f"${number}" for number, _ in enumerate(bound, start=3 + len(keys)))
        begins = f" AND {column} {side} ({values})" if bound else ""
        columns = ", ".join(each.removesuffix(" DESC") for each in order.split(", "))
        walks = " UNION ALL ".join(
            f"SELECT {columns} FROM opinion WHERE question_id = $1 AND category = ${number} AND removed = 0{begins}"
            for number, _ in enumerate(keys, start=3)
        )
        rows = self._session.rows(
            f"SELECT {_OPINION} FROM (SELECT {columns} FROM ({walks}) AS walk ORDER BY {order} LIMIT $2) AS page"
            f" JOIN opinion ON opinion.id = page.id ORDER BY {', '.join(f'page.{each}' for each in order.split(', '))}",
            question,
            limit,
            *keys,
            *bound,
        )
        return [self._opinion(row) for row in rows]

    def given_since(self, question: QuestionId, since: int) -> int:
        """How many standing opinions were given after a moment."""
        row = self._session.row(
            "SELECT count(*) FROM opinion WHERE question_id = $1 AND removed = 0 AND written_at > $2", question, since
        )
        return int(row[0]) if row else 0

    def private_voices(self, question: QuestionId) -> list[PersonId]:
        """The authors of standing opinions that were given in private."""
        rows = self._session.rows(
            "SELECT author FROM opinion WHERE question_id = $1 AND removed = 0 AND place_id IS NULL ORDER BY author",
            question,
        )
        return [PersonId(author) for (author,) in rows]

    def undeclared(self, author: PersonId, community: CommunityId) -> list[Opinion]:
        """Standing opinions of this author in the community that have no category, oldest first."""
        rows = self._session.rows(
            f"SELECT {_OPINION} FROM opinion JOIN question ON question.id = opinion.question_id"
            " WHERE opinion.author = $1 AND opinion.category = $2 AND opinion.removed = 0"
            " AND question.community_id = $3 ORDER BY opinion.id",
            *(author, NOBODY, community),
        )
        return [self._opinion(row) for row in rows]

    def alias(self, question: QuestionId, person: PersonId, category: str | None) -> int:
        """The number of this person's alias among that category in the question: the same each time, from 1."""
        key = stored_category(category)
        known = self._session.row(
            "SELECT number FROM alias WHERE question_id = $1 AND category = $2 AND person_id = $3",
            *(question, key, person),
        )
        if known is not None:
            return int(known[0])
        last = self._session.row(
            "SELECT max(number) FROM alias WHERE question_id = $1 AND category = $2", question, key
        )
        number = (last[0] if last and last[0] else 0) + 1
        self._session.run(
            "INSERT INTO alias (question_id, category, person_id, number) VALUES ($1, $2, $3, $4)",
            *(question, key, person, number),
        )
        return int(number)

    def has_alias(self, question: QuestionId, person: PersonId, category: str | None) -> bool:
        """Whether this person has an alias among that category in the question."""
        row = self._session.row(
            "SELECT 1 FROM alias WHERE question_id = $1 AND category = $2 AND person_id = $3",
            *(question, stored_category(category), person),
        )
        return row is not None

    def shield(self, question: QuestionId, person: PersonId) -> int:
        """Keeps this person among the others in the question for good, and returns the number of their alias there."""
        number = self.alias(question, person, None)
        self._session.run(
            "UPDATE alias SET shielded = 1 WHERE question_id = $1 AND category = $2 AND person_id = $3",
            *(question, NOBODY, person),
        )
        return number

    def shielded(self, question: QuestionId, person: PersonId) -> int | None:
        """The number of the alias of a person who is kept among the others in the question; None for who is not."""
        row = self._session.row(
            "SELECT number FROM alias WHERE question_id = $1 AND category = $2 AND person_id = $3 AND shielded = 1",
            *(question, NOBODY, person),
        )
        return None if row is None else int(row[0])

    def aliased(self, question: QuestionId, category: str | None, number: int) -> PersonId | None:
        """Whose alias this is."""
        row = self._session.row(
            "SELECT person_id FROM alias WHERE question_id = $1 AND category = $2 AND number = $3",
            *(question, stored_category(category), number),
        )
        return None if row is None else PersonId(row[0])

    def _turn(self, opinion: OpinionId, state: int) -> None:
        row = self._session.row("SELECT question_id, category, removed FROM opinion WHERE id = $1", opinion)
        if row is None or row[2] == state:
            return
        question, category, before = row
        if state == STANDS:
            self._make_room(opinion, question, category)
        self._session.run("UPDATE opinion SET removed = $2 WHERE id = $1", opinion, state)
        if STANDS in (before, state):
            self._count(question, category, 1 if state == STANDS else -1)

    def _make_room(self, opinion: OpinionId, question: QuestionId, category: str) -> None:
        """An opinion comes (back) into a category: it is the most helpful there no more if another is by now."""
        self._session.run(
            "UPDATE opinion SET helpful = 0 WHERE id = $1 AND helpful = 1 AND EXISTS (SELECT 1 FROM opinion AS other"
            " WHERE other.question_id = $2 AND other.category = $3 AND other.helpful = 1 AND other.removed = 0"
            " AND other.id <> $1)",
            *(opinion, question, category),
        )

    def _insert_passage(self, opinion: OpinionId, text: str) -> Passage:
        passage = Passage(PassageId(self._session.new_id()), opinion, text)
        self._session.run("INSERT INTO passage (id, opinion_id, text) VALUES ($1, $2, $3)", passage.id, opinion, text)
        return passage

    def _join(self, opinion: OpinionId) -> None:
        text = "\n\n".join(passage.text for passage in self.passages(opinion) if passage.text)
        self._session.run("UPDATE opinion SET text = $2 WHERE id = $1", opinion, text)

    def _count(self, question: QuestionId, category: str, change: int) -> None:
        self._session.run(
            "INSERT INTO tally (question_id, category, standing) VALUES ($1, $2, $3)"
            " ON CONFLICT (question_id, category) DO UPDATE SET standing = tally.standing + excluded.standing",
            *(question, category, change),
        )
        self._session.run("UPDATE question SET opinions = opinions + $2 WHERE id = $1", question, change)
        self._session.run("UPDATE exhibit SET opinions = opinions + $2 WHERE question_id = $1", question, change)

    def _opinion(self, row: tuple[Any, ...]) -> Opinion:
        opinion, question, author, category, name, number, text, place, written_at, removed, *valued = row
        votes, thanked, helpful = valued
        return Opinion(
            OpinionId(opinion),
            QuestionId(question),
            PersonId(author),
            loaded(self._session, category, name, number, opinion),
            text,
            place,
            written_at,
            bool(removed),
            removed == HELD,
            votes,
            bool(thanked),
            bool(helpful),
        )
