"""Appointments: what is to happen with a question and with a community because time has passed.

They are made when a question is seen and when it is opened again, and looked at when their time has come
(`bot.scheduler`): what was otherwise decided since, or changed in the settings, is found then. So nothing has to be
taken back when a question is closed, held or removed.
"""

from bot.domain.appointments import DAY, HAPPENED_AFTER, NUDGE_AFTER, WEEK, Kind, blurred, monday
from bot.domain.communities import CommunityId
from bot.domain.questions import Question
from bot.ports.store import Tx
from bot.services import rules

LOOK_DAYS = 30
"""Days after which a question is looked at where the community closes none: that may be another by then."""


def begin(tx: Tx, question: Question) -> None:
    """A question is seen from its moment on. With a take nothing happens in time."""
    if question.is_take:
        return
    tx.appointments.make(Kind.HAPPENED, question.id, blurred(question.posted_at + HAPPENED_AFTER))
    tx.appointments.make(Kind.NUDGE, question.id, blurred(question.posted_at + NUDGE_AFTER))
    watch(tx, question, question.posted_at)


def watch(tx: Tx, question: Question, since: int) -> None:
    """An open question is looked at once nobody can have written for long enough, counted from ``since``."""
    if question.is_take:
        return
    days = rules.of(tx, question.community_id).close_days or LOOK_DAYS
    tx.appointments.make(Kind.SILENCE, question.id, blurred(since + days * DAY))


def weekly(tx: Tx, community: CommunityId) -> None:
    """The community's next Monday."""
    tx.appointments.make(Kind.WEEK, community, monday(tx.now) + WEEK)
