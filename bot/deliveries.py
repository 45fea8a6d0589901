"""Deliveries: what becomes of an outbox row after the courier tried, each in one unit of work.

It arrived, it must be tried again, it never will, or nobody knows: the row, the receipts and the asker's receipt all
say so together.
"""

import logging
import random
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.communities import PlaceId
from bot.domain.people import PersonId
from bot.ports.platform import ChatMoved, OutcomeUnknown, PlatformError, Refusal, Sent, ThreadGone, TryLater
from bot.ports.records import REPLACED, TAKEN_AWAY, Receipt, Row, RowState, Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, setup

log = logging.getLogger(__name__)

SLOWEST_RETRY = 300.0
"""Seconds between two tries, at most."""
UNDECIDED = 60
"""Seconds between looks whether a lost card, without which there is no thread, was decided upon."""
GIVE_UP_AFTER = 5
"""Tries of a row whose card can't be made (a mistake of ours)."""


def trouble(tx: Tx, row: Row, error: PlatformError) -> None:
    """Decides what becomes of a row that did not arrive."""
    first = row.what is What.QUESTION and row.to_place and not tx.receipts.of(row.recipient, row.what, row.subject)
    if isinstance(error, OutcomeUnknown) and first:
        tx.outbox.unsure(row)
    elif isinstance(error, ChatMoved):
        _follow(tx, row, error.address)
    elif isinstance(error, ThreadGone):
        _reopen(tx, row)
    elif isinstance(error, Refusal):
        log.info("a %s was refused: %s", row.what, error.reason)
        tx.outbox.fail(row, error.reason)
        if not row.to_place and error.reason in ("blocked", "deactivated", "closed"):
            tx.people.set_reachable(PersonId(row.recipient), reachable=False)
    else:
        seconds = error.seconds if isinstance(error, TryLater) else min(SLOWEST_RETRY, 2.0 ** min(row.attempts, 8))
        tx.outbox.later(row, tx.now + round(1000 * seconds * random.uniform(1, 1.25)))
    if first:
        _tell_asker(tx, row)


def _follow(tx: Tx, row: Row, address: str) -> None:
    """The chat is somewhere else now. Where it went to may be a place of its own already: then this one is over."""
    place = tx.communities.place(PlaceId(row.recipient)) if row.to_place else None
    if place is not None:
        setup.move(tx, place.platform, place.address, address)
    if place is None or tx.communities.place(place.id).address == place.address:
        tx.outbox.fail(row, "chat-gone")
    else:
        tx.outbox.later(row, tx.now)


def settle(tx: Tx, row: Row, sent: list[Sent]) -> None:
    """It arrived: the receipts say where, and the row is done unless something changed meanwhile."""
    if not row.to_place and tx.people.contact(PersonId(row.recipient)) is None:
        tx.outbox.done(row)  # whoever it was brought to was forgotten meanwhile: where it stands goes with them
        return
    first = row.what is What.QUESTION and row.to_place and not _standing(tx, row)
    stands(tx, row, sent)
    tx.outbox.done(row)
    if first and sent:
        _tell_asker(tx, row)


def _standing(tx: Tx, row: Row) -> list[Receipt]:
    return [each for each in tx.receipts.of(row.recipient, row.what, row.subject) if each.ours]


def stands(tx: Tx, row: Row, sent: list[Sent]) -> None:
    """The receipts of what a row is about say where it stands now."""
    if row.fresh or [sent_as(each) for each in _standing(tx, row)] != sent:
        forget = tx.receipts.retire if row.fresh and row.what not in REPLACED else tx.receipts.drop
        forget(row.recipient, row.what, row.subject)
        for part, each in enumerate(sent):
            tx.receipts.add(
                Receipt(row.recipient, row.what, row.subject, each.message, each.thread, part, ours=True, at=tx.now)
            )


def _reopen(tx: Tx, row: Row) -> None:
    """There is no thread (any more) for something new: it is opened again, card first, and the row goes behind it.

    If the card itself was refused, so is what belongs under it.
    """
    question = row.question_id
    if not row.to_place or question is None:
        tx.outbox.fail(row, "thread-gone")
        return
    place, again = PlaceId(row.recipient), tx.now + 1000 * (2**row.attempts - 1)
    card = next((each for each in tx.outbox.rows(What.QUESTION, question) if each.recipient == place), None)
    if card is not None and card.lost and not tx.receipts.of(place, What.THREAD, question):
        tx.outbox.later(row, tx.now + UNDECIDED * 1000)  # it may stand, with its thread: that is not ours to say
        return
    if row.attempts + 1 >= GIVE_UP_AFTER:
        tx.outbox.fail(row, "thread-gone")
        return
    tx.receipts.drop(place, What.THREAD, question)
    tx.receipts.drop(place, What.QUESTION, question)
    if row.what is What.QUESTION:
        tx.outbox.later(row, again)
        return
    if card is not None and card.state is RowState.FAILED and not card.lost:
        tx.outbox.fail(row, card.reason or "thread-gone")
        return
    if card is not None and card.lost:
        tx.outbox.retry(card.id)  # it went with its thread
    else:
        tx.outbox.put(What.QUESTION, question, place, Urgency.POST, question=question, to_place=True)
    tx.outbox.behind(row, again)


def mistake(tx: Tx, row: Row) -> None:
    """We stumbled: tried again with growing delays, then given up. What may have been posted is not posted again."""
    first = row.what is What.QUESTION and row.to_place
    now = next((each for each in tx.outbox.rows(row.what, row.subject) if each.id == row.id), row)
    if now.state is RowState.UNSURE:
        tx.outbox.unsure(row)
        _tell_asker(tx, row)
    elif row.attempts + 1 >= GIVE_UP_AFTER:
        tx.outbox.fail(row, "mistake")
        if first:
            _tell_asker(tx, row)
    else:
        tx.outbox.later(row, tx.now + 1000 * 2 ** (row.attempts + 1))


def _tell_asker(tx: Tx, row: Row) -> None:
    question = tx.questions.get(row.question_id) if row.question_id is not None else None
    if question is not None:
        announcing.receipt(tx, question)


def tell_of_unsure(tx: Tx) -> None:
    """After a crash: askers hear of the cards of which nobody knows whether they arrived."""
    for row in tx.outbox.unsure_rows():
        tx.outbox.unsure(row)
        _tell_asker(tx, row)


def mark(tx: Tx, written: Sequence[Receipt]) -> None:
    """These messages of somebody's are about to be deleted by us."""
    for each in written:
        tx.receipts.drop(each.recipient, each.what, each.subject)
        tx.receipts.add(replace(each, part=TAKEN_AWAY))


def unmark(tx: Tx, written: Sequence[Receipt], *, gone: bool) -> None:
    """They are ``gone``, or they stay because we may not delete them."""
    for each in written:
        tx.receipts.drop(each.recipient, each.what, each.subject)
        if not gone:
            tx.receipts.add(replace(each, part=0))


def sent_as(receipt: Receipt) -> Sent:
    """Where it stands, as the platform's verbs take it."""
    return Sent(receipt.message, receipt.thread)
