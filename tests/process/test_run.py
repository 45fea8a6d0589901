"""`run` as those who operate it know it: ready, healthy, patient with a platform that is down, and clean at its end."""

import asyncio
import re
import time
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.telegram import Message, serve
from tests.journeys.oracle import Oracle
from tests.process.conftest import Town
from tests.process.remains import look


async def health(address: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/healthz") as answer:
        return answer.status


async def asks(town: Town, name: str, title: str) -> Message:
    """Has a new member ask everyone; returns the card."""
    person = town.person(name)
    await person.writes("/ask")
    await person.taps("Everyone", timeout=10)
    await person.waits_for("Write the title", timeout=10)
    await person.writes(title)
    await person.taps("Skip", timeout=10)
    await person.taps("Post it", timeout=10)
    return await town.olga.waits_for(title, in_=town.porch, timeout=10)


async def test_it_says_that_it_is_ready_and_answers_at_the_address_it_tells(town: Town) -> None:
    await town.bot.start()
    ready = await town.bot.says("ready")
    assert "telegram" in ready
    assert len([line for line in town.bot.err if "ready" in line]) == 1
    assert await health(await town.bot.address()) == 200
    assert await town.bot.stop() == 0
    assert town.bot.out == []


async def test_sigterm_ends_it_when_all_that_was_taken_is_done_and_the_next_run_goes_on(town: Town) -> None:
    await town.opens()
    card = await asks(town, "Ana", "Will you finish this?")
    ana = next(chat for chat in town.world.chats.values() if chat.person and chat.person.first_name == "Ana")
    people = [town.person(f"Member{number}") for number in range(12)]
    town.world.fail("sendMessage", times=1000, delay=0.3)
    for number, person in enumerate(people):
        await person.writes(f"opinion {number}.", in_=town.porch, topic=card.topic)
    await town.world.all_taken()
    begun = time.monotonic()
    assert await town.bot.stop() == 0
    assert time.monotonic() - begun < 10
    left = look(town.bot.database)
    assert (left.inbox, left.aside, left.sound) == (0, 0, True)
    assert set(left.outbox) <= {"waiting"}
    assert sum(text.startswith("opinion") for text in left.texts) == 12
    assert left.cursor == max(left.seen)

    await people[0].writes("And while nobody listened.", in_=town.porch, topic=card.topic)
    town.world.faults.waiting.clear()
    await town.bot.start()
    await town.bot.says("ready")
    await town.world.wait_until(lambda: "Others (12)" in card.text, timeout=20, what="all to be counted")

    def delivered() -> bool:
        notices = "\n".join(message.text for message in ana.visible())
        return "nobody listened" in notices and all(f"opinion {number}." in notices for number in range(12))

    await town.world.wait_until(delivered, timeout=20, what="all notices")
    assert await town.bot.stop() == 0
    oracle = Oracle(town.bot.folder)
    for person in (town.olga, *people):
        oracle.watch(person)
    oracle.lines += town.bot.lines
    oracle.check()


async def test_sigterm_ends_it_in_time_though_the_platform_hangs(town: Town) -> None:
    await town.opens()
    card = await asks(town, "Ana", "Does it hang?")
    town.world.fail("sendMessage", times=1000, delay=30)
    await town.person("Sam").writes("It does.", in_=town.porch, topic=card.topic)
    await town.olga.writes("/start")
    await town.world.all_taken()
    begun = time.monotonic()
    assert await town.bot.stop(within=12) == 0
    assert time.monotonic() - begun < 10
    left = look(town.bot.database)
    assert (left.inbox, set(left.outbox)) == (0, {"waiting"})


async def test_a_second_signal_and_ctrl_c_do_no_harm(town: Town) -> None:
    await town.bot.start()
    await town.bot.says("ready")
    town.bot.interrupt()
    town.bot.interrupt()
    assert await town.bot.ends(10) == 0
    assert not any("died" in line or "Traceback" in line for line in town.bot.lines)


async def test_a_telegram_that_can_not_be_reached_is_waited_for(town: Town, port: int) -> None:
    town.bot.environ["AUNT_TELEGRAM__API_URL"] = f"http://127.0.0.1:{port}"
    await town.bot.start()
    assert "telegram" in await town.bot.says("can't be reached")
    assert await health(await town.bot.address()) == 503
    async with await serve(town.world, port):
        town.world.fail("getMe", times=2, status=502)
        await town.bot.says("ready")
        assert await health(await town.bot.address()) == 200
        assert await town.bot.stop() == 0
    assert len([line for line in town.bot.err if "can't be reached" in line]) == 1


@pytest.mark.parametrize("trouble", [{"status": 502}, {"delay": 30}, {"drop": "before"}, {"retry_after": 30}])
async def test_sigterm_ends_the_waiting_for_telegram_at_once(town: Town, trouble: dict[str, object]) -> None:
    fault = town.world.fail("getMe", times=100, **trouble)
    await town.bot.start()
    await town.bot.says("listening")
    while not fault.hits:  # noqa: ASYNC110 (the bell rings when the call has ended)
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
    assert await town.bot.stop(within=3) == 0
    assert not any("ready" in line for line in town.bot.err)


async def test_init_makes_a_key_and_a_config_once(town: Town) -> None:
    bot = town.bot
    del bot.environ["AUNT_PRIVACY__KEY"], bot.environ["AUNT_TELEGRAM__TOKEN"], bot.environ["AUNT_STORAGE__PATH"]
    code, out, err = await bot.told("init")
    assert (code, err) == (0, [])
    assert "agony-aunt run" in out[-1]
    made = {file: file.read_bytes() for file in _files(bot.folder)}
    key, config = bot.folder / "data" / "agony-aunt.key", bot.folder / "config.toml"
    assert set(made) == {key, config}
    assert re.fullmatch(rb"[A-Za-z0-9_-]{43}\n", made[key])
    assert key.stat().st_mode & 0o777 == 0o600
    bot.secrets.append(made[key].decode().strip())

    code, _, err = await bot.told("init")
    assert (code, len(err)) == (1, 1)
    assert "nothing was changed" in err[0]
    assert {file: file.read_bytes() for file in _files(bot.folder)} == made

    code, _, err = await bot.told("run")
    assert (code, len(err)) == (2, 1)
    assert "telegram.token" in err[0], "with what init made, only the token is missing"
    bot.environ["AUNT_TELEGRAM__TOKEN"] = town.world.token
    await bot.start()
    await bot.says("ready")
    assert await bot.stop() == 0


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


async def test_version_and_help_are_told_anywhere(town: Town) -> None:
    town.bot.environ.clear()
    code, out, err = await town.bot.told("--version")
    assert (code, len(out), err) == (0, 1, [])
    assert re.fullmatch(r"\d+\.\d+\.\d+", out[0])
    code, out, err = await town.bot.told("--help")
    assert (code, err) == (0, [])
    for command in ("run", "demo", "init"):
        assert any(line.split()[:1] == [command] for line in out)


async def test_the_demo_serves_the_playground_without_any_setting(town: Town) -> None:
    town.bot.environ.clear()
    await town.bot.start("demo", "--port", "0")
    while "ready" not in town.bot.out:  # noqa: ASYNC110 (the helper listens to stderr)
        await asyncio.sleep(0.05)
    found = re.search(r"http://127\.0\.0\.1:\d+/", town.bot.out[0])
    assert found
    async with aiohttp.ClientSession() as session, session.get(found.group()) as page:
        assert page.status == 200
        assert "<html" in await page.text()
    assert await town.bot.stop() == 0
    assert _files(town.bot.folder) == []
