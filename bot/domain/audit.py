"""The audit: who of the moderators did what, when and why."""

from dataclasses import dataclass


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
