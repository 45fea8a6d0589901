"""A vocabulary: single words to recognise, however they are disguised.

A word matches whole ("ass" is not in "class"), or by its beginning if it ends with a star ("self*"). It matches in any
reading of a word of the text, and with letters drawn out: three or more of a letter in the text stand for one or more,
two are just two, so that "goood" is "god" or "good" and "good" only itself.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from bot.plain import Word
from bot.plain.lookalikes import FOREIGN

_DRAWN_OUT = 3
"""So many of one letter in a row are in hardly a word of ours."""


class Vocabulary:
    """Words as they are, and as they look."""

    def __init__(self, atoms: Iterable[str]) -> None:
        """In: words in lower case; one that ends with a star is a beginning."""
        every = sorted(set(atoms))
        self._plain = _Table(every, str)
        self._disguised = _Table(every, lambda atom: atom.translate(FOREIGN))

    def atoms(self, words: Sequence[Word]) -> list[set[str]]:
        """For each word of a text, which words of the vocabulary it may be."""
        known: dict[tuple[tuple[str, ...], str | None], set[str]] = {}
        for word in words:
            key = word.readings, word.disguised
            if key not in known:
                known[key] = set[str]().union(*map(self._plain.find, word.readings))
                if word.disguised is not None:
                    known[key] |= self._disguised.find(word.disguised)
        return [known[word.readings, word.disguised] for word in words]


class _Table:
    """What a word may say, and which words of the vocabulary it then is."""

    def __init__(self, atoms: Sequence[str], look: Callable[[str], str]) -> None:
        self._whole: dict[str, set[str]] = {}
        self._begin: dict[str, set[str]] = {}
        self._drawn: dict[str, list[tuple[list[int], str]]] = {}
        self._drawn_begin: dict[str, list[tuple[list[int], str]]] = {}
        for atom in atoms:
            plain = look(atom.removesuffix("*"))
            whole, drawn = (self._begin, self._drawn_begin) if atom.endswith("*") else (self._whole, self._drawn)
            whole.setdefault(plain, set()).add(atom)
            once, counts = _counted(plain)
            drawn.setdefault(once, []).append((counts, atom))
        self._initials = {each[:1] for each in (*self._whole, *self._begin)}
        self._lengths = sorted({len(each) for each in self._begin})
        self._drawn_lengths = sorted({len(each) for each in self._drawn_begin})

    def find(self, said: str) -> set[str]:
        """Which words of the vocabulary it is."""
        if said[:1] not in self._initials:  # most words of most texts
            return set()
        found = self._found(said)
        if said.endswith("'s"):
            found |= self._found(said[:-2])
        return found

    def _found(self, said: str) -> set[str]:
        found = set(self._whole.get(said, ()))
        for length in self._lengths:
            if length > len(said):
                break
            found |= self._begin.get(said[:length], set())
        if any(first == second == third for first, second, third in zip(said, said[1:], said[2:], strict=False)):
            found |= self._drawn_out(said)
        return found

    def _drawn_out(self, said: str) -> set[str]:
        once, counts = _counted(said)
        found = {atom for term, atom in self._drawn.get(once, ()) if _stretches(counts, term)}
        for length in self._drawn_lengths:
            if length > len(once):
                break
            for term, atom in self._drawn_begin.get(once[:length], ()):
                # What follows the beginning may repeat its last letter, as often as it likes.
                if _stretches(counts[: length - 1], term[:-1]) and counts[length - 1] >= term[-1]:
                    found.add(atom)
        return found


def _counted(said: str) -> tuple[str, list[int]]:
    """Each letter once for all that stand in a row, and how many do."""
    rows = [(letter, sum(1 for _ in row)) for letter, row in groupby(said)]
    return "".join(letter for letter, _ in rows), [count for _, count in rows]


def _stretches(counts: Sequence[int], term: Sequence[int]) -> bool:
    """Whether so many of each letter may stand for so many in the term."""
    return all(
        count == wanted or (count >= _DRAWN_OUT and count > wanted) for count, wanted in zip(counts, term, strict=True)
    )
