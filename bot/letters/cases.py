"""A case: what waits for moderators, and how it ended for whoever reported or wrote the thing."""

from bot.cards import Card
from bot.domain.cases import CaseId
from bot.domain.opinions import Opinion
from bot.domain.threads import Reply
from bot.letters.looks import Private, Public
from bot.services import rules, things
from bot.services import sanctions as sanctioning
from bot.views import cases, reviewing


def public(look: Public) -> Card | None:
    """The card in the moderators' place, with the next step of the ladder."""
    tx = look.tx
    case = tx.cases.get(CaseId(look.row.subject))
    thing = things.find(tx, case.what, case.subject) if case is not None else None
    if case is None or thing is None:
        return None
    step = sanctioning.next_step(tx, lambda person: look.tools.traces_of(tx, person), thing)
    question = things.question(tx, thing)
    image, poll = things.picture(tx, thing), things.poll(tx, thing)
    return cases.card(look.words, look.community, case, question, thing, step, image, poll.options if poll else ())


def private(look: Private) -> Card | None:
    """Why what somebody wrote waits; for whoever reported it, what became of it."""
    tx = look.tx
    case = tx.cases.get(CaseId(look.row.subject))
    about = things.find(tx, case.what, case.subject) if case is not None else None
    if case is None or about is None:
        return None
    if things.author(about) == look.person.id and (case.held or case.urgent):
        in_thread = isinstance(about, Opinion | Reply) and about.place_id is not None
        ruled = rules.of(tx, case.community_id)
        return reviewing.mine(look.words, case, things.question(tx, about), ruled, in_thread=in_thread)
    return cases.ended(look.words, case, things.question(tx, about))
