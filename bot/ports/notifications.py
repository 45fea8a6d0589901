"""The store's part for how people want to be told."""

from typing import Protocol

from bot.domain.notifications import Wishes
from bot.domain.people import PersonId


class Notifications(Protocol):
    """What each face wants."""

    def of(self, person: PersonId) -> Wishes:
        """What this face wants; the defaults where nothing was said."""
        ...

    def set(self, person: PersonId, wishes: Wishes) -> None:
        """Nothing is kept of who wants the defaults."""
        ...
