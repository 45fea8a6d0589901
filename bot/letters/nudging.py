"""A nudge: a question that nobody has answered, told in private to somebody who wants that.

Nobody is asked for an opinion that they may not give, as far as leaving them out tells nothing: what is looked at was
put on the very face that would be told. Somebody who is banned as an asker is told like anybody, and hears why not when
they answer; if their hidden face alone heard nothing as long as that ban holds, the two would be tied.
"""

from bot.cards import Card
from bot.domain.people import Face
from bot.domain.questions import QuestionId
from bot.domain.sanctions import silences
from bot.letters.looks import Private
from bot.services import nudging as service
from bot.views import nudging


def private(look: Private) -> Card | None:
    """The question, as long as it waits and the nudge comes in time."""
    tx = look.tx
    question = tx.questions.get(QuestionId(look.row.subject))
    if question is None or not service.waits(tx, question) or not service.is_timely(question, tx.now):
        return None
    if silences(
        tx.sanctions.of(question.community_id, look.tools.traces_of(tx, look.person.id), (Face.HIDDEN,)), tx.now
    ):
        return None
    return nudging.nudge(look.words, tx.communities.get(question.community_id), question)
