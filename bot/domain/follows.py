"""Follows: somebody wants to hear what becomes of a question."""

from dataclasses import dataclass

from bot.domain.people import PersonId
from bot.domain.questions import QuestionId


@dataclass(frozen=True, slots=True)
class Follow:
    """A hidden face follows a question, ``since`` a moment in milliseconds since 1970, UTC."""

    question_id: QuestionId
    person: PersonId
    since: int
