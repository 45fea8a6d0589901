"""The store's part for forms that people are filling in."""

from typing import Protocol

from bot.domain.people import PersonId
from bot.ports.records import FormId, OpenForm


class Forms(Protocol):
    """Forms being filled in: at most one per person, name and subject."""

    def begin(self, person: PersonId, name: str, subject: int | None, step: str) -> OpenForm:
        """A new form; one of the same name and subject that was open is replaced."""
        ...

    def get(self, form: FormId) -> OpenForm | None: ...
    def find(self, person: PersonId, name: str, subject: int | None) -> OpenForm | None: ...
    def current(self, person: PersonId) -> OpenForm | None:
        """The one touched last."""
        ...

    def all(self, person: PersonId) -> list[OpenForm]:
        """All that this person has open, the one touched last first."""
        ...

    def put(self, form: OpenForm) -> None:
        """Writes step, filled and sources, and touches it."""
        ...

    def drop(self, form: FormId) -> None: ...
