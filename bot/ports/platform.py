"""What a chat platform does for the rest: four verbs for the courier, one for set-up, and what it can't do.

An adapter turns its platform's errors into the few below, each of which the courier answers in its own way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.cards import Button, Card
from bot.domain.communities import Badge, Membership, Survey
from bot.ports.records import Urgency
from bot.ports.vault import PlatformUser


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it stands on the platform: its id, and the thread it is in."""

    message: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A thread that was opened, and the card in it where the platform opens a thread with its first message."""

    thread: str
    sent: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A word on a thread: of its kind ("status") there is one at a time. ``key`` tells it from the others of the kind,
    whatever it is called; ``name`` (1-20 characters) is shown.
    """

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Chat:
    """Where to: a public chat's address, or a person's private chat. Exactly one of the two is set."""

    place: str | None = None
    user: PlatformUser | None = field(default=None, repr=False)


class WrongSetting(Exception):
    """A platform does not accept a setting. The text is one sentence that names the setting, and never its value."""


class PlatformError(Exception):
    """Something that a platform answered. Its text never holds content or ids."""


class TryLater(PlatformError):
    """Down, slow or pacing us. ``seconds`` is how long to leave it alone; ``everywhere`` when all chats are meant."""

    def __init__(self, seconds: float, *, everywhere: bool = False) -> None:
        super().__init__(f"try again in {seconds:.1f} s")
        self.seconds = seconds
        self.everywhere = everywhere


class OutcomeUnknown(PlatformError):
    """The answer was lost: the message may stand or not."""


class Refusal(PlatformError):
    """It never will: blocked, kicked, not allowed. ``reason`` is one of a few fixed words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ThreadGone(PlatformError):
    """The thread was deleted."""


class MessageGone(PlatformError):
    """The message to edit or delete is not there (any more)."""


class ChatMoved(PlatformError):
    """The public chat has another address now."""

    def __init__(self, address: str) -> None:
        super().__init__("the chat has moved")
        self.address = address


@dataclass(frozen=True, slots=True)
class Budget:
    """What a platform puts up with: (burst, refill per second) over all, per public chat and per private chat.

    The source of the figures stands where an adapter gives them.
    """

    overall: tuple[int, float]
    place: tuple[int, float]
    person: tuple[int, float]


class Pacer(Protocol):
    """Keeps a platform's budget. One pacer per platform, shared by the courier and by direct answers."""

    async def turn(self, chat: Chat, urgency: Urgency) -> None:
        """Returns when a message may go to this chat; the urgent overtake the rest."""
        ...

    def hold(self, seconds: float, chat: Chat | None = None) -> None:
        """Nothing to this chat (None: to any) for that long: the platform asked for it."""
        ...

    async def close(self) -> None:
        """Gives no more turns; whoever waits for one is cancelled."""
        ...


class Platform(Protocol):
    """One chat platform, as the core sees it."""

    name: str
    """The platform's key ("telegram"); shown as the sentence ``platform-<name>``."""
    fills_forms: bool
    """Whether it opens forms whole (modal, web form). Where not, a form is asked step by step in the private chat."""
    opens_with_card: bool
    """Whether a thread is opened with the card as its first message (a forum post); else the card is posted in it."""
    pacer: Pacer

    async def open_thread(self, place: str, name: str, card: Card, labels: Sequence[Label] = ()) -> Opened:
        """Opens a thread called ``name`` (1-100 characters), with ``card`` in it if it ``opens_with_card``.

        ``labels`` go on it where the platform has such, as far as it lets us; they are never why it fails.
        """
        ...

    async def close_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """Closes a thread and calls it ``name``; one that is closed or gone already is no error.

        ``labels`` take the place of those of their kinds, as far as the platform lets us.
        """
        ...

    async def reopen_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """Opens a closed thread and calls it ``name``, as far as we may; one that is open or gone is no error.

        ``labels`` as with ``close_thread``.
        """
        ...

    async def post(
        self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None, once: str | None = None
    ) -> list[Sent]:
        """Sends a card, as a native reply to ``answers`` where that stands. Long cards become several messages.

        ``once`` is the same for each try of the same thing, and for nothing else: a platform that can will then not
        post it twice.
        """
        ...

    async def edit(self, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
        """Makes the messages ``sent`` show ``card``, adding or deleting messages as its length asks."""
        ...

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """Takes messages away: our own, or, where a moderator removed it, what somebody wrote.

        What is gone already is no error.
        """
        ...

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """What the chat is, whether the user moderates it, and which rights the bot lacks."""
        ...

    async def badges(self, user: PlatformUser, places: Sequence[str]) -> tuple[Badge, ...]:
        """What the user wears in these public chats together, as far as that can be learnt at once; raises nothing."""
        ...

    async def membership(self, user: PlatformUser, places: Sequence[str]) -> Membership:
        """Whether the user belongs to any of these public chats, and the earliest moment since when; raises nothing.

        What can't be learnt at once, or ever on this platform, is None in it.
        """
        ...

    def link(self, place: str, sent: Sent) -> str | None:
        """The public address of a message, where the platform has one."""
        ...

    def door(self, button: Button) -> str | None:
        """The public address that opens the private chat with the bot with this button pressed, if there is such."""
        ...

    def mine(self) -> str | None:
        """The public address of the private chat with the bot, where the platform has one."""
        ...
