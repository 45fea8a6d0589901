"""Threads: the talk under one opinion, between the asker, the responder and anybody who joins in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.domain.communities import PlaceId
from bot.domain.opinions import Byline, OpinionId
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId

ReplyId = NewType("ReplyId", int)


class Role(StrEnum):
    """As whom somebody speaks in a thread."""

    ASKER = "asker"
    """The asker, from the private chat: shown as "Asker" and nothing else."""
    AUTHOR = "author"
    """The same of a take without a name: shown as "Author"."""
    MEMBER = "member"
    """Anybody else, the responder included: shown under the byline."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message in the thread under an opinion. ``answers`` is the reply it answers, None for the opinion itself.

    ``removed`` and ``held`` as for an opinion.
    """

    id: ReplyId
    question_id: QuestionId
    opinion_id: OpinionId
    author: PersonId
    role: Role
    by: Byline
    text: str
    answers: ReplyId | None
    place_id: PlaceId | None
    written_at: int
    removed: bool
    held: bool = False
