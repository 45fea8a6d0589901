"""Auditing: what moderators did, page by page. Things are named as moderators see them, never by a person."""

from dataclasses import dataclass

from bot.domain.audit import Entry
from bot.domain.communities import Community, CommunityId
from bot.domain.questions import Question
from bot.ports.store import Tx
from bot.services import things
from bot.services.things import Thing

PAGE = 10
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, and what it is about; None where the thing is not there any more, or it is about the community."""

    entry: Entry
    thing: Thing | None
    question: Question | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page, newest first."""

    community: Community
    offset: int
    lines: list[Line]
    more: bool


def page(tx: Tx, community: CommunityId, offset: int) -> Page:
    """A page of a community's audit."""
    entries = tx.audit.latest(community, offset, PAGE + 1)
    return Page(
        tx.communities.get(community), offset, [_line(tx, each) for each in entries[:PAGE]], len(entries) > PAGE
    )


def _line(tx: Tx, entry: Entry) -> Line:
    thing = things.find(tx, entry.what, entry.subject)
    return Line(entry, thing, things.question(tx, thing) if thing is not None else None)
