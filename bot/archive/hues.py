"""Hues: the colour that a category has on every page, by its place in the community's order."""

from bot.domain.communities import Community
from bot.services.reading import OTHERS

HUES = 6
"""Colours that categories have; from the seventh category on they begin again."""


def hue(community: Community, key: str | None) -> str:
    """The name of a category's colour, as the style sheet has it; that of the others for who has none (any more)."""
    keys = [each.key for each in community.categories]
    return f"c{keys.index(key) % HUES}" if key in keys else OTHERS
