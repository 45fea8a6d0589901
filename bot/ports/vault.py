"""The vault: the only door between a person and the id by which a platform knows them.

Inside the bot a person is a random id of our own. Three things have to be possible all the same: to recognise somebody
who comes back (a *token*), to send them a notice later (a *sealed contact*), and to keep a text at rest that nobody but
the running bot may read (a *seal*). All three need a key that is not in the database, so that whoever steals the
database learns no identity.

A platform's user id has a type of its own, `PlatformUser`. Nothing but the vault and the platform adapters may hold
one; it shows nothing when it is printed, logged or pickled by mistake.
"""

from dataclasses import dataclass
from typing import NoReturn, Protocol, Self, final

from bot.domain.people import Face


class SealBroken(Exception):
    """A sealed text can't be opened: it was damaged, sealed for another use, or its key is not here.

    The message is one fixed sentence and never quotes the sealed text.
    """


@final
@dataclass(frozen=True, slots=True, repr=False)
class PlatformUser:
    """Who somebody is on a platform: the one value that must never reach the database, a log or a screen.

    `platform` is the adapter's own name ("telegram"), `user_id` the platform's id as text. Equal when both are equal.
    """

    platform: str
    user_id: str

    def __repr__(self) -> str:
        return "PlatformUser(…)"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a PlatformUser is never written anywhere: seal it with the vault")


class Vault(Protocol):
    """Recognises people and keeps what must stay unread. Cheap enough to be asked for every message."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the keys there are, newest first. A name says nothing about its key, and stands with a dot
        before everything that was sealed with it."""
        ...

    def token(self, user: PlatformUser, face: Face) -> str:
        """The text by which this person is recognised behind this face, under the newest key.

        Always the same for the same person, face and key; ASCII without blanks; says nothing without the key.
        A person's faces have tokens that nobody can join without the key.
        """
        ...

    def tokens(self, user: PlatformUser, face: Face) -> tuple[str, ...]:
        """The person's token under each key there is, newest first: after a rotation, look for any of them."""
        ...

    def trace(self, user: PlatformUser) -> str:
        """The text by which sanctions know this person again, whatever face they show; under the newest key.

        Nobody can join it with the tokens of the person's faces without the key. What is stored of it is made from it
        once more, apart for each face (`bot.domain.sanctions.mark`).
        """
        ...

    def traces(self, user: PlatformUser) -> tuple[str, ...]:
        """The person's trace under each key there is, newest first."""
        ...

    def seal(self, plain: bytes, about: str) -> str:
        """`plain` encrypted and authenticated, as ASCII text; each call gives another text.

        `about` names what it belongs to (the row's id, say): the same words must be given to open it, so that nobody
        who can write to the database moves a sealed value from one row to another unnoticed.
        """
        ...

    def open(self, sealed: str, about: str) -> bytes:
        """What `seal` was given. Raises `SealBroken`."""
        ...

    def seal_contact(self, user: PlatformUser, about: str) -> str:
        """Where to send notices to, sealed. Every contact gives a text of the same length, whatever its id's length.

        Raises ValueError when platform and user id have more than 126 UTF-8 bytes together or one of them is empty.
        """
        ...

    def open_contact(self, sealed: str, about: str) -> PlatformUser:
        """Whom `seal_contact` was given. Raises `SealBroken`, also for what `seal` made."""
        ...
