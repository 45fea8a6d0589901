"""The registry: what all cogs together declare, each name once, and how a button's arguments reach its handler."""

import inspect
from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.cog import OnPress

T = TypeVar("T")


def unique(kind: str, tables: Sequence[Mapping[str, T]]) -> dict[str, T]:
    """The tables of all cogs as one. Raises ValueError if two cogs claim the same name."""
    together: dict[str, T] = {}
    for table in tables:
        for name, claimed in table.items():
            if name in together:
                raise ValueError(f"two cogs claim the {kind} {name}")
            together[name] = claimed
    return together


def arguments(run: OnPress, given: tuple[str, ...]) -> list[int | str] | None:
    """A button's arguments as the handler wants them; None if they don't fit, as with a button that was forged."""
    wanted = list(inspect.signature(run).parameters.values())[1:]
    least = sum(each.default is inspect.Parameter.empty for each in wanted)
    if not least <= len(given) <= len(wanted):
        return None
    arguments: list[int | str] = []
    for each, value in zip(wanted, given, strict=False):
        if each.annotation is int:
            if not (value.isascii() and value.isdigit() and len(value) <= 19 and int(value) < 2**63):
                return None
            arguments.append(int(value))
        else:
            arguments.append(value)
    return arguments
