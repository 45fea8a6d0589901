"""Metrics: how the bot is doing, as Prometheus reads it at `/metrics`.

What is told is of the bot alone: no text, no id, no community stands in a name, a label or a value. And it is told in
such a way that nobody can tell a single thing from it that somebody did: counts grow in portions of chance size
(`bot.meters`), nothing that goes to a person is counted (`storage.backlog`), and all numbers are taken once in five
minutes, however often somebody asks. So the process's own counters (CPU time, garbage) are left out as well: they
would tell each gesture.

The text format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence

from aiohttp import web
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from bot.meters import CARRIED, HANDLED, STEPS, Meters, Told
from bot.ports.clock import Clock
from bot.ports.records import Backlog
from bot.ports.store import Store

log = logging.getLogger(__name__)

PERIOD = 5 * 60_000
"""Milliseconds for which the numbers stay as they are."""
PATIENCE = 60_000
"""Milliseconds that something may be due before it counts as waiting."""
ROUGHLY = 10
"""Updates that wait to be handled are told in tens: one that has just come is nobody's business."""


class Metrics:
    """What `bot.web` serves at `/metrics`."""

    def __init__(
        self, store: Store, clock: Clock, meters: Meters, platforms: Sequence[str], written: Callable[[], int]
    ) -> None:
        """``written`` says how many units the store has written since the start."""
        self._store = store
        self._clock = clock
        self._meters = meters
        self._platforms = platforms
        self._written = written
        self._taking = asyncio.Lock()
        self._period = -1
        self._page = b""

    def routes(self) -> Sequence[web.RouteDef]:
        """See `bot.web.Contributor`."""
        return [web.get("/metrics", self._show)]

    async def _show(self, request: web.Request) -> web.Response:
        """The numbers of this period; 503 while the store can't be read."""
        async with self._taking:
            period = self._clock.now() // PERIOD
            if period != self._period:
                try:
                    backlog = await self._store.read(lambda tx: tx.backlog.now(PATIENCE))
                except Exception as error:
                    log.error("the metrics could not be taken: %s", type(error).__name__)
                    return web.Response(status=503)
                registry = CollectorRegistry(auto_describe=False)
                registry.register(_Snapshot(self._platforms, self._meters.tell(self._written()), backlog))
                self._page, self._period = generate_latest(registry), period
        return web.Response(body=self._page, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


class _Snapshot(Collector):
    """The numbers of one moment. Every label there can be is there from the start: that one appears tells nothing."""

    def __init__(self, platforms: Sequence[str], told: Told, backlog: Backlog) -> None:
        self._platforms = platforms
        self._told = told
        self._backlog = backlog

    def collect(self) -> Iterator[Metric]:
        """All families, without the time at which each was begun."""
        yield from self._gauges()
        told = self._told
        events = CounterMetricFamily(
            "agony_aunt_events", "What people did, in portions.", labels=["platform", "outcome"]
        )
        carried = CounterMetricFamily(
            "agony_aunt_deliveries", "Tries to bring something to a place, in portions.", labels=["platform", "outcome"]
        )
        for platform in self._platforms:
            for outcome in HANDLED:
                events.add_metric([platform, outcome], told.events[platform, outcome])
            for outcome in CARRIED:
                carried.add_metric([platform, outcome], told.deliveries[platform, outcome])
        yield events
        yield carried
        yield self._times()
        yield CounterMetricFamily("agony_aunt_store_units", "Units that the store wrote, in portions.", told.units)

    def _gauges(self) -> Iterator[Metric]:
        backlog = self._backlog
        outbox = GaugeMetricFamily(
            "agony_aunt_outbox",
            "To be carried to places: threads in which something is overdue, messages refused for good or unsure.",
            labels=["state"],
        )
        for state, count in (("waiting", backlog.waiting), ("failed", backlog.failed), ("unsure", backlog.unsure)):
            outbox.add_metric([state], count)
        yield outbox
        inbox = GaugeMetricFamily(
            "agony_aunt_inbox", "Updates that wait, in tens, and those that were set aside.", labels=["state"]
        )
        inbox.add_metric(["waiting"], backlog.inbox // ROUGHLY * ROUGHLY)
        inbox.add_metric(["aside"], backlog.aside)
        yield inbox
        lag = backlog.age // PATIENCE * PATIENCE // 1000
        yield GaugeMetricFamily(
            "agony_aunt_courier_lag_seconds", "How long the oldest of what is overdue has been due, in minutes.", lag
        )

    def _times(self) -> Metric:
        """How long it took to handle what people did. There is no exact sum: one is made of the steps' bounds."""
        count, total, buckets = 0, 0.0, list[tuple[str, float]]()
        for number, bound in enumerate((*STEPS, float("inf"))):
            here = self._told.times[number]
            count += here
            total += here * min(bound, STEPS[-1])
            buckets.append(("+Inf" if bound == float("inf") else str(bound), count))
        return HistogramMetricFamily(
            "agony_aunt_handling_seconds", "Time to handle what people did, in portions.", buckets, round(total, 3)
        )
