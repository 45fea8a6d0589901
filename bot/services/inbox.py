"""The inbox: what the bot has for somebody and could not bring them, for all their faces.

What is kept is the outbox itself: a notice that was refused (private messages are closed, the bot is blocked) stays
there as a row, and goes out by itself once they can be written to again. Looking at it changes nothing, because a
direct answer may be lost on its way. Only somebody who has a notice before them can press the button under it that
says so; then that one row is done, and no other: rows of two faces that went in one moment would tell a thief of the
database that the two belong together.
"""

from dataclasses import dataclass

from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import QuestionId
from bot.ports.records import Row, RowId, What
from bot.ports.store import Tx
from bot.services import follows

LOOKED_AT = 100
"""Rows of one face that are looked at, the newest; with what is put away older ones come up."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row, and which of the caller's faces it is addressed to."""

    face: Face
    row: Row


def kept(tx: Tx, caller: Caller) -> list[Kept]:
    """What waits for the caller or has failed, the newest first. Forms are shown by other means."""
    found = [
        Kept(face, row)
        for face in Face
        if (person := caller.found(face)) is not None
        for row in tx.outbox.kept(person, LOOKED_AT)
        if row.what not in (What.FORM, What.DIGEST)
    ]
    return sorted(found, key=lambda each: each.row.id, reverse=True)


def put_away(tx: Tx, caller: Caller, row: RowId) -> bool:
    """The caller has read what this row stands for: it need not come any more. False for what is not theirs."""
    found = next((each.row for each in kept(tx, caller) if each.row.id == row), None)
    if found is not None and found.what is What.NEWS:
        follows.read_here(tx, PersonId(found.recipient), QuestionId(found.subject), found.id)
    return found is not None and tx.outbox.done(found)
