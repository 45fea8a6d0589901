"""Notifications: somebody says how they want to be told, and whatever comes to them is held against it.

What they don't want to be told at once is put aside: it stays in the outbox as something that could not be brought, and
is read in the inbox. Whoever is told by the hour or the day gets a digest then, one for each face that something waits
for: their wishes are kept apart as well. What somebody causes by their own doing, and what moderators decide about
them, always comes.
"""

import random
from collections import Counter
from dataclasses import dataclass

from bot.domain.notifications import Mode, Wishes, next_digest
from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import Question, QuestionId, Status
from bot.ports.records import Row, RowId, RowState, Urgency, What
from bot.ports.store import Tx
from bot.services import things
from bot.services.things import Thing

ASIDE = "aside"
"""Why a row failed that its reader does not want to be told of at once. It is the same word for all who want so."""
KEPT_BACK = (What.OPINION, What.REPLY, What.UPDATE, What.NEWS, What.THANKS)
"""What can be put aside."""
SHOWN = 100
"""Rows that a digest looks at, the newest."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one face, by question and kind, and the newest row of it."""

    newest: RowId
    counts: dict[Question, Counter[What]]


def wanted(tx: Tx, person: PersonId, row: Row) -> Mode:
    """How its reader wants to be told of what a row stands for."""
    thing = _about(tx, row)
    own = thing is not None and row.what is not What.THANKS and things.author(thing) == person
    if row.what not in KEPT_BACK or row.urgency is Urgency.TAP or own:
        return Mode.EACH
    about = things.question(tx, thing).id if thing is not None else QuestionId(row.subject)
    return tx.notifications.of(person).about(about)


def put_aside(tx: Tx, row: Row, mode: Mode) -> None:
    """It waits in the inbox, and for the next digest if there is to be one. Of whoever was forgotten meanwhile nothing
    is left."""
    if tx.people.contact(PersonId(row.recipient)) is None:
        tx.outbox.done(row)
        return
    tx.outbox.fail(row, ASIDE)
    if mode is not Mode.SILENT:
        due = next_digest(mode, tx.now, random.random())
        person = PersonId(row.recipient)
        tx.outbox.put(What.DIGEST, 0, person, Urgency.DIGEST, fresh=True, not_before=due)


def waiting(tx: Tx, person: PersonId) -> Waiting | None:
    """What was put aside for this face and was not read yet; None for nothing."""
    rows = [each for each in tx.outbox.kept(person, SHOWN) if each.state is RowState.FAILED and each.reason == ASIDE]
    counts: dict[Question, Counter[What]] = {}
    for row in rows:
        thing = _about(tx, row)
        if thing is not None and things.stands(thing):
            counts.setdefault(things.question(tx, thing), Counter())[row.what] += 1
    return Waiting(rows[0].id, counts) if counts else None


def _about(tx: Tx, row: Row) -> Thing | None:
    """The thing that a row tells of."""
    told_of = {What.NEWS: What.QUESTION, What.THANKS: What.OPINION}
    return things.find(tx, told_of.get(row.what, row.what), row.subject)


# ---- saying so


def faces(caller: Caller) -> dict[Face, PersonId]:
    """The caller's faces that something can be told to."""
    order = (Face.ASKING, Face.HIDDEN, Face.OPEN)
    return {face: person for face in order if (person := caller.found(face)) is not None}


def set_mode(tx: Tx, person: PersonId, mode: Mode) -> None:
    """A face wants to be told like this. What waits already goes on waiting in the inbox."""
    tx.notifications.set(person, Wishes(mode, tx.notifications.of(person).muted))


def mute(tx: Tx, person: PersonId, question: Question, *, muted: bool) -> None:
    """A face is told no more of a question, or again. Questions that are gone make room for others."""
    before = tx.notifications.of(person)
    known = [found for each in before.muted if (found := tx.questions.get(each)) is not None]
    there = tuple(each.id for each in known if each.status is not Status.REMOVED)
    kept = Wishes(before.mode, there)
    tx.notifications.set(person, kept.muting(question.id) if muted else kept.unmuting(question.id))


def may_know(caller: Caller, question: Question | None) -> bool:
    """Whether the caller can have to do with this question at all: it is there for all, or it is theirs."""
    return question is not None and (question.public or question.asker == caller.found(Face.ASKING))
