"""Metrics: they say how the bot is doing, and nothing of anybody."""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.communities import PlaceId
from bot.meters import ENOUGH, MORE, Folded, Meters, Outcome
from bot.metrics import PERIOD, Metrics
from bot.ports.platform import OutcomeUnknown, PlatformError, Refusal, TryLater
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.web import Web
from tests.fakes.house import PORCH, House, house

TELEGRAM = {"platform": "telegram"}


class Scraper:
    """Reads the page as Prometheus does."""

    def __init__(self, home: House, meters: Meters) -> None:
        platforms = ["telegram", "discord"]
        self.metrics = Metrics(home.store, home.clock, meters, platforms, lambda: home.store.written)
        self.web = Web([self.metrics])

    async def page(self) -> str:
        async with aiohttp.ClientSession() as session, session.get(f"{self.web.address}/metrics") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            return await answer.text()

    async def value(self, name: str, **labels: str) -> float:
        for family in text_string_to_metric_families(await self.page()):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return sample.value
        raise AssertionError(f"there is no {name} {labels}")


@asynccontextmanager
async def scraped(folder: Path) -> AsyncIterator[tuple[House, Meters, Scraper]]:
    async with house(folder) as home:
        meters = Meters()
        home.dispatch._meters = home.courier._meters = meters
        scraper = Scraper(home, meters)
        async with scraper.web.serving("127.0.0.1", 0):
            yield home, meters, scraper


def test_a_count_grows_when_there_is_enough_and_by_chance_later() -> None:
    first: set[int] = set()
    for _ in range(100):
        folded: Folded[str] = Folded()
        seen = []
        for number in range(1, ENOUGH + MORE):
            folded.add("one")
            seen.append(folded.tell().get("one", 0))
            if seen[-1]:
                first.add(number)
                break
        assert all(each == 0 for each in seen[: ENOUGH - 1]), "nine things are never told"
        assert seen[-1] == ENOUGH, "what made them so many more waits for the next portion"
    assert len(first) > 5, "whoever does so many things that the next shows would know of the next"


def test_whoever_does_most_of_it_cannot_subtract_it() -> None:
    """There is enough in each period that something is told; what anybody else did can't be worked out from it."""
    folded: Folded[str] = Folded()
    behind = []
    for period in range(1, 200):
        folded.add("a", 25)
        folded.add("b", 25)
        told = folded.tell()
        assert told["a"] <= 25 * period
        assert told["b"] <= 25 * period
        behind.append(50 * period - told["a"] - told["b"])
    assert max(behind) < MORE
    assert len(set(behind)) > 5, "each time another number is kept back"


async def test_that_somebody_blocked_the_bot_shows_nowhere(tmp_path: Path) -> None:
    """The same is told and written, whether the asker can be reached or not."""
    written: list[int] = []
    troubles: list[list[PlatformError]] = [[], [Refusal("blocked")]]
    for number, trouble in enumerate(troubles):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with scraped(folder) as (home, meters, _):
            await home.set_up()
            ana = home.person("Ana")
            await ana.asks()
            before, carried = home.store.written, meters.tell(0).deliveries
            assert not carried
            home.telegram.trouble_in[ana.chat] = trouble[:]
            for each in ("Sam", "Bea", "Eva"):
                await home.person(each).says(f"{each} thinks of you.", PORCH)
            arrived = [text for text in ana.reads() if "thinks of you" in text]
            assert len(arrived) == (0 if trouble else 3)
            written.append(home.store.written - before)
    assert written[0] == written[1]


async def test_what_people_did_is_told_by_outcome(tmp_path: Path) -> None:
    async with scraped(tmp_path) as (home, _, scraper):
        await home.set_up()
        ana = home.person("Ana")
        for _ in range(ENOUGH + MORE):
            await ana.commands("help")
            await ana.commands("nonsense")
        assert await scraper.value("agony_aunt_events_total", outcome="refused", **TELEGRAM) > ENOUGH
        assert await scraper.value("agony_aunt_events_total", outcome="done", **TELEGRAM) > ENOUGH
        assert await scraper.value("agony_aunt_events_total", outcome="failed", **TELEGRAM) == 0
        assert await scraper.value("agony_aunt_events_total", outcome="done", platform="discord") == 0
        assert await scraper.value("agony_aunt_handling_seconds_count") > 2 * ENOUGH
        assert await scraper.value("agony_aunt_store_units_total") > ENOUGH


def test_a_mistake_of_ours_is_a_failure() -> None:
    meters = Meters()
    for _ in range(ENOUGH + MORE):
        with pytest.raises(ZeroDivisionError), meters.handling("telegram"):
            _ = 1 // 0
    assert meters.tell(0).events["telegram", Outcome.FAILED] >= ENOUGH


def _sorted(errors: Sequence[Exception | None]) -> Iterator[Outcome]:
    for error in errors:
        meters = Meters()
        for _ in range(ENOUGH + MORE):
            with suppress(PlatformError, ValueError), meters.carrying("telegram"):
                if error is not None:
                    raise error
        ((_, outcome),) = meters.tell(0).deliveries
        yield outcome


def test_what_was_carried_is_told_by_what_became_of_it() -> None:
    errors = (None, TryLater(1.0), Refusal("place-closed"), OutcomeUnknown(), ValueError())
    assert list(_sorted(errors)) == ["done", "later", "refused", "unsure", "failed"]


async def test_one_thing_that_somebody_does_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page before a question and one after it, five minutes apart, while the cards of others wait and fail.

    By chance a portion may just be full: here none is.
    """
    monkeypatch.setattr("bot.meters._some", lambda: 1_000)
    async with scraped(tmp_path) as (home, _, scraper):
        await home.set_up()
        await home.person("Sam").asks()
        before = await scraper.page()
        await home.after(PERIOD / 1000 + 1)
        await home.person("Ana").commands("help")
        assert await scraper.page() == before


async def test_numbers_stay_as_they_are_for_a_while(tmp_path: Path) -> None:
    async with scraped(tmp_path) as (home, meters, scraper):
        await home.set_up()
        before = await scraper.page()
        for _ in range(ENOUGH + MORE):
            with meters.handling("telegram"):
                pass
        assert await scraper.page() == before
        await home.after(PERIOD / 1000 + 1)
        assert await scraper.page() != before


async def test_what_fails_for_a_place_shows_and_what_fails_for_a_person_does_not(tmp_path: Path) -> None:
    async with scraped(tmp_path) as (home, _, scraper):
        await home.set_up()
        question = await home.person("Ana").asks()
        place = await _place(home)

        def fail(tx: Tx) -> None:
            for recipient in (question.asker, place):
                to_place = recipient == place
                for subject in (11, 12, 13):
                    tx.outbox.put(What.OPINION, subject, recipient, Urgency.POST, to_place=to_place)
                    (row,) = [each for each in tx.outbox.rows(What.OPINION, subject) if each.recipient == recipient]
                    if subject == 11:
                        tx.outbox.fail(row, "blocked")
                    if subject == 12:
                        tx.outbox.unsure(row)
                    if subject == 13:
                        tx.outbox.later(row, tx.now + 600_000)

        await home.store.write(fail)
        for state in ("failed", "unsure", "waiting"):
            assert await scraper.value("agony_aunt_outbox", state=state) == 1, state
        assert await scraper.value("agony_aunt_courier_lag_seconds") == 0


async def _place(home: House) -> PlaceId:
    place = await home.store.read(lambda tx: tx.communities.place_at("telegram", PORCH))
    assert place is not None
    return place.id


async def test_no_word_of_anybody_is_on_the_page(tmp_path: Path) -> None:
    async with scraped(tmp_path) as (home, _, scraper):
        await home.set_up()
        for _ in range(ENOUGH):
            await home.person("Anneliese").asks("Who am I, after all?")
        page = await scraper.page()
        question = (await home.questions())[0]
    for word in ("Anneliese", "Who am I", PORCH, "Porch", str(question.id), str(question.asker)):
        assert word not in page
    labels = set(re.findall(r"(\w+)=\"(\w[^\"]*)\"", page))
    assert {name for name, _ in labels} == {"platform", "outcome", "state", "le"}
    assert {value for name, value in labels if name == "platform"} == {"telegram", "discord"}
    assert "created" not in page, "when a count began"
    assert "process_" not in page, "the time of the processor tells each gesture"
