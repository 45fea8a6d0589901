"""Permitting: the one question that is asked before somebody adds or changes anything: do moderators let them?

What takes away, and what only shows, is never asked about: everybody may read, and take back what is theirs.
"""

from bot.domain import sanctions
from bot.domain.communities import CommunityId
from bot.domain.people import Caller
from bot.ports.store import Tx


def must_be_free(tx: Tx, caller: Caller, community: CommunityId, *, in_public: bool) -> None:
    """Refuses whoever is muted or banned in this community.

    ``in_public`` says that others see who does it: there a sanction on something anonymous does not bind (see
    `bot.domain.sanctions`), or its effect would tell whose it is. It writes nothing.
    """
    sanctions.must_be_free(tx.sanctions.of(community, caller.traces), tx.now, in_public=in_public)
