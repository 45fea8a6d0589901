"""What happened? A week after a question was posted its asker is asked once; what they tell becomes an update.

After the bot was down for long, many of these are due at once: each is put off by chance then, once, so that they come
one by one and no hour stands out.
"""

from secrets import randbelow

from bot.domain.appointments import DAY, HAPPENED_AFTER, HOUR, Appointment
from bot.domain.questions import Question, QuestionId
from bot.ports.records import Urgency, What
from bot.ports.store import Tx

LATE = 2 * HOUR
"""Milliseconds from which on it is put off."""


def ask(tx: Tx, appointment: Appointment) -> None:
    """Asks, or puts it off by up to a day, if it was not put off before."""
    question = tx.questions.get(QuestionId(appointment.subject))
    if question is None or not is_asked(question):
        return
    in_time = appointment.at <= question.posted_at + HAPPENED_AFTER + HOUR
    if in_time and tx.now - appointment.at > LATE:
        tx.appointments.make(appointment.kind, appointment.subject, tx.now + randbelow(DAY))
        return
    tx.outbox.put(What.HAPPENED, question.id, question.asker, Urgency.NOTICE)


def is_asked(question: Question) -> bool:
    """Whether anybody wants to know: not of one that is away, and not of one that leads elsewhere."""
    return question.public and question.duplicate_of is None
