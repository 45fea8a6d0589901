"""Groups as a test handles them: who is in, what the bot may do there, topics, migration.

A `Group` is a handle on a chat; when a basic group becomes a supergroup the handle follows it to the new id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes.telegram.model import RIGHTS, Chat, Member, Message, Topic, User
from tests.fakes.telegram.posting import change_member, say_service
from tests.fakes.telegram.state import State
from tests.fakes.telegram.topics import make_topic, remove_topic, set_closed

if TYPE_CHECKING:
    from tests.fakes.telegram.people import Person

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_restrict_members",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


class Group:
    """A basic group, supergroup or forum, and what happens to it."""

    def __init__(self, state: State, chat: Chat, owner: User) -> None:
        self.state = state
        self.chat = chat
        self.owner = owner
        self.old_ids: list[int] = []
        chat.members[owner.id] = Member(owner, "creator")

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def title(self) -> str:
        return self.chat.title

    @property
    def topics(self) -> dict[int, Topic]:
        """The topics that exist now, by thread id."""
        return {key: topic for key, topic in self.chat.topics.items() if not topic.deleted}

    def messages(self, topic: int | None = None) -> list[Message]:
        """What can be read in the group (in one topic) now, without service messages."""
        found = (message for message in self.chat.visible() if not message.service)
        return [message for message in found if topic is None or message.topic == topic]

    def add_bot(self, admin: bool = False, by: Person | None = None, **rights: bool) -> None:
        """Adds the bot, as a member or as an administrator with the usual rights changed by `rights`."""
        actor = by.user if by else self.owner
        self._bot_becomes(_bot_member(self.state, admin, rights), actor)
        say_service(self.state, self.chat, actor, "new_chat_members", [self.state.bot.raw()])

    def change_bot(self, admin: bool = True, by: Person | None = None, **rights: bool) -> None:
        """Promotes or demotes the bot, or gives it other rights."""
        self._bot_becomes(_bot_member(self.state, admin, rights), by.user if by else self.owner)

    def remove_bot(self, by: Person | None = None) -> None:
        """Kicks the bot."""
        self._bot_becomes(Member(self.state.bot, "kicked"), by.user if by else self.owner)

    def _bot_becomes(self, member: Member, actor: User) -> None:
        change_member(self.state, self.chat, actor, member)

    def bring(self, *people: Person) -> None:
        """Has people in the group as if they had always been there: no update, no service message."""
        for person in people:
            self.chat.members[person.id] = Member(person.user)

    def add(self, *people: Person, by: Person | None = None) -> None:
        """Adds people, with the service message that Telegram shows."""
        actor = by.user if by else self.owner
        for person in people:
            change_member(self.state, self.chat, actor, Member(person.user))
            say_service(self.state, self.chat, actor, "new_chat_members", [person.user.raw()])

    def remove(self, person: Person, banned: bool = False, by: Person | None = None) -> None:
        """Throws somebody out (or lets them go, if it is by themselves)."""
        actor = by.user if by else self.owner
        change_member(self.state, self.chat, actor, Member(person.user, "kicked" if banned else "left"))
        say_service(self.state, self.chat, actor, "left_chat_member", person.user.raw())

    def promote(self, person: Person, anonymous: bool = False, **rights: bool) -> None:
        """Makes somebody an administrator; an anonymous one writes as the group."""
        current = self.chat.member(person.id)
        if current is not None and current.status == "creator":
            current.is_anonymous = anonymous
            return
        member = Member(person.user, "administrator", _rights(rights), anonymous)
        change_member(self.state, self.chat, self.owner, member)

    def demote(self, person: Person) -> None:
        change_member(self.state, self.chat, self.owner, Member(person.user))

    def close_to_members(self, closed: bool = True) -> None:
        """Only administrators may write now."""
        self.chat.open_to_write = not closed

    def rename(self, title: str) -> None:
        self.chat.title = title
        say_service(self.state, self.chat, self.owner, "new_chat_title", title)

    def open_topic(self, name: str, by: Person | None = None) -> int:
        """Somebody creates a topic; returns its thread id."""
        return make_topic(self.state, self.chat, by.user if by else self.owner, name).id

    def close_topic(self, topic: int, closed: bool = True) -> None:
        set_closed(self.state, self.chat, self.chat.topics[topic], self.owner, closed)

    def delete_topic(self, topic: int) -> None:
        """A person deletes a topic: the bot is not told."""
        remove_topic(self.state, self.chat, self.chat.topics[topic])

    def becomes_supergroup(self) -> int:
        """Migration: a new chat with a new id; the old one refuses everything with that id. Returns the new id."""
        old = self.chat
        if old.kind != "group":
            raise AssertionError(f"{old.title} is a {old.kind} already")
        new = self.state.new_chat("supergroup", old.title)
        new.members = {key: Member(m.user, m.status, set(m.rights), m.is_anonymous) for key, m in old.members.items()}
        say_service(self.state, old, self.owner, "migrate_to_chat_id", new.id)
        old.migrated_to = new.id
        self.old_ids.append(old.id)
        self.chat = new
        say_service(self.state, new, self.owner, "migrate_from_chat_id", old.id)
        return new.id

    def turns_on_topics(self) -> None:
        """Becomes a forum; a basic group migrates first."""
        if self.chat.kind == "group":
            self.becomes_supergroup()
        self.chat.is_forum = True
        self.state.ring()


def _bot_member(state: State, admin: bool, rights: dict[str, bool]) -> Member:
    return Member(state.bot, "administrator", _rights(rights)) if admin else Member(state.bot)


def _rights(changes: dict[str, bool]) -> set[str]:
    unknown = set(changes) - set(RIGHTS)
    if unknown:
        raise ValueError(f"no such right: {', '.join(sorted(unknown))}")
    usual = set(ADMIN_RIGHTS) - {name for name, given in changes.items() if not given}
    return usual | {name for name, given in changes.items() if given}
