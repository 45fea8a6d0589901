"""A text as search knows it: the stems of its words, so that "lied", "lies" and "lying" find one another.

Words are taken to their stems by the rules of one language (https://snowballstem.org/algorithms/), and marks on letters
go ("relación", "relacion"). Scripts that put no blanks between words are known by each two signs in a row, and an emoji
is a word of its own. Words that stand in any text are left out, unless there is nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]

from bot.plain.characters import visible
from bot.plain.stopwords import stopwords, weak

LANGUAGES = ("en", "de", "es", "ru")
"""Languages whose stems are known."""
STEM_MAX = 40
"""Characters of a stem; what is longer is cut."""
_ALGORITHMS = {"en": "english", "de": "german", "es": "spanish", "ru": "russian"}
_STEMMERS = {language: snowballstemmer.stemmer(_ALGORITHMS[language]) for language in LANGUAGES}
_TURN = Lock()
"""A stemmer keeps what it works on in itself, and units of work run on several threads."""
_UNSPACED = (
    *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u30ff"), ("\u3400", "\u4dbf")),
    *(("\u4e00", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")),
)
"""Thai and Lao, Burmese, Khmer, Japanese, Chinese, and Korean, whose endings hang on the words."""
_APOSTROPHES = frozenset("'\u2019")
_SIMPLE = "\u0700"
"""Below it, in texts of European letters, a pattern finds the same words, and sooner."""
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0483-\u0489]|['\u2019](?=[^\W_]))*")
_APOSTROPHE = re.compile(r"['\u2019]")
_TINTS = ("\U0001f3fb", "\U0001f3ff")
"""Colours of skin, which follow an emoji (https://www.unicode.org/reports/tr51/#Emoji_Modifiers)."""


def words(text: str, language: str) -> list[str]:
    """The stems of a text that is to be found, in their order; one word may stand as more than one."""
    return [stem for _, _, found in _placed(text, language, whole=True) for stem in found]


def asked(text: str, language: str) -> list[str]:
    """The stems of what somebody looks for: as in `words`, but of signs without blanks only the pairs."""
    return [stem for _, _, found in _placed(text, language, whole=False) for stem in found]


def telling(found: Iterable[str], language: str) -> list[str]:
    """Of these stems those by which two texts can be alike."""
    return [stem for stem in found if stem not in _weak(language)]


def places(text: str, language: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each word of a visible text (see `bot.plain.visible`) begins and ends, with its stems."""
    for start, end, word in _runs(text):
        yield start, end, tuple(_unspaced(word, whole=True)) if _is_unspaced(word[0]) else _stems(word, language)


def _placed(text: str, language: str, *, whole: bool) -> list[tuple[int, int, tuple[str, ...]]]:
    said: list[tuple[int, int, tuple[str, ...]]] = []
    common: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, word in _runs(text if text.isascii() else visible(text)):
        if _is_unspaced(word[0]):
            said.append((start, end, tuple(_unspaced(word, whole=whole))))
        else:
            among = common if _folded(word) in stopwords(language) else said
            among.append((start, end, _stems(word, language)))
    return said or common


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text as they stand in it, without apostrophes, in lower case."""
    if not text or max(text) < _SIMPLE:
        for found in _WORD.finditer(text):
            yield found.start(), found.end(), _APOSTROPHE.sub("", found[0]).casefold()
        return
    start, run, unspaced = 0, "", False
    for at, char in enumerate(f"{text} "):
        letter = char.isalnum() or unicodedata.category(char)[0] == "M"
        if run and (char in _APOSTROPHES and not unspaced):
            continue
        if run and (not letter or _is_unspaced(char) != unspaced):
            yield start, at, run.casefold()
            run = ""
        if letter:
            if not run:
                start, unspaced = at, _is_unspaced(char)
            run += char
        elif unicodedata.category(char) == "So" and not _TINTS[0] <= char <= _TINTS[1]:
            yield at, at + 1, char


def _is_unspaced(char: str) -> bool:
    return char >= _UNSPACED[0][0] and any(first <= char <= last for first, last in _UNSPACED)


def _unspaced(run: str, *, whole: bool) -> Iterator[str]:
    """Pairs, and single signs where they may be looked for, or are."""
    if whole or len(run) == 1:
        yield from run
    yield from (run[at : at + 2] for at in range(len(run) - 1))


@lru_cache
def _weak(language: str) -> frozenset[str]:
    return frozenset(stem for word in weak(language) for stem in _stems(word, language))


@lru_cache(maxsize=65_536)
def _stems(word: str, language: str) -> tuple[str, ...]:
    """The stem, and the stem that the word has for whoever types no accents."""
    bare = _folded(word)
    with _TURN:
        stem = _folded(_STEMMERS[language].stemWord(word))
        plain = _STEMMERS[language].stemWord(bare) if bare != word else stem
    return tuple(dict.fromkeys(each[:STEM_MAX] for each in (stem, plain)))


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(each for each in apart if unicodedata.category(each) != "Mn")) or word
