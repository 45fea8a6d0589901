"""The pretended Telegram as a test opens it: people, groups, and all that `State` offers.

world = TelegramWorld()
async with await serve(world) as server:
    ana = world.person("Ana", username="ana_k")
    porch = world.forum("The Porch", owner=ana)
    porch.add_bot(admin=True)
    await ana.writes("/setup", in_=porch)
"""

from __future__ import annotations

from collections.abc import Iterable

from tests.fakes.telegram.model import Kind, User
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.places import Group
from tests.fakes.telegram.state import State

FIRST_PERSON = 5_210_004_000


class TelegramWorld(State):
    """One Telegram with one bot in it."""

    def person(
        self,
        first_name: str,
        username: str | None = None,
        language: str | None = "en",
        last_name: str | None = None,
        started: bool = False,
    ) -> Person:
        """A new person; `started`: has already talked to the bot, so that it may write to them."""
        user_id = FIRST_PERSON + self.number() * 7919
        return Person(self, User(user_id, first_name, last_name, username, language, started=started))

    def group(self, title: str, owner: Person, members: Iterable[Person] = ()) -> Group:
        """A basic group; the members are there from the beginning and nobody is told."""
        return self._made("group", title, owner, members)

    def supergroup(self, title: str, owner: Person, members: Iterable[Person] = ()) -> Group:
        return self._made("supergroup", title, owner, members)

    def forum(self, title: str, owner: Person, members: Iterable[Person] = ()) -> Group:
        """A supergroup with topics."""
        group = self._made("supergroup", title, owner, members)
        group.chat.is_forum = True
        return group

    def _made(self, kind: Kind, title: str, owner: Person, members: Iterable[Person]) -> Group:
        group = Group(self, self.new_chat(kind, title), owner.user)
        group.bring(*members)
        return group
