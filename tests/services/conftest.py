"""A community in a store, and callers who act on it without any platform."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.communities import DEFAULT_CATEGORIES, Badge, Community, Place, PlaceKind
from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import Question
from bot.ports.records import What
from bot.ports.store import Tx
from bot.services import announcing
from bot.vault import KeyVault
from storage import Database
from tests.fakes.clock import FakeClock
from tests.fakes.store import opened

T = TypeVar("T")


@dataclass
class Desk:
    """Runs services, each in a unit of its own."""

    store: Database
    clock: FakeClock

    async def run(self, unit: Callable[[Tx], T]) -> T:
        return await self.store.write(unit)

    async def community(self, name: str = "Home", address: str = "-1") -> tuple[Community, Place]:
        def make(tx: Tx) -> tuple[Community, Place]:
            community = tx.communities.add(name, DEFAULT_CATEGORIES)
            tx.communities.set_rule(community.id, "lone_voice", "1")  # these stories have few people
            return community, tx.communities.add_place(community.id, "telegram", address, name, PlaceKind.FORUM)

        return await self.run(make)

    async def question(self, community: Community, asker: str = "asker") -> Question:
        def ask(tx: Tx) -> Question:
            question = tx.questions.add(community.id, caller(tx, asker).asking, "Is there hope?", "", ())
            announcing.question_posted(tx, question)
            return question

        return await self.run(ask)

    async def carried(self) -> None:
        """Everything in the outbox arrived."""

        def carry(tx: Tx) -> None:
            while rows := tx.outbox.due(100):
                for row in rows:
                    tx.outbox.done(row)

        await self.run(carry)

    async def recipients(self, what: What, subject: int) -> set[int]:
        """To whom something is to be carried."""
        return await self.store.read(lambda tx: {row.recipient for row in tx.outbox.rows(what, subject)})


def caller(tx: Tx, name: str, *badges: Badge) -> Caller:
    """Somebody with this name in this unit of work, who wears these."""

    def find(face: Face) -> PersonId | None:
        person = tx.people.find(f"{face} {name}")
        return person.id if person else None

    def meet(face: Face) -> PersonId:
        return tx.people.meet(f"{face} {name}", face, "telegram", "en", lambda person: f"contact of {person}").id

    return Caller(meet, find, "telegram", name, lambda _: badges)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    clock = FakeClock()
    store = await opened(tmp_path / "aunt.db", clock, KeyVault([b"k" * 32]))
    yield Desk(store, clock)
    await store.close()
