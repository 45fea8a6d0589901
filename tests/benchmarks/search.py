"""Search, measured: how long it takes and how good it is, beside the plain form, in one run.

    python -m tests.benchmarks.search [QUESTIONS] [FOLDER]

``QUESTIONS`` (100,000) are on the shelf; the databases with them are kept in ``FOLDER`` and made there the first time
(`shelves`), or else thrown away. The texts are made up (`texts`). What is searched are the words of a text that is on
no shelf: its title ("short"), or all of it ("whole"). Right is what is about the same topic.

The plain form is asked for the same, one right after the other, so that both have the same machine. Times are told by
the clock and of the processor: on a machine that others use too, the clock tells of them as well. Behind ``±`` is the
standard error of what stands before it; of the difference, it is that of the differences one by one.

What a new question costs the writer is measured on a copy, each in a unit of its own with its commit.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, stdev
from time import perf_counter, thread_time

from bot.domain.communities import Community, CommunityId
from bot.domain.questions import Question
from bot.plain import stems
from bot.ports.store import Tx
from bot.services import searching, shelving
from storage import Database
from tests.benchmarks import shelves, texts
from tests.fakes.clock import FakeClock

ASKED = 300
"""Texts that are looked for."""
BESIDE, PATIENCE = 200, 60.0
"""How many of them the plain form is asked for at most, and for how many seconds: at a million questions, one takes
seconds."""
PUT = 100
"""Questions that are put on the shelf."""
SHOWN, NEAREST = 10, 3
"""Questions whose topic is looked at: a first page, and what a card recommends."""


class Told:
    """What one kind of search took, by the clock and of the processor, and how much of it was right."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._clock: list[float] = []
        self._busy: list[float] = []
        self.right: list[float] = []

    def run(self, search: Callable[[], Sequence[int]], right: Callable[[int], bool], shown: int = SHOWN) -> None:
        """One search, which gives ids."""
        clock, busy = perf_counter(), thread_time()
        found = search()
        self._clock.append(perf_counter() - clock)
        self._busy.append(thread_time() - busy)
        self.right.append(sum(map(right, found[:shown])) / shown)

    def took(self, clock: float, busy: float) -> None:
        """One that somebody else measured."""
        self._clock.append(clock)
        self._busy.append(busy)

    def tell(self) -> None:
        """One line."""
        share = f"   on topic {_share(self.right)}" if self.right else ""
        times = f"clock {_times(self._clock)}   processor {_times(self._busy)}"
        print(f"{self._name:30} {len(self._clock):4}   {times}{share}", flush=True)


def _times(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    middle, late = (ordered[min(len(ordered) - 1, round(len(ordered) * share))] * 1e3 for share in (0.5, 0.99))
    return f"p50 {middle:7.1f}  p99 {late:7.1f} ms"


def _share(right: Sequence[float]) -> str:
    return f"{fmean(right):.3f} ±{stdev(right) / len(right) ** 0.5:.3f}"


def compare(
    tx: Tx, plain: shelves.Plain, community: Community, asked: Sequence[texts.Text], topic: dict[int, int]
) -> None:
    """Both forms, for titles and for whole texts."""
    for name, whole in (("short", False), ("whole", True)):
        mine, theirs = Told(f"{name}, ours"), Told(f"{name}, plain")
        begun = perf_counter()
        for number, each in enumerate(asked):
            text, about = each.whole if whole else each.title, each.topic
            mine.run(lambda: _ours(tx, community, text), lambda found: topic[found] == about)  # noqa: B023
            if number < BESIDE and perf_counter() - begun < PATIENCE:
                theirs.run(lambda: _plain(plain, text), lambda found: topic[found] == about)  # noqa: B023
        mine.tell()
        theirs.tell()
        differ = [ours - others for ours, others in zip(mine.right, theirs.right, strict=False)]
        print(f"{'':30} {len(differ):4}   on topic, ours less plain {_share(differ)}", flush=True)


def _ours(tx: Tx, community: Community, text: str) -> list[int]:
    return [each.question.id for each in searching.search(tx, [community], text, 0, SHOWN)]


def _plain(plain: shelves.Plain, text: str) -> list[int]:
    return plain.search(stems.asked(text, texts.LANGUAGE), SHOWN)


def near(tx: Tx, community: Community, asked: Sequence[texts.Text], topic: dict[int, int]) -> None:
    """What is like a text: for `/related`, and in a hurry for drafts and cards."""
    for name, hurried in (("like it, the nearest three", False), ("the same in a hurry", True)):
        told = Told(name)
        for each in asked:
            about = each.topic
            told.run(lambda: _like(tx, community, each, hurried), lambda found: topic[found] == about, NEAREST)  # noqa: B023
        told.tell()


def _like(tx: Tx, community: Community, text: texts.Text, hurried: bool) -> list[int]:
    near = searching.like(tx, community.id, text.title, text.details, hurried=hurried)
    return [found.id for _, found in near]


async def put(path: Path, community: CommunityId, made: Sequence[texts.Text]) -> None:
    """Some more questions, each as it is posted: its row, the index, what its card recommends, and the commit."""
    db = await Database.open(path, FakeClock(), shelves.VAULT)
    asker = await db.read(lambda tx: tx.people.find("asker"))
    assert asker is not None
    all_of, near, whole = (
        Told("put on the shelf"),
        Told("of it what its card recommends"),
        Told("the unit and its commit"),
    )

    def post(tx: Tx, text: texts.Text) -> Question:
        question = tx.questions.add(community, asker.id, text.title, text.details, ())
        clock, busy = perf_counter(), thread_time()
        shelving.index(tx, question)
        all_of.took(perf_counter() - clock, thread_time() - busy)
        return question

    def look(tx: Tx, question: Question) -> None:
        near.run(lambda: [each.id for each in searching.related(tx, question, hurried=True)], lambda _: False)

    for text in made:
        clock, busy = perf_counter(), time_of_all()
        question = await db.write(lambda tx, text=text: post(tx, text))  # type: ignore[misc]
        whole.took(perf_counter() - clock, time_of_all() - busy)
        await db.read(lambda tx, question=question: look(tx, question))  # type: ignore[misc]
    near.right.clear()
    for each_of in (all_of, near, whole):
        each_of.tell()
    await db.close()


def time_of_all() -> float:
    """Processor time of the process, with all of its threads."""
    times = os.times()
    return times.user + times.system


async def main(count: int, folder: Path) -> None:
    place = await shelves.built(folder, count)
    sizes = ", ".join(f"{each.stem} {each.stat().st_size >> 20:,} MiB" for each in sorted(place.glob("*.db")))
    print(f"{count:,} questions; files with everything: {sizes}; load {os.getloadavg()[0]:.1f}", flush=True)
    topic = shelves.topics(place)
    asked = texts.texts("asked", ASKED)
    plain = shelves.Plain(place / "plain.db")
    db = await Database.open(place / "ours.db", FakeClock(), shelves.VAULT)
    community = await db.read(lambda tx: tx.communities.get(shelves.community(place)))
    await db.read(lambda tx: near(tx, community, asked, topic))
    await db.read(lambda tx: compare(tx, plain, community, asked, topic))
    await db.close()
    plain.close()
    with tempfile.TemporaryDirectory(dir=folder) as apart:
        copy = Path(apart, "ours.db")
        shutil.copyfile(place / "ours.db", copy)
        await put(copy, community.id, texts.texts("put", PUT))
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    questions, kept = [*sys.argv[1:], *(["100_000", ""][len(sys.argv) - 1 :])][:2]
    with tempfile.TemporaryDirectory() as thrown_away:
        asyncio.run(main(int(questions.replace("_", "")), Path(kept or thrown_away)))
