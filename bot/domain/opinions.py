"""Opinions: what one person answers, the category it counts for, and the name it stands under."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from bot.domain.communities import Community, PlaceId
from bot.domain.errors import Refused
from bot.domain.limits import OPINION_MAX
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from bot.domain.texts import is_seen

OpinionId = NewType("OpinionId", int)
PassageId = NewType("PassageId", int)

Tally = Mapping[str | None, int]
"""Standing opinions of a question by category key; None for those who have none."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The name something stands under: a shown name, or a category's alias ("Girl 2") when ``name`` is None.

    ``category`` is the key that was true when it was written, None for nobody's.
    """

    category: str | None
    name: str | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """A top-level answer by one face of a person. ``place_id`` is where it was written, None for the private chat.

    ``removed``: it does not stand. ``held``: it does not stand as long as it waits for a moderator. ``votes`` is how
    many found it good; ``thanked`` and ``helpful`` are the asker's: one is the most helpful of its category.
    """

    id: OpinionId
    question_id: QuestionId
    author: PersonId
    by: Byline
    text: str
    place_id: PlaceId | None
    written_at: int
    removed: bool
    held: bool = False
    votes: int = 0
    thanked: bool = False
    helpful: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One message of an opinion: its first, or one added to it later."""

    id: PassageId
    opinion_id: OpinionId
    text: str


def clean_text(text: str) -> str:
    """What somebody wrote, without the white space around it. Refuses nothing to see, or more than 4,096 characters."""
    text = text.strip()
    if not is_seen(text):
        raise Refused("text-empty")
    if len(text) > OPINION_MAX:
        raise Refused("text-long", max=OPINION_MAX, length=len(text))
    return text


def grouped(community: Community, tally: Tally) -> tuple[list[tuple[str, int]], int]:
    """Counts in the community's order as (plural, count), and the count of all others.

    Opinions of a category that the community has since dropped count as others.
    """
    counts = [(category.plural, tally.get(category.key, 0)) for category in community.categories]
    return counts, sum(tally.values()) - sum(count for _, count in counts)
