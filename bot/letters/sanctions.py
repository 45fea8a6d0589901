"""A sanction: told to whoever it binds; in the moderators' place, what they object."""

from bot.cards import Card
from bot.domain.sanctions import Sanction, SanctionId
from bot.letters.looks import Private, Public
from bot.ports.store import Tx
from bot.services import things
from bot.services.things import Thing
from bot.views import sanctions


def public(look: Public) -> Card | None:
    """What somebody objects."""
    found = _bound(look.tx, look.row.subject)
    if found is None:
        return None
    sanction, thing = found
    return sanctions.objection(look.words, look.community, things.question(look.tx, thing), thing, sanction)


def private(look: Private) -> Card | None:
    """What was put on somebody, why, and what they can do."""
    found = _bound(look.tx, look.row.subject)
    if found is None:
        return None
    sanction, thing = found
    community = look.tx.communities.get(sanction.community_id)
    return sanctions.notice(look.words, community, things.question(look.tx, thing), sanction)


def _bound(tx: Tx, subject: int) -> tuple[Sanction, Thing] | None:
    """The sanction, and what it was put on, where both are still there."""
    sanction = tx.sanctions.get(SanctionId(subject))
    thing = things.find(tx, sanction.what, sanction.subject) if sanction is not None else None
    return None if sanction is None or thing is None else (sanction, thing)
