"""A question with a picture: asked on one platform, it stands on the other, and nothing but the picture goes along."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow

from bot.app import SystemClock
from bot.platforms.discord.pictures import Files
from bot.platforms.telegram.client import Telegram
from bot.vault import KeyVault
from storage import Database
from tests.fakes.platform import PLENTY
from tests.fakes.telegram import Group, Message, Person, TelegramWorld, serve
from tests.journeys.oracle import Oracle
from tests.platforms.discord.porch import Porch, porch, read

GALLERY = 12
LANE = "Hidden Lane 7"


def photo() -> bytes:
    """A red square that tells where it was taken."""
    told, file = Pillow.Exif(), BytesIO()
    told[0x010E] = LANE
    told.get_ifd(0x8825)[2] = (48.0, 12.0, 30.0)
    Pillow.new("RGB", (64, 48), (220, 20, 20)).save(file, "JPEG", exif=told, comment=LANE)
    return file.getvalue()


def red(data: bytes) -> bool:
    """Whether it is the picture, and tells nothing else."""
    shown = Pillow.open(BytesIO(data))
    pixel = shown.convert("RGB").getpixel((30, 30))
    assert isinstance(pixel, tuple)
    assert LANE.encode() not in data
    assert not shown.getexif()
    return shown.size == (64, 48) and pixel[0] > 200 and max(pixel[1:]) < 50


@dataclass
class Bridge:
    """The Porch on Discord and The Attic on Telegram, one community."""

    here: Porch
    world: TelegramWorld
    group: Group
    otto: Person

    async def rest(self) -> None:
        for _ in range(3):
            await self.world.all_taken()
            await asyncio.sleep(0.02)
            await self.here.quiet()

    def hanging(self) -> list[bytes]:
        """The pictures on the question's card on Discord."""
        message = self.here.post().history()[0]
        items = [item for each in message.components if each.type.value == GALLERY for item in each.items]
        return [self.here.env.backend.cdn.get(each.media.url) for each in items]

    def photos(self) -> list[Message]:
        """The pictures in the group on Telegram."""
        return [each for each in self.group.messages() if each.has_photo]


@asynccontextmanager
async def bridge(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bridge]:
    world = TelegramWorld()
    async with await serve(world) as server:

        def telegram(store: Database, vault: KeyVault, clock: SystemClock) -> Telegram:
            return Telegram(
                world.token, server.api_url, store=store, vault=vault, clock=clock, budget=PLENTY, poll_seconds=5
            )

        async with porch(folder, others=[telegram]) as here:

            async def fetch(self: Files, address: str, most: int) -> bytes:
                """The simulated Discord's files lie in its memory; how they are fetched is tested in `test_files`."""
                assert address.startswith("https://cdn.simcord.invalid/")
                data: bytes = here.env.backend.cdn.get(address)
                return data

            monkeypatch.setattr(Files, "fetch", fetch)
            otto = world.person("Otto", username="otto_canary")
            group = world.forum("The Attic", owner=otto)
            group.add_bot(admin=True, can_manage_topics=True)
            built = Bridge(here, world, group, otto)
            await here.set_up()
            shown = await here.olga.slash(here.general, "link", forum=here.forum)
            code = read(shown.response).split("code is ")[1].split(".")[0]
            await otto.writes(f"/link {code}", in_=group)
            await otto.waits_for("belongs to", in_=group)
            yield built


async def test_asked_on_telegram_it_stands_on_discord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bridge(tmp_path, monkeypatch) as both:
        oracle = Oracle(tmp_path)
        ana = both.world.person("Ana", username="ana_canary")
        both.group.add(ana)
        oracle.watch(ana)
        await ana.starts()
        await ana.writes("/ask")
        await ana.taps("Everyone")
        await ana.writes("Is there still hope?")
        await ana.waits_for("Now the details")
        await ana.sends_photo("He left, and this is what he left.", data=photo())
        preview = await ana.finds("Without the picture")
        assert "this is what he left" in preview.text
        shown = await both.world.wait_until(
            lambda: next((each for each in ana.sees() if each.by_bot and each.has_photo), None)
        )
        assert red(ana.downloads(shown)), "the preview shows it as it will be"
        await ana.taps("Post it")
        await both.rest()
        assert [red(each) for each in both.hanging()] == [True]
        assert [red(both.otto.downloads(each)) for each in both.photos()] == [True]
        assert both.world.calls_of("forwardMessage") == both.world.calls_of("copyMessage") == []

        # An opinion changes the counts: the picture stays, and is not sent again.
        sam = both.here.member("Sam")
        await sam.send(both.here.post(), "There is.")
        await both.rest()
        assert "Others (1)" in both.here.card()
        assert [red(each) for each in both.hanging()] == [True]
        assert len(both.photos()) == 1
        assert len(both.world.calls_of("sendPhoto")) == 2
        assert both.world.calls_of("editMessageMedia") == []

        # Taken back, it is gone from both.
        await ana.taps("Delete")
        await ana.taps("Yes, delete it")
        await both.rest()
        assert both.hanging() == []
        assert both.photos() == []


async def test_asked_on_discord_it_stands_on_telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bridge(tmp_path, monkeypatch) as both:
        ana: Any = both.here.member("Ana")
        opened = await ana.slash(both.here.general, "ask", image=("IMG_2041_Hidden_Lane.jpg", photo()))
        fields = {"audience": ["everyone"], "title": "Is there still hope?", "details": "This is what he left."}
        preview = await ana.submit_modal(opened, fields)
        assert "Without the picture" in read(preview.response)
        await ana.click(preview.response, label="Post it")
        await both.rest()
        assert [red(each) for each in both.hanging()] == [True]
        (shown,) = both.photos()
        assert red(both.otto.downloads(shown))
        card = next(each for each in both.group.messages() if "Is there still hope?" in each.text and each.by_bot)
        assert shown.reply_to == card.id
        assert shown.topic == card.topic
        assert all("Hidden" not in file.name for file in both.world.files.values())


async def test_on_discord_one_that_cannot_be_taken_is_refused_in_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bridge(tmp_path, monkeypatch) as both:
        ana: Any = both.here.member("Ana")
        refused = await ana.slash(both.here.general, "ask", image=("letter.png", b"no picture"))
        assert "kind of picture" in read(refused.response)
        assert refused.response.flags.ephemeral
        opened = await ana.slash(both.here.general, "ask", image=("red.jpg", photo()))
        fields = {"audience": ["everyone"], "title": "Is there still hope?", "details": ""}
        preview = await ana.submit_modal(opened, fields)
        without = await ana.click(preview.response, label="Without the picture")
        await ana.click(without.response, label="Post it")
        await both.rest()
        assert both.hanging() == []
        assert both.photos() == []
