"""Where a long text may be cut: at the end of a paragraph, a line, a sentence, a word, and never inside a character.

What a person calls one character can be many code points: an emoji with a skin tone, a family joined by invisible
joiners, a flag of two letters, a letter with its accents. The rules keep such together, on the safe side of Unicode's
(https://unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules): they may keep together what could be parted.

How long a text is, is counted in two ways: in UTF-16 units, the strictest reading of Discord's "characters"; and in
what it takes at most once it is escaped and quoted, which is what a message has to hold.
"""

import re
import unicodedata
from collections.abc import Callable

_ENDS = (
    (re.compile(r"\n[^\S\n]*\n\s*"), 2),
    (re.compile(r"\n\s*"), 2),
    (re.compile(r"[.!?…\u061f\u0964][\"'”\u2019»)\]]*\s+|[\u3002\uff01\uff1f]+"), 2),
    (re.compile(r"\s+"), 4),
)
"""What a text is cut behind, the best first, and the share (1/n) of the limit that must be filled by it."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def cost(text: str) -> int:
    """What a text takes at most as escaped and quoted Markdown, in UTF-16 units.

    A sign may get a backslash, a line "> " or "-# " before it, an address (which has two slashes) a pair of brackets
    around it.
    """
    signs = sum("!" <= char <= "~" and not char.isalnum() for char in text)
    return units(text) + signs + 3 * text.count("\n") + (3 if text else 0)


def split(text: str, limit: int, measure: Callable[[str], int] = cost) -> list[str]:
    """The text in pieces of at most ``limit`` (16 or more) by ``measure``, each with something to see in it.

    The pieces joined are the text, but for white space that would have made a piece of its own. A text of nothing but
    white space gives none. A single character (in a person's eyes) that is longer than the limit is cut all the same,
    between two code points.
    """
    pieces = []
    while measure(text) > limit:
        end = _end(text, limit, measure)
        if text[:end].strip():
            pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text] if text.strip() else pieces


def short(text: str, limit: int) -> str:
    """The text in one line of at most ``limit`` UTF-16 units, with "…" where it was cut; "…" for nothing at all."""
    text = " ".join(text.split()) or "…"
    return text if units(text) <= limit else split(text, limit - 1, units)[0].rstrip() + "…"


def _end(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """The best place to cut within the limit, as an index into the text."""
    most, beyond = 1, min(len(text), limit + 1)
    while beyond - most > 1:
        middle = (most + beyond) // 2
        most, beyond = (middle, beyond) if measure(text[:middle]) <= limit else (most, middle)
    for pattern, share in _ENDS:
        ends = (found.end() for found in pattern.finditer(text[:most]))
        best = max((end for end in ends if end > most // share and whole(text, end)), default=0)
        if best:
            return best
    return next((end for end in range(most, 0, -1) if whole(text, end)), most)


def whole(text: str, at: int) -> bool:
    """Whether a cut before index ``at`` leaves all characters whole."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == "\n" or after == "\n":
        return not (before == "\r" and after == "\n")
    if _joins_back(after) or before == "\u200d" or unicodedata.combining(before) == 9:
        return False
    if _is_flag(before) and _is_flag(after):
        return _flags_before(text, at) % 2 == 0
    return not ("\u1100" <= before <= "\u11ff" and "\u1160" <= after <= "\u11ff")


def _joins_back(char: str) -> bool:
    """Marks, joiners, skin tones, variation selectors, tags: they belong to what stands before them."""
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or char in "\u200c\u200d\u0e33\u0eb3"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag(text[at - 1 - count]):
        count += 1
    return count
