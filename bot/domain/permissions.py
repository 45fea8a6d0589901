"""Permissions: who may do what. One pure function, asked everywhere and the same on every platform.

Everybody may ask, answer, report and take back their own. The rest is for moderators: on Discord whoever may manage
messages in a place of the community, on Telegram its group's administrators, in the playground the persona "Moderator".
Whether somebody is one is asked of the platform each time, and never stored.
"""

from collections.abc import Collection

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused


def must_moderate(moderates: Collection[CommunityId], community: CommunityId) -> None:
    """Refuses whoever is no moderator of this community. ``moderates`` are those they moderate, as platforms said."""
    if community not in moderates:
        raise Refused("moderators-only")
