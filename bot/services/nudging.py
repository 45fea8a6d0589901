"""Nudging: a question that nobody has answered for a day is told to a few people who want that.

Whom it is told is chosen by chance among the hidden faces that asked for it, were seen in the community and are of the
audience. Nobody looks who asked: an asker who wants nudges may get one about their own question, as leaving them out
would take a row that ties the two faces, or would tell by what is missing.

Whoever moderators muted or banned behind that face is left out when it is carried (`bot.letters.nudging`).

A person is told of one question a day at most. What comes too late is not told at all.
"""

from secrets import SystemRandom

from bot.domain.appointments import DAY, HOUR, NUDGE_AFTER, NUDGE_HOLDS, Appointment
from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, QuestionId
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import rules

_chance = SystemRandom()


def wanted(tx: Tx, caller: Caller) -> bool:
    """Whether the caller wants nudges. Meets nobody."""
    hidden = caller.found(Face.HIDDEN)
    return hidden is not None and tx.nudges.wants(hidden)


def want(tx: Tx, caller: Caller, community: CommunityId | None) -> None:
    """The caller wants nudges from now on, of what is asked where their hidden face was seen; here at least.

    Where other faces were seen is not written down for this one: the same communities stored with two faces would tell
    that they belong together. So whoever was seen nowhere, and names no community, is refused.
    """
    if community is not None:
        if community not in {each.id for each in tx.communities.on(caller.platform)}:
            raise Refused("no-community")
        tx.people.belong(caller.hidden, community)
    elif not tx.people.communities(caller.hidden):
        raise Refused("community-unknown")
    tx.nudges.want(caller.hidden, wants=True)


def stop(tx: Tx, caller: Caller) -> None:
    """No more of them."""
    hidden = caller.found(Face.HIDDEN)
    if hidden is not None:
        tx.nudges.want(hidden, wants=False)


def nudge(tx: Tx, appointment: Appointment) -> None:
    """Tells some people of a question that waits, if it still does."""
    question = tx.questions.get(QuestionId(appointment.subject))
    if question is None or tx.now - appointment.at > NUDGE_HOLDS or not waits(tx, question):
        return
    willing = tx.nudges.willing(question.community_id, question.audience, tx.now - DAY)
    most = min(len(willing), rules.of(tx, question.community_id).nudges)
    for person in _chance.sample(willing, most):
        tx.nudges.told(person)
        tx.outbox.put(What.NUDGE, question.id, person, Urgency.DIGEST)


def waits(tx: Tx, question: Question) -> bool:
    """Whether it takes opinions and has none."""
    return question.takes_opinions and not tx.opinions.tally(question.id)


def is_timely(question: Question, now: int) -> bool:
    """Whether a nudge that is carried only now is still worth anything."""
    return now <= question.posted_at + NUDGE_AFTER + HOUR + NUDGE_HOLDS
