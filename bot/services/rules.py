"""Rules: what a community's moderators set otherwise than the defaults, read and changed.

The store keeps JSON by key. What it holds and can't be read any more (an older version wrote it, or a newer one) is as
if it were not there: a community with a strange setting must not stand still.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.moderation import (
    DELAY_MAX,
    PATTERNS_MAX,
    RESOURCES_MAX,
    TOPIC_MAX,
    TOPICS_MAX,
    WORD_MAX,
    WORDS_MAX,
    Review,
    Rules,
)
from bot.flags import pattern_problem
from bot.plain.stems import LANGUAGES
from bot.ports.store import Tx
from bot.services import exhibiting

ARCHIVE = "archive"
"""The setting that opens or closes the archive, which must be told."""
LISTS = {"words": WORDS_MAX, "patterns": PATTERNS_MAX, "crisis_words": WORDS_MAX, "topics": TOPICS_MAX}
"""The settings that are lists, and how many entries each may have."""
CHOICES: dict[str, Sequence[int | str | bool]] = {
    "review": tuple(Review),
    "links": (True, False),
    "mentions_max": (0, 3, 5, 10, 20),
    "questions_a_day": (1, 2, 3, 5, 10, 0),
    "opinions_an_hour": (5, 10, 20, 50, 0),
    "account_days": (0, 1, 3, 7, 30),
    "member_days": (0, 1, 3, 7, 30),
    "lone_voice": (1, 2, 3, 5, 10),
    "delay_minutes": (0, 15, 60, 240, DELAY_MAX),
    "close_days": (7, 14, 30, 60, 90, 0),
    "nudges": (0, 5, 10, 20, 50),
    "weekly": (True, False),
    "language": LANGUAGES,
    "archive": (True, False),
}
"""The settings that are chosen from a few values."""


def of(tx: Tx, community: CommunityId) -> Rules:
    """The rules of a community."""
    known = {name: value for name, text in tx.communities.rules(community).items() for value in _read(name, text)}
    return Rules(**known)


def delay(tx: Tx, community: CommunityId) -> int:
    """By how many milliseconds a question that is published now is delayed: at random, within the rule."""
    return secrets.randbelow(of(tx, community).delay_minutes * 60_000 + 1)


def choose(tx: Tx, community: CommunityId, name: str, value: str) -> None:
    """Sets one of ``CHOICES`` to one of its values, as written in a button. Refuses what is none."""
    found = next((each for each in CHOICES.get(name, ()) if written(each) == value), None)
    if found is None:
        raise Refused("button-old")
    _write(tx, community, name, found)


def written(value: int | str | bool) -> str:
    """A value as a button carries it."""
    return str(int(value)) if isinstance(value, bool) else str(value)


def change(tx: Tx, community: CommunityId, name: str, text: str) -> None:
    """Changes one of ``LISTS``: each line of ``text`` is an entry to add, or after "- " one to take away.

    Refuses a pattern that is none, an entry that is too long, and more entries than there may be.
    """
    entries = dict.fromkeys(getattr(of(tx, community), name))
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("- "):
            entries.pop(line[2:].strip(), None)
        else:
            entries[_entry(name, line)] = None
    if len(entries) > LISTS[name]:
        raise Refused("list-full", max=LISTS[name])
    _write(tx, community, name, list(entries))


def set_resources(tx: Tx, community: CommunityId, text: str) -> None:
    """The community's own text of where to find help; "" for ours."""
    _write(tx, community, "resources", text.strip()[:RESOURCES_MAX])


def clear(tx: Tx, community: CommunityId, name: str) -> None:
    """The default again."""
    if name not in {each.name for each in fields(Rules)}:
        raise Refused("button-old")
    if name == ARCHIVE:
        exhibiting.follow_rule(tx, community, opened=False)
    tx.communities.set_rule(community, name, None)


def check_entries(text: str) -> str:
    """Lines of words. Refuses an entry that is too long."""
    for line in text.splitlines():
        _entry("words", line.strip().removeprefix("- "))
    return text.strip()


def check_patterns(text: str) -> str:
    """Lines of patterns. Refuses one that can't be used, saying why."""
    for line in filter(None, map(str.strip, text.splitlines())):
        if not line.startswith("- "):
            _entry("patterns", line)
    return text.strip()


def _entry(name: str, line: str) -> str:
    if name == "patterns":
        problem = pattern_problem(line)
        if problem is not None:
            raise Refused("pattern", problem=problem)
    elif len(line) > (most := TOPIC_MAX if name == "topics" else WORD_MAX):
        raise Refused("entry-long", max=most)
    return line


def _write(tx: Tx, community: CommunityId, name: str, value: Any) -> None:
    """What is as the default is not kept, so that better defaults of later versions reach everybody."""
    default = getattr(Rules(), name)
    same = value == (list(default) if isinstance(default, tuple) else default)
    if name == ARCHIVE:
        exhibiting.follow_rule(tx, community, opened=value is True)
    tx.communities.set_rule(community, name, None if same else json.dumps(value))


def _read(name: str, text: str) -> list[Any]:
    """The value of a setting, if it is one: none or one."""
    default = getattr(Rules(), name, None)
    try:
        value = json.loads(text)
        if isinstance(default, Review):
            return [Review(value)]
    except ValueError:
        return []
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return [tuple(value)]
    return [value] if default is not None and type(value) is type(default) else []
