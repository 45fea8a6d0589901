"""What an asker makes of an opinion, as its author hears it."""

from bot.cards import Card
from bot.domain.opinions import OpinionId
from bot.letters.looks import Private, gone
from bot.views import thanks


def private(look: Private) -> Card | None:
    """The notice; nothing once it was taken back, or there is no opinion to thank for."""
    tx = look.tx
    opinion = tx.opinions.get(OpinionId(look.row.subject))
    question = tx.questions.get(opinion.question_id) if opinion is not None else None
    if opinion is None or question is None or opinion.removed or gone(tx, opinion):
        return None
    if not (opinion.thanked or opinion.helpful):
        return None
    return thanks.notice(look.words, tx.communities.get(question.community_id), question, opinion)
