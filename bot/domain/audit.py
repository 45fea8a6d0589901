"""The audit: who of the moderators did what, when and why."""

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What a moderator did. Each value is stored and never changes; the sentence for it is ``audit-<value>``."""

    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    RESTORED = "restored"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    DUPLICATE = "duplicate"
    """Closed, because the same is asked elsewhere; the detail is where."""
    DISTINCT = "distinct"
    """The opposite of that."""
    NOTE = "note"
    WARN = "warn"
    MUTE = "mute"
    BAN = "ban"
    UNBAN = "unban"
    SETTING = "setting"
    """Changed what the community has set; the detail is which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: ``by`` is the moderator's shown name, ``what`` and ``subject`` the thing, ``detail`` the reason.

    ``at`` is in milliseconds since 1970, UTC.
    """

    at: int
    by: str
    action: str
    what: str
    subject: int
    detail: str
