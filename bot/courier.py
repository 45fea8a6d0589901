"""The courier: carries the outbox to the platforms, in order, at their pace, until it arrived or never will.

What comes in: rows of the outbox, one per destination. What goes out: messages, edits and deletions, and receipts of
where they stand. Rows of one lane (a thread in a place, a person) go one after the other; lanes go side by side, a
few per destination, so that a slow or dead one delays nobody else.

How often a thing can arrive when an answer is lost (crash, broken connection):

* the **card of a question** in a place: once or not at all. Its row is marked unsure before it is sent and stays so if
  the answer is lost; then the asker's receipt offers to post it again, and a tap on the card itself proves that it
  stands. It is never sent twice by itself. The thread it stands in is opened again, so an empty one may stay behind.
* **opinions, replies, notices and the week**: at least once; after a lost answer, or a crash before it was written
  down, they are sent again. Each try of a row at one revision says so, so that a platform that knows a message again
  (Discord, for some minutes) shows one.
* **edits and deletions**: as often as it takes; they repeat harmlessly.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from bot import deliveries
from bot.cards import Card
from bot.compose import Composer, Letter
from bot.domain.communities import PlaceId, PlaceKind
from bot.domain.notifications import Mode
from bot.domain.people import PersonId
from bot.meters import Meters
from bot.ports.clock import Clock
from bot.ports.platform import (
    Chat,
    MessageGone,
    OutcomeUnknown,
    Platform,
    PlatformError,
    Refusal,
    Sent,
    ThreadGone,
    TryLater,
)
from bot.ports.records import REPLACED, Receipt, Row, What
from bot.ports.store import Store, Tx
from bot.ports.vault import Vault
from bot.services import notifications

log = logging.getLogger(__name__)

AT_ONCE = 64
"""Rows under way at the same time."""
PER_RECIPIENT = 4
"""Of these, to one place or person."""
SOON = 60_000
"""Milliseconds: what waits for longer, such as a digest for its hour, keeps nobody who waits for rest."""
STORE_PAUSE = 5.0
"""Seconds to wait when the store can't be read or written (a full disk)."""


class Courier:
    """Carries the outbox. One per process."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        clock: Clock,
        platforms: Mapping[str, Platform],
        composer: Composer,
        meters: Meters | None = None,
    ) -> None:
        self._meters = meters or Meters()
        self._store = store
        self._vault = vault
        self._clock = clock
        self._platforms = platforms
        self._composer = composer
        self._busy: dict[tuple[int, int], Row] = {}
        self._wake = asyncio.Event()
        self._quiet = asyncio.Event()
        self._asked = 0
        self._quiet_since = 0
        store.listen(self._wake.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Carries rows until ``stop``, then finishes those under way."""
        await self._store.write(deliveries.tell_of_unsure)
        async with asyncio.TaskGroup() as tasks:
            stopping = tasks.create_task(self._wake_on(stop))
            while not stop.is_set():
                self._wake.clear()
                asked, working = self._asked, bool(self._busy)
                try:
                    rows, soonest = await self._store.read(self._look)
                except Exception as error:
                    log.error("the outbox can't be read: %s", type(error).__name__, exc_info=error)
                    await self._clock.sleep(STORE_PAUSE)
                    continue
                for row in rows:
                    self._busy[row.lane] = row
                    tasks.create_task(self._carry(row))
                if not (working or self._busy) and (soonest is None or soonest - self._clock.now() > SOON):
                    self._quiet_since = asked
                    self._quiet.set()
                if not rows:
                    await self._pause(soonest)
            stopping.cancel()

    async def idle(self) -> None:
        """Returns once nothing is due or under way any more, by a look at the outbox that began after this call."""
        self._asked += 1
        mine = self._asked
        while self._quiet_since < mine:
            self._quiet.clear()
            self._wake.set()
            await self._quiet.wait()

    async def _wake_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    def _look(self, tx: Tx) -> tuple[list[Row], int | None]:
        free = AT_ONCE - len(self._busy)
        load = Counter(lane[0] for lane in self._busy)
        full = [PlaceId(recipient) for recipient, count in load.items() if count >= PER_RECIPIENT]
        rows = tx.outbox.due(free, besides=list(self._busy), full=full) if free else []
        taken: list[Row] = []
        for row in rows:
            if load[row.recipient] < PER_RECIPIENT:
                load[row.recipient] += 1
                taken.append(row)
        return taken, tx.outbox.next_due()

    async def _pause(self, soonest: int | None) -> None:
        """Waits for a commit, a row that is done, or the time of the next row."""
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._wake.wait())]
        if soonest is not None:
            seconds = max(0.005, (soonest - self._clock.now()) / 1000)
            waits.append(asyncio.ensure_future(self._clock.sleep(seconds)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()

    # ---- one row

    async def _carry(self, row: Row) -> None:
        try:
            await self._carry_or_say(row)
        except Exception as error:  # the store itself fails: the row stays as it is on disk
            log.error("what became of a %s could not be written: %s", row.what, type(error).__name__, exc_info=error)
            await self._clock.sleep(STORE_PAUSE)
        finally:
            del self._busy[row.lane]
            self._wake.set()

    async def _carry_or_say(self, row: Row) -> None:
        """Tries the row and writes down what became of it."""
        try:
            try:
                await self._try(row)
            except PlatformError as error:
                await self._store.write(partial(deliveries.trouble, row=row, error=error))
        except Exception as error:  # a mistake of ours must not stop the others
            log.error("a %s could not be carried: %s", row.what, type(error).__name__, exc_info=error)
            await self._store.write(lambda tx: deliveries.mistake(tx, row))

    async def _try(self, row: Row) -> None:
        letter = await self._store.read(lambda tx: self._composer.compose(tx, row))
        with self._meters.carrying(letter.platform) if row.to_place else nullcontext():
            await self._bring(row, letter)

    async def _bring(self, row: Row, letter: Letter) -> None:
        platform = self._platforms.get(letter.platform)
        if platform is None:
            raise TryLater(deliveries.SLOWEST_RETRY)
        if row.to_place and (letter.place is None or not letter.place.open):
            raise Refusal("place-closed")
        if not row.to_place and letter.contact is None:
            raise Refusal("unreachable")
        to = self._chat(row, letter)
        try:
            if letter.wanted is not Mode.EACH and letter.card is not None:
                await self._put_aside(platform, to, row, letter, letter.card)
            elif row.what is What.THREAD:
                await self._reopen(platform, row, letter)
            elif letter.card is None:
                await self._take_away(platform, to, row, letter)
            elif letter.standing and not row.fresh:
                await self._edit(platform, to, row, letter, letter.card)
            else:
                await self._post(platform, to, row, letter, letter.card)
        except TryLater as busy:
            platform.pacer.hold(busy.seconds, None if busy.everywhere else to)
            raise

    def _chat(self, row: Row, letter: Letter) -> Chat:
        if letter.place is not None:
            return Chat(place=letter.place.address)
        return Chat(user=self._vault.open_contact(letter.contact or "", f"contact:{row.recipient}"))

    async def _take_away(self, platform: Platform, to: Chat, row: Row, letter: Letter) -> None:
        if letter.standing:
            await platform.pacer.turn(to, row.urgency)
            try:
                await platform.delete(to, [deliveries.sent_as(each) for each in letter.standing])
            except MessageGone:
                log.debug("already gone")
            except Refusal as refusal:
                if refusal.reason != "cannot-delete":
                    raise
                await platform.edit(to, letter.gone, [deliveries.sent_as(each) for each in letter.standing])
        if letter.written:
            await self._take_written_away(platform, to, row, letter)
        await self._store.write(lambda tx: deliveries.settle(tx, row, []))

    async def _take_written_away(self, platform: Platform, to: Chat, row: Row, letter: Letter) -> None:
        """Deletes what somebody wrote and moderators removed; where we may not, it stays.

        It is marked first, so that the platform's word that it is gone is not taken for its author's doing. People
        write in the thread, or reply to the card beside it.
        """
        await self._store.write(lambda tx: deliveries.mark(tx, letter.written))
        await platform.pacer.turn(to, row.urgency)
        gone = True
        try:
            for thread in {letter.thread, None}:
                await platform.delete(to, [Sent(each.message, thread) for each in letter.written])
        except Refusal as refusal:
            log.info("what moderators removed stays where it was written: %s", refusal.reason)
            gone = False
        except MessageGone:
            log.debug("already gone")
        await self._store.write(lambda tx: deliveries.unmark(tx, letter.written, gone=gone))

    async def _reopen(self, platform: Platform, row: Row, letter: Letter) -> None:
        """Opens a thread, if the question still takes opinions."""
        if letter.reopens is not None and letter.thread is not None and letter.place is not None:
            await platform.pacer.turn(Chat(place=letter.place.address), row.urgency)
            await platform.reopen_thread(letter.place.address, letter.thread, letter.reopens, letter.labels)
        await self._store.write(lambda tx: tx.outbox.done(row))

    async def _edit(self, platform: Platform, to: Chat, row: Row, letter: Letter, card: Card) -> None:
        await platform.pacer.turn(to, row.urgency)
        try:
            sent = await platform.edit(to, card, [deliveries.sent_as(each) for each in letter.standing])
        except (MessageGone, ThreadGone):
            if row.what is What.FORM:
                sent = await platform.post(to, card, once=_once(row))
            else:
                # Somebody deleted it: that is theirs to decide. What comes next is posted anew.
                await self._store.write(lambda tx: deliveries.settle(tx, row, []))
                return
        if letter.closes is not None and letter.place is not None and letter.thread is not None:
            await platform.close_thread(letter.place.address, letter.thread, letter.closes, letter.labels)
        await self._store.write(lambda tx: deliveries.settle(tx, row, sent))

    async def _put_aside(self, platform: Platform, to: Chat, row: Row, letter: Letter, card: Card) -> None:
        """Its reader does not want to be told now. What they were told before is set right: an edit rings no bell."""
        sent: list[Sent] = []
        if letter.standing:
            await platform.pacer.turn(to, row.urgency)
            with suppress(MessageGone):
                sent = await platform.edit(to, card, [deliveries.sent_as(each) for each in letter.standing])

        def aside(tx: Tx) -> None:
            if letter.standing and tx.people.contact(PersonId(row.recipient)) is not None:
                deliveries.stands(tx, replace(row, fresh=False), sent)
            notifications.put_aside(tx, row, letter.wanted)

        await self._store.write(aside)

    async def _post(self, platform: Platform, to: Chat, row: Row, letter: Letter, card: Card) -> None:
        thread = letter.thread
        apart = row.what is What.WEEK  # belongs to no question: beside the threads, where nothing but posts can stand
        first = row.what is What.QUESTION and row.to_place
        await platform.pacer.turn(to, row.urgency)
        if letter.opens is not None and letter.place is not None:
            if platform.opens_with_card:
                await self._open_with_card(platform, letter.place.address, letter, row, card)
                return
            if not apart:
                thread = await self._open(platform, letter.place.address, letter, row, card)
        if not apart and thread is None and letter.place is not None and letter.place.kind is PlaceKind.FORUM:
            raise ThreadGone("no thread for it yet")
        if first:
            await self._store.write(lambda tx: tx.outbox.intend(row))
        sent = await platform.post(to, card, thread=thread, answers=letter.answers, once=_once(row))
        await self._store.write(lambda tx: deliveries.settle(tx, row, sent))
        if (row.what is What.FORM or row.what in REPLACED) and letter.standing:
            await self._forget_older(platform, to, letter)

    async def _open(self, platform: Platform, place: str, letter: Letter, row: Row, card: Card) -> str:
        """Opens the thread of a question. After a lost answer it is opened again: an empty thread may stay behind."""
        try:
            opened = await platform.open_thread(place, letter.opens or "", card, letter.labels)
        except OutcomeUnknown:
            raise TryLater(2.0) from None
        await self._store.write(lambda tx: tx.receipts.add(_thread(row, opened.thread)))
        return opened.thread

    async def _open_with_card(self, platform: Platform, place: str, letter: Letter, row: Row, card: Card) -> None:
        """The same where thread and card are one: so a question's is a first post, of which a lost answer is told."""
        asked = row.what is What.QUESTION
        if asked:
            await self._store.write(lambda tx: tx.outbox.intend(row))
        opened = await platform.open_thread(place, letter.opens or "", card, letter.labels)

        def keep(tx: Tx) -> None:
            if asked:
                tx.receipts.add(_thread(row, opened.thread))
            deliveries.settle(tx, row, list(opened.sent))

        await self._store.write(keep)

    async def _forget_older(self, platform: Platform, to: Chat, letter: Letter) -> None:
        """A form shown anew leaves no second copy with live buttons behind, nor do news. Nobody waits for this."""
        try:
            await platform.delete(to, [deliveries.sent_as(each) for each in letter.standing])
        except PlatformError:
            log.debug("an older copy stays")


def _thread(row: Row, thread: str) -> Receipt:
    """The receipt of a question's thread."""
    return Receipt(row.recipient, What.THREAD, row.subject, f"thread:{thread}", thread, 0, ours=True, at=0)


def _once(row: Row) -> str:
    """The same for each try of this row with what it stands for now, also after a crash.

    A new message of the same thing (``fresh``) is asked for by a new revision.
    """
    return f"{row.id}.{row.revision}"
