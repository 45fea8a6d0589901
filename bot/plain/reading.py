"""A text as words: what each says, where it stands, and what comes between it and the next.

A word may be read in more than one way. A letter that another alphabet lends stands for the Latin one it looks like,
unless the word is written in that alphabet and so is the text; an umlaut is a letter of its own in a German text, and
decoration in an English one. Letters that are kept apart by signs ("b.a.d", "b a d") are read together as well.
"""

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum

from bot.plain.characters import OWN, Kind, character, marked
from bot.plain.lookalikes import FIGURES, FOREIGN

_GERMAN = frozenset(
    {
        *(
            "aber",
            "auf",
            "das",
            "dass",
            "der",
            "ein",
            "eine",
            "es",
            "für",
            "habe",
            "ich",
            "ist",
            "mich",
            "mir",
            "nicht",
        ),
        *("sich", "sie", "und", "von", "wenn", "wie", "wir", "zu"),
    }
)
_SPANISH = frozenset(
    {
        *("años", "como", "cuando", "el", "esta", "hace", "las", "los", "mas", "muy", "para", "pero", "por", "porque"),
        *("que", "soy", "su", "tengo", "tiene", "un", "una", "unos"),
    }
)
"""Words that tell the language; none is an English one."""
_BARE = {"ä": "a", "ö": "o", "ü": "u", "ñ": "n"}
_ALPHABETS = (("latin", "a", "\u024f"), ("cyrillic", "\u0400", "\u052f"), ("greek", "\u0370", "\u03ff"))
_KEEPS_APART = frozenset("-._*~|+\u00b7\u2022/")
_STAND_INS = frozenset("@$!|")
_EDGES = '.,;:!?\u2026-_*~|+/()[]{}<>"\u00ab\u00bb\u201c\u201d\u201e\u00b7\u2022'
_SPELT_MIN = 3
"""Single letters that make a word when they stand in a row; two are too often just that."""
_SPELT_EDGE = 2
"""A row may have short words beside it ("what a b a d day"): so many letters at either end are tried without."""


class Stop(IntEnum):
    """What stands between a word and the next."""

    NONE = 0
    """Nothing, white space, a hyphen or a quote."""
    PAUSE = 1
    """Another sign, such as a comma."""
    END = 2
    """The end of a sentence or of a line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, from ``start`` to before ``end`` in the text. ``readings`` are compared as they are; ``disguised`` is how
    it reads if its letters are taken for the Latin ones they look like, None where that makes no sense."""

    start: int
    end: int
    readings: tuple[str, ...]
    disguised: str | None
    after: Stop


@dataclass(frozen=True, slots=True)
class Reading:
    """The words in their order, and ``joined``: what parts of the text say if the signs inside are left out."""

    words: tuple[Word, ...]
    joined: tuple[Word, ...]


@dataclass(slots=True)
class _Piece:
    """A word while it is read, and in which run of characters without white space."""

    start: int
    end: int
    text: str
    run: int
    between: str = ""


def read(text: str) -> Reading:
    """Reads any text, in time linear in its length."""
    pieces, runs = _pieces(text)
    alphabet = _alphabet(pieces)
    bare = _decorations(pieces)
    known: dict[str, tuple[tuple[str, ...], str | None]] = {}

    def word(start: int, end: int, said: str, after: Stop) -> Word:
        if said not in known:
            readings = dict.fromkeys((said, said.translate(bare)))
            if not said.isalpha() and _stands_in(said):
                readings |= dict.fromkeys((said.translate(FIGURES), said.replace("1", "l").translate(FIGURES)))
            script = _script(said)
            is_at_home = script is not None and script == alphabet
            known[said] = tuple(readings), None if is_at_home else said.translate(FOREIGN)
        return Word(start, end, *known[said], after)

    words = tuple(word(each.start, each.end, each.text, _stop(each.between)) for each in pieces)
    joined = [word(start, end, said, Stop.END) for start, end, said in _joined(pieces, runs)]
    joined += [word(start, end, said, Stop.END) for start, end, said in _spelt(pieces)]
    return Reading(words, tuple(joined))


def _pieces(text: str) -> tuple[list[_Piece], list[str]]:
    """The words, and the text's runs without white space."""
    pieces: list[_Piece] = []
    runs: list[list[str]] = [[]]
    open_word: list[str] = []
    start = end = 0
    apostrophe = False

    def close() -> None:
        nonlocal apostrophe
        if open_word:
            pieces.append(_Piece(start, end, "".join(open_word), len(runs) - 1))
            open_word.clear()
        apostrophe = False

    for place, char in enumerate(text):
        kind, plain = character(char)
        if kind is Kind.LETTER:
            if apostrophe:
                open_word.append("'")
                apostrophe = False
            elif not open_word:
                start = place
            open_word.append(plain)
            end = place + 1
            runs[-1].append(plain)
        elif kind is Kind.MARK:
            if open_word and not apostrophe:
                runs[-1][-1] = open_word[-1] = marked(open_word[-1], plain)
                end = place + 1
        elif kind is Kind.APOSTROPHE and open_word and not apostrophe:
            apostrophe = True
            runs[-1].append(plain)
        elif kind is not Kind.NOTHING:
            close()
            if pieces:
                pieces[-1].between += plain[:1] if len(pieces[-1].between) < 8 else ""
            if kind is Kind.SPACE:
                if runs[-1]:
                    runs.append([])
            else:
                runs[-1].append(plain)
    close()
    return pieces, ["".join(each) for each in runs]


def _stop(between: str) -> Stop:
    if any(each in ".!?\u2026\u3002\n" for each in between):
        return Stop.END
    return Stop.PAUSE if between.strip(" -'\"\u201c\u201d\u201e\u00ab\u00bb") else Stop.NONE


def _script(said: str) -> str | None:
    """The alphabet that a word is written in; None for a mixture or something else."""
    if said.isascii():
        return "latin"
    scripts = {
        next((name for name, first, last in _ALPHABETS if first <= char <= last), None)
        for char in said
        if not char.isdecimal() and char not in "'@$!|"
    }
    return scripts.pop() if len(scripts) == 1 else None


def _alphabet(pieces: list[_Piece]) -> str | None:
    """The alphabet of most of the text."""
    counts: Counter[str | None] = Counter()
    for said, times in Counter(each.text for each in pieces).items():
        counts[_script(said)] += len(said) * times
    counts.pop(None, 0)
    return counts.most_common(1)[0][0] if counts else None


def _decorations(pieces: list[_Piece]) -> dict[int, str]:
    """Which letters with a mark are mere decoration in this text, as a table for ``str.translate``."""
    said = {each.text for each in pieces}
    kept = ("äöü" if said & _GERMAN else "") + ("ñü" if said & _SPANISH else "")
    return {ord(letter): plain for letter, plain in _BARE.items() if letter not in kept}


def _stands_in(said: str) -> bool:
    """Whether figures in a word may stand for letters: not in a model's number or a dose."""
    figures = sum(char.isdecimal() for char in said)
    return figures <= len(said) - figures and (figures > 0 or not _STAND_INS.isdisjoint(said))


def _joined(pieces: list[_Piece], runs: list[str]) -> list[tuple[int, int, str]]:
    """What the runs with signs inside say without them."""
    spans: dict[int, tuple[int, int, bool]] = {}
    for each in pieces:
        first, _, single = spans.get(each.run, (each.start, 0, True))
        spans[each.run] = (first, each.end, single and len(each.text) == 1)
    found = []
    for run, (start, end, single) in spans.items():
        said = runs[run].strip(_EDGES)
        inner = {char for char in said if not (char.isalnum() or char in OWN)}
        if not inner or "'" in inner or not (single or inner <= _KEEPS_APART | _STAND_INS):
            continue
        for signs in (frozenset[str](), _STAND_INS & inner):
            together = "".join(char for char in said if char.isalnum() or char in signs)
            if len(together) >= _SPELT_MIN:
                found.append((start, end, together))
    return found


def _spelt(pieces: list[_Piece]) -> list[tuple[int, int, str]]:
    """Single letters in a row, each as far from the next."""
    found = []
    row: list[_Piece] = []
    for each in [*pieces, _Piece(0, 0, "", -1)]:
        if len(each.text) == 1 and not (row and row[-1].between != row[0].between):
            row.append(each)
            continue
        if len(row) >= _SPELT_MIN:
            for left in range(_SPELT_EDGE + 1):
                for right in range(_SPELT_EDGE + 1):
                    part = row[left : len(row) - right]
                    if len(part) >= _SPELT_MIN:
                        found.append((part[0].start, part[-1].end, "".join(piece.text for piece in part)))
        row = [each] if len(each.text) == 1 else []
    return found
