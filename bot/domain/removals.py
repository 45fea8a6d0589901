"""Removals: what moderators took away, as opposed to what its author took back. Only the former can be restored."""

from dataclasses import dataclass

from bot.domain.questions import Status


@dataclass(frozen=True, slots=True)
class Removal:
    """What moderators removed: ``what`` and ``subject`` are the thing, ``reason`` what they gave as the reason.

    ``before`` is the status that a question had, held where it was rejected before anybody saw it; None for opinions
    and replies.
    """

    what: str
    subject: int
    before: Status | None
    reason: str
