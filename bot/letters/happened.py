"""What happened? To the asker, in private."""

from bot.cards import Card
from bot.domain.questions import QuestionId
from bot.letters.looks import Private
from bot.services import happened as asking
from bot.views import happened


def private(look: Private) -> Card | None:
    """The question, as long as there is anybody who may read the answer."""
    question = look.tx.questions.get(QuestionId(look.row.subject))
    return happened.ask(look.words, question) if question is not None and asking.is_asked(question) else None
