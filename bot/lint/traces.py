"""A trace: a part of a text that might give its writer away."""

from dataclasses import dataclass
from enum import StrEnum


class TraceKind(StrEnum):
    """What it is."""

    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    PROFILE = "profile"
    """A link to a profile, or into a group."""
    NAME = "name"
    """The writer's own display name or username, or a part of it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found, from ``start`` to before ``end`` in the text (in code points)."""

    kind: TraceKind
    start: int
    end: int
