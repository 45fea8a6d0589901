"""Proving: a gesture at a card whose sending was never confirmed shows that it stands."""

from bot.domain.questions import Question
from bot.events import Where
from bot.ports.records import Receipt, RowState, What
from bot.ports.store import Tx
from bot.services import announcing


def prove(tx: Tx, question: Question, where: Where, message: str | None) -> bool:
    """Whether this gesture, at this message, was the proof: from now on it is known where the card stands."""
    if where.place is None or message is None:
        return False
    place = tx.communities.place_at(where.platform, where.place)
    rows = [row for row in tx.outbox.rows(What.QUESTION, question.id) if place and row.recipient == place.id]
    if place is None or not rows or not (rows[0].lost or rows[0].state is RowState.UNSURE):
        return False
    stands = Receipt(place.id, What.QUESTION, question.id, message, where.thread, 0, ours=True, at=tx.now)
    if not tx.receipts.add(stands):
        return False  # that message is known as something else: a button that was copied there
    tx.outbox.retry(rows[0].id)
    announcing.receipt(tx, question)
    return True
