"""Reaching: whoever stopped the bot, or never started it, is written to again once that may work.

That private messages are refused is learnt, and forgotten, for each face by itself: what changes for two faces in one
moment would tell a thief of the store that they belong together. So of somebody who is back one face at a time is
reached again, in a unit of work where no other acts; what is kept for the rest comes when they write again, and can be
read with ``/inbox`` at once. The open face leads to an account, so what its person writes in private does not change
it, unless that is written under their name; it is tried again now and then, at a time that has nothing to do with what
they do (`bot.retention`).
"""

from bot.domain.people import Caller, Face, PersonId
from bot.ports.store import Tx

WAITING = (Face.ASKING, Face.HIDDEN)
"""The faces that answers come to in private, the likelier first."""


def shut(tx: Tx, caller: Caller) -> list[PersonId]:
    """Those of them that could not be written to, the likelier first. Meets nobody."""
    found = [person for face in WAITING if (person := caller.found(face)) is not None]
    return [person for person in found if not tx.people.get(person).reachable]


def again(tx: Tx, person: PersonId) -> bool:
    """This face can be written to again, and what was refused goes out. False if nothing was known to be in the way."""
    if tx.people.get(person).reachable:
        return False
    tx.people.set_reachable(person, reachable=True)
    tx.outbox.revive(person)
    return True
