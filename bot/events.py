"""What somebody did somewhere, in the core's words: what a platform's adapter makes of its updates.

Who did it lives only as long as the event: it is never stored and never printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.communities import Badge
from bot.ports.vault import PlatformUser


@dataclass(frozen=True, slots=True)
class Who:
    """Who did it, as the platform knows them. Never stored and never printed.

    ``badges`` is what they wear in the place where it happened; None where that is not known, and the platform can be
    asked (`Platform.badges`).
    """

    user: PlatformUser
    name: str = field(repr=False)
    language: str = "en"
    badges: tuple[Badge, ...] | None = field(default=(), repr=False)
    handle: str = field(default="", repr=False)
    """The username, "" for who has none."""
    known_since: int | None = field(default=None, repr=False)
    joined_at: int | None = field(default=None, repr=False)
    """Since when the account is there, and since when they belong to the place, in milliseconds since 1970; None where
    the platform does not tell."""
    is_place: bool = False
    """It is the public chat itself that speaks, as its administrators can on Telegram: a moderator of this very chat,
    and of no other."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where it happened. ``place`` is the public chat's address, None in the private chat with the bot.

    ``thread`` is the thread in the place, ``message`` the message itself (what was written, or the card whose button
    was pressed), ``answers`` the message it natively replies to; ``quoted`` is the first button of that message if the
    bot posted it: action and arguments. ``near`` is the public chat's address where somebody acts in it unseen and is
    answered privately (a slash command in a server, whose ``place`` is None): what they name is meant there.
    """

    platform: str
    place: str | None = None
    thread: str | None = None
    message: str | None = None
    answers: str | None = None
    quoted: tuple[str, ...] = ()
    near: str | None = None


class TooLarge(Exception):
    """A file has more bytes than were to be taken."""


class NotFetched(Exception):
    """A file could not be got from the platform. The text says nothing of where it lies."""


class Attached(Protocol):
    """A picture that somebody sent along, still with the platform. It prints as nothing."""

    async def fetch(self, most: int) -> bytes:
        """The file as it was sent, of at most ``most`` bytes. Raises TooLarge and NotFetched; bounded time."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """``/name words``, with a picture where the command takes one."""

    name: str
    words: str = field(default="", repr=False)
    picture: Attached | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a card: its action and arguments, as they came back from outside (so: not trusted).

    ``linked`` says that it came by a link, which anybody can make and hand to anybody.
    """

    action: str
    args: tuple[str, ...] = ()
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A form sent whole (a modal, a web form): values by field name, as typed. ``form`` is the id of an open one."""

    name: str
    values: Mapping[str, str] = field(repr=False)
    subject: int | None = None
    form: int | None = None
    picture: Attached | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Say:
    """A message. ``text`` is None where it has none (a sticker, a photo without a caption).

    ``picture`` is one that came with it, in private.
    """

    text: str | None = field(repr=False)
    picture: Attached | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """A message written earlier now reads so."""

    text: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Delete:
    """A message written earlier is gone."""


@dataclass(frozen=True, slots=True)
class Reacted:
    """👍 on a message, given (``up``) or taken back, for everybody to see. Other signs are no event."""

    up: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A public chat has a new address (a Telegram group became a supergroup)."""

    address: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot is in a public chat now (``inside``), or is no longer."""

    inside: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Private messages to this person became possible (``open``), or impossible."""

    open: bool


What = Command | Press | Filled | Say | Edit | Delete | Reacted | Moved | Joined | Reach


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did somewhere."""

    who: Who
    where: Where
    what: What
