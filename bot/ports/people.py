"""The store's part for people: faces, by token or id."""

from collections.abc import Callable
from typing import Protocol

from bot.domain.communities import CommunityId
from bot.domain.people import Face, Person, PersonId


class People(Protocol):
    """Faces of people, by token or id."""

    def find(self, token: str) -> Person | None: ...
    def meet(self, token: str, face: Face, platform: str, language: str, contact: Callable[[PersonId], str]) -> Person:
        """The person with this token, created where unknown; ``contact`` seals the contact for a new id."""
        ...

    def renew(self, old: str, new: str) -> bool:
        """Whoever had this token under a former key has another under the newest. False where nobody had it."""
        ...

    def get(self, person: PersonId) -> Person: ...
    def contact(self, person: PersonId) -> str | None:
        """The sealed contact, None once destroyed."""
        ...

    def trace(self, person: PersonId) -> str | None:
        """The sealed trace (see `Vault.trace`) of somebody whose contact was destroyed, else None."""
        ...

    def in_touch(self, platform: str, since: int) -> list[tuple[PersonId, str]]:
        """The reachable faces that a private message has gone to, or come from, since then, with their contacts."""
        ...

    def set_language(self, person: PersonId, language: str) -> None: ...
    def set_reachable(self, person: PersonId, reachable: bool) -> None: ...
    def category(self, person: PersonId, community: CommunityId) -> str | None:
        """The category's key, "" for "rather not say", None where never asked."""
        ...

    def choose(self, person: PersonId, community: CommunityId, category: str) -> None: ...
    def known(self, community: CommunityId, category: str, enough: int) -> int:
        """How many people are known for certain to be of a category, each counted once; counts no further than
        ``enough`` (1 or more)."""
        ...

    def communities(self, person: PersonId) -> list[CommunityId]:
        """Communities this person has been seen in."""
        ...

    def belong(self, person: PersonId, community: CommunityId) -> None: ...
