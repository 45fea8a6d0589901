"""A chart of weeks, drawn as a picture: two bars for each, with their figures.

It holds digits only, so that it needs no font of any language; what the bars mean is said beside the picture. It is
drawn in some milliseconds, in the unit of work that read the figures.
"""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 720, 320
"""Pixels."""
_MARGIN, _HEADROOM, _GROUND = 24, 34, 30
_PAPER, _INK, _LINE = "#ffffff", "#333333", "#c8c8c8"
DARK, LIGHT = "#31456a", "#e08a3c"
"""The first and the second bar: apart in lightness too, for those who see few colours."""
_FIGURES = 15


def bars(weeks: Sequence[tuple[int, int]]) -> bytes:
    """A PNG with a dark and a light bar for each pair of figures (0 or more), from left to right."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(_FIGURES)
    most = max((max(pair) for pair in weeks), default=0) or 1
    ground, room = HEIGHT - _GROUND, HEIGHT - _GROUND - _HEADROOM
    step = (WIDTH - 2 * _MARGIN) / max(1, len(weeks))
    wide = int(step * 0.36)
    for place, pair in enumerate(weeks):
        middle = _MARGIN + int(step * (place + 0.5))
        for figure, left, colour in ((pair[0], middle - wide - 1, DARK), (pair[1], middle + 1, LIGHT)):
            top = ground - round(room * figure / most)
            if figure:
                draw.rectangle((left, min(top, ground - 2), left + wide - 1, ground - 1), fill=colour)
            draw.text((left + wide / 2, top - 4), str(figure), fill=_INK, font=font, anchor="ms")
        draw.text((middle, ground + 20), str(place + 1), fill=_INK, font=font, anchor="ms")
    draw.line((_MARGIN, ground, WIDTH - _MARGIN, ground), fill=_LINE)
    kept = BytesIO()
    picture.quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()
