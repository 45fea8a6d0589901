"""What somebody counts as in a community, and the buttons to change it."""

from collections.abc import Sequence

from bot.cards import Button, Card, Part, Say, Small, columns
from bot.domain.communities import UNDECLARED, Category, Community
from bot.words import Words


def mine(words: Words, community: Community, category: Category | None, *, worn: bool) -> Card:
    """``worn``: a role decides it, and there is nothing to choose."""
    if worn and category is not None:
        return Card((Say(words("you-wear", category=category.singular)),), instead=True)
    if category is None:
        said = words("category-none", community=community.name)
    else:
        said = words("category-mine", community=community.name, plural=category.plural)
    parts: list[Part] = [Say(said), Small(words("category-where"))]
    each = [
        Button(
            words("button-i-am", category=known.singular),
            "category",
            (community.id, known.key),
            chosen=known == category,
        )
        for known in community.categories
    ]
    rather_not = Button(words("button-rather-not"), "category", (community.id, UNDECLARED))
    return Card(tuple(parts), columns([*each, rather_not], 2), instead=True)


def which(words: Words, communities: Sequence[Community]) -> Card:
    """Asks which community is meant."""
    buttons = [Button(each.name, "my-category", (each.id,)) for each in communities]
    return Card((Say(words("takes-which")),), columns(buttons, 1))
