"""Telltales: what in somebody's words could give them away, found while they are there and before anything is posted.

It is looked for when a text is written, because only then the writer's own names are known: these are never kept. What
was found is a part of the text itself, and lies with it in the sealed form until that is sent or discarded.
"""

import json
from collections.abc import Sequence

from bot.domain.people import Caller
from bot.lint import lint

SHOWN_MAX = 6
"""Telltales that somebody is shown; who writes more of them has been warned."""
LENGTH_MAX = 60
"""Characters of a telltale that are shown."""


def found(caller: Caller, *texts: str) -> list[str]:
    """What gives the caller away in these texts, as they wrote it: each once, in order, at most six."""
    said: dict[str, None] = {}
    for text in texts:
        for trace in lint(text, caller.names):
            said.setdefault(_cut(" ".join(text[trace.start : trace.end].split())))
    return list(said)[:SHOWN_MAX]


def kept(telltales: Sequence[str]) -> str:
    """Telltales as a form keeps them; never empty."""
    return json.dumps(list(telltales), ensure_ascii=False)


def shown(value: str) -> list[str]:
    """What a form has kept; nothing for "" and whatever was kept otherwise."""
    found = json.loads(value) if value else []
    return [str(each) for each in found]


def _cut(text: str) -> str:
    return text if len(text) <= LENGTH_MAX else text[: LENGTH_MAX - 1].rstrip() + "…"
