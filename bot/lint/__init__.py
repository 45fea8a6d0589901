"""Lint: what in a text might give its writer away, for the writer alone to see before anything is posted.

``lint`` finds phone numbers, e-mail addresses, handles, links to profiles and invites, and the writer's own names. It
only points: it changes nothing and keeps nothing, and what it finds belongs in no log.
"""

from collections.abc import Sequence

from bot.lint.addresses import emails, handles, profiles
from bot.lint.names import own_names
from bot.lint.phones import REGIONS, phones
from bot.lint.traces import Trace, TraceKind

__all__ = ["Trace", "TraceKind", "lint"]


def lint(text: str, names: Sequence[str] = (), regions: Sequence[str] = REGIONS) -> list[Trace]:
    """Every trace of its writer in a text, in the order of the text; no two lie in one another.

    In: any text; the writer's display name and username, as the platform has them; the regions whose national phone
    numbers are looked for, as ISO 3166-1 codes. Takes less than 50 ms for 4,000 characters.
    """
    found = [*emails(text), *profiles(text), *handles(text), *phones(text, regions), *own_names(text, names)]
    taken = bytearray(len(text))
    kept: list[Trace] = []
    for trace in found:  # the more telling come first: a handle within an address is no news
        if not any(taken[trace.start : trace.end]):
            kept.append(trace)
            taken[trace.start : trace.end] = b"x" * (trace.end - trace.start)
    return sorted(kept, key=lambda trace: trace.start)
