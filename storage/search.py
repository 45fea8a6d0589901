"""Search: shelves of terms, and an FTS5 index that knows terms by their numbers alone.

FTS5 keeps the words of what was deleted until it merges the pages they lie on, and only a new SQLite (3.42) can be told
otherwise. So words stand in the table `term`, whose rows are overwritten when they go, and the index has their numbers:
after the last entry with a word is gone, nothing tells what its number meant. Which numbers an entry had is overwritten
by `tidy`, which merges the index into one piece, bit by bit.

The index stores nothing but, for each term, which entries have it (https://www.sqlite.org/fts5.html#contentless_tables,
`detail=none`); what is deleted must be told to it exactly as it was put, and is: it stands in `entry`. Numbers of terms
and entries are small, never given twice, and tell no more than the order.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from bot.domain.communities import CommunityId
from bot.domain.questions import Question, QuestionId
from bot.domain.relevance import Entry, EntryId, Shelf, ShelfId, Term, TermId
from storage.questions import Questions
from storage.session import Session

_SHELF = "id, community_id, language, entries, titles, bodies, upto"
_ENTRY = "id, question_id, title, body"
_STALE, _MERGING = 1, 2
"""What the counter `stale` says: something is left over; what was left over before is being merged away; both."""


class Search:
    """See `bot.ports.search.Search`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def shelf(self, community: CommunityId, kind: str) -> Shelf | None:
        """The shelf of a community for this kind; None where nothing was ever put."""
        row = self._session.row(f"SELECT {_SHELF} FROM shelf WHERE community_id = $1 AND kind = $2", community, kind)
        return None if row is None else Shelf(*row)

    def add_shelf(self, community: CommunityId, kind: str, language: str) -> Shelf:
        """A new one, empty and with nothing to be filled in."""
        shelf = ShelfId(self._next("shelf"))
        self._session.run(
            "INSERT INTO shelf (id, community_id, kind, language) VALUES ($1, $2, $3, $4)",
            *(shelf, community, kind, language),
        )
        return Shelf(shelf, community, language, 0, 0, 0, None)

    def refill(self, shelf: ShelfId, language: str) -> None:
        """All of its questions are to be put there anew, by the stems of this language."""
        self._session.run("UPDATE shelf SET language = $2, upto = 0 WHERE id = $1", shelf, language)

    def unfilled(self) -> Shelf | None:
        """One that is not filled yet."""
        row = self._session.row(f"SELECT {_SHELF} FROM shelf WHERE upto IS NOT NULL ORDER BY upto LIMIT 1")
        return None if row is None else Shelf(*row)

    def filled(self, shelf: ShelfId, upto: QuestionId | None) -> None:
        """It is filled up to this question; None: with all."""
        self._session.run("UPDATE shelf SET upto = $2 WHERE id = $1", shelf, upto)

    def following(self, shelf: Shelf, limit: int) -> list[Question]:
        """The questions of its community that are still to be filled in, oldest first."""
        rows = self._session.rows(
            "SELECT id FROM question WHERE community_id = $1 AND number > coalesce("
            "(SELECT number FROM question WHERE id = $2), 0)"
            " AND kind = (SELECT kind FROM shelf WHERE id = $4) ORDER BY number LIMIT $3",
            *(shelf.community_id, shelf.upto, limit, shelf.id),
        )
        get = Questions(self._session).get
        return [found for (each,) in rows if (found := get(QuestionId(each)))]

    # ---- entries

    def put(self, shelf: ShelfId, question: QuestionId, title: Sequence[str], body: Sequence[str]) -> None:
        """A question's words are found from now on; it must not have an entry."""
        numbers = {word: self._count(shelf, word) for word in dict.fromkeys((*title, *body))}
        entry = self._next("entry")
        titles, bodies = (" ".join(numbers[word] for word in words) for words in (title, body))
        self._session.run(
            "INSERT INTO entry (id, shelf_id, question_id, title, body) VALUES ($1, $2, $3, $4, $5)",
            *(entry, shelf, question, titles, bodies),
        )
        self._session.run("INSERT INTO posting (rowid, terms) VALUES ($1, $2)", entry, " ".join(numbers.values()))
        self._session.run(
            "UPDATE shelf SET entries = entries + 1, titles = titles + $2, bodies = bodies + $3 WHERE id = $1",
            *(shelf, len(title), len(body)),
        )

    def drop(self, question: QuestionId) -> bool:
        """They are not, and words that no other entry has are gone. False if there was no entry."""
        run = self._session.run
        row = self._session.row("SELECT id, shelf_id, title, body FROM entry WHERE question_id = $1", question)
        if row is None:
            return False
        entry, shelf, title, body = row
        numbers = list(dict.fromkeys((*title.split(), *body.split())))
        run("INSERT INTO posting (posting, rowid, terms) VALUES ('delete', $1, $2)", entry, " ".join(numbers))
        run("DELETE FROM entry WHERE id = $1", entry)
        for number in numbers:
            run("UPDATE term SET entries = entries - 1 WHERE id = $1", int(number, 16))
            run("DELETE FROM term WHERE id = $1 AND entries <= 0", int(number, 16))
        run(
            "UPDATE shelf SET entries = entries - 1, titles = titles - $2, bodies = bodies - $3 WHERE id = $1",
            *(shelf, len(title.split()), len(body.split())),
        )
        run("UPDATE counter SET value = value | $1 WHERE name = 'stale'", _STALE)
        return True

    def entry_of(self, question: QuestionId) -> Entry | None:
        """The entry of a question."""
        row = self._session.row(f"SELECT {_ENTRY} FROM entry WHERE question_id = $1", question)
        return None if row is None else _entry(row)

    def entries(self, wanted: Iterable[EntryId]) -> list[Entry]:
        """The entries with these ids."""
        rows = self._session.rows(
            "SELECT entry.id, entry.question_id, entry.title, entry.body"
            " FROM json_each($1) AS page JOIN entry ON entry.id = page.value",
            json.dumps(list(wanted)),
        )
        return list(map(_entry, rows))

    # ---- terms

    def terms(self, shelf: ShelfId, words: Iterable[str]) -> dict[str, Term]:
        """Those of these words that any entry of the shelf has."""
        rows = self._session.rows(
            "SELECT term.id, term.word, term.entries FROM json_each($2) AS page"
            " JOIN term ON term.shelf_id = $1 AND term.word = page.value ORDER BY page.key",
            *(shelf, json.dumps(list(dict.fromkeys(words)))),
        )
        return {word: Term(_term(number), word, entries) for number, word, entries in rows}

    def numbered(self, shelf: ShelfId, terms: Iterable[TermId]) -> list[Term]:
        """The terms with these numbers, if they are of this shelf."""
        found = []
        for each in terms:
            sql = "SELECT id, word, entries FROM term WHERE id = $1 AND shelf_id = $2"
            row = self._session.row(sql, int(each, 16), shelf)
            if row is not None:
                found.append(Term(_term(row[0]), row[1], row[2]))
        return found

    def told(self, terms: Iterable[TermId]) -> dict[TermId, int]:
        """How many entries have each of these terms."""
        rows = self._session.rows(
            "SELECT term.id, term.entries FROM json_each($1) AS page JOIN term ON term.id = page.value",
            json.dumps([int(term, 16) for term in terms]),
        )
        return {_term(term): entries for term, entries in rows}

    def having(self, term: TermId, limit: int) -> list[EntryId]:
        """Entries that have a term, the newest first."""
        row = self._session.row(
            "SELECT json_group_array(id) FROM (SELECT rowid AS id FROM posting WHERE posting MATCH $1"
            " ORDER BY rowid DESC LIMIT $2) AS page",  # as one text: half the time of as many rows
            *(term, limit),
        )
        found: list[EntryId] = json.loads(row[0]) if row is not None else []
        return found

    # ---- what cards recommend

    def set_related(self, question: QuestionId, others: Sequence[QuestionId]) -> None:
        """What a question's card recommends, the nearest first."""
        self._session.run("DELETE FROM related WHERE question_id = $1", question)
        for position, other in enumerate(others):
            self._session.run(
                "INSERT INTO related (question_id, position, other) VALUES ($1, $2, $3)", question, position, other
            )

    def related(self, question: QuestionId) -> list[QuestionId]:
        """What a question's card recommends."""
        rows = self._session.rows("SELECT other FROM related WHERE question_id = $1 ORDER BY position", question)
        return [QuestionId(other) for (other,) in rows]

    def recommending(self, question: QuestionId) -> list[QuestionId]:
        """The questions whose cards recommend this one."""
        rows = self._session.rows("SELECT question_id FROM related WHERE other = $1 ORDER BY question_id", question)
        return [QuestionId(each) for (each,) in rows]

    def forget(self, question: QuestionId) -> None:
        """No entry and no recommendation of or by a question is left."""
        self.drop(question)
        self._session.run("DELETE FROM related WHERE question_id = $1", question)
        self._session.run("DELETE FROM related WHERE other = $1", question)

    # ---- in time

    def tidy(self, pages: int) -> bool:
        """Overwrites what the index still holds of entries that are gone, some pages at a time; True if more is left.

        As "optimize", in pieces (https://www.sqlite.org/fts5.html#the_merge_command): the first with a negative number.
        """
        row = self._session.row("SELECT value, total_changes() FROM counter WHERE name = 'stale'")
        if row is None or not row[0]:
            return False
        state, before = row
        again = state & _STALE if state & _MERGING else 0
        self._session.run(
            "INSERT INTO posting (posting, rank) VALUES ('merge', $1)", pages if state & _MERGING else -pages
        )
        after = self._session.row("SELECT total_changes() FROM counter WHERE name = 'stale'")
        merging = after is not None and after[0] - before >= 2
        state = again | (_MERGING if merging else 0)
        self._session.run("UPDATE counter SET value = $1 WHERE name = 'stale'", state)
        return bool(state)

    def _count(self, shelf: ShelfId, word: str) -> TermId:
        """One more entry has this word; its term."""
        row = self._session.row(
            "UPDATE term SET entries = entries + 1 WHERE shelf_id = $1 AND word = $2 RETURNING id", shelf, word
        )
        if row is not None:
            return _term(row[0])
        term = self._next("term")
        self._session.run("INSERT INTO term (id, shelf_id, word, entries) VALUES ($1, $2, $3, 1)", *(term, shelf, word))
        return _term(term)

    def _next(self, name: str) -> int:
        """A number above all that were ever given."""
        row = self._session.row("UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value", name)
        assert row is not None
        return int(row[0])


def _entry(row: tuple[Any, ...]) -> Entry:
    entry, question, title, body = row
    return Entry(EntryId(entry), QuestionId(question), _terms(title), _terms(body))


def _terms(text: str) -> tuple[TermId, ...]:
    return cast(tuple[TermId, ...], tuple(text.split()))  # thousands for one search


def _term(number: int) -> TermId:
    """A term's number as the index knows it."""
    return TermId(f"{number:x}")
