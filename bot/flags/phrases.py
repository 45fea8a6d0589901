"""Terms: words and phrases to look for, and how a text is searched for all of them at once.

A term is a line: a phrase, word by word, each as :mod:`bot.flags.vocabulary` has it. Signs between words don't matter.
An entry of nothing but signs (an emoji) is looked for as it is. Our own files may say more: ``kill/hurt`` is one or
the other; ``...`` leaves room for up to three other words of the same sentence; a line that begins with ``- `` is an
excuse, a phrase that means something else: what lies within it does not count, unless a sign stands inside. ``#``
begins a comment.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.flags.vocabulary import Vocabulary
from bot.plain import Reading, Stop, Word, read, visible

_AE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BARE = str.maketrans("äöüñ", "aoun")
_GAP = 3
"""Other words that fit into ``...``."""

_Step = frozenset[str] | None
"""What one word of a phrase may be; None is a gap."""


@dataclass(frozen=True, slots=True)
class _Term:
    line: str
    steps: tuple[_Step, ...]
    excuse: bool = False


class Terms:
    """A list of terms, ready to search texts with."""

    def __init__(self, lines: Iterable[str]) -> None:
        """In: a community's entries. One without a word or sign is left out."""
        self._use([_Term(line, _steps(line)) for line in lines])

    @classmethod
    def of_file(cls, text: str) -> "Terms":
        """In: the text of one of our own files."""
        terms = cls(())
        lines = (line.split("#")[0].strip() for line in text.splitlines())
        terms._use([_own(line) for line in lines if line])
        return terms

    def search(self, reading: Reading, seen: str) -> list[str]:
        """The lines that a text says, each once, in the order of the text.

        In: the text's reading, and the text as it is seen. Single words first, then what its joined parts say.
        """
        found = [line for _, line in sorted(self._said(reading.words))]
        for atoms in self._vocabulary.atoms(reading.joined):
            found += [term.line for atom in sorted(atoms) for term in self._single.get(atom, ())]
        found += [line for line, sign in self._signs if sign in seen]
        return list(dict.fromkeys(found))

    def _use(self, terms: Sequence[_Term]) -> None:
        phrases = [term for term in terms if term.steps]
        signs = [(term.line, visible(term.line).strip("* ")) for term in terms if not term.steps]
        self._signs = [(line, sign) for line, sign in signs if sign]
        self._vocabulary = Vocabulary(atom for term in phrases for step in term.steps if step for atom in step)
        self._phrases: dict[str, list[_Term]] = {}
        self._single: dict[str, list[_Term]] = {}
        for term in phrases:
            for atom in sorted(term.steps[0] or ()):
                self._phrases.setdefault(atom, []).append(term)
                if len(term.steps) == 1 and not term.excuse:
                    self._single.setdefault(atom, []).append(term)

    def _said(self, words: Sequence[Word]) -> Iterator[tuple[int, str]]:
        """Where each phrase that counts begins, and its line."""
        atoms = self._vocabulary.atoms(words)
        present = set[str]().union(*atoms)
        possible: dict[str, list[_Term]] = {}
        for atom in present & self._phrases.keys():
            possible[atom] = [
                term for term in self._phrases[atom] if all(not present.isdisjoint(step) for step in term.steps if step)
            ]
        excused: list[tuple[int, int]] = []
        hits: list[tuple[int, int, str]] = []
        for place, here in enumerate(atoms):
            for atom in here & possible.keys():
                for term in possible[atom]:
                    end = _end(words, atoms, place + 1, term.steps[1:], term.excuse)
                    if end is not None and term.excuse:
                        excused.append((place, end))
                    elif end is not None:
                        hits.append((place, end, term.line))
        last = _furthest(excused, len(words))
        for start, end, line in hits:
            if last[start] < end:
                yield start, line


def _furthest(spans: Sequence[tuple[int, int]], size: int) -> list[int]:
    """For each place, the furthest end of the spans that begin there or before."""
    ends = [0] * size
    for start, end in spans:
        ends[start] = max(ends[start], end)
    for place in range(1, size):
        ends[place] = max(ends[place], ends[place - 1])
    return ends


def _end(
    words: Sequence[Word], atoms: Sequence[set[str]], place: int, steps: Sequence[_Step], tight: bool
) -> int | None:
    """Where a phrase ends (before which word) if its further steps are said from ``place`` on; else None.

    ``tight`` allows no sign between its words.
    """
    if not steps:
        return place
    step, *rest = steps
    for skipped in range(1 if step is not None else _GAP + 1):
        here = place + skipped
        if here >= len(words):
            return None
        if (tight and words[here - 1].after > Stop.NONE) or (skipped and words[here - 1].after is Stop.END):
            return None
        if step is None:
            end = _end(words, atoms, here, rest, tight)
            if end is not None:
                return end
        elif not step.isdisjoint(atoms[here]):
            return _end(words, atoms, here + 1, rest, tight)
    return None


def _steps(line: str) -> tuple[_Step, ...]:
    """The words of a community's entry."""
    steps: list[_Step] = []
    for part in line.split():
        said = [word.readings[0] for word in read(part).words]
        if said and part.endswith("*"):
            said[-1] += "*"
        steps += [frozenset((each,)) for each in said]
    return tuple(steps)


def _own(line: str) -> _Term:
    """A line of one of our own files."""
    phrase = line.removeprefix("- ")
    steps = tuple(
        None if part == "..." else frozenset(each for word in part.split("/") for each in _spellings(word))
        for part in phrase.split()
    )
    return _Term(phrase, steps, excuse=phrase != line)


def _spellings(word: str) -> Iterator[str]:
    """A word of our own files, and how people type it in a hurry: without apostrophe or umlaut."""
    for step in _steps(word):
        for said in step or ():
            hurried = said.replace("'", "")
            yield from (said, hurried, hurried.translate(_AE), hurried.translate(_BARE))
