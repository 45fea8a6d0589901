"""How requests find their work: a table of methods and paths, and what each is given.

A route is a plain function of a `Request`, as Discord's documentation lists it; what it returns is the answer's JSON,
None for "204 No Content".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord import errors
from tests.fakes.discord.model import Channel, Guild, Json, Message
from tests.fakes.discord.state import State


@dataclass
class Request:
    """One request, taken apart. `named` are the parts of the path."""

    state: State
    named: Mapping[str, str]
    query: Mapping[str, str]
    body: Any

    def channel(self) -> Channel:
        """The channel it is about, which the bot can see."""
        found = self.state.channel(int(self.named["channel"]))
        if found is None:
            raise errors.unknown_channel()
        if found.guild is not None and self.state.bot.id not in found.guild.members:
            raise errors.missing_access()
        return found

    def message(self, channel: Channel) -> Message:
        found = channel.find(int(self.named["message"]))
        if found is None:
            raise errors.unknown_message()
        return found

    def guild(self) -> Guild:
        found = self.state.guilds.get(int(self.named["guild"]))
        if found is None or self.state.bot.id not in found.members:
            raise errors.unknown_guild()
        return found

    def may(self, channel: Channel, bit: int) -> bool:
        """Whether the bot has a permission in a channel; in a DM it has all."""
        if channel.guild is None:
            return True
        return bool(self.state.permissions(channel.guild, self.state.bot) & (1 << bit))


Work = Callable[[Request], Any]
_ROUTES: list[tuple[str, re.Pattern[str], Work, int]] = []


def route(method: str, path: str, status: int = 200) -> Callable[[Work], Work]:
    """Declares a route; `{name}` in its path is one part."""

    def keep(work: Work) -> Work:
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
        _ROUTES.append((method, pattern, work, status))
        return work

    return keep


def find(method: str, path: str) -> tuple[Work, dict[str, str], int] | None:
    """The work for a request, the parts of its path, and the status of its answer."""
    for listed, pattern, work, status in _ROUTES:
        found = pattern.fullmatch(path)
        if listed == method and found:
            return work, found.groupdict(), status
    return None


def perform(state: State, method: str, path: str, query: Mapping[str, str], body: Json | None) -> tuple[int, Any]:
    """Does it. Returns the status and the answer's JSON; raises ApiError for what Discord refuses."""
    found = find(method, path)
    if found is None:
        state.violations.append(f"{method} {path}: the pretended Discord has no such route")
        raise errors.ApiError(404, 0, "404: Not Found")
    work, named, status = found
    answer = work(Request(state, named, query, body))
    return (204, None) if answer is None else (status, answer)
