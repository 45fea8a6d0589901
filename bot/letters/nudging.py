"""A nudge: a question that nobody has answered, told in private to somebody who wants that."""

from bot.cards import Card
from bot.domain.questions import QuestionId
from bot.letters.looks import Private
from bot.services import nudging as service
from bot.views import nudging


def private(look: Private) -> Card | None:
    """The question, as long as it waits and the nudge comes in time."""
    tx = look.tx
    question = tx.questions.get(QuestionId(look.row.subject))
    if question is None or not service.waits(tx, question) or not service.is_timely(question, tx.now):
        return None
    return nudging.nudge(look.words, tx.communities.get(question.community_id), question)
