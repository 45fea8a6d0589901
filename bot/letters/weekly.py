"""The week of a community, told in its places."""

from bot.cards import Card
from bot.domain.questions import Question
from bot.letters.looks import Public
from bot.ports.records import What
from bot.services import weekly as service
from bot.services.reading import Standing
from bot.views import weekly


def public(look: Public) -> Card | None:
    """The week, with links to where the questions stand in this very place; nothing of one that came to nothing."""

    def link(question: Question) -> str | None:
        receipt = next(iter(look.tx.receipts.of(look.place.id, What.QUESTION, question.id)), None)
        return look.tools.link(Standing(look.place, receipt, None))

    week = service.of(look.tx, look.community.id, look.row.subject)
    return weekly.week(look.words, look.community, week, link) if week.anything or look.standing else None
