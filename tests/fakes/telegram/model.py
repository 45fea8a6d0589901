"""The nouns of the pretended Telegram: users, chats, members, topics, messages.

Nothing here decides anything. A message keeps its Bot API form in `raw` (without the nested reply, which is looked up
when the message is shown) and offers what a person sees on the screen as properties.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["private", "group", "supergroup"]

ANONYMOUS_BOT_ID = 1087968824
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass
class User:
    """A person or a bot. `started` and `blocked` say what our bot may do in the private chat."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def raw(self) -> Json:
        """The Bot API's User."""
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        known = {key: value for key, value in optional.items() if value is not None}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, **known}


ANONYMOUS_BOT = User(ANONYMOUS_BOT_ID, "Group", username="GroupAnonymousBot", is_bot=True)


@dataclass
class Member:
    """Somebody's standing in a group: status and, for administrators, rights."""

    user: User
    status: Literal["creator", "administrator", "member", "left", "kicked"] = "member"
    rights: set[str] = field(default_factory=set)
    is_anonymous: bool = False

    @property
    def inside(self) -> bool:
        return self.status in ("creator", "administrator", "member")

    @property
    def is_admin(self) -> bool:
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def raw(self) -> Json:
        """The Bot API's ChatMember, whichever of its kinds applies."""
        base: Json = {"status": self.status, "user": self.user.raw()}
        if self.status == "creator":
            return {**base, "is_anonymous": self.is_anonymous}
        if self.status == "kicked":
            return {**base, "until_date": 0}
        if self.status == "administrator":
            rights = {right: right in self.rights for right in RIGHTS}
            return {**base, "can_be_edited": False, "is_anonymous": self.is_anonymous, **rights}
        return base


@dataclass
class Topic:
    """A forum topic; its id is the id of its first (service) message."""

    id: int
    name: str
    creator_id: int
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False
    deleted: bool = False


@dataclass
class Chat:
    """A private chat (its id is the person's), a basic group or a supergroup, with all that happened in it."""

    id: int
    kind: Kind
    title: str = ""
    person: User | None = None
    is_forum: bool = False
    username: str | None = None
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    open_to_write: bool = True
    migrated_to: int | None = None
    last_id: int = 0

    def raw(self) -> Json:
        """The Bot API's Chat."""
        if self.person is not None:
            user = self.person.raw()
            names: Json = {key: user[key] for key in user if key in ("first_name", "last_name", "username")}
            return {"id": self.id, "type": "private", **names}
        raw: Json = {"id": self.id, "type": self.kind, "title": self.title}
        if self.username:
            raw["username"] = self.username
        if self.is_forum:
            raw["is_forum"] = True
        return raw

    def member(self, user_id: int) -> Member | None:
        return self.members.get(user_id)

    def has(self, user_id: int) -> bool:
        """Whether this user is in the chat now and can read along."""
        if self.person is not None:
            return self.person.id == user_id
        member = self.members.get(user_id)
        return member is not None and member.inside

    def visible(self) -> list[Message]:
        """What is there to read now, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]

    def find(self, message_id: int) -> Message | None:
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message


@dataclass(eq=False)
class Message:
    """One message as it stands now; edits change it in place and keep the earlier texts in `history`."""

    chat: Chat
    id: int
    author: User
    raw: Json
    by_bot: bool = False
    topic: int | None = None
    reply_to: int | None = None
    service: str | None = None
    force_reply: Json | None = None
    keyboard: Json | None = None
    answered_by: set[int] = field(default_factory=set)
    silent: bool = False
    deleted: bool = False
    history: list[str] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Text or caption; empty for what has neither."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def sender(self) -> str:
        """The name on the screen; an anonymous administrator is the group itself."""
        chat = self.raw.get("sender_chat")
        return str(chat["title"]) if chat else self.author.name

    @property
    def rows(self) -> list[list[Json]]:
        """The inline keyboard's buttons, row by row."""
        markup: Json = self.raw.get("reply_markup") or {}
        rows: list[list[Json]] = markup.get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline keyboard, in reading order."""
        return [str(button["text"]) for row in self.rows for button in row]

    def button(self, label: str) -> Json | None:
        return next((button for row in self.rows for button in row if button["text"] == label), None)

    @property
    def entities(self) -> list[Json]:
        found: list[Json] = self.raw.get("entities") or self.raw.get("caption_entities") or []
        return found

    @property
    def has_photo(self) -> bool:
        return "photo" in self.raw

    def __repr__(self) -> str:
        where = f"{self.chat.id}/{self.topic}" if self.topic else str(self.chat.id)
        return f"<Message {self.id} in {where} by {self.sender}: {self.text[:60]!r} {self.buttons or ''}>"
