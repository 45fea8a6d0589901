"""A digest: what waits for one face of somebody who is told once an hour or a day."""

from bot.cards import Card
from bot.domain.notifications import Mode
from bot.letters.looks import Private
from bot.services import notifications
from bot.views import notifications as views


def private(look: Private) -> Card | None:
    """What waits now; nothing where all was read, or they want to be told of nothing by now."""
    tx = look.tx
    waits = notifications.waiting(tx, look.person.id)
    mode = tx.notifications.of(look.person.id).mode
    if waits is None or mode is Mode.SILENT:
        return None
    communities = {each.community_id: tx.communities.get(each.community_id) for each in waits.counts}
    return views.digest(look.words, waits, communities)
