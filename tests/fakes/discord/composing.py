"""From the body of a request to a message's face: its words, its components, and what Discord refuses about them.

With the Components V2 flag a message is components alone, without words or embeds, and the flag stays for good
(https://docs.discord.com/developers/components/reference).
"""

from __future__ import annotations

import copy
from itertools import count
from typing import Any

from tests.fakes.discord import errors
from tests.fakes.discord.model import COMPONENTS_V2, EPHEMERAL, Json, Message, inner
from tests.fakes.discord.state import State

CONTENT_MAX = 2_000
TEXT_MAX = 4_000
COMPONENTS_MAX = 40
ROW_MAX = 5
ACTION_ROW, BUTTON, TEXT_DISPLAY = 1, 2, 10
LINK = 5


def draw(state: State, message: Message, body: Json, *, may_hide: bool = False) -> None:
    """Puts what a body says onto a message. Raises ApiError; then nothing has changed.

    `may_hide`: an answer to an interaction, which only one person may see.
    """
    flags = body.get("flags") or 0
    new_style = bool((flags | message.flags) & COMPONENTS_V2)
    content = body.get("content", message.content) or ""
    components = message.components
    if "components" in body:
        components = _numbered(body["components"] or [])
    if body.get("embeds") and new_style:
        raise errors.invalid("embeds can't be used with Components V2")
    _check(content, components, new_style=new_style, embeds=bool(body.get("embeds")))
    if (body.get("allowed_mentions") or {}).get("parse") != []:
        state.violations.append("a message that might mention somebody was sent")
    message.content, message.components = content, components
    message.flags |= flags & (COMPONENTS_V2 | (EPHEMERAL if may_hide else 0))


def _check(content: str, components: list[Json], *, new_style: bool, embeds: bool) -> None:
    if not content and not components and not embeds:
        raise errors.empty_message()
    if len(content) > CONTENT_MAX:
        raise errors.invalid("content: must be 2000 or fewer in length")
    everything = inner(components)
    if new_style and content:
        raise errors.invalid("content can't be used with Components V2")
    if not new_style and any(each["type"] != ACTION_ROW for each in components):
        raise errors.invalid("components need the Components V2 flag")
    if len(everything) > COMPONENTS_MAX:
        raise errors.invalid("components: too many")
    if sum(len(each["content"]) for each in everything if each["type"] == TEXT_DISPLAY) > TEXT_MAX:
        raise errors.invalid("components: text is too long")
    if any(each["type"] == ACTION_ROW and not 1 <= len(each["components"]) <= ROW_MAX for each in everything):
        raise errors.invalid("components: a row holds 1 to 5 buttons")
    if any(each["type"] == BUTTON and each["style"] != LINK and not each.get("custom_id") for each in everything):
        raise errors.invalid("components: a button needs a custom_id")
    carried = [each["custom_id"] for each in everything if each.get("custom_id")]
    if len(carried) != len(set(carried)):
        raise errors.invalid("components: custom_id is there twice")


def _numbered(components: list[Json]) -> list[Json]:
    """Each component has a number; those that came with none get one."""
    made: list[Any] = copy.deepcopy(components)
    numbers = count(1)
    for each in inner(made):
        each["id"] = each.get("id") or next(numbers)
        for name in [name for name, value in each.items() if value is None]:
            del each[name]
    return made
