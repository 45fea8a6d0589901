"""Waiting: open questions without an opinion, those that wait for the reader's category before the others.

A page goes on behind the last question of the one before it, so it costs the same wherever it is.
"""

from dataclasses import dataclass

from bot.domain.communities import Community, CommunityId
from bot.domain.people import Caller
from bot.domain.questions import Question
from bot.ports.listing import Group
from bot.ports.store import Tx
from bot.services import categories

PAGE = 5
TOP = 2**31
"""Above every number."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page: questions by whom they wait for, and behind which the next page begins (None: that was all)."""

    community: Community
    questions: list[tuple[Group, Question]]
    after: tuple[Group, int] | None


def page(tx: Tx, caller: Caller, community: CommunityId, after: tuple[Group, int] | None) -> Waiting:
    """A page for the caller, as they said what they are; what they wear is not asked for. Writes nothing."""
    found = tx.communities.get(community)
    mine = categories.chosen(tx, found, caller) or ""
    listed: list[tuple[Group, Question]] = []
    groups = list(Group)
    for group in groups[groups.index(after[0]) if after else 0 :]:
        below = after[1] if after and after[0] is group else TOP
        more = tx.listing.unanswered(found.id, group, mine, below, PAGE + 1 - len(listed))
        listed += [(group, question) for question in more]
        if len(listed) > PAGE:
            break
    shown = listed[:PAGE]
    last = (shown[-1][0], shown[-1][1].number) if len(listed) > PAGE else None
    return Waiting(found, shown, last)
