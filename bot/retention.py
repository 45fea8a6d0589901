"""Retention: once an hour, what is needed no longer goes.

**Contacts.** The sealed contact of a face is destroyed some time after the last thing that it takes part in has ended;
what remains is its trace, sealed, by which sanctions still find it. Each face is looked at in one hour of the **round**
only, which its random id decides, so two that are destroyed together, or shortly after one another, need not belong
together. A round lasts a quarter of the time that contacts are kept, a week at most, and that much earlier a contact
may go: none stays longer than was promised, unless the bot did not run. What was missed then is made up for.

**Closed doors.** In the same hour of the round an open face that could not be written to is tried again, if something
is kept for it (`bot.services.reaching`).

**Errands.** A face that somebody wants forgotten, and whose random moment has come (`bot.services.forgetting`); the
votes of whoever wants to be forgotten (`bot.services.unvoting`).

**The rest.** Forms that nobody touched for 30 days, one-time codes that ran out, keys of what came in.

Each face has a unit of work of its own, and they go in random order.
"""

import logging
import random
from collections.abc import Sequence
from functools import partial

from bot.domain.people import Face, PersonId
from bot.ports.clock import Clock
from bot.ports.keeping import ErrandId
from bot.ports.store import Store, Tx
from bot.ports.vault import SealBroken, Vault
from bot.services import forgetting, reaching, unvoting

log = logging.getLogger(__name__)

HOUR = 60 * 60 * 1000
DAY = 24 * HOUR
CONTACT_DAYS = 30
"""Days that a contact is kept unless the settings say otherwise."""
FORM_LASTS = 30 * DAY
LONGEST_ROUND = 7 * 24
"""Hours."""
PAGE = 500
LOOKED_AT = "retention"
"""The cursor that tells up to which hour since 1970 contacts were looked at."""


class Retention:
    """Looks after everything that has its time."""

    def __init__(self, store: Store, vault: Vault, clock: Clock, contact_days: int = CONTACT_DAYS) -> None:
        """``contact_days``: how long contacts are kept after the last thing ended, at least 1."""
        self._store = store
        self._vault = vault
        self._clock = clock
        self._kept = contact_days * DAY
        self._round = min(LONGEST_ROUND, contact_days * 24 // 4)

    async def run(self) -> None:
        """Looks once an hour until it is cancelled. What fails is tried again in an hour."""
        while True:
            try:
                await self.look()
            except Exception as error:
                log.error("what has had its time could not be cleared away: %s", type(error).__name__, exc_info=error)
            await self._clock.sleep(HOUR / 1000)

    async def look(self) -> None:
        """Does all that is due now."""
        for person in await self._store.read(forgetting.due):
            await self._store.write(partial(forgetting.fulfil, person=person))
        for errand, traces in await self._store.read(unvoting.due):
            await self._unvote(traces)
            await self._store.write(partial(_done, errand=errand))
        while await self._store.write(lambda tx: tx.keeping.tidy(tx.now - FORM_LASTS, PAGE)) >= PAGE:
            pass
        hour = self._clock.now() // HOUR
        before = await self._store.read(lambda tx: tx.inbox.cursor(LOOKED_AT))
        missed = range(hour - self._round if before is None else max(before, hour - self._round), hour)
        turns = [each % self._round for each in missed]
        random.shuffle(turns)
        for turn in turns:
            await self._contacts(turn)
        if turns:
            await self._store.write(lambda tx: tx.inbox.move_cursor(LOOKED_AT, hour))

    async def _unvote(self, traces: Sequence[str]) -> None:
        """All votes of whoever has these traces. Broken off, it begins anew: what is taken back is not found again."""
        found = []
        for in_poll in (False, True):
            before = 0
            while True:
                look = partial(unvoting.page, traces=traces, before=before, in_poll=in_poll)
                more, before = await self._store.read(look)
                found += more
                if not before:
                    break
        random.shuffle(found)
        for vote in found:
            await self._store.write(partial(unvoting.take_back, vote=vote))

    async def _contacts(self, turn: int) -> None:
        """All faces of one hour of the round."""
        after = 0
        while True:
            page = await self._store.read(partial(self._over, turn=turn, after=after))
            for person, needed in page:
                if needed and await self._store.read(partial(self._shut, person=person)):
                    await self._store.write(partial(reaching.again, person=person))
            over = [person for person, needed in page if not needed]
            random.shuffle(over)
            for person in over:
                await self._store.write(partial(self._let_go, person=person))
            if len(page) < PAGE:
                return
            after = page[-1][0]

    def _over(self, tx: Tx, turn: int, after: int) -> list[tuple[PersonId, bool]]:
        """A page of faces, and whether each is still needed."""
        faces = tx.keeping.contacts(after, turn, self._round, PAGE)
        return [(person, tx.keeping.needed(person, self._since(tx))) for person in faces]

    def _shut(self, tx: Tx, person: PersonId) -> bool:
        """Whether something is kept for this open face that its person would have to be written to for."""
        found = tx.people.get(person)
        return found.face is Face.OPEN and not found.reachable and bool(tx.outbox.kept(person, 1))

    def _since(self, tx: Tx) -> int:
        return tx.now - self._kept + self._round * HOUR

    def _let_go(self, tx: Tx, person: PersonId) -> None:
        contact = tx.people.contact(person)
        if contact is None or tx.keeping.needed(person, self._since(tx)):
            return  # it went, or came back, a moment ago
        try:
            trace = self._vault.trace(self._vault.open_contact(contact, f"contact:{person}"))
        except SealBroken:  # its key is gone: nobody can be reached by it any more
            trace = None
        tx.keeping.let_go(person, trace)


def _done(tx: Tx, errand: ErrandId) -> None:
    tx.keeping.done(errand)
