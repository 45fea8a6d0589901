"""Sanctions: what moderators put on whoever wrote something, without learning who that is.

A sanction is put on "the author of #12" and follows the person. What may be seen of that is part of the promise:

* one put on something **anonymous** binds what the person does in private with the bot, where nobody watches. It never
  binds what they say in public under their own name: a message that is not counted would tell who wrote #12;
* one put on something said **under a name** binds everything.

For the same reason what moderators see of somebody's past, and the ladder, is of one face only, and so is what is
stored: a sanction lies beside the thing it was put on, and so beside one face of the person; one mark for all of them
would tell that they belong together (see `mark`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.domain.texts import is_seen

SanctionId = NewType("SanctionId", int)

HOUR = 60 * 60 * 1000
DAY = 24 * HOUR
WARNING_LASTS = 30 * DAY
"""Milliseconds after which a warning counts no more."""
LONGEST = 365 * DAY
"""Milliseconds that a mute or a ban with an end can last at most."""
REASON_MAX = 500
"""Characters of a reason, a note, an objection."""


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

    Times are milliseconds since 1970, UTC; ``until`` is None for what has no end, ``lifted_at`` for
    what still stands. ``objection`` is what the person says against it, None where they said nothing.
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
    objection: str | None = None

    def holds(self, now: int) -> bool:
        """Whether it is in force."""
        return self.lifted_at is None and (self.until is None or now < self.until)


def mark(trace: str, face: Face) -> str:
    """What is stored of a person's trace: for each face another, and nobody without the trace can join them."""
    return sha256(f"{face.value}:{trace}".encode()).hexdigest()


_DURATION = re.compile(r"([0-9]{1,4})(m|h|d|w)", re.ASCII | re.IGNORECASE)
_UNITS = {"m": HOUR // 60, "h": HOUR, "d": DAY, "w": 7 * DAY}


def duration(word: str) -> int | None:
    """The milliseconds that "30m", "24h", "7d" or "2w" stands for; None if it is no duration.

    Refuses what is none at all, and more than a year.
    """
    found = _DURATION.fullmatch(word)
    if found is None:
        return None
    lasts = int(found[1]) * _UNITS[found[2].lower()]
    if not 0 < lasts <= LONGEST:
        raise Refused("duration-wrong")
    return lasts


def clean_reason(text: str) -> str:
    """A reason without the white space around it, "" for none. Refuses more than 500 characters."""
    text = text.strip()
    if len(text) > REASON_MAX:
        raise Refused("text-long", max=REASON_MAX, length=len(text))
    return text


def clean_remark(text: str) -> str:
    """The same for what can't be left out: a note, an objection."""
    text = clean_reason(text)
    if not is_seen(text):
        raise Refused("text-empty")
    return text


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


def silences(standing: Sequence[Sanction], now: int) -> bool:
    """Whether any of these is a mute or a ban that holds."""
    return any(each.kind in (Kind.MUTE, Kind.BAN) and each.holds(now) for each in standing)


def must_be_free(standing: Sequence[Sanction], now: int, *, in_public: bool) -> None:
    """Refuses whoever is muted or banned. ``in_public``: it is done where others see who does it."""
    binding = [each for each in standing if each.holds(now) and not (in_public and each.anonymous)]
    if any(each.kind is Kind.BAN for each in binding):
        raise Refused("banned")
    ends = [each.until for each in binding if each.kind is Kind.MUTE]
    if ends:
        until = max(end or now for end in ends)
        raise Refused("muted", until=datetime.fromtimestamp(until / 1000, UTC))
