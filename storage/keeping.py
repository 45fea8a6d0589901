"""What is kept of people: whose is what, until when a contact is needed, and how both go.

A forgotten face stays as a row with its id, because other people's replies and moderators' decisions hang on what it
wrote. But its token is random from then on, so nobody, key or not, can find out whose it was; a new row is made when
the person comes back.

A contact is looked at once in a while only, in an hour that its random id decides: two contacts that are destroyed in
the same hour say nothing about each other.
"""

from collections.abc import Sequence
from secrets import randbits, token_urlsafe
from typing import Any

from bot.domain.cases import CaseId
from bot.domain.opinions import Opinion, OpinionId
from bot.domain.people import PersonId
from bot.domain.questions import Question, QuestionId
from bot.domain.threads import Reply, ReplyId
from bot.domain.updates import Update
from bot.ports.keeping import ErrandId
from storage.appointments import Appointments
from storage.opinions import Opinions
from storage.questions import Questions
from storage.replies import Replies
from storage.session import Session

_HOUR = 60 * 60 * 1000
_REMEMBERED = 2 * 24 * 60 * 60 * 1000  # milliseconds that keys of what came in are kept (see `storage.inbox`)
_NEEDED = (
    # what it asked: open or held, or ended lately
    "SELECT 1 FROM question WHERE asker = $1 AND (ended_at IS NULL OR ended_at >= $2)",
    # what it answered: as long as its question goes on, if it stands; else by when it was written or the question ended
    "SELECT 1 FROM opinion JOIN question ON question.id = question_id WHERE author = $1"
    " AND (written_at >= $2 OR ended_at >= $2 OR (ended_at IS NULL AND removed <> 1))",
    "SELECT 1 FROM reply JOIN question ON question.id = question_id WHERE author = $1"
    " AND (written_at >= $2 OR ended_at >= $2 OR (ended_at IS NULL AND removed <> 1))",
    # what it reported: whoever told the moderators hears how it ended
    "SELECT 1 FROM report JOIN matter ON matter.id = matter_id WHERE reporter = $1"
    " AND (verdict IS NULL OR decided_at >= $2)",
    # what it follows: as long as that goes on
    "SELECT 1 FROM follow JOIN question ON question.id = question_id WHERE person_id = $1"
    " AND (ended_at IS NULL OR ended_at >= $2)",
    "SELECT 1 FROM form WHERE person_id = $1 AND touched_at >= $2",
    "SELECT 1 FROM receipt WHERE recipient = $1 AND at >= $2",
    # whoever wants to be told of questions that nobody answers, until they want it no more
    "SELECT 1 FROM nudge WHERE person_id = $1 AND $2 = $2",
)


class Keeping:
    """See `bot.ports.keeping.Keeping`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def questions(self, person: PersonId) -> list[Question]:
        """All that this face ever asked, oldest first."""
        get = Questions(self._session).get
        rows = self._session.rows("SELECT id FROM question WHERE asker = $1 ORDER BY id", person)
        return [found for (each,) in rows if (found := get(QuestionId(each)))]

    def opinions(self, person: PersonId) -> list[Opinion]:
        """All that it ever gave, removed ones too, oldest first."""
        get = Opinions(self._session).get
        rows = self._session.rows("SELECT id FROM opinion WHERE author = $1 ORDER BY id", person)
        return [found for (each,) in rows if (found := get(OpinionId(each)))]

    def replies(self, person: PersonId) -> list[Reply]:
        """All that it ever wrote, removed ones too, oldest first."""
        get = Replies(self._session).get
        rows = self._session.rows("SELECT id FROM reply WHERE author = $1 ORDER BY id", person)
        return [found for (each,) in rows if (found := get(ReplyId(each)))]

    def reports(self, person: PersonId) -> list[CaseId]:
        """The cases of what it reported, oldest first."""
        rows = self._session.rows("SELECT matter_id FROM report WHERE reporter = $1 ORDER BY matter_id", person)
        return [CaseId(case) for (case,) in rows]

    def messages(self, person: PersonId) -> int:
        """How many messages of its private chat are known by their numbers."""
        row = self._session.row("SELECT count(*) FROM receipt WHERE recipient = $1", person)
        return int(row[0]) if row else 0

    # ---- going

    def wipe(self, thing: Question | Opinion | Reply | Update) -> None:
        """Takes the words and the name out of something, and has it stand no more.

        Where its author wrote it in public, that message leads to an account. It is known no more, and of the moment
        the hour remains, which the id tells anyway.
        """
        run = self._session.run
        if isinstance(thing, Question):
            run("UPDATE question SET title = '', details = '', name = NULL WHERE id = $1", thing.id)
            run("DELETE FROM picture WHERE id = $1", thing.id)
            Appointments(self._session).cancel(thing.id)
            run("DELETE FROM turn WHERE question_id = $1", thing.id)
            run("DELETE FROM ballot WHERE question_id = $1", thing.id)
            run("DELETE FROM poll_tally WHERE question_id = $1", thing.id)
            run("DELETE FROM poll WHERE question_id = $1", thing.id)
        elif isinstance(thing, Update):
            run("UPDATE question_update SET text = '', removed = 1 WHERE id = $1", thing.id)
        elif isinstance(thing, Opinion):
            run(
                "DELETE FROM receipt WHERE ours = 0 AND what = 'passage'"
                " AND subject IN (SELECT id FROM passage WHERE opinion_id = $1)",
                thing.id,
            )
            run(
                "UPDATE opinion SET text = '', name = NULL, removed = 1, votes = 0, thanked = 0, helpful = 0,"
                " written_at = written_at - written_at % $2 WHERE id = $1",
                *(thing.id, _HOUR),
            )
            run("UPDATE passage SET text = '' WHERE opinion_id = $1", thing.id)
            run("DELETE FROM vote WHERE opinion_id = $1", thing.id)
        else:
            run("DELETE FROM receipt WHERE ours = 0 AND what = 'reply' AND subject = $1", thing.id)
            run(
                "UPDATE reply SET text = '', name = NULL, removed = 1, written_at = written_at - written_at % $2"
                " WHERE id = $1",
                *(thing.id, _HOUR),
            )

    def unlink(self, person: PersonId) -> None:
        """Nothing leads from this face to anybody any more."""
        run = self._session.run
        for lost in (
            "DELETE FROM outbox WHERE recipient = $1 AND state <> 'failed'",
            "DELETE FROM outbox WHERE recipient = $1 AND state = 'failed'",
            "DELETE FROM receipt WHERE recipient = $1",
            "DELETE FROM form WHERE person_id = $1",
            "DELETE FROM belonging WHERE person_id = $1",
            "DELETE FROM report WHERE reporter = $1",
            "DELETE FROM nudge WHERE person_id = $1",
            "DELETE FROM follow WHERE person_id = $1",
            "DELETE FROM notification WHERE person_id = $1",
        ):
            run(lost, person)
        run(
            "UPDATE person SET token = $2, contact = NULL, trace = NULL, key = '', language = NULL, reachable = 0"
            " WHERE id = $1",
            *(person, token_urlsafe(32)),
        )

    # ---- in time

    def contacts(self, after: int, slot: int, slots: int, limit: int) -> list[PersonId]:
        """Faces whose contact is there, by id from above `after`: those whose turn it is."""
        rows = self._session.rows(
            "SELECT id FROM person WHERE id > $1 AND id % $3 = $2 AND contact IS NOT NULL ORDER BY id LIMIT $4",
            *(after, slot, slots, limit),
        )
        return [PersonId(person) for (person,) in rows]

    def needed(self, person: PersonId, since: int) -> bool:
        """Whether notices must still be able to reach this face."""
        return any(self._session.row(f"{why} LIMIT 1", person, since) is not None for why in _NEEDED)

    def let_go(self, person: PersonId, trace: str | None) -> None:
        """Destroys the contact, and the language with it; of the person there remains the `trace`, sealed.

        Nothing is told to them now: what they follow goes, and how they want to be told.
        """
        for over in ("DELETE FROM follow WHERE person_id = $1", "DELETE FROM notification WHERE person_id = $1"):
            self._session.run(over, person)
        sealed = None if trace is None else self._session.vault.seal(trace.encode(), f"trace:{person}")
        self._session.run("UPDATE person SET contact = NULL, language = NULL, trace = $2 WHERE id = $1", person, sealed)

    def tidy(self, forms_before: int, limit: int) -> int:
        """Takes away what has run out, at most `limit` of each, and returns how many went."""
        session, gone = self._session, 0
        for form, person in session.rows(
            "SELECT id, person_id FROM form WHERE touched_at < $1 ORDER BY touched_at LIMIT $2", forms_before, limit
        ):
            session.run("DELETE FROM form WHERE id = $1", form)
            session.run("DELETE FROM receipt WHERE recipient = $1 AND what = 'form' AND subject = $2", person, form)
            session.run("DELETE FROM outbox WHERE what = 'form' AND subject = $1 AND recipient = $2", form, person)
            gone += 1
        gone += session.run("DELETE FROM code WHERE until <= $1", session.now)
        return gone + session.run(
            "DELETE FROM seen WHERE (platform, key) IN"
            " (SELECT platform, key FROM seen WHERE at <= $1 ORDER BY at LIMIT $2)",
            *(session.now - _REMEMBERED, limit),
        )

    # ---- what is to be done later

    def promise(self, content: str) -> None:
        """Keeps an errand, sealed, under a random id."""
        errand = ErrandId(randbits(63) or 1)
        sealed = self._session.vault.seal(content.encode(), f"errand:{errand}")
        self._session.run("INSERT INTO errand (id, content) VALUES ($1, $2)", errand, sealed)

    def errands(self) -> Sequence[tuple[ErrandId, str]]:
        """All errands, in no telling order."""
        rows: list[tuple[Any, ...]] = self._session.rows("SELECT id, content FROM errand WHERE id > 0 ORDER BY id")
        return [
            (ErrandId(errand), self._session.vault.open(sealed, f"errand:{errand}").decode()) for errand, sealed in rows
        ]

    def done(self, errand: ErrandId) -> None:
        """It is done, and nothing of it stays."""
        self._session.run("DELETE FROM errand WHERE id = $1", errand)
