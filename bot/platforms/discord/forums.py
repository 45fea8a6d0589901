"""Forum posts, each opened once: Discord has no nonce for them.

discord.py would itself repeat the request after a failure of Discord's (`unrepeated` keeps it from that), and so would
we. So after a failure or a lost answer the server's threads are listed, and a post of ours that was not there before
and has the same buttons (they carry the question's id) is taken for the one. It may also come to stand only after we
looked: so the next try of the same post, in this process, looks once more before it posts.

When it is not there, `OutcomeUnknown` says so after a broken connection, and `TryLater` after a failure of Discord's
own.
"""

from collections import OrderedDict
from contextlib import suppress

import discord

from bot.platforms.discord.errors import Troubled, translating
from bot.platforms.discord.events import carried
from bot.platforms.discord.render import Piece
from bot.ports.platform import MessageGone, OutcomeUnknown, PlatformError, Sent

DOUBTS_KEPT = 1_000
_SILENT = discord.AllowedMentions.none()

_Post = tuple[int, tuple[str, ...]]
"""The forum, and what the post's buttons carry."""


class Forums:
    """Opens posts. Remembers those of which it does not know whether they stand."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._doubts: OrderedDict[_Post, set[int]] = OrderedDict()

    async def post(self, forum: discord.ForumChannel, name: str, piece: Piece, tags: list[discord.ForumTag]) -> Sent:
        """Opens a post, or finds the one that an earlier try has opened. Raises a PlatformError."""
        post = forum.id, tuple(carried(piece.view().children))
        known = self._doubts.get(post)
        if known is not None:
            found = await self._found(forum, post, known)
            if found is not None:
                return found
        else:
            known = {thread.id for thread in forum.threads}
        try:
            with translating():
                opened = await forum.create_thread(
                    name=name, view=piece.view(), files=piece.files(), allowed_mentions=_SILENT, applied_tags=tags
                )
        except (OutcomeUnknown, Troubled):
            self._doubt(post, known)
            found = await self._found(forum, post, known)
            if found is None:
                raise
            return found
        self._doubts.pop(post, None)
        return Sent(str(opened.message.id), str(opened.thread.id))

    def _doubt(self, post: _Post, known: set[int]) -> None:
        self._doubts[post] = known
        self._doubts.move_to_end(post)
        if len(self._doubts) > DOUBTS_KEPT:
            self._doubts.popitem(last=False)

    async def _found(self, forum: discord.ForumChannel, post: _Post, known: set[int]) -> Sent | None:
        """The post that was opened although we were not told; None if it is not there."""
        us = self._client.user.id if self._client.user else 0
        try:
            with translating(repeatable=True):
                threads = await forum.guild.active_threads()
            for thread in threads:
                if thread.parent_id == forum.id and thread.owner_id == us and thread.id not in known:
                    with suppress(MessageGone), translating(thread=True, repeatable=True):
                        first = await thread.fetch_message(thread.id)  # a post's first message has its id
                        if tuple(carried(first.components)) == post[1]:
                            self._doubts.pop(post, None)
                            return Sent(str(first.id), str(thread.id))
        except PlatformError:
            raise OutcomeUnknown("the answer was lost") from None
        return None
