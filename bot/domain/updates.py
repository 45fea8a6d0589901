"""Updates: what an asker adds to their question later, shown under the details with its day."""

from dataclasses import dataclass
from typing import NewType

from bot.domain.errors import Refused
from bot.domain.limits import UPDATE_MAX, UPDATES_MAX
from bot.domain.people import PersonId
from bot.domain.questions import Question, QuestionId, Status
from bot.domain.texts import is_seen

UpdateId = NewType("UpdateId", int)


@dataclass(frozen=True, slots=True)
class Update:
    """One addition. ``author`` is the question's asker; ``removed`` and ``held`` as for an opinion."""

    id: UpdateId
    question_id: QuestionId
    author: PersonId
    text: str
    written_at: int
    """Milliseconds since 1970, UTC."""
    removed: bool
    held: bool = False


def clean_update(text: str) -> str:
    """What the asker adds, without the white space around it. Refuses nothing to see, or more than 2,000 characters."""
    text = text.strip()
    if not is_seen(text):
        raise Refused("text-empty")
    if len(text) > UPDATE_MAX:
        raise Refused("update-long", max=UPDATE_MAX, length=len(text))
    return text


def must_take_updates(question: Question, so_far: int) -> None:
    """Refuses a question to which its asker can't add, and the one update too many.

    A closed one takes them: what became of it is best told when it is over. ``so_far`` counts all there were.
    """
    if question.status is Status.REMOVED:
        raise Refused("question-gone")
    if question.is_take:
        raise Refused("update-take", number=question.number)
    if question.status is Status.HELD:
        raise Refused("update-held", number=question.number)
    if question.locked:
        raise Refused("question-locked", number=question.number)
    if so_far >= UPDATES_MAX:
        raise Refused("updates-many", number=question.number, max=UPDATES_MAX)
