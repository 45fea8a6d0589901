"""A question or a take: its card in a place, and the asker's receipt."""

from bot.cards import Card
from bot.domain.limits import UPDATES_ON_CARD
from bot.domain.questions import QuestionId, Status
from bot.letters.looks import Private, Public, twin
from bot.ports.records import What
from bot.services import reading, rules, searching, valuing
from bot.views import questions, takes


def public(look: Public) -> Card | None:
    """The card. A held one stands nowhere; of one that was removed only a place that had it hears."""
    tx = look.tx
    question = tx.questions.get(QuestionId(look.row.subject))
    if question is None or question.status is Status.HELD:
        return None
    if question.status is Status.REMOVED and not look.standing:
        return None
    tally, removal = tx.opinions.tally(question.id), tx.removals.of(What.QUESTION, question.id)
    if question.is_take:
        on_web = tx.archive.has(question.id)
        return takes.card(look.words, look.community, question, tally, removal=removal, on_web=on_web)
    return questions.card(
        look.words,
        look.community,
        question,
        tally,
        removal=removal,
        twin=twin(tx, question),
        image=tx.pictures.of(question.id),
        recommended=searching.recommended(tx, question),
        updates=tx.updates.latest(question.id, UPDATES_ON_CARD),
        updated=tx.updates.count(question.id),
        leaders=valuing.leaders(tx, look.community, question),
        poll=tx.polls.of(question.id),
        enough=rules.of(tx, question.community_id).lone_voice,
        on_web=tx.archive.has(question.id),
    )


def private(look: Private) -> Card | None:
    """The receipt, with what moderators had to do with the question."""
    tx = look.tx
    question = tx.questions.get(QuestionId(look.row.subject))
    if question is None:
        return None
    return questions.receipt(
        look.words,
        question,
        reading.standings(tx, question),
        look.tools.link,
        removal=tx.removals.of(What.QUESTION, question.id),
        twin=twin(tx, question),
        case=tx.cases.of(What.QUESTION, question.id),
        rules=rules.of(tx, question.community_id),
    )
