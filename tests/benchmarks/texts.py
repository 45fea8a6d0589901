"""Made-up texts for the benchmark of search, the same each time.

Each text is about one of many topics, whose own words are mixed with the words of all, both as often as in a language
(by Zipf's law).
"""

import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bot.plain import stems

COMMON, OWN, TOPICS = 60_000, 150, 400
"""Words of all, words of each topic, and topics."""
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
LANGUAGE = "en"


@dataclass(frozen=True)
class Text:
    """A made-up question and what it is about."""

    topic: int
    title: str
    details: str

    @property
    def whole(self) -> str:
        """Title and details."""
        return f"{self.title} {self.details}"


@dataclass(frozen=True)
class Stemmed:
    """A text and the stems of its parts."""

    text: Text
    title: list[str]
    body: list[str]


class Author:
    """Knows the words, and writes with them."""

    def __init__(self) -> None:
        chance = random.Random(12)
        known: dict[str, None] = {}
        while len(known) < COMMON:
            known["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5)))] = None
        self._words = list(known)
        self._often = list(accumulate(1 / (rank + 3) for rank in range(COMMON)))
        self._own = [chance.sample(range(200, COMMON), OWN) for _ in range(TOPICS)]
        self._own_often = list(accumulate(1 / (rank + 5) for rank in range(OWN)))
        self._topics_often = list(accumulate(1 / (rank + 10) for rank in range(TOPICS)))

    def text(self, chance: random.Random) -> Text:
        """A title of 4 to 10 words, and details of 20 to 120."""
        (topic,) = chance.choices(range(TOPICS), cum_weights=self._topics_often)
        title = self._some(chance, topic, chance.randint(4, 10), 0.35)
        return Text(topic, title[:100], self._some(chance, topic, int(chance.triangular(20, 120, 40)), 0.18))

    def _some(self, chance: random.Random, topic: int, count: int, own: float) -> str:
        mine = sum(chance.random() < own for _ in range(count))
        words = [self._words[at] for at in chance.choices(self._own[topic], cum_weights=self._own_often, k=mine)]
        words += chance.choices(self._words, cum_weights=self._often, k=count - mine)
        chance.shuffle(words)
        return " ".join(words)


@lru_cache(maxsize=1)
def author() -> Author:
    """The one there is."""
    return Author()


def texts(part: str, count: int) -> list[Text]:
    """The first texts of a part; each part has its own."""
    chance = random.Random(part)
    return [author().text(chance) for _ in range(count)]


def stemmed(part: str, count: int) -> list[Stemmed]:
    """The same with their stems."""
    return [
        Stemmed(each, stems.words(each.title, LANGUAGE), stems.words(each.details, LANGUAGE))
        for each in texts(part, count)
    ]
