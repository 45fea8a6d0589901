"""Traces: from somebody in the store to that by which sanctions know them again.

The way leads through the vault: the sealed contact is opened, and the trace made anew under each key there is. When the
contact was destroyed there is the trace itself, sealed; it was made under the key of its day.
"""

from collections.abc import Callable, Sequence

from bot.domain.people import PersonId
from bot.ports.store import Tx
from bot.ports.vault import SealBroken, Vault

TracesOf = Callable[[Tx, PersonId], Sequence[str]]


def tracer(vault: Vault) -> TracesOf:
    """What tells the traces of a person, the newest key's first; nothing where they can't be known any more."""

    def traces(tx: Tx, person: PersonId) -> Sequence[str]:
        try:
            contact = tx.people.contact(person)
            if contact is not None:
                return vault.traces(vault.open_contact(contact, f"contact:{person}"))
            kept = tx.people.trace(person)
            return () if kept is None else (vault.open(kept, f"trace:{person}").decode(),)
        except SealBroken:  # its key was taken away
            return ()

    return traces
