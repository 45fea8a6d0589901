"""Charts, drawn as pictures: of weeks, with two bars for each, and of shares, with a bar for each option.

They hold digits only, so that they need no font of any language; what the bars mean is said beside the picture. They
are drawn in some milliseconds, in the unit of work that read the figures.
"""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 720, 320
"""Pixels."""
_MARGIN, _HEADROOM, _GROUND = 24, 34, 30
_PAPER, _INK, _LINE, _GROOVE = "#ffffff", "#333333", "#c8c8c8", "#eeeeee"
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


_NUMBER, _PERCENT, _SMALL = 34, 30, 22
"""Sizes of the figures: on a telephone the picture is shown half as wide."""
_THICK, _THIN, _BETWEEN, _BELOW = 40, 26, 5, 26
"""Pixels of the first bar of an option, of its others, between them, and below the last."""
_LEFT, _RIGHT = 76, 110
"""Pixels left of the bars, for the option's number, and right of them, for the percentage."""
TINTS = ("#e08a3c", "#4f8f6b", "#a8537f", "#7a6fb0")
"""The bars after the first, again apart in lightness."""


def shares(groups: Sequence[Sequence[int]]) -> bytes:
    """A PNG with a thick bar for each option of the first group (0 or more votes each), and under it a thinner one for
    the same option of each other group (at most four); each as long as its share of its group.

    Options are numbered from 1. It is 720 pixels wide, and at most 2,048 high for ten options.
    """
    tints, others = (DARK, *TINTS), groups[1:5]
    block = _THICK + len(others) * (_THIN + _BETWEEN) + _BELOW
    picture = Image.new("RGB", (WIDTH, len(groups[0]) * block + 2 * _MARGIN - _BELOW), _PAPER)
    draw = ImageDraw.Draw(picture)
    room = WIDTH - _LEFT - _RIGHT
    for place, _ in enumerate(groups[0]):
        top = _MARGIN + place * block
        draw.text(
            (_LEFT - 20, top + _THICK / 2),
            str(place + 1),
            fill=_INK,
            font=ImageFont.load_default(_NUMBER),
            anchor="rm",
        )
        for number, (counts, tint) in enumerate(zip((groups[0], *others), tints, strict=False)):
            thick, size = (_THIN, _SMALL) if number else (_THICK, _PERCENT)
            share = counts[place] / sum(counts) if sum(counts) else 0.0
            draw.rectangle((_LEFT, top, _LEFT + room - 1, top + thick - 1), fill=_GROOVE)
            if share:
                draw.rectangle((_LEFT, top, _LEFT + max(3, round(room * share)) - 1, top + thick - 1), fill=tint)
            told = (_LEFT + room + 14, top + thick / 2)
            draw.text(told, f"{round(100 * share)} %", fill=_INK, font=ImageFont.load_default(size), anchor="lm")
            top += thick + _BETWEEN
    kept = BytesIO()
    picture.quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()
