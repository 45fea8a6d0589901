"""Pictures, decoded and encoded anew, so that nothing but what is to be seen goes on from them.

A file that somebody sends tells more than its picture: where and with what it was taken, when, by whom, what it was
called, and whatever was hidden behind or inside of it. So nobody's file is ever handed on. Only JPEG, PNG and WebP that
stand still are read; the pixels are turned as they were meant, made smaller where need be, and put on a new sheet that
knows nothing else. It becomes a PNG where it has few colours or can be seen through, else a JPEG.

Decoders are where bad files do their harm. What a file claims to be is looked at before anything is decoded: its
kind, its size, its pixels. One file is decoded at a time, beside the event loop, and nobody waits for it for ever.
"""

import asyncio
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from bot.domain.errors import Refused
from bot.domain.pictures import KEPT_MAX, PIXELS_MAX, SHAPE_MAX, SIDE_MAX, TAKEN_MAX, Image
from bot.events import Attached, NotFetched, TooLarge

log = logging.getLogger(__name__)

FETCH_SECONDS = 20.0
REDRAW_SECONDS = 15.0
"""How long is waited for a file, and for its turn and its new drawing together."""
COLOURS = 256
"""As many as a PNG's palette holds: drawings and screenshots have few, photographs many."""
QUALITIES = (88, 78, 66, 52)
SMALLER = 0.7
"""Each next try to get below ``KEPT_MAX`` has the sides times this, once no quality is low enough."""
TRIES = 8
_FORMATS = ("JPEG", "PNG", "WEBP")
_STILL = ("JPEG", "MPO", "PNG", "WEBP")
"""What Pillow calls those that it opened. An MPO is a JPEG with others behind it, as telephones make."""
_ORIENTATION = 0x0112
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
"""By what a file says of how the camera was held (Exif 2.32, 4.6.4, Orientation)."""

Pillow.MAX_IMAGE_PIXELS = PIXELS_MAX
warnings.filterwarnings(
    "ignore", category=UserWarning, module=r"PIL\."
)  # what is odd about somebody's file stays unsaid


class Darkroom:
    """Fetches pictures and draws them anew, one at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)

    async def develop(self, attached: Attached) -> Image | Refused:
        """The picture as it may be kept, or why it can't be. Raises nothing for the file's or the platform's sake."""
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                data = await attached.fetch(TAKEN_MAX)
        except TooLarge:
            return Refused("picture-large", most=TAKEN_MAX // (1024 * 1024))
        except (NotFetched, TimeoutError):
            return Refused("picture-lost")
        try:
            async with asyncio.timeout(REDRAW_SECONDS):
                return await self._redrawn(data)
        except Refused as refused:
            return refused
        except TimeoutError:
            return Refused("picture-broken")

    async def _redrawn(self, data: bytes) -> Image:
        """Whoever is waited for no longer goes on to the end, and keeps the next one waiting until then."""
        await self._turn.acquire()
        work = asyncio.ensure_future(asyncio.to_thread(redrawn, data))
        work.add_done_callback(self._done)
        return await asyncio.shield(work)

    def _done(self, work: "asyncio.Future[Image]") -> None:
        self._turn.release()
        if not work.cancelled():
            work.exception()  # whoever waited has heard it, or waits no longer


def redrawn(data: bytes) -> Image:
    """The picture in a file, encoded anew. Refuses what is too large, moves, is broken or no picture; bounded time."""
    if len(data) > TAKEN_MAX:
        raise Refused("picture-large", most=TAKEN_MAX // (1024 * 1024))
    _counted(*_claimed(data))
    with _refusing(), Pillow.open(BytesIO(data), formats=_FORMATS) as opened:
        _counted(opened.width, opened.height)
        if max(opened.size) > SHAPE_MAX * min(opened.size):
            raise Refused("picture-shape", most=SHAPE_MAX)
        if opened.format not in _STILL or (opened.format != "MPO" and getattr(opened, "is_animated", False)):
            raise Refused("picture-kind")
        turn = _turn(opened)
        opened.draft("RGB", (SIDE_MAX, SIDE_MAX))  # a large JPEG is decoded smaller at once
        drawn = _plain(opened)
        drawn.thumbnail((SIDE_MAX, SIDE_MAX), Pillow.Resampling.LANCZOS)
        return _encoded(_clean(drawn if turn is None else drawn.transpose(turn)))


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever a decoder trips over becomes a refusal; what the file held is told nobody."""
    try:
        yield
    except Refused:
        raise
    except UnidentifiedImageError:
        raise Refused("picture-kind") from None
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning, MemoryError):
        raise Refused("picture-pixels", most=PIXELS_MAX // 1_000_000) from None
    except Exception as error:  # decoders raise nearly anything for a broken file
        log.info("a picture could not be decoded (%s)", type(error).__name__)
        raise Refused("picture-broken") from None


def _counted(width: int, height: int) -> None:
    """Refuses what has too many pixels."""
    if width * height > PIXELS_MAX:
        raise Refused("picture-pixels", most=PIXELS_MAX // 1_000_000)


def _claimed(data: bytes) -> tuple[int, int]:
    """Width and height that a WebP claims, whose decoder makes room for them as soon as it is opened; else 1 and 1.

    https://developers.google.com/speed/webp/docs/riff_container
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return 1, 1
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return max(data[26] | data[27] << 8 & 0x3F00, 1), max(data[28] | data[29] << 8 & 0x3F00, 1)


def _turn(opened: Pillow.Image) -> Pillow.Transpose | None:
    """How it is to be turned to stand as it was meant; None where a file says nothing, or nothing that makes sense."""
    try:
        return _TURNS.get(int(opened.getexif().get(_ORIENTATION, 1)))
    except Exception:  # the picture itself may be sound all the same
        return None


def _plain(opened: Pillow.Image) -> Pillow.Image:
    """Its pixels as eight bits of each colour, with transparency where it has any."""
    if opened.mode.startswith("I"):  # sixteen bits of grey: converted straight, all of it would be white
        return opened.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    return opened.convert("RGBA" if opened.has_transparency_data else "RGB")


def _clean(drawn: Pillow.Image) -> Pillow.Image:
    """The same pixels on a new sheet: profiles, comments, places and times stay behind, what can't be seen too."""
    sheet = Pillow.new(drawn.mode, drawn.size, 0)
    if drawn.mode != "RGBA":
        sheet.paste(drawn)
        return sheet
    clear = drawn.getchannel("A")
    sheet.paste(drawn, mask=clear.point(lambda value: 255 if value else 0))
    sheet.putalpha(clear)
    return sheet.convert("RGB") if clear.getextrema() == (255, 255) else sheet


def _encoded(sheet: Pillow.Image) -> Image:
    """As a PNG if that is what suits it and it is small enough, else as a JPEG on white."""
    if sheet.mode == "RGBA" or sheet.getcolors(COLOURS) is not None:
        written = _written(sheet, "PNG", optimize=True)
        if len(written) <= KEPT_MAX:
            return Image("png", written)
    if sheet.mode == "RGBA":
        white = Pillow.new("RGB", sheet.size, (255, 255, 255))
        white.paste(sheet, mask=sheet.getchannel("A"))
        sheet = white
    for _ in range(TRIES):
        for quality in QUALITIES:
            written = _written(sheet, "JPEG", quality=quality)
            if len(written) <= KEPT_MAX:
                return Image("jpeg", written)
        size = (max(int(sheet.width * SMALLER), 1), max(int(sheet.height * SMALLER), 1))
        sheet = sheet.resize(size, Pillow.Resampling.LANCZOS)
    raise Refused("picture-broken")


def _written(sheet: Pillow.Image, kind: str, **how: int) -> bytes:
    file = BytesIO()
    sheet.save(file, kind, **how)
    return file.getvalue()
