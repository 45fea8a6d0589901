"""Pictures are drawn anew: what is to be seen stays, all else goes, and no file can do harm."""

import asyncio
import struct
import threading
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo

from bot import pictures
from bot.domain.errors import Refused
from bot.domain.pictures import KEPT_MAX, PIXELS_MAX, SIDE_MAX, TAKEN_MAX, Image
from bot.events import NotFetched, TooLarge
from bot.pictures import Darkroom, redrawn
from tests.fakes.telegram.picture import png

SECRET = b"Hidden Lane 7"


def photo(width: int = 60, height: int = 40) -> Pillow.Image:
    """Something of many colours."""
    return Pillow.merge("RGB", [Pillow.effect_noise((width, height), 40) for _ in range(3)])


def saved(made: Pillow.Image, kind: str, **how: Any) -> bytes:
    file = BytesIO()
    made.save(file, kind, **how)
    return file.getvalue()


def opened(image: Image) -> Pillow.Image:
    found = Pillow.open(BytesIO(image.data))
    found.load()
    return found


def exif(orientation: int = 1) -> bytes:
    told = Pillow.Exif()
    told[0x0112] = orientation
    told[0x010F] = SECRET.decode()
    told.get_ifd(0x8825)[2] = (48.0, 12.0, 30.0)
    return told.tobytes()


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        redrawn(data)
    return caught.value.code


# ---- what goes -----------------------------------------------------------------------------------------------------


def told(kind: str) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Author", SECRET.decode())
        words.add_itxt("Where", SECRET.decode())
        return saved(photo(), kind, exif=exif(), icc_profile=profile, pnginfo=words, dpi=(300, 300))
    if kind == "WEBP":
        return saved(photo(), kind, exif=exif(), icc_profile=profile, xmp=SECRET)
    return saved(photo(), kind, exif=exif(), icc_profile=profile, comment=SECRET, xmp=SECRET, dpi=(300, 300))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_goes_on_but_what_is_to_be_seen(kind: str) -> None:
    before = told(kind)
    assert SECRET in before
    after = redrawn(before)
    assert SECRET not in after.data
    shown = opened(after)
    assert not shown.getexif()
    assert not {"icc_profile", "comment", "exif", "xmp", "dpi", "Author", "Where"} & shown.info.keys()
    assert shown.size == (60, 40)


def test_what_hangs_behind_a_picture_is_left_behind() -> None:
    archive = b"PK\x03\x04" + SECRET
    for kind in ("JPEG", "PNG"):
        assert SECRET not in redrawn(saved(photo(), kind) + archive).data


def test_a_script_in_a_picture_is_no_script_any_more() -> None:
    script = b"<script>alert(1)</script>"
    assert script not in redrawn(saved(photo(), "JPEG", comment=script)).data


def test_what_cannot_be_seen_is_not_kept() -> None:
    """Under full transparency a colour can hide a drawing."""
    made = Pillow.new("RGBA", (20, 20), (200, 10, 10, 0))
    made.putpixel((5, 5), (1, 2, 3, 255))
    after = opened(redrawn(saved(made, "PNG"))).convert("RGBA")
    assert after.getpixel((0, 0)) == (0, 0, 0, 0)
    assert after.getpixel((5, 5)) == (1, 2, 3, 255)


def test_its_name_is_of_this_picture_only_and_ours() -> None:
    one, other = redrawn(png(color=(1, 2, 3))), redrawn(png(color=(3, 2, 1)))
    assert one.name.startswith("picture-")
    assert one.name.endswith(".png")
    assert one.name != other.name
    assert redrawn(png(color=(1, 2, 3))).name == one.name


# ---- what stays ----------------------------------------------------------------------------------------------------


def test_a_photo_stays_a_jpeg_and_few_colours_a_png() -> None:
    assert redrawn(saved(photo(400, 300), "PNG")).kind == "jpeg"
    assert redrawn(png()).kind == "png"
    assert opened(redrawn(png(color=(200, 60, 90)))).convert("RGB").getpixel((3, 3)) == (200, 60, 90)


def test_half_seen_colours_keep_their_look() -> None:
    made = Pillow.new("RGBA", (20, 20), (200, 10, 10, 100))
    after = opened(redrawn(saved(made, "PNG"))).convert("RGBA")
    assert after.getpixel((7, 7)) == (200, 10, 10, 100)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_as_it_was_meant(orientation: int) -> None:
    made = Pillow.new("RGB", (40, 20), (0, 0, 255))
    made.paste((255, 0, 0), (0, 0, 10, 10))
    meant = {
        1: (0, 0), 2: (39, 0), 3: (39, 19), 4: (0, 19), 5: (0, 0), 6: (19, 0), 7: (19, 39), 8: (0, 39),
    }[orientation]  # fmt: skip
    after = opened(redrawn(saved(made, "PNG", exif=exif(orientation)))).convert("RGB")
    assert after.size == ((40, 20) if orientation < 5 else (20, 40))
    assert after.getpixel(meant) == (255, 0, 0)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_exif_that_makes_no_sense_is_no_reason_to_refuse() -> None:
    assert redrawn(saved(photo(), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")).kind in ("jpeg", "png")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixel(mode: str) -> None:
    made = Pillow.new("I;16", (30, 30), 32_768) if mode == "I;16" else photo(30, 30).convert(mode)
    after = opened(redrawn(saved(made, "PNG")))
    assert after.size == (30, 30)
    if mode == "I;16":
        assert after.convert("L").getpixel((9, 9)) == 128


def test_ink_becomes_light() -> None:
    made = Pillow.new("CMYK", (30, 30), (0, 255, 255, 0))
    red, green, blue = opened(redrawn(saved(made, "JPEG"))).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert red > 200 > 60 > max(green, blue)


def test_what_is_large_becomes_small() -> None:
    wide = redrawn(saved(Pillow.effect_noise((5_000, 2_500), 90).convert("RGB"), "JPEG", quality=60))
    assert opened(wide).size == (SIDE_MAX, SIDE_MAX // 2)
    assert len(wide.data) <= KEPT_MAX


def test_noise_that_no_quality_makes_small_enough_is_drawn_smaller() -> None:
    random = Pillow.frombytes("RGB", (2_000, 2_000), bytes(range(256)) * 46_875)
    noisy = Pillow.merge("RGB", [Pillow.effect_noise((2_000, 2_000), 255) for _ in range(3)])
    assert len(redrawn(saved(random, "PNG")).data) <= KEPT_MAX
    assert len(redrawn(saved(noisy, "JPEG", quality=70)).data) <= KEPT_MAX


# ---- what is refused -----------------------------------------------------------------------------------------------


def moving(kind: str) -> bytes:
    frames = [Pillow.new("RGB", (10, 10), (shade, 0, 0)) for shade in (0, 120, 240)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_what_moves(kind: str) -> None:
    assert refusal(moving(kind)) == "picture-kind"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PDF", "EPS"])
def test_other_kinds(kind: str) -> None:
    assert refusal(saved(photo().convert("P" if kind == "GIF" else "RGB"), kind)) == "picture-kind"


def test_a_telephones_jpeg_with_another_one_inside_is_taken() -> None:
    other = photo(20, 20)
    both = saved(photo(), "MPO", save_all=True, append_images=[other])
    assert opened(redrawn(both)).size == (60, 40)


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP" * 9, SECRET]
)
def test_what_is_no_picture(data: bytes) -> None:
    assert refusal(data) in ("picture-kind", "picture-broken")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_ends_too_soon(kind: str) -> None:
    whole = saved(photo(300, 300), kind)
    assert refusal(whole[: len(whole) // 2]) in ("picture-broken", "picture-kind")


def claiming(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def webp(kind: bytes, width: int, height: int) -> bytes:
    """The beginning of a WebP that says it is enormous."""
    heads = {
        b"VP8X": b"\x0a\x00\x00\x00"
        + bytes(4)
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little"),
        b"VP8L": b"\x10\x00\x00\x00\x2f" + (width - 1 | height - 1 << 14).to_bytes(4, "little"),
        b"VP8 ": b"\x10\x00\x00\x00" + bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", width, height),
    }
    body = b"WEBP" + kind + heads[kind] + bytes(30)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    "data",
    [
        claiming(8_000, 8_000),
        claiming(30_000, 30_000),
        claiming(2**31 - 1, 2**31 - 1),
        *(webp(kind, 16_000, 16_000) for kind in (b"VP8X", b"VP8L", b"VP8 ")),
        *(webp(kind, 8_000, 8_000) for kind in (b"VP8X", b"VP8L", b"VP8 ")),  # Pillow itself would make room for these
    ],
)
def test_bombs(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused for what they claim, before anything is decoded; a WebP before its decoder even makes room."""
    touched: list[str] = []
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: touched.append("decoded"))
    if data.startswith(b"RIFF"):
        monkeypatch.setattr("PIL._webp.WebPAnimDecoder", lambda *_: touched.append("room"))
    assert refusal(data) == "picture-pixels"
    assert not touched


def test_as_many_pixels_as_may_be() -> None:
    rows = (b"\x00" + bytes(3 * 5_000)) * 8_000
    assert PIXELS_MAX == 5_000 * 8_000
    assert opened(redrawn(claiming(5_000, 8_000, rows))).size == (SIDE_MAX * 5 // 8, SIDE_MAX)


def test_more_bytes_than_may_be() -> None:
    assert refusal(png() + bytes(TAKEN_MAX)) == "picture-large"


def test_a_mere_line() -> None:
    assert refusal(png(2_000, 8)) == "picture-shape"


# ---- no file does harm ---------------------------------------------------------------------------------------------


def bounded(data: bytes) -> None:
    began = time.monotonic()
    try:
        assert len(redrawn(data).data) <= KEPT_MAX
    except Refused as refused:
        code = refused.code
    else:
        code = "picture-"
    assert code.startswith("picture-")
    assert time.monotonic() - began < 2.0


@given(
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\x00\x00\x00WEBPVP8X"]),
    st.binary(max_size=600),
)
@settings(deadline=None)
def test_random_bytes(start: bytes, rest: bytes) -> None:
    bounded(start + rest)


WHOLE = [saved(photo(24, 16), kind) for kind in ("JPEG", "PNG", "WEBP")] + [told("JPEG"), moving("WEBP")]


@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12))
@settings(deadline=None)
def test_pictures_with_bytes_changed(whole: bytes, changes: list[tuple[int, int]]) -> None:
    data = bytearray(whole)
    for at, value in changes:
        data[at % len(data)] = value
    bounded(bytes(data))


# ---- fetched and drawn beside the event loop -----------------------------------------------------------------------


class Sent:
    """A file with a platform."""

    def __init__(self, act: Callable[[], bytes]) -> None:
        self.act = act

    async def fetch(self, most: int) -> bytes:
        await asyncio.sleep(0)
        return self.act()


def failing(error: Exception) -> Callable[[], bytes]:
    def act() -> bytes:
        raise error

    return act


async def test_a_picture_is_developed_in_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []

    def noted(data: bytes) -> Image:
        threads.append(threading.get_ident())
        return redrawn(data)

    monkeypatch.setattr(pictures, "redrawn", noted)
    assert isinstance(await Darkroom().develop(Sent(png)), Image)
    assert threads != [threading.get_ident()]


@pytest.mark.parametrize(
    ("error", "code"), [(TooLarge(), "picture-large"), (NotFetched(), "picture-lost"), (TimeoutError(), "picture-lost")]
)
async def test_a_file_that_does_not_come(error: Exception, code: str) -> None:
    refused = await Darkroom().develop(Sent(failing(error)))
    assert isinstance(refused, Refused)
    assert refused.code == code


async def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that takes too long is given up; the next waits for its turn, and is drawn."""
    done = threading.Event()

    def slow(data: bytes) -> Image:
        done.wait(5)
        return Image("png", data)

    monkeypatch.setattr(pictures, "redrawn", slow)
    monkeypatch.setattr(pictures, "REDRAW_SECONDS", 0.05)
    room = Darkroom()
    for _ in range(2):
        given_up = await room.develop(Sent(png))
        assert isinstance(given_up, Refused)
        assert given_up.code == "picture-broken"
    done.set()
    monkeypatch.setattr(pictures, "REDRAW_SECONDS", 5.0)
    assert await room.develop(Sent(png)) == Image("png", png())
