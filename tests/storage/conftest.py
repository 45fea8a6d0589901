"""A store in a temporary file, and somebody to put into it."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.communities import DEFAULT_CATEGORIES, CommunityId, PlaceId, PlaceKind
from bot.domain.people import Face, PersonId
from bot.domain.questions import QuestionId
from bot.ports.store import Tx
from bot.vault import KeyVault
from storage import Database
from tests.fakes.clock import FakeClock
from tests.fakes.store import opened

VAULT = KeyVault([b"k" * 32])


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aunt.db"


@pytest.fixture
async def db(path: Path, clock: FakeClock) -> AsyncIterator[Database]:
    database = await opened(path, clock, VAULT)
    yield database
    await database.close()


@pytest.fixture
def look(path: Path, db: Database) -> Iterator[sqlite3.Connection]:
    """What a thief sees: the file through a plain connection."""
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


@dataclass(frozen=True)
class World:
    """A community with a place, an asker's question, and a few people."""

    community: CommunityId
    place: PlaceId
    question: QuestionId
    asker: PersonId
    people: tuple[PersonId, ...]


def meet(tx: Tx, token: str, face: Face = Face.HIDDEN) -> PersonId:
    """Somebody with this token."""
    return tx.people.meet(token, face, "telegram", "en", lambda person: f"contact of {person}").id


@pytest.fixture
async def world(db: Database) -> World:
    def build(tx: Tx) -> World:
        community = tx.communities.add("Home", DEFAULT_CATEGORIES).id
        place = tx.communities.add_place(community, "telegram", "-100", "Home", PlaceKind.FORUM).id
        asker, *people = (meet(tx, token) for token in ("asker", "ana", "ben", "cid"))
        question = tx.questions.add(community, asker, "A title", "", ()).id
        return World(community, place, question, asker, tuple(people))

    return await db.write(build)
