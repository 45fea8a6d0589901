"""How a community's rules look to its moderators: all of them as buttons, and each with what it can be set to."""

from bot.cards import Body, Button, Card, Part, Say, Small, Strong, Style, Title, columns
from bot.domain.communities import Community
from bot.domain.moderation import Rules
from bot.services.rules import CHOICES, LISTS, written
from bot.words import Words

RESOURCES = "resources"
NAMES = (*CHOICES, *LISTS, RESOURCES)
"""Every setting, in the order they are shown in."""
SHOWN_MAX = 3_000
"""Characters of a list that are shown."""


def buttons(words: Words, community: Community, rules: Rules) -> tuple[tuple[Button, ...], ...]:
    """One button for each setting, with what it is set to."""
    return columns(
        [
            Button(
                words("settings-show", name=called(words, name), value=_value(words, rules, name))[:64],
                "setting",
                (community.id, name),
            )
            for name in NAMES
        ],
        2,
    )


def one(words: Words, community: Community, rules: Rules, name: str) -> Card:
    """A setting: what it does, how it is now, and how to change it."""
    parts: list[Part] = [
        Title(words("settings-title", community=community.name)),
        Strong(called(words, name)),
        Say(words(f"setting-about-{_key(name)}")),
    ]
    rows: tuple[tuple[Button, ...], ...]
    if name in CHOICES:
        now = getattr(rules, name)
        each = [
            Button(_said(words, name, value), "set", (community.id, name, written(value)), chosen=value == now)
            for value in CHOICES[name]
        ]
        rows = columns(each, 3)
    else:
        parts.append(_now(words, rules, name))
        change = Button(words("button-setting-change"), "setting-change", (community.id, name), Style.PRIMARY)
        rows = ((change, Button(words("button-setting-default"), "setting-clear", (community.id, name))),)
    back = Button(words("button-settings"), "settings", (community.id,))
    return Card(tuple(parts), (*rows, (back,)), instead=True)


def called(words: Words, name: str) -> str:
    """What a setting is called."""
    return words(f"setting-{_key(name)}")


def _now(words: Words, rules: Rules, name: str) -> Part:
    if name == RESOURCES:
        return Body(rules.resources or words("care-resources"))
    entries = "\n".join(getattr(rules, name))
    return Body(entries[:SHOWN_MAX]) if entries else Small(words("setting-empty"))


def _value(words: Words, rules: Rules, name: str) -> str:
    if name == RESOURCES:
        return words("setting-yours" if rules.resources else "setting-ours")
    now = getattr(rules, name)
    return words("setting-entries", count=len(now)) if name in LISTS else _said(words, name, now)


def _said(words: Words, name: str, value: int | str | bool) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return words("setting-yes" if value else "setting-no")
    if isinstance(value, str):
        return words(f"language-{value}") if name == "language" else words(f"review-{value}")
    return words("setting-amount", setting=_key(name), count=value)


def _key(name: str) -> str:
    return name.replace("_", "-")
