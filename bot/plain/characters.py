"""One character at a time: what it is to a reader, remembered for the next time.

A character is a letter (or a figure: anything words are made of), an apostrophe, a sign, white space, a mark that
changes the letter before it, or nothing at all. What is no letter but can't be seen is nothing: zero width, soft
hyphens, variation selectors, tags, the invisible part of a direction or a shape.
"""

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from bot.plain.lookalikes import DRESSED

OWN = frozenset("äöüñйїў")
"""Letters with a mark that are letters of their own in German, Spanish, Russian or Ukrainian, not one with a mark."""

_LONGEST = 4
"""Some characters stand for a whole sentence (U+FDFA: eighteen letters); none that hides a word is longer than this."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffc")
"""Letters and marks that leave a blank, or nothing."""
_APOSTROPHES = frozenset("'\u2019\u02bc\u2018\uff07\u00b4`")
_SIGNS = frozenset("\u2122\u2120")
"""Signs that compatibility takes for letters, "tm" and "sm"."""
_MARKS = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x064B, 0x065F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF)),
    *((0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
)
"""Marks that words can be read without; those of India's and other scripts are vowels, and stay."""


class Kind(Enum):
    """What a character is to a reader."""

    LETTER = 0
    APOSTROPHE = 1
    SIGN = 2
    SPACE = 3
    MARK = 4
    NOTHING = 5


@lru_cache(maxsize=16_384)
def character(char: str) -> tuple[Kind, str]:
    """What one character is, and how it reads: letters in lower case and without dress, signs in their plain form."""
    code = ord(char)
    category = unicodedata.category(char)
    if char.isspace() or char == "\u2800":
        return Kind.SPACE, "\n" if char in "\n\r\v\f\x85\u2028\u2029" else " "
    if category in ("Cf", "Cc") or char in _BLANK or _is_unassigned_and_ignored(code):
        return Kind.NOTHING, ""
    if category == "Mn" and (0xFE00 <= code <= 0xFE0F or 0x180B <= code <= 0x180F or code >= 0xE0000):
        return Kind.NOTHING, ""
    if any(first <= code <= last for first, last in _MARKS):
        return Kind.MARK, char
    if char in _APOSTROPHES:
        return Kind.APOSTROPHE, "'"
    plain = _bare(_lower(char))
    if char in _SIGNS or plain.isspace() or plain.startswith(" "):  # a lone accent is a space that carries it
        return Kind.SIGN, char
    return (Kind.LETTER if _is_letter(plain) else Kind.SIGN), plain


@lru_cache(maxsize=16_384)
def shown(char: str) -> str:
    """One character as it is seen, upper case kept; empty if it is not."""
    kind, plain = character(char)
    if kind is Kind.NOTHING:
        return ""
    if kind in (Kind.SPACE, Kind.APOSTROPHE):
        return plain
    compatible = unicodedata.normalize("NFKC", char)
    return compatible if len(compatible) <= _LONGEST else char


def marked(letter: str, mark: str) -> str:
    """The letter with the mark, if that is a letter of its own; else the letter."""
    whole = unicodedata.normalize("NFC", letter[-1:] + mark)
    return letter[:-1] + whole if whole in OWN else letter


_SEEN = re.compile(r"[\n -_a-~]*")
"""Texts that are seen as they are: of ASCII, without a backtick, which is taken for an apostrophe."""


def visible(text: str) -> str:
    """The text as it is seen: without what has no width or can't be seen, compatible characters in their plain form.

    Of many marks on one letter, two stay. In: any text; out: about as long.
    """
    if _SEEN.fullmatch(text):
        return text
    parts: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if character(char)[0] is Kind.MARK else 0
        if marks <= 2:
            parts.append(shown(char))
    return unicodedata.normalize("NFC", "".join(parts))


def letters(text: str) -> str:
    """Nothing but the letters and figures, in lower case, without marks: two texts that read the same are the same."""
    return "".join(map(_letter, text))


@lru_cache(maxsize=16_384)
def _letter(char: str) -> str:
    kind, plain = character(char)
    return plain if kind is Kind.LETTER else ""


def _lower(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).casefold()
    if len(plain) > _LONGEST:
        return char
    return "".join(DRESSED.get(each, each) for each in plain)


def _bare(plain: str) -> str:
    """Without marks, unless it is a letter of its own."""
    if plain in OWN or plain.isascii():
        return plain
    apart = unicodedata.normalize("NFD", plain)
    kept = [each for each in apart if not any(first <= ord(each) <= last for first, last in _MARKS)]
    return unicodedata.normalize("NFC", "".join(DRESSED.get(each, each) for each in kept)) or plain


def _is_letter(plain: str) -> bool:
    return any(unicodedata.category(each)[0] in "LNM" for each in plain)


def _is_unassigned_and_ignored(code: int) -> bool:
    """Places that Unicode keeps for what is not shown (Default_Ignorable_Code_Point)."""
    return code == 0x2065 or 0xFFF0 <= code <= 0xFFF8 or 0xE0000 <= code <= 0xE0FFF
