"""Commands and descriptions, registered per scope and language, and never in the way."""

import pytest

from bot.cog import Declared
from bot.platforms.telegram import commands
from bot.platforms.telegram.client import Telegram
from bot.words import Words
from storage import Database
from tests.fakes.telegram import TelegramWorld
from tests.platforms.telegram.conftest import QuickClock, StubDispatch, running


class TwoLanguages(Words):
    """Words in English and German, whatever the locale holds by now."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **details: object) -> str:
        return f"{key} in {self.language}"

    def has(self, key: str) -> bool:
        return key != "command-wordless"


def declared(*, private: bool = False, public: bool = False, survey: bool = False) -> Declared:
    return Declared(lambda call, words: None, survey, private, public)


DECLARED = {
    "ask": declared(private=True),
    "delete": declared(private=True, public=True),
    "setup": declared(public=True, survey=True),
    "wordless": declared(private=True),
    "Not-A-Name": declared(private=True),
}


@pytest.fixture(autouse=True)
def two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "languages", lambda: frozenset({"en", "de"}))
    monkeypatch.setattr(commands, "speak", TwoLanguages)


async def test_each_scope_and_language_has_its_list(
    telegram: Telegram, world: TelegramWorld, clock: QuickClock
) -> None:
    await commands.register(telegram._bot, DECLARED, clock)
    found = {
        (scope, language): [command["command"] for command in listed]
        for (scope, language), listed in world.commands.items()
    }
    assert sorted(found.values()) == sorted([["ask", "delete"], ["delete"], ["delete", "setup"]] * 2)
    assert {language for _, language in found} == {"", "de"}
    described = [command["description"] for listed in world.commands.values() for command in listed]
    assert {"command-ask in en", "command-ask in de"} <= set(described)
    assert len(world.calls_of("setMyShortDescription")) == 2
    assert len(world.calls_of("setMyDescription")) == 2


async def test_what_everybody_wants_comes_first_and_says_how_it_is_written(
    telegram: Telegram, world: TelegramWorld, clock: QuickClock
) -> None:
    jumbled = {name: declared(private=True) for name in ("warn", "help", "question", "ask")}
    await commands.register(telegram._bot, jumbled, clock)
    listed = next(each for (_, language), each in world.commands.items() if each and not language)
    assert [each["command"] for each in listed] == ["ask", "question", "help", "warn"]
    assert [each["description"] for each in listed][1:3] == [
        "command-question in en: usage-question in en",
        "command-help in en",
    ]


async def test_a_scope_without_commands_is_emptied(telegram: Telegram, world: TelegramWorld, clock: QuickClock) -> None:
    await commands.register(telegram._bot, DECLARED, clock)
    await commands.register(telegram._bot, {"ask": DECLARED["ask"]}, clock)
    assert [command["command"] for listed in world.commands.values() for command in listed] == ["ask", "ask"]


async def test_a_failure_stops_nothing(
    telegram: Telegram, store: Database, world: TelegramWorld, clock: QuickClock, caplog: pytest.LogCaptureFixture
) -> None:
    world.fail("setMyCommands", times=2, status=500)
    world.fail("setMyCommands", retry_after=3)
    async with running(telegram, StubDispatch(store, commands=DECLARED), world, clock) as bot:
        await world.person("Ana").writes("hello")
        await bot.settled()
        await world.wait_until(lambda: len(world.calls_of("setMyDescription")) == 2)
    assert len(bot.dispatch.events) == 1
    assert 3 in clock.naps
    await commands.register(telegram._bot, DECLARED, clock)
    world.fail("setMyCommands", times=2, status=500)
    await commands.register(telegram._bot, DECLARED, clock)
    assert "2 of the lists of commands" in caplog.text
