"""Tags: how a forum post shows the labels of its question, such as "Open" and "Closed".

In come a forum and labels, out go the tags to put on a post. A tag is made where the bot may (Manage Channels), and
remembered by its id for the place, so that it is known again whatever it is called later. One that was deleted is
looked for by its name, or made again. Where none can be made and none is there, the label is left out: tags decorate,
and nothing fails for them. Whoever edits a forum's tags sends all of them, so one at a time does, with the list as it
is now; what discord.py remembers of it may be a moment old.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import discord

from bot.platforms.discord.errors import translating
from bot.platforms.discord.events import NAME
from bot.ports.platform import Label, PlatformError
from bot.ports.store import Store, Tx

log = logging.getLogger(__name__)

PER_FORUM = 20
PER_POST = 5
NAME_MAX = 20
"""https://docs.discord.com/developers/resources/channel#channel-object and #forum-tag-object"""

Tags = list[discord.ForumTag]


class Tagging:
    """Finds and makes tags. ``store`` keeps their ids."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def opening(self, forum: discord.ForumChannel, labels: Sequence[Label]) -> Tags:
        """The tags for a new post, and where there are none the one that the forum demands. Raises nothing."""
        found = [tag for label in labels if (tag := await self._tag(forum, label)) is not None]
        return found[:PER_POST] or needed(forum)

    async def changed(self, thread: discord.Thread, labels: Sequence[Label]) -> Tags | None:
        """The tags for a post whose labels are these from now on; None where nothing is to be changed.

        What people put on it stays, and goes before ours where there is no room for all. Raises nothing.
        """
        forum = thread.parent
        if not labels or not isinstance(forum, discord.ForumChannel):
            return None
        found = [tag for label in labels if (tag := await self._tag(forum, label)) is not None]
        marks = await self._marks(forum)
        ours = {marks[key] for key in marks if any(key.startswith(_kind(label.kind)) for label in labels)}
        theirs = [tag for tag in thread.applied_tags if str(tag.id) not in ours]
        after = [*theirs, *found][:PER_POST] or needed(forum)
        return None if same(after, thread.applied_tags) else after

    async def _tag(self, forum: discord.ForumChannel, label: Label) -> discord.ForumTag | None:
        try:
            async with self._turns[forum.id]:
                marks = await self._marks(forum)
                key = f"{_kind(label.kind)}{label.key}"
                name = label.name[:NAME_MAX].strip()
                tag = _known(forum, marks.get(key), name) or await self._made(forum, marks.get(key), name)
                if tag is not None and marks.get(key) != str(tag.id):
                    await self._remember(forum, key, str(tag.id))
                return tag
        except PlatformError as error:
            log.info("a tag could not be made (%s)", type(error).__name__)
            return None

    async def _made(self, forum: discord.ForumChannel, known: str | None, name: str) -> discord.ForumTag | None:
        """A new tag, or the one that only Discord knows of yet."""
        ours = _rights(forum)
        if not ours.manage_channels or len(forum.available_tags) >= PER_FORUM:
            return None
        with translating(repeatable=True):
            now = await forum.guild.fetch_channel(forum.id)
            if not isinstance(now, discord.ForumChannel):
                return None
            there = _known(now, known, name)
            if there is not None or len(now.available_tags) >= PER_FORUM:
                return there
            new = discord.ForumTag(name=name, moderated=ours.manage_threads)
            after = await now.edit(available_tags=[*now.available_tags, new])
        return _named(after, name)

    async def _marks(self, forum: discord.ForumChannel) -> Mapping[str, str]:
        def unit(tx: Tx) -> Mapping[str, str]:
            place = tx.communities.place_at(NAME, str(forum.id))
            return {} if place is None else tx.communities.marks(place.id)

        return await self._store.read(unit)

    async def _remember(self, forum: discord.ForumChannel, key: str, tag: str) -> None:
        def unit(tx: Tx) -> None:
            place = tx.communities.place_at(NAME, str(forum.id))
            if place is not None:
                tx.communities.set_mark(place.id, key, tag)

        await self._store.write(unit)


def needed(forum: discord.ForumChannel) -> Tags:
    """A tag, where the forum takes no post without one."""
    if not forum.flags.require_tag:
        return []
    return sorted(forum.available_tags, key=lambda tag: tag.moderated)[:1]


def same(some: Iterable[discord.ForumTag], others: Iterable[discord.ForumTag]) -> bool:
    """Whether these are the same tags, in whatever order."""
    return {tag.id for tag in some} == {tag.id for tag in others}


def _kind(kind: str) -> str:
    """How the keys begin under which tags of this kind are remembered."""
    return f"tag:{kind}:"


def _known(forum: discord.ForumChannel, known: str | None, name: str) -> discord.ForumTag | None:
    """The tag with this id, else the one with this name that we may use."""
    tag = forum.get_tag(int(known)) if known is not None else None
    return tag or _named(forum, name)


def _named(forum: discord.ForumChannel, name: str) -> discord.ForumTag | None:
    moderates = _rights(forum).manage_threads
    usable = (tag for tag in forum.available_tags if moderates or not tag.moderated)
    return next((tag for tag in usable if tag.name.strip().casefold() == name.casefold()), None)


def _rights(forum: discord.ForumChannel) -> discord.Permissions:
    """What we may do there; nothing, while the server is not known yet."""
    us: discord.Member | None = forum.guild.me
    return discord.Permissions.none() if us is None else forum.permissions_for(us)
