"""Cases: what waits for a moderator's look, once for each thing, however many reasons there are.

Something is **held** (nobody sees it until it is approved) or stands and was **reported**. A case is decided once; of
two moderators who press at the same moment the first decides, and the second is told what was decided.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused

CaseId = NewType("CaseId", int)


class Verdict(StrEnum):
    """How a case ended."""

    APPROVED = "approved"
    """It is published, or stays."""
    REJECTED = "rejected"
    """It is not published, or was removed."""
    WITHDRAWN = "withdrawn"
    """Its author took it back before anybody decided."""


@dataclass(frozen=True, slots=True)
class Case:
    """What waits, or was decided (``verdict``). ``what`` and ``subject`` are the thing, ``reasons`` why it waits.

    ``urgent`` cases come first: somebody may be in danger. ``reports`` is how many people reported it. ``by`` is the
    deciding moderator's name, ``reason`` what they gave as the reason.
    """

    id: CaseId
    community_id: CommunityId
    what: str
    subject: int
    held: bool
    urgent: bool
    reasons: tuple[str, ...]
    reports: int
    opened_at: int
    verdict: Verdict | None
    by: str | None
    reason: str | None


def must_wait(case: Case | None) -> Case:
    """The case, if it is still to be decided; refuses one that is decided, saying how."""
    if case is None:
        raise Refused("nothing-there")
    if case.verdict is not None:
        raise Refused("case-decided", verdict=case.verdict.value, by=case.by or "")
    return case
