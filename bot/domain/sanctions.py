"""Sanctions: what moderators put on whoever wrote something, without learning who that is.

A sanction is put on "the author of #12" and follows the person. What may be seen of that is part of the promise:

* one put on something **anonymous** binds what the person does in private with the bot, where nobody watches. It never
  binds what they say in public under their own name: a message that is not counted would tell who wrote #12;
* one put on something said **under a name** binds everything.

For the same reason the ladder counts anonymous and named sanctions apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NewType

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused

SanctionId = NewType("SanctionId", int)

HOUR = 60 * 60 * 1000
DAY = 24 * HOUR
WARNING_LASTS = 30 * DAY
"""Milliseconds after which a warning counts no more."""


class Kind(StrEnum):
    """What a sanction does."""

    NOTE = "note"
    """Nothing: a remark for other moderators."""
    WARN = "warn"
    MUTE = "mute"
    BAN = "ban"


@dataclass(frozen=True, slots=True)
class Sanction:
    """One sanction. ``what`` and ``subject`` are the thing it was put on the author of; ``by`` a moderator's name.

    Times are milliseconds since 1970, UTC; ``until`` is None for what has no end, ``lifted_at`` for what was not lifted.
    """

    id: SanctionId
    community_id: CommunityId
    kind: Kind
    anonymous: bool
    what: str
    subject: int
    reason: str
    by: str
    at: int
    until: int | None
    lifted_at: int | None

    def holds(self, now: int) -> bool:
        """Whether it is in force."""
        return self.lifted_at is None and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder: what to do, and for how long (milliseconds; None: for good)."""

    kind: Kind
    lasts: int | None


LADDER = (Step(Kind.WARN, WARNING_LASTS), Step(Kind.MUTE, DAY), Step(Kind.MUTE, 7 * DAY), Step(Kind.BAN, None))


def propose(past: Sequence[Sanction], now: int, *, anonymous: bool) -> Step:
    """The next step for somebody with these sanctions. A warning that has expired or was lifted counts no more."""
    counted = [
        each
        for each in past
        if each.anonymous == anonymous
        and each.kind is not Kind.NOTE
        and each.lifted_at is None
        and (each.kind is not Kind.WARN or each.holds(now))
    ]
    return LADDER[min(len(counted), len(LADDER) - 1)]


def must_be_free(standing: Sequence[Sanction], now: int, *, in_public: bool) -> None:
    """Refuses whoever is muted or banned. ``in_public``: it is done where others see who does it."""
    binding = [each for each in standing if each.holds(now) and not (in_public and each.anonymous)]
    if any(each.kind is Kind.BAN for each in binding):
        raise Refused("banned")
    ends = [each.until for each in binding if each.kind is Kind.MUTE]
    if ends:
        until = max(end or now for end in ends)
        raise Refused("muted", until=datetime.fromtimestamp(until / 1000, UTC))
