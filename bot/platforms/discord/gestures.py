"""What somebody does by a command, as an event of the core.

A slash command is seen by nobody but whoever gives it: it happens in private, near the place it was typed in, so that
"#12" means that place's question. Commands about a channel happen in it, and so does taking back what stands there;
but whoever replies by the menu of a message remains unseen.
"""

from typing import Any

import discord

from bot.events import Command, Event, Where
from bot.platforms.discord.commands import TAKES_PLACE, Given
from bot.platforms.discord.events import NAME, Reader, placed
from bot.platforms.discord.pictures import Files, picture
from bot.platforms.discord.places import Places

UNSEEN = ("reply", "report", "sanctions")
"""Commands in the menu of a message that never happen in public."""

Tap = discord.Interaction[Any]


class Gestures:
    """Reads commands for one bot."""

    def __init__(self, reader: Reader, places: Places, files: Files | None = None) -> None:
        self._files = files
        self._reader = reader
        self._places = places

    async def event(self, tap: Tap, given: Given) -> Event:
        """The command as an event."""
        shown = None if given.image is None else picture([given.image], self._files)
        command = Command(given.name, given.words, shown)
        return Event(self._reader.whoever(tap), await self._where(tap, given), command)

    def for_moderators(self, tap: Tap, given: Given, community: Event) -> Event | None:
        """The second half of `/setup` with a channel for moderators, given the first."""
        if given.moderators is None:
            return None
        where = Where(NAME, str(given.moderators.id), near=community.where.place)
        return Event(self._reader.whoever(tap), where, Command("setup", "moderators"))

    async def near(self, tap: Tap) -> Where:
        """Where a slash command is typed."""
        return Where(NAME, near=await self._places.near(tap))

    async def _where(self, tap: Tap, given: Given) -> Where:
        if given.name in TAKES_PLACE:
            make = given.name == "setup" or (given.name == "link" and bool(given.words))
            chosen = None if given.forum is None else given.forum.id
            return Where(NAME, await self._places.meant(tap, chosen, make=make))
        if given.target is None:
            return await self.near(tap)
        here, answers = placed(tap.channel if tap.guild_id is not None else None), str(given.target.id)
        if given.name in UNSEEN:
            return Where(NAME, answers=answers, near=here.place)
        return Where(NAME, here.place, here.thread, answers=answers)
