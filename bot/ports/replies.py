"""The store's part for replies in the threads under opinions."""

from typing import Protocol

from bot.domain.communities import CommunityId, PlaceId
from bot.domain.opinions import Byline, Opinion, OpinionId
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from bot.domain.threads import Reply, ReplyId, Role


class Replies(Protocol):
    """Replies in the threads under opinions."""

    def add(
        self,
        opinion: Opinion,
        author: PersonId,
        role: Role,
        by: Byline,
        text: str,
        answers: ReplyId | None,
        place: PlaceId | None,
        *,
        held: bool = False,
    ) -> Reply: ...
    def get(self, reply: ReplyId) -> Reply | None: ...
    def set_text(self, reply: ReplyId, text: str) -> None: ...
    def remove(self, reply: ReplyId) -> None: ...
    def hold(self, reply: ReplyId) -> None: ...
    def restore(self, reply: ReplyId) -> None:
        """A held or removed one stands."""
        ...

    def lately(self, community: CommunityId, author: PersonId, limit: int) -> list[tuple[str, int]]:
        """What this author wrote last in a community, whatever became of it: texts and times, newest first."""
        ...

    def under(self, opinion: OpinionId, after: int, limit: int) -> list[Reply]:
        """Standing replies, oldest first, from after the one with the id ``after``; 0: from the first."""
        ...

    def before(self, opinion: OpinionId, before: int, limit: int) -> list[Reply]:
        """The last standing replies before the one with this id, oldest first."""
        ...

    def count(self, opinion: OpinionId) -> int: ...
    def aliased(self, question: QuestionId, author: PersonId) -> Reply | None:
        """The author's newest standing reply from their private chat, under any standing opinion of the question."""
        ...

    def private_voices(self, opinion: OpinionId) -> list[PersonId]:
        """Those who wrote a reply here from their private chat, each once, the asker included."""
        ...
