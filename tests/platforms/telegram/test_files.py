"""Pictures that people send on Telegram: found in their messages, and fetched when somebody wants them."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, Update

from bot.events import Command, NotFetched, Say, TooLarge
from bot.platforms.telegram.events import Reader
from bot.platforms.telegram.pictures import fetching
from bot.platforms.telegram.request import AiohttpRequest
from tests.fakes.telegram import Message, Person, TelegramWorld
from tests.fakes.telegram.picture import PICTURE
from tests.fakes.telegram.posting import show
from tests.fakes.telegram.server import Server


@pytest.fixture
async def bot(world: TelegramWorld, server: Server) -> AsyncIterator[tuple[Bot, AiohttpRequest]]:
    request = AiohttpRequest()
    base, files = f"{server.api_url}/bot", f"{server.api_url}/file/bot"
    made = Bot(world.token, base_url=base, base_file_url=files, request=request, get_updates_request=request)
    await made.initialize()
    yield made, request
    await made.shutdown()


@pytest.fixture
def ana(world: TelegramWorld) -> Person:
    return world.person("Ana", started=True)


def said(bot: tuple[Bot, AiohttpRequest], message: Message) -> Say | Command:
    """What the bot makes of a message."""
    reader = Reader(bot[0].username, {}, fetching(*bot))
    event = reader.read(Update.de_json({"update_id": 1, "message": show(message)}, bot[0])).event
    assert event is not None
    assert isinstance(event.what, Say | Command)
    return event.what


async def test_a_photo(bot: tuple[Bot, AiohttpRequest], ana: Person) -> None:
    what = said(bot, await ana.sends_photo("He left."))
    assert isinstance(what, Say)
    assert what.text == "He left."
    assert what.picture is not None
    assert await what.picture.fetch(10_000) == PICTURE


async def test_a_picture_sent_as_a_file(bot: tuple[Bot, AiohttpRequest], world: TelegramWorld, ana: Person) -> None:
    file = world.store(PICTURE, "holiday.png", "image/png", "documents")
    document = {**file.raw(), "file_name": "holiday.png", "mime_type": "image/png"}
    what = said(bot, await ana.sends({"document": document}))
    assert what.picture is not None
    assert await what.picture.fetch(10_000) == PICTURE


async def test_another_file_is_no_picture(bot: tuple[Bot, AiohttpRequest], world: TelegramWorld, ana: Person) -> None:
    file = world.store(b"%PDF", "letter.pdf", "application/pdf", "documents")
    what = said(bot, await ana.sends({"document": {**file.raw(), "mime_type": "application/pdf"}}))
    assert what.picture is None


async def test_a_command_under_a_photo(bot: tuple[Bot, AiohttpRequest], ana: Person) -> None:
    what = said(bot, await ana.sends_photo("/ask"))
    assert isinstance(what, Command)
    assert what.picture is not None


async def test_in_a_group_pictures_are_nobodys_business(
    bot: tuple[Bot, AiohttpRequest], world: TelegramWorld, ana: Person
) -> None:
    group = world.forum("The Porch", ana)
    group.add_bot(admin=True)
    assert said(bot, await ana.sends_photo("He left.", in_=group)).picture is None


async def test_what_is_too_large_or_does_not_come(
    bot: tuple[Bot, AiohttpRequest], world: TelegramWorld, ana: Person
) -> None:
    what = said(bot, await ana.sends_photo())
    assert what.picture is not None
    with pytest.raises(TooLarge):
        await what.picture.fetch(len(PICTURE) - 1)
    assert world.calls_of("getFile") == [], "its size was told beforehand"
    world.fail("getFile", status=400, description="Bad Request: file is too big")
    with pytest.raises(NotFetched):
        await what.picture.fetch(10_000)
    for file in world.files.values():
        file.path = "somewhere/else"
    with pytest.raises(NotFetched):
        await fetching(*bot)("AgACAgIAAxkB999999", 10_000)


async def test_the_limit_holds_whatever_telegram_says(
    bot: tuple[Bot, AiohttpRequest], world: TelegramWorld, ana: Person
) -> None:
    file = world.store(bytes(300_000), "large.png", "image/png", "photos")
    with pytest.raises(TooLarge):
        await fetching(*bot)(file.file_id, 299_999)
    assert len(await fetching(*bot)(file.file_id, 300_000)) == 300_000


async def test_it_prints_as_nothing(bot: tuple[Bot, AiohttpRequest], ana: Person) -> None:
    what = said(bot, await ana.sends_photo())
    assert "AgAC" not in repr(what)
    assert "AgAC" not in repr(what.picture)
