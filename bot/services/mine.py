"""Mine: everything that somebody asked and answered, behind whatever face, and where each of it got to.

It is put together for its one reader and kept nowhere; looking leaves no trace.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.communities import Community
from bot.domain.opinions import Opinion
from bot.domain.people import Caller, Face
from bot.domain.questions import Question
from bot.ports.records import Receipt, Row, RowId, RowState, Urgency, What
from bot.ports.store import Tx
from bot.services import asking, reading, things
from bot.services.reading import Standing

PAGE = 5
"""Things on one page."""


@dataclass(frozen=True, slots=True)
class Own:
    """Something of the caller's, where it stands, and whether moderators took it away."""

    thing: Question | Opinion
    question: Question
    community: Community
    standings: Sequence[Standing]
    removed: bool


def page(tx: Tx, caller: Caller, before: int | None) -> tuple[list[Own], int | None]:
    """A page of all that is the caller's, the newest first, from those older than ``before``; and where the next
    begins. What they took back themselves is gone."""
    found: list[Question | Opinion] = []
    for face in Face:
        person = caller.found(face)
        if person is not None:
            found += tx.questions.asked_by(person, before, PAGE + 1)
            found += tx.opinions.given_by(person, before, PAGE + 1)
    found.sort(key=lambda each: each.id, reverse=True)
    return [_own(tx, each) for each in found[:PAGE]], found[PAGE - 1].id if len(found) > PAGE else None


def receipt(tx: Tx, caller: Caller, question: Question) -> Row:
    """The row that the receipt of the caller's question stands for, as if it were to be sent now."""
    found = asking.mine_or_gone(tx, caller, question.id)
    return Row(
        *(RowId(0), What.QUESTION, found.id, found.asker, False, None, Urgency.TAP, 1, 0, False),
        *(RowState.WAITING, None),
    )


def _own(tx: Tx, thing: Question | Opinion) -> Own:
    question = things.question(tx, thing)
    removed = tx.removals.of(things.kind(thing), thing.id) is not None
    standings = reading.standings(tx, question) if isinstance(thing, Question) else _carried(tx, thing, question)
    return Own(thing, question, tx.communities.get(question.community_id), standings, removed)


def _carried(tx: Tx, opinion: Opinion, question: Question) -> list[Standing]:
    """How far an opinion got in each place; where its author wrote it, it stands."""
    rows = {row.recipient: row for row in tx.outbox.rows(What.OPINION, opinion.id)}
    stands: dict[int, Receipt] = {each.recipient: each for each in tx.receipts.everywhere(What.OPINION, opinion.id)}
    for passage in tx.opinions.passages(opinion.id):
        stands |= {each.recipient: each for each in tx.receipts.everywhere(What.PASSAGE, passage.id)}
    return [
        Standing(place, stands.get(place.id), rows.get(place.id))
        for place in tx.communities.places(question.community_id)
        if place.id in stands or place.id in rows
    ]
