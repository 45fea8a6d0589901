"""What happened? A week after a question was posted its asker is asked once; what they tell becomes an update.

After the bot was down for long, many of these are due at once: each is put off by chance then, so that they come one by
one and no hour stands out.
"""

from secrets import randbelow

from bot.domain.appointments import DAY, HOUR, Appointment
from bot.domain.questions import Question, QuestionId
from bot.ports.records import Urgency, What
from bot.ports.store import Tx

LATE = 2 * HOUR
"""Milliseconds from which on it is put off."""


def ask(tx: Tx, appointment: Appointment) -> None:
    """Asks, or puts it off by up to a day."""
    question = tx.questions.get(QuestionId(appointment.subject))
    if question is None or not is_asked(question):
        return
    if tx.now - appointment.at > LATE:
        tx.appointments.make(appointment.kind, appointment.subject, tx.now + randbelow(DAY))
        return
    tx.outbox.put(What.HAPPENED, question.id, question.asker, Urgency.NOTICE)


def is_asked(question: Question) -> bool:
    """Whether anybody wants to know: not of one that is away, and not of one that leads elsewhere."""
    return question.public and question.duplicate_of is None
