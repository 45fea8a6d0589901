"""Relevance: what is found is what was meant. The floors are a little below what was measured when they were set."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.communities import DEFAULT_CATEGORIES, Community
from bot.domain.people import Face
from bot.domain.questions import Question, QuestionId
from bot.ports.store import Tx
from bot.services import searching, shelving
from storage import Database
from tests.fakes.clock import FakeClock
from tests.fakes.store import opened
from tests.relevance.texts import Corpus, corpus
from tests.storage.conftest import VAULT

T = TypeVar("T")
FLOORS = {"en": (0.93, 0.5, 0.76), "de": (0.95, 0.85, 0.9), "es": (0.95, 0.8, 0.9), "ru": (0.95, 0.85, 0.9)}
"""By language: the mean reciprocal rank of what is searched, the share of questions whose nearest is on their topic,
and the share on topic of those near enough to be recommended."""


class Library:
    """A community with all questions of a language, in one transaction."""

    def __init__(self, tx: Tx, language: str, texts: Corpus) -> None:
        self.tx = tx
        self.community: Community = tx.communities.add("Home", DEFAULT_CATEGORIES)
        tx.communities.set_rule(self.community.id, "language", f'"{language}"')
        asker = tx.people.meet("asker", Face.ASKING, "telegram", "en", str).id
        self.topic: dict[QuestionId, str] = {}
        self.questions: list[Question] = []
        for topic, told in texts.topics.items():
            for title, details in told:
                question = tx.questions.add(self.community.id, asker, title, details, ())
                self.questions.append(question)
                self.topic[question.id] = topic
                shelving.index(tx, question)

    def rank(self, words: str, meant: str) -> float:
        """One by the place at which the meant one is found; 0 for nowhere."""
        titles = [hit.question.title for hit in searching.search(self.tx, [self.community], words)]
        return 1 / (titles.index(meant) + 1) if meant in titles else 0.0

    def near(self, question: Question) -> list[tuple[float, bool]]:
        """What is like a question: how much, and whether it is on its topic."""
        like = searching.like(self.tx, self.community.id, question.title, question.details, besides=question)
        return [(likeness, self.topic[each.id] == self.topic[question.id]) for likeness, each in like]


@pytest.fixture(params=FLOORS)
def language(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = await opened(tmp_path / "aunt.db", FakeClock(), VAULT)
    yield database
    await database.close()


async def within(db: Database, language: str, look: Callable[[Library, Corpus], T]) -> T:
    texts = corpus(language)
    return await db.write(lambda tx: look(Library(tx, language, texts), texts))


async def test_what_is_searched_is_what_is_meant(db: Database, language: str) -> None:
    def look(library: Library, texts: Corpus) -> list[float]:
        return [library.rank(words, meant) for words, meant in texts.searches]

    ranks = await within(db, language, look)
    assert len(ranks) >= 6
    assert sum(ranks) / len(ranks) >= FLOORS[language][0], ranks


async def test_the_nearest_is_on_the_topic(db: Database, language: str) -> None:
    found = await within(db, language, lambda library, _: [library.near(each) for each in library.questions])
    first = sum(bool(near) and near[0][1] for near in found) / len(found)
    assert first >= FLOORS[language][1], first


async def test_what_is_recommended_is_mostly_on_the_topic(db: Database, language: str) -> None:
    found = await within(db, language, lambda library, _: [library.near(each) for each in library.questions])
    told = [on_topic for near in found for likeness, on_topic in near[:3] if likeness >= searching.LIKE]
    assert len(told) >= 2
    assert sum(told) / len(told) >= FLOORS[language][2], told


async def test_what_was_asked_before_is_recognised_and_what_was_not_is_not(db: Database, language: str) -> None:
    def look(library: Library, texts: Corpus) -> tuple[list[tuple[float, str, str]], list[float]]:
        twins = []
        for title, details, meant in texts.twins:
            likeness, nearest = searching.like(library.tx, library.community.id, title, details)[0]
            twins.append((likeness, nearest.title, meant))
        fresh = [searching.like(library.tx, library.community.id, *each)[:1] for each in texts.fresh]
        others = [near[0][0] for question in library.questions if (near := library.near(question))]
        return twins, [near[0][0] for near in fresh if near] + others

    twins, others = await within(db, language, look)
    assert [nearest for _, nearest, _ in twins] == [meant for _, _, meant in twins]
    assert all(likeness >= (searching.SAME if language != "ru" else searching.LIKE) for likeness, _, _ in twins)
    assert max(others) < searching.SAME
    if language == "en":
        assert max(others[: len(corpus("en").fresh) - 1]) < searching.LIKE
