"""Takes: what a member has to say at length, under their name or without it.

A take has a number, a card in every place, a thread and a page, all like a question (`bot.domain.questions`); what is
written under it are comments. It is written in parts, as no form field and no message of a platform holds all of it:
4,000 characters are what a text input of Discord takes
(https://docs.discord.com/developers/components/reference#text-input).
"""

from collections.abc import Sequence

from bot.domain.errors import Refused
from bot.domain.limits import TAKE_MAX, TAKE_MIN
from bot.domain.texts import is_seen

PARTS = 3
PART_MAX = TAKE_MAX // PARTS


def clean_beginning(text: str) -> str:
    """The first part, without the white space around it. Refuses fewer than 200 or more than 4,000 characters."""
    part = clean_part(text)
    if len(part) < TAKE_MIN or not is_seen(part):
        raise Refused("take-short", min=TAKE_MIN, length=len(part))
    return part


def clean_part(text: str) -> str:
    """Any part, without the white space around it. Refuses more than 4,000 characters."""
    part = text.strip()
    if len(part) > PART_MAX:
        raise Refused("take-part-long", max=PART_MAX, length=len(part))
    return part


def whole(parts: Sequence[str]) -> str:
    """The text of a take: its parts with a blank line between them."""
    return "\n\n".join(part for part in parts if part)
