"""The week of a community: each Monday, if it wants that, what was asked, what was talked about, and what waits.

A week goes from one Monday, 9:00 UTC, to the next. After the bot was down for longer, the last whole week is told, and
none before it. A week in which nothing happened is not told.
"""

from dataclasses import dataclass

from bot.domain.appointments import WEEK, Appointment, monday
from bot.domain.communities import CommunityId
from bot.domain.questions import Question
from bot.ports.listing import Group
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import appointments, rules

SHOWN = 5
"""Questions of each kind that are named."""


@dataclass(frozen=True, slots=True)
class Week:
    """What there was: how many questions and opinions, the newest questions, those most talked about with how many
    opinions they got, and those that wait for a first one."""

    questions: int
    opinions: int
    newest: list[Question]
    discussed: list[tuple[Question, int]]
    waiting: list[Question]

    @property
    def anything(self) -> bool:
        """Whether anything happened."""
        return bool(self.questions or self.opinions)


def tell(tx: Tx, appointment: Appointment) -> None:
    """Tells every place, and looks forward to the next Monday."""
    community, last = CommunityId(appointment.subject), monday(tx.now)
    appointments.weekly(tx, community)
    if not rules.of(tx, community).weekly or not of(tx, community, last).anything:
        return
    for place in tx.communities.places(community):
        if place.open:
            tx.outbox.put(What.WEEK, last, place.id, Urgency.DIGEST, to_place=True)


def of(tx: Tx, community: CommunityId, last: int) -> Week:
    """The week that ended in this moment, without what is gone by now; what waits is what waits now."""
    questions, opinions = tx.listing.count(community, last - WEEK, last)
    below = 2**31
    waiting = [
        question
        for group in (Group.EVERYONE, Group.OTHERS)
        for question in tx.listing.unanswered(community, group, "", below, SHOWN)
    ]
    return Week(
        questions,
        opinions,
        tx.listing.since(community, last - WEEK, last, SHOWN),
        tx.listing.discussed(community, last - WEEK, last, SHOWN),
        sorted(waiting, key=lambda each: each.number, reverse=True)[:SHOWN],
    )
