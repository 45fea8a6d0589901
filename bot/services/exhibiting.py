"""Exhibiting: a community's archive is opened or closed, and what is asked while it is open becomes an exhibit.

Nothing else ever does, so changing the setting never uncovers what was written under the old one.
"""

from bot.domain.archive import numbered_slug, slug
from bot.domain.communities import CommunityId
from bot.domain.questions import Question
from bot.ports.store import Tx


def follow_rule(tx: Tx, community: CommunityId, *, opened: bool) -> None:
    """The setting was changed: the archive begins empty, or there is nothing in it any more.

    To open what is open already changes nothing.
    """
    if not opened:
        tx.archive.close(community)
    elif tx.archive.slug(community) is None:
        tx.archive.open(community, _free(tx, slug(tx.communities.get(community).name)))


def _free(tx: Tx, base: str) -> str:
    """The name itself, or with the first number that nobody has."""
    number, wanted = 1, base
    while tx.archive.taken(wanted):
        number += 1
        wanted = numbered_slug(base, number)
    return wanted


def exhibit(tx: Tx, question: Question) -> None:
    """A question was just asked: it is shown on the web, if its community's archive is open."""
    if tx.archive.slug(question.community_id) is not None:
        tx.archive.put(question)
