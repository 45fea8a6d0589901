"""Where a long text may be cut: at the end of a paragraph, a line, a sentence, a word, and never inside a character.

What a person calls one character can be many code points: an emoji with a skin tone, a family joined by invisible
joiners, a flag of two letters, a letter with its accents. The rules here follow Unicode's for extended grapheme
clusters (https://unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules) on the safe side: they may keep together
what could be parted, never the reverse.
"""

import re
import unicodedata

_STOPS = ".!?…\u3002\uff01\uff1f\u061f\u0964"
_ENDS = (
    (re.compile(r"\n[^\S\n]*\n\s*"), 2),
    (re.compile(r"\n\s*"), 2),
    (re.compile(rf"(?<![{_STOPS}])[{_STOPS}]+[\"'”\u2019»)\]]*\s+|[\u3002\uff01\uff1f]+"), 2),
    (re.compile(r"\s+"), 4),
)
"""What a text is cut behind, the best first, and the share (1/n) of the limit that must be filled by it."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units, as Telegram counts (https://core.telegram.org/api/entities)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """The text in pieces of at most ``limit`` UTF-16 units (at least 2), each with something to see in it.

    The pieces joined are the text, but for white space that would have made a piece of its own. A text of nothing but
    white space gives none. A single character (in a person's eyes) that is longer than the limit is cut all the same,
    between two code points.
    """
    pieces = []
    while len(text) > limit or units(text) > limit:
        end = _end(text, limit)
        if text[:end].strip():
            pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text] if text.strip() else pieces


def _end(text: str, limit: int) -> int:
    """The best place to cut within the limit, as an index into the text."""
    most = _reach(text, limit)
    for pattern, share in _ENDS:
        ends = (found.end() for found in pattern.finditer(text[:most]))
        best = max((end for end in ends if end > most // share and whole(text, end)), default=0)
        if best:
            return best
    return next((end for end in range(most, 0, -1) if whole(text, end)), most)


def _reach(text: str, limit: int) -> int:
    """How many code points fit into ``limit`` units."""
    coded = text[:limit].encode("utf-16-le", "surrogatepass")[: limit * 2]
    if 0xD8 <= coded[-1] <= 0xDB:  # the first half of a pair whose second half is beyond the limit
        coded = coded[:-2]
    return max(len(coded.decode("utf-16-le", "surrogatepass")), 1)


def whole(text: str, at: int) -> bool:
    """Whether a cut before index ``at`` leaves all characters whole."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == "\r" and after == "\n":
        return False
    if before == "\n" or after == "\n":
        return True
    if _joins_back(after) or _joins_on(before):
        return False
    if _is_flag(before) and _is_flag(after):
        return _flags_before(text, at) % 2 == 0
    return not _is_one_syllable(before, after)


def _joins_back(char: str) -> bool:
    """Marks, joiners, skin tones, variation selectors, tags: they belong to what stands before them."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or code in (0x200C, 0x200D, 0x0E33, 0x0EB3, 0xFF9E, 0xFF9F)
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
    )


def _joins_on(char: str) -> bool:
    """The joiner, signs that stand before their number, and viramas, which tie on the next letter."""
    code = ord(char)
    return (
        code in (0x200D, 0x06DD, 0x070F, 0x08E2, 0x110BD, 0x110CD)
        or 0x0600 <= code <= 0x0605
        or unicodedata.combining(char) == 9
    )


def _is_flag(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _flags_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag(text[at - 1 - count]):
        count += 1
    return count


def _is_one_syllable(before: str, after: str) -> bool:
    """Whether a Korean syllable written in parts would be torn: behind its first part, or before a later one."""
    first, next_ = ord(before), ord(after)
    opens = 0x1100 <= first <= 0x115F or 0xA960 <= first <= 0xA97F
    hangul = 0x1100 <= next_ <= 0x11FF or 0xA960 <= next_ <= 0xA97F or 0xAC00 <= next_ <= 0xD7FF
    return (opens and hangul) or 0x1160 <= next_ <= 0x11FF or 0xD7B0 <= next_ <= 0xD7FF
