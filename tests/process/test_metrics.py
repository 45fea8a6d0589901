"""`/metrics` of a bot that runs: not there unless somebody wants it, then readable by Prometheus, with nobody on it."""

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.process.conftest import Town


async def page(town: Town) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"{await town.bot.address()}/metrics") as answer:
        return answer.status, await answer.text()


async def test_nobody_reads_metrics_unless_they_are_wanted(town: Town) -> None:
    await town.bot.start()
    assert (await page(town))[0] == 404
    await town.bot.stop()


async def test_metrics_are_beside_health_without_a_webhook(town: Town) -> None:
    town.bot.environ["AUNT_WEB__METRICS"] = "true"
    await town.opens()
    people = [town.person(f"Ana {number}") for number in range(40)]
    ana = people[0]
    for each in people:
        await each.starts()
    await town.world.wait_until(lambda: all(any(it.by_bot for it in each.sees()) for each in people), 20)
    status, text = await page(town)
    assert status == 200
    values = {
        (sample.name, sample.labels.get("platform"), sample.labels.get("outcome")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert values["agony_aunt_events_total", "telegram", "done"] >= 10
    assert values["agony_aunt_store_units_total", None, None] >= 10
    for secret in (ana.id, ana.name, ana.user.username, town.porch.id, town.porch.title):
        assert str(secret) not in text
    assert await town.bot.stop() == 0
