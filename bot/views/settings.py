"""How the settings of a community look to its moderators."""

from collections.abc import Mapping, Sequence

from bot.cards import Card, Part, Say, Small, Title
from bot.domain.communities import Badge, Community
from bot.words import Words


def settings(words: Words, community: Community, badges: Sequence[Badge], mapped: Mapping[str, str]) -> Card:
    """Name and categories, and which of the ``badges`` decide a category: because they were ``mapped``, or by name.

    Where there are no badges nothing is said of them.
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
    return Card(tuple(parts))


def _decided(community: Community, badge: Badge, mapped: Mapping[str, str]) -> str | None:
    category = community.worn([badge], mapped)
    return category.singular if category else None
