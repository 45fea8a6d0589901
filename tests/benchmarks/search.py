"""Search, measured: how long it takes and how good it is, beside the plain form, in one run.

    python -m tests.benchmarks.search [QUESTIONS] [FOLDER]

The texts are made up: each is about one of many topics, whose own words are mixed with the words of all, both as often
as in a language (by Zipf's law). What is searched are the words of a text that is on no shelf; right is what is about
the same topic. The plain form is an FTS5 table of the same stems, asked for **all** of the words by `bm25()`.
"""

import asyncio
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from time import perf_counter, thread_time

from bot.domain.communities import DEFAULT_CATEGORIES, Community
from bot.domain.people import Face
from bot.domain.questions import Question
from bot.domain.relevance import QUESTIONS
from bot.plain import stems
from bot.ports.store import Tx
from bot.services import searching, shelving
from bot.vault import KeyVault
from storage import Database
from tests.fakes.clock import FakeClock

VAULT = KeyVault([b"k" * 32])
BATCH = 500
SEARCHES = 200
SHOWN = 10
"""Questions whose topic is looked at: a first page."""
COMMON, OWN, TOPICS = 60_000, 150, 400
"""Words of all, words of each topic, and topics."""
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


@dataclass(frozen=True)
class Text:
    """A made up question and what it is about."""

    topic: int
    title: str
    details: str


class Author:
    """Writes texts, the same each time."""

    def __init__(self) -> None:
        self._random = random.Random(12)
        known: dict[str, None] = {}
        while len(known) < COMMON:
            known["".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 5)))] = None
        self._words = list(known)
        self._often = list(accumulate(1 / (rank + 3) for rank in range(COMMON)))
        self._own = [self._random.sample(range(200, COMMON), OWN) for _ in range(TOPICS)]
        self._own_often = list(accumulate(1 / (rank + 5) for rank in range(OWN)))
        self._topics_often = list(accumulate(1 / (rank + 10) for rank in range(TOPICS)))

    def text(self) -> Text:
        """The next one: a title of 4 to 10 words, and details of 20 to 120."""
        (topic,) = self._random.choices(range(TOPICS), cum_weights=self._topics_often)
        title = self._some(topic, self._random.randint(4, 10), 0.35)
        return Text(topic, title[:100], self._some(topic, int(self._random.triangular(20, 120, 40)), 0.18))

    @staticmethod
    def stems(text: Text) -> tuple[list[str], list[str]]:
        """The stems of title and details."""
        return stems.words(text.title, "en"), stems.words(text.details, "en")

    def _some(self, topic: int, count: int, own: float) -> str:
        mine = sum(self._random.random() < own for _ in range(count))
        words = [self._words[at] for at in self._random.choices(self._own[topic], cum_weights=self._own_often, k=mine)]
        words += self._random.choices(self._words, cum_weights=self._often, k=count - mine)
        self._random.shuffle(words)
        return " ".join(words)


class Plain:
    """The plain form, on the same stems."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE VIRTUAL TABLE plain USING fts5 (title, body, tokenize = 'ascii')")

    def put(self, rows: Sequence[tuple[int, str, str]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO plain (rowid, title, body) VALUES (?, ?, ?)", rows)
        self._db.execute("COMMIT")

    def search(self, words: Sequence[str]) -> list[int]:
        """The ids of the best."""
        wanted = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        sql = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain, 2.5, 1.0) LIMIT ?"
        return [each for (each,) in self._db.execute(sql, (wanted, SHOWN))]


class Told:
    """What one kind of search took, by the clock and of the processor, and how much of it was right."""

    def __init__(self) -> None:
        self._clock: list[float] = []
        self._busy: list[float] = []
        self._right: list[float] = []

    def run(self, search: Callable[[], Sequence[int]], right: Callable[[int], bool], shown: int = SHOWN) -> None:
        clock, busy = perf_counter(), thread_time()
        found = search()
        self._clock.append(perf_counter() - clock)
        self._busy.append(thread_time() - busy)
        self._right.append(sum(map(right, found[:shown])) / shown)

    def tell(self, name: str) -> None:
        share = sum(self._right) / len(self._right)
        print(f"{name:44} {_times(self._clock)}   processor {_times(self._busy)}   on topic {share:.3f}", flush=True)


def _times(seconds: list[float]) -> str:
    seconds = sorted(seconds)
    middle, late = (seconds[min(len(seconds) - 1, round(len(seconds) * share))] * 1e3 for share in (0.5, 0.99))
    return f"p50 {middle:7.2f} ms  p99 {late:7.2f} ms"


def fill(path: Path, plain: Plain, author: Author, count: int) -> dict[int, int]:
    """Both with the same texts; the topic of each by its id. Ours many rows at a time, as a million one by one take
    hours; what one takes is measured with the last ones."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    (community,), (asker,) = (db.execute(f"SELECT id FROM {each}").fetchone() for each in ("community", "person"))
    topics: dict[int, int] = {}
    numbers: dict[str, int] = {}
    entries: Counter[str] = Counter()
    lengths = [0, 0]
    for start in range(0, count, BATCH):
        made = [author.text() for _ in range(min(BATCH, count - start))]
        rows = [(at, each, *author.stems(each)) for at, each in enumerate(made, start + 1)]
        for _, _, title, body in rows:
            words = dict.fromkeys((*title, *body))
            entries.update(words.keys())
            for word in words:
                numbers.setdefault(word, len(numbers) + 1)
            lengths[0] += len(title)
            lengths[1] += len(body)
        db.execute("BEGIN")
        db.executemany(
            "INSERT INTO question (id, community_id, number, asker, title, details, audience, status, posted_at)"
            " VALUES (?, ?, ?, ?, ?, ?, '', 'open', 0)",
            [(at << 20, community, at, asker, each.title, each.details) for at, each, _, _ in rows],
        )
        told = [
            (at, [f"{numbers[word]:x}" for word in title], [f"{numbers[word]:x}" for word in body])
            for at, _, title, body in rows
        ]
        db.executemany(
            "INSERT INTO entry (id, shelf_id, question_id, title, body) VALUES (?, 1, ?, ?, ?)",
            [(at, at << 20, " ".join(title), " ".join(body)) for at, title, body in told],
        )
        db.executemany(
            "INSERT INTO posting (rowid, terms) VALUES (?, ?)",
            [(at, " ".join(dict.fromkeys((*title, *body)))) for at, title, body in told],
        )
        db.execute("COMMIT")
        topics.update({at << 20: each.topic for at, each, _, _ in rows})
        plain.put([(at << 20, " ".join(title), " ".join(body)) for at, _, title, body in rows])
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO term (id, shelf_id, word, entries) VALUES (?, 1, ?, ?)",
        [(number, word, entries[word]) for word, number in numbers.items()],
    )
    for name, value in (("entry", count), ("term", len(numbers)), ("shelf", 1)):
        db.execute("UPDATE counter SET value = ? WHERE name = ?", (value, name))
    db.execute("UPDATE shelf SET entries = ?, titles = ?, bodies = ?", (count, *lengths))
    db.execute("UPDATE community SET questions = ?", (count,))
    db.execute("COMMIT")
    db.close()
    return topics


def sizes(folder: Path) -> str:
    """How large the files have grown."""
    found = {name: sum(each.stat().st_size for each in folder.glob(f"{name}.db*")) for name in ("ours", "plain")}
    return ", ".join(f"{name} {size >> 20:,} MiB" for name, size in found.items())


def prepare(tx: Tx) -> Community:
    """A community with an empty shelf, and somebody who asks."""
    community = tx.communities.add("Home", DEFAULT_CATEGORIES)
    tx.people.meet("asker", Face.ASKING, "telegram", "en", str)
    tx.search.add_shelf(community.id, QUESTIONS, "en")
    return community


def put(tx: Tx, community: Community, author: Author, topics: dict[int, int]) -> None:
    """Some more questions, as they are posted."""
    asker = tx.people.find("asker")
    assert asker is not None
    told = Told()
    for _ in range(BATCH):
        text = author.text()
        question = tx.questions.add(community.id, asker.id, text.title, text.details, ())
        topics[question.id] = text.topic

        def index(question: Question = question) -> list[int]:
            shelving.index(tx, question)
            return tx.search.related(question.id)  # type: ignore[return-value]

        told.run(index, lambda each, topic=text.topic: topics[each] == topic, 3)  # type: ignore[misc]
    told.tell(f"{BATCH} questions put on a shelf of {tx.questions.latest(community.id, 1)[0].number:,}")


async def main(count: int, folder: Path) -> None:
    author = Author()
    db = await Database.open(folder / "ours.db", FakeClock(), VAULT)
    plain = Plain(folder / "plain.db")
    community = await db.write(prepare)
    begun = perf_counter()
    topics = fill(folder / "ours.db", plain, author, count)
    print(f"{count:,} questions, filled in {perf_counter() - begun:,.0f} s", flush=True)
    print(f"files with everything: {sizes(folder)}", flush=True)
    await db.write(lambda tx: put(tx, community, author, topics))
    texts = [author.text() for _ in range(SEARCHES)]
    short = [(each.topic, each.title) for each in texts]
    whole = [(each.topic, f"{each.title} {each.details}") for each in texts]

    def measure(tx: Tx) -> None:
        for name, asked in (("short, 4 to 10 words", short), ("a whole text", whole)):
            for label, searching.POSTINGS, searching.WORDS in _settings():
                told = Told()
                for topic, text in asked:
                    told.run(
                        lambda text=text: [
                            each.question.id for each in searching.search(tx, [community], text, 0, SHOWN)
                        ],  # type: ignore[misc]
                        lambda each, topic=topic: topics[each] == topic,  # type: ignore[misc]
                    )
                told.tell(f"{name}: {label}")
            told = Told()
            for topic, text in asked[: SEARCHES if count <= 200_000 else 50]:
                told.run(
                    lambda text=text: plain.search(stems.asked(text, "en")),  # type: ignore[misc]
                    lambda each, topic=topic: topics[each] == topic,  # type: ignore[misc]
                )
            told.tell(f"{name}: plain, all of all words")
        _, searching.POSTINGS, searching.WORDS = _settings()[0]
        told = Told()
        for each in texts:
            told.run(
                lambda each=each: [q.id for _, q in searching.like(tx, community.id, each.title, each.details)],  # type: ignore[misc]
                lambda found, each=each: topics[found] == each.topic,  # type: ignore[misc]
                3,
            )
        told.tell("what is like it, the nearest three")

    await db.read(measure)
    await db.close()


def _settings() -> list[tuple[str, int, int]]:
    usual = [("ours", 20_000, 32)]
    if "--sweep" not in sys.argv:
        return usual
    return usual + [
        (f"{cap:,} postings, {words} words", cap, words) for cap in (5_000, 20_000, 50_000) for words in (6, 12, 24, 64)
    ]


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if not each.startswith("--")]
    with tempfile.TemporaryDirectory(dir=given[1] if len(given) > 1 else None) as made:
        asyncio.run(main(int(given[0].replace("_", "")) if given else 100_000, Path(made)))
