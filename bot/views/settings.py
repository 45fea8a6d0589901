"""How the settings of a community look to its moderators."""

from collections.abc import Mapping, Sequence

from bot.cards import Button, Card, Part, Say, Small, Title, columns
from bot.domain.communities import Badge, Community
from bot.domain.moderation import Rules
from bot.views import rules
from bot.words import Words


def settings(
    words: Words,
    community: Community,
    badges: Sequence[Badge],
    mapped: Mapping[str, str],
    wanted: Rules | None = None,
) -> Card:
    """Name and categories, and which of the ``badges`` decide a category: because they were ``mapped``, or by name.

    Where there are no badges nothing is said of them. ``wanted`` are the community's rules, each a button.
    """
    plurals = ", ".join(f"{each.emoji} {each.plural}" for each in community.categories)
    parts: list[Part] = [
        Title(words("settings-title", community=community.name)),
        Say(words("settings-categories", categories=plurals)),
    ]
    told = [
        Small(words("settings-badge" if each.id in mapped else "settings-badge-named", badge=each.name, category=name))
        for each in badges
        if (name := _decided(community, each, mapped)) is not None
    ]
    if badges:
        parts.extend(told or [Small(words("settings-no-badges"))])
    rows = rules.buttons(words, community, wanted) if wanted is not None else ()
    return Card(tuple(parts), rows, instead=True)


def _decided(community: Community, badge: Badge, mapped: Mapping[str, str]) -> str | None:
    category = community.worn([badge], mapped)
    return category.singular if category else None


def which(words: Words, among: Sequence[Community]) -> Card:
    """Asks which community's settings are meant."""
    buttons = [Button(each.name[:40], "settings", (each.id,)) for each in among]
    return Card((Say(words("settings-which")),), columns(buttons, 1))
