"""Personas: the people one can be on the page.

Six stand fast; the seventh is "somebody new", whom the bot has never met. Whoever asks for another somebody new gets
one with another id, and the one before is as gone as a deleted account.
"""

from dataclasses import dataclass

from bot.events import Who
from bot.ports.vault import PlatformUser

PLATFORM = "playground"
MODERATOR = "mo"
NEW = "new"
"""Stands in addresses for whoever is somebody new at the moment."""

_NEW_NAMES = ("Alex", "Noor", "Kim", "Jo", "Lee", "Pat")


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to be. ``key`` is the id by which the platform knows them, ``role`` ends the sentence's key."""

    key: str
    name: str
    role: str

    @property
    def who(self) -> Who:
        """As the core meets them."""
        return Who(PlatformUser(PLATFORM, self.key), self.name, handle=self.handle)

    @property
    def handle(self) -> str:
        """Their username."""
        return f"{self.name.lower()}_99"

    @property
    def moderates(self) -> bool:
        """Whether they moderate the board."""
        return self.key == MODERATOR

    @property
    def address(self) -> str:
        """How they are called in the page's address."""
        return NEW if self.role == NEW else self.key


STANDING = (
    Persona("robin", "Robin", "asking"),
    Persona("sam", "Sam", "guy"),
    Persona("ben", "Ben", "guy"),
    Persona("ana", "Ana", "girl"),
    Persona("eva", "Eva", "girl"),
    Persona(MODERATOR, "Mo", "moderator"),
)


class Personas:
    """Everybody one can be at the moment."""

    def __init__(self) -> None:
        self._count = 0
        self.renew()

    def renew(self) -> None:
        """Makes somebody new of somebody new."""
        name = _NEW_NAMES[self._count % len(_NEW_NAMES)]
        self._count += 1
        self._new = Persona(f"{NEW}-{self._count}", name, NEW)

    def all(self) -> tuple[Persona, ...]:
        """In the order of the page."""
        return (*STANDING, self._new)

    def called(self, address: str) -> Persona:
        """Who is meant in an address; the first one where it is nobody."""
        return next((each for each in self.all() if each.address == address), STANDING[0])
