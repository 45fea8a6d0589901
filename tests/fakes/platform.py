"""A chat platform in memory, for tests of the core: it keeps what stands where, and fails when told to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.cards import Button, Card
from bot.domain.communities import Badge, Membership, PlaceKind, Survey
from bot.pace import Turns
from bot.ports.clock import Clock
from bot.ports.platform import Budget, Chat, Label, MessageGone, Opened, Pacer, PlatformError, Sent
from bot.ports.vault import PlatformUser

PLENTY = Budget((10_000, 10_000.0), (10_000, 10_000.0), (10_000, 10_000.0))


@dataclass(frozen=True)
class Message:
    """A message as it stands."""

    id: str
    card: Card
    thread: str | None = None
    answers: str | None = None
    edits: int = 0


@dataclass
class FakePlatform:
    """`bot.ports.platform.Platform` over dictionaries. ``troubles[verb]`` are raised one by one, before the work is
    done, or after it for those in ``late``.
    """

    clock: Clock
    name: str = "telegram"
    fills_forms: bool = False
    opens_with_card: bool = False
    budget: Budget = PLENTY
    chats: dict[Chat, dict[str, Message]] = field(default_factory=lambda: defaultdict(dict))
    threads: dict[str, str] = field(default_factory=dict)
    labels: dict[str, list[Label]] = field(default_factory=dict)
    closed: set[tuple[str, str | None]] = field(default_factory=set)
    """Places and threads."""
    worn: dict[str, tuple[Badge, ...]] = field(default_factory=dict)
    """What people wear, by their id."""
    asked: list[Sequence[str]] = field(default_factory=list)
    """Each time somebody wanted to know: in which places."""
    members: dict[str, Membership] = field(default_factory=dict)
    """Since when people belong here, by their id."""
    asked_members: list[Sequence[str]] = field(default_factory=list)
    troubles: dict[str, list[PlatformError]] = field(default_factory=lambda: defaultdict(list))
    late: bool = False
    calls: list[str] = field(default_factory=list)
    onces: list[str | None] = field(default_factory=list)
    """What each post was told to be the same try of."""
    moderators: set[str] | None = None
    """The ids of those who moderate; None: whatever ``surveyed`` says, of everybody."""
    surveyed: Survey = field(default_factory=lambda: Survey("The Porch", PlaceKind.FORUM, moderator=True))
    _last: int = 0

    def __post_init__(self) -> None:
        self.pacer: Pacer = Turns(self.budget, self.clock)

    def _id(self) -> str:
        self._last += 1
        return str(self._last)

    def _early(self, verb: str) -> None:
        self.calls.append(verb)
        if self.troubles[verb] and not self.late:
            raise self.troubles[verb].pop(0)

    def _late(self, verb: str) -> None:
        if self.troubles[verb] and self.late:
            raise self.troubles[verb].pop(0)

    async def open_thread(self, place: str, name: str, card: Card, labels: Sequence[Label] = ()) -> Opened:
        """Opens one, with the card where the test wants it so."""
        self._early("open_thread")
        thread = self._id()
        self.threads[thread] = name
        self.labels[thread] = list(labels)
        sent: tuple[Sent, ...] = ()
        if self.opens_with_card:
            self.chats[Chat(place=place)][thread] = Message(thread, card, thread)
            sent = (Sent(thread, thread),)
        self._late("open_thread")
        return Opened(thread, sent)

    async def close_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """It takes messages all the same here."""
        self._early("close_thread")
        self.closed.add((place, thread))
        self.threads[thread] = name
        self.labels[thread] = list(labels)
        self._late("close_thread")

    async def reopen_thread(self, place: str, thread: str, name: str, labels: Sequence[Label] = ()) -> None:
        """Its name and its labels change as well."""
        self._early("reopen_thread")
        self.closed.discard((place, thread))
        self.threads[thread] = name
        self.labels[thread] = list(labels)
        self._late("reopen_thread")

    async def post(
        self, to: Chat, card: Card, *, thread: str | None = None, answers: str | None = None, once: str | None = None
    ) -> list[Sent]:
        """One message, whatever its length."""
        self.onces.append(once)
        self._early("post")
        message = Message(self._id(), card, thread, answers)
        self.chats[to][message.id] = message
        self._late("post")
        return [Sent(message.id, thread)]

    async def edit(self, to: Chat, card: Card, sent: Sequence[Sent]) -> list[Sent]:
        """Shows another card."""
        self._early("edit")
        for each in sent:
            if each.message not in self.chats[to]:
                raise MessageGone("gone")
            standing = self.chats[to][each.message]
            self.chats[to][each.message] = replace(standing, card=card, edits=standing.edits + 1)
        self._late("edit")
        return list(sent)

    async def delete(self, to: Chat, sent: Sequence[Sent]) -> None:
        """Takes them away."""
        self._early("delete")
        for each in sent:
            self.chats[to].pop(each.message, None)
        self._late("delete")

    async def survey(self, place: str, user: PlatformUser) -> Survey:
        """Whatever the test says."""
        self._early("survey")
        if self.moderators is None:
            return self.surveyed
        return replace(self.surveyed, moderator=user.user_id in self.moderators)

    async def badges(self, user: PlatformUser, places: Sequence[str]) -> tuple[Badge, ...]:
        """Whatever the test says."""
        self.asked.append(places)
        return self.worn.get(user.user_id, ())

    async def membership(self, user: PlatformUser, places: Sequence[str]) -> Membership:
        """Whatever the test says."""
        self.asked_members.append(places)
        return self.members.get(user.user_id, Membership())

    def link(self, place: str, sent: Sent) -> str | None:
        """No public addresses here."""
        return None

    def door(self, button: Button) -> str | None:
        """No public addresses here."""
        return None

    def mine(self) -> str | None:
        """No public addresses here."""
        return None
