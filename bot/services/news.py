"""News: who hears of what an asker adds, and of the turns that a question takes.

An update is carried into every place, where those who wrote in public see it, and brought to those who keep up with the
question in private: its followers, and everybody who answered in private. It is known to all of them by its receipts,
so that it can be taken away again.

Of a turn (it was closed, or opened again; something was the most helpful) all followers are told alike, also whoever
took it: that one follower hears nothing would tell a thief of the database that they asked.
"""

from bot.domain.people import PersonId
from bot.domain.questions import Question, Status
from bot.domain.turns import Turn
from bot.domain.updates import Update
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, shelving


def update_given(tx: Tx, question: Question, update: Update) -> None:
    """A new update: onto the cards, into the threads, and to those who keep up with the question.

    Of a question that nobody sees yet it comes with its card.
    """
    shelving.index(tx, question)
    announcing.question_changed(tx, question)
    for place in announcing.places(tx, question):
        tx.outbox.put(
            *(What.UPDATE, update.id, place, Urgency.POST),
            question=question.id,
            to_place=True,
            not_before=question.posted_at,
        )
    if question.status is not Status.WAITING:
        for person in announcing.keeping_up(tx, question):
            tx.outbox.put(What.UPDATE, update.id, person, Urgency.NOTICE)


def update_changed(tx: Tx, question: Question, update: Update) -> None:
    """Taken away, or put back: the cards, and wherever it was carried or is on its way to."""
    shelving.index(tx, question)
    announcing.question_changed(tx, question)
    places = set(announcing.places(tx, question))
    for place in places:
        tx.outbox.put(
            *(What.UPDATE, update.id, place, Urgency.EDIT),
            question=question.id,
            to_place=True,
            not_before=question.posted_at,
        )
    told = {each.recipient for each in tx.receipts.everywhere(What.UPDATE, update.id) if each.ours}
    told |= {row.recipient for row in tx.outbox.rows(What.UPDATE, update.id)}
    told |= set(announcing.keeping_up(tx, question))
    for each in told - places - {update.author}:
        tx.outbox.put(What.UPDATE, update.id, each, Urgency.EDIT)


def turned(tx: Tx, question: Question, turn: Turn, *, besides: PersonId | None = None) -> None:
    """A question takes a turn, and its followers hear of it. ``besides`` hears of it anyway, behind the same face."""
    tx.turns.take(question.id, turn)
    announcing.news(tx, question, besides=besides)
