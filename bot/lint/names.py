"""The writer's own names: display name and username, whole or in part, in whatever letters they are written.

Many names are words ("Will", "Mark", "Rose", "Estrella"), and usernames are made of them. Such a word gives nobody away
where it is used as a word: it counts in capital only, and not at the beginning of a sentence. Which words these are
stands in ``common.txt``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from bot.lint.traces import Trace, TraceKind
from bot.plain import Stop, Word, letters, read

_PART_MIN = 3
"""Letters; shorter parts of a name are in every text."""
_NAMES_MAX = 8
_NAME_MAX = 64
"""Names, and characters of a name, that are looked for."""
_CAPITAL_INSIDE = r"(?<=[a-z\u00df-\u00ff\u0430-\u0451])(?=[A-Z\u00c0-\u00de\u0401-\u042f])"
_JOINTS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|_")


def own_names(text: str, names: Sequence[str]) -> Iterator[Trace]:
    """Where a text names its writer.

    In: any text; display name and username (eight names at most, and 64 characters of each).
    """
    wholes: set[tuple[str, ...]] = set()
    parts: set[str] = set()
    for name in names[:_NAMES_MAX]:
        whole, more = _parts(name[:_NAME_MAX])
        wholes.add(whole)
        parts |= more
    wholes.discard(())
    firsts = {whole[0] for whole in wholes}
    words = read(text).words
    begins = True
    for place, word in enumerate(words):
        said = _says(word)
        length = 0
        if not said.isdisjoint(firsts):
            length = max(
                (len(whole) for whole in wholes if _is_said(whole, words[place : place + len(whole)])), default=0
            )
        if length:
            yield Trace(TraceKind.NAME, word.start, words[place + length - 1].end)
        elif any(_counts(part, text[word.start : word.end], begins) for part in said & parts):
            yield Trace(TraceKind.NAME, word.start, word.end)
        begins = word.after is Stop.END


def _parts(name: str) -> tuple[tuple[str, ...], set[str]]:
    """A name as the words it is, if together they are more than a word; and what it is made of."""
    whole = tuple(word.readings[0] for word in read(name).words)
    cut = re.sub(_CAPITAL_INSIDE, " ", name)  # SamLee
    pieces = [piece for word in read(_JOINTS.sub(" ", cut)).words for piece in word.readings[:1]]
    parts = {piece for piece in (*pieces, *whole) if len(piece) >= _PART_MIN and not piece.isdecimal()}
    return (whole if len(whole) > 1 and len(letters(name)) > _PART_MIN else ()), parts


def _is_said(whole: tuple[str, ...], words: Sequence[Word]) -> bool:
    """Whether the words say a name of several words."""
    return len(words) == len(whole) and all(said in _says(word) for said, word in zip(whole, words, strict=True))


def _says(word: Word) -> set[str]:
    """What a word may be, without the "s" of possession."""
    said = set(word.readings) if word.disguised is None else {*word.readings, word.disguised}
    return said | {each[:-2] for each in said if each.endswith("'s")} if "'" in word.readings[0] else said


def _counts(said: str, written: str, begins: bool) -> bool:
    """Whether a part of a name that is said is meant as one."""
    return said not in _common() or (written[:1].isupper() and not begins)


@cache
def _common() -> frozenset[str]:
    """Words that are names, or that usernames are made of."""
    lines = files("bot.lint").joinpath("common.txt").read_text("utf-8").splitlines()
    return frozenset(letters(word) for line in lines for word in line.split("#")[0].split())
