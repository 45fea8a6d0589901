"""News: what happened to a question since somebody who follows it heard of it last."""

from bot.cards import Card
from bot.domain.questions import QuestionId
from bot.domain.turns import Turn
from bot.letters.looks import Private
from bot.services import follows, valuing
from bot.views import follows as views


def private(look: Private) -> Card | None:
    """The news, as it is now; nothing for whoever follows no more, and of what is gone."""
    tx = look.tx
    question = tx.questions.get(QuestionId(look.row.subject))
    since = follows.news_since(tx, look.person.id, question) if question is not None and question.public else None
    if question is None or since is None:
        return None
    turns = set(tx.turns.since(question.id, since))
    if not valuing.any_helpful(tx, question):
        turns.discard(Turn.HELPFUL)  # it was taken back, or removed, meanwhile
    return views.news(look.words, question, tx.opinions.given_since(question.id, since), turns)
