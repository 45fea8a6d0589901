"""Members: whether somebody belongs to a group, for the core to look at and to forget.

Since when they do Telegram tells nobody afterwards (https://core.telegram.org/bots/api#chatmember), and the bot keeps
no list of who came when: that would be a list of members. So somebody who is in none of a community's groups is new,
and of a member it can't be said.
"""

import asyncio
from collections.abc import Sequence

from telegram import Bot, ChatMember, ChatMemberRestricted
from telegram.constants import ChatMemberStatus as Status
from telegram.error import TelegramError

from bot.domain.communities import Membership
from bot.platforms.telegram.errors import not_there
from bot.ports.vault import PlatformUser

IN_TIME = 1.5
"""Seconds for all groups; what can't be learnt in time is not known."""
GROUPS = 5
"""Looked into for one person at once, at most."""


def is_inside(member: ChatMember) -> bool:
    """Whether somebody with this standing is in the group."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (Status.LEFT, Status.BANNED)


async def membership(bot: Bot, user: PlatformUser, places: Sequence[str]) -> Membership:
    """Whether somebody is in any of these groups. Raises nothing."""
    try:
        async with asyncio.timeout(IN_TIME):
            for place in places[:GROUPS]:
                if await _is_in(bot, int(place), int(user.user_id)):
                    return Membership(inside=True)
    except (TelegramError, TimeoutError):
        return Membership()
    return Membership(inside=False if len(places) <= GROUPS else None)


async def _is_in(bot: Bot, group: int, user: int) -> bool:
    try:
        return is_inside(await bot.get_chat_member(group, user))
    except TelegramError as error:
        if not_there(error):
            return False
        raise
