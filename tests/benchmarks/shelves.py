"""The two databases that the benchmark of search compares, with the same texts: ours, and the plain form.

A million texts take minutes, so both are kept in a folder and found there the next time. Whoever changes what is made
here or in `tests.benchmarks.texts` throws the folder away.
"""

import shutil
import sqlite3
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from bot.domain.communities import DEFAULT_CATEGORIES, Community, CommunityId
from bot.domain.people import Face
from bot.domain.relevance import QUESTIONS
from bot.ports.store import Tx
from bot.vault import KeyVault
from storage import Database
from tests.benchmarks import texts
from tests.fakes.clock import FakeClock

VAULT = KeyVault([b"k" * 32])
BATCH = 2_000
AHEAD = 6
"""Batches that are written ahead, in a process of their own."""
STEP = 20
"""The id of the n-th question is n shifted by so many bits."""


class Plain:
    """The plain form: an FTS5 table of the same stems, asked for all of the words by `bm25()`."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    def prepare(self) -> None:
        """An empty table."""
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("CREATE VIRTUAL TABLE plain USING fts5 (title, body, tokenize = 'ascii')")

    def put(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Ids, and the stems of title and body."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO plain (rowid, title, body) VALUES (?, ?, ?)", rows)
        self._db.execute("COMMIT")

    def search(self, words: Sequence[str], limit: int) -> list[int]:
        """The ids of the best."""
        wanted = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        sql = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain, 2.5, 1.0) LIMIT ?"
        return [each for (each,) in self._db.execute(sql, (wanted, limit))]

    def close(self) -> None:
        self._db.close()


async def built(folder: Path, count: int) -> Path:
    """A folder with both databases: ``ours.db`` and ``plain.db``; made where there is none."""
    place = folder / f"{count}"
    if place.exists():
        return place
    building = folder / f"{count}.building"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    begun = perf_counter()
    db = await Database.open(building / "ours.db", FakeClock(), VAULT)
    await db.write(_prepare)
    await db.close()
    plain = Plain(building / "plain.db")
    plain.prepare()
    _fill(building / "ours.db", plain, count)
    plain.close()
    building.rename(place)
    print(f"{count:,} questions were put into both in {perf_counter() - begun:,.0f} s", flush=True)
    return place


def topics(folder: Path) -> dict[int, int]:
    """What each question is about, by its id."""
    db = sqlite3.connect(folder / "ours.db")
    found = {number << STEP: int(name) for number, name in db.execute("SELECT number, topic FROM question")}
    db.close()
    return found


def community(folder: Path) -> CommunityId:
    """Whose questions they are."""
    db = sqlite3.connect(folder / "ours.db")
    (found,) = db.execute("SELECT id FROM community").fetchone()
    db.close()
    return CommunityId(found)


def _prepare(tx: Tx) -> Community:
    """A community with an empty shelf, and somebody who asks."""
    community = tx.communities.add("Home", DEFAULT_CATEGORIES)
    tx.people.meet("asker", Face.ASKING, "telegram", "en", str)
    tx.search.add_shelf(community.id, QUESTIONS, "en")
    return community


def _made(count: int) -> Iterator[tuple[int, list[texts.Stemmed]]]:
    """All texts in batches, each with the number of its first."""
    starts = range(0, count, BATCH)
    with ProcessPoolExecutor(1) as writers:
        ahead: deque[Future[list[texts.Stemmed]]] = deque()
        for at in range(-AHEAD, len(starts)):
            if at + AHEAD < len(starts):
                start = starts[at + AHEAD]
                ahead.append(writers.submit(texts.stemmed, f"shelf {start}", min(BATCH, count - start)))
            if at >= 0:
                yield starts[at] + 1, ahead.popleft().result()


def _fill(path: Path, plain: Plain, count: int) -> None:
    """Both with the same texts. Ours many rows at a time, past `shelving`, as a million one by one take hours."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    (community,), (asker,) = (db.execute(f"SELECT id FROM {each}").fetchone() for each in ("community", "person"))
    numbers: dict[str, int] = {}
    entries: Counter[str] = Counter()
    lengths = [0, 0]
    with ThreadPoolExecutor(1) as beside:
        for first, batch in _made(count):
            rows = list(enumerate(batch, first))
            putting = beside.submit(
                plain.put, [(at << STEP, " ".join(each.title), " ".join(each.body)) for at, each in rows]
            )
            told = []
            for at, each in rows:
                words = dict.fromkeys((*each.title, *each.body))
                entries.update(words.keys())
                known = {word: f"{numbers.setdefault(word, len(numbers) + 1):x}" for word in words}
                lengths[0] += len(each.title)
                lengths[1] += len(each.body)
                title, body = (" ".join(known[word] for word in part) for part in (each.title, each.body))
                told.append((at, title, body, " ".join(known.values())))
            db.execute("BEGIN")
            db.executemany(
                "INSERT INTO question (id, community_id, number, asker, title, details, audience, status, posted_at,"
                " topic) VALUES (?, ?, ?, ?, ?, ?, '', 'open', 0, ?)",
                [
                    (at << STEP, community, at, asker, each.text.title, each.text.details, str(each.text.topic))
                    for at, each in rows
                ],
            )
            db.executemany(
                "INSERT INTO entry (id, shelf_id, question_id, title, body) VALUES (?, 1, ?, ?, ?)",
                [(at, at << STEP, title, body) for at, title, body, _ in told],
            )
            db.executemany("INSERT INTO posting (rowid, terms) VALUES (?, ?)", [(at, all_) for at, _, _, all_ in told])
            db.execute("COMMIT")
            putting.result()
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
