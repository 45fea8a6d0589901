"""Persons: what they write, tap, delete and see, as their Telegram client would do it for them.

In: a test's story. Out: updates for the bot, exactly as the platform would send them, and what the person has on the
screen. Without `in_` everything happens in the private chat with the bot.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes.telegram import client
from tests.fakes.telegram.account import commands_for
from tests.fakes.telegram.entities import automatic
from tests.fakes.telegram.keyboards import start_payload
from tests.fakes.telegram.model import Chat, Json, Message, User
from tests.fakes.telegram.picture import PICTURE
from tests.fakes.telegram.places import Group
from tests.fakes.telegram.posting import announce, change_blocked, show
from tests.fakes.telegram.sending import photo_sizes
from tests.fakes.telegram.state import Query, State

ReplyTo = client.ReplyTo


@dataclass(frozen=True)
class Answer:
    """What a tap showed: a toast or, with `show_alert`, a window to close; empty text: the button just stopped."""

    text: str
    show_alert: bool = False
    url: str | None = None


class Person:
    """Somebody with a Telegram client."""

    def __init__(self, state: State, user: User) -> None:
        self.state = state
        self.user = user
        self.private = Chat(user.id, "private", person=user)
        self.opened: list[str] = []
        self.toasts: list[str] = []
        state.users[user.id] = user
        state.chats[user.id] = self.private

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    async def starts(self, payload: str = "") -> Message:
        """Opens the private chat and presses "Start", or follows a deep link with a payload."""
        return await self.writes(f"/start {payload}".strip())

    async def writes(
        self, text: str, in_: Group | None = None, topic: int | None = None, reply_to: ReplyTo = None
    ) -> Message:
        """Sends a text. A forced reply that waits in the chat is answered as clients do; `reply_to=False`: not."""
        entities = automatic(text)
        return self._sends({"text": text, **({"entities": entities} if entities else {})}, in_, topic, reply_to)

    async def edits(self, message: Message, text: str) -> None:
        """Changes an own message (a caption, if it is a picture)."""
        assert message.author is self.user or client.is_anonymous(message.chat, self.user), (
            f"not {self.name}'s: {message}"
        )
        message.history.append(message.text)
        kind, marks = ("text", "entities") if "text" in message.raw else ("caption", "caption_entities")
        message.raw = {**message.raw, kind: text, "edit_date": self.state.now()}
        message.raw.pop(marks, None)
        if entities := automatic(text):
            message.raw[marks] = entities
        announce(self.state, message, "edited_message")

    async def deletes(self, message: Message) -> None:
        """Takes a message away; bots are not told."""
        message.deleted = True
        self.state.ring()

    async def sends_photo(
        self,
        caption: str | None = None,
        media_group_id: str | None = None,
        data: bytes = PICTURE,
        in_: Group | None = None,
        topic: int | None = None,
        reply_to: ReplyTo = None,
    ) -> Message:
        """Sends a picture; several with one `media_group_id` are an album."""
        content = photo_sizes(self.state.store(data, "photo.jpg", "image/jpeg", "photos"))
        if caption:
            entities = automatic(caption)
            content |= {"caption": caption, **({"caption_entities": entities} if entities else {})}
        if media_group_id:
            content["media_group_id"] = media_group_id
        return self._sends(content, in_, topic, reply_to)

    async def sends_sticker(
        self, in_: Group | None = None, topic: int | None = None, reply_to: ReplyTo = None
    ) -> Message:
        """Sends something that has no text at all."""
        file = self.state.store(b"RIFF....WEBP", "sticker.webp", "image/webp", "stickers")
        flags = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._sends({"sticker": {**file.raw(), **flags, "emoji": "🙂"}}, in_, topic, reply_to)

    async def sends(
        self, content: Json, in_: Group | None = None, topic: int | None = None, reply_to: ReplyTo = None
    ) -> Message:
        """Sends any other content, in the words of the Bot API (`{"dice": {…}}`)."""
        return self._sends(content, in_, topic, reply_to)

    def _sends(self, content: Json, in_: Group | None, topic: int | None, reply_to: ReplyTo) -> Message:
        return client.send(self.state, self.user, in_.chat if in_ else self.private, content, topic, reply_to)

    async def reacts(self, message: Message, *emoji: str) -> None:
        """Sets this person's reactions; the bot is told if it is an administrator and asked for it."""
        old = message.reactions.get(self.id, [])
        new: list[Json] = [{"type": "emoji", "emoji": item} for item in emoji]
        message.reactions[self.id] = new
        own = message.chat.member(self.state.bot.id)
        if message.chat.person or (own and own.is_admin):
            change = {"chat": message.chat.raw(), "message_id": message.id, "user": self.user.raw()}
            change |= {"date": self.state.now(), "old_reaction": old, "new_reaction": new}
            self.state.push("message_reaction", change)
        self.state.ring()

    async def taps(
        self,
        label: str,
        on: Message | None = None,
        in_: Group | None = None,
        timeout: float = 3.0,  # noqa: ASYNC109
    ) -> Answer | None:
        """Taps a button (of the newest message that has it); what came back, or None if nothing did in time.

        The button is waited for as well; AssertionError if it does not come.
        A link button is opened: a deep link into this bot's private chat is followed, other links are noted in
        `opened`; both come back as an Answer with the `url`.
        """
        message = await self.finds(label, in_, timeout, on)
        button = message.button(label)
        assert button is not None
        if button.get("url"):
            return await self._opens(str(button["url"]))
        query = self.tap_only(message, button)
        try:
            found = await self.state.wait_until(lambda: query.answers, timeout)
        except AssertionError:
            return None
        raw = found[0]
        self.toasts.append(str(raw.get("text") or ""))
        if raw.get("url"):
            await self._opens(str(raw["url"]))
        return Answer(str(raw.get("text") or ""), bool(raw.get("show_alert")), raw.get("url"))

    def tap_only(self, message: Message, button: Json) -> Query:
        """Sends the tap and waits for nothing: for taps of two people at once, or on a message that is gone."""
        assert message.chat.has(self.id), f"{self.name} is not in {message.chat.title}"
        query = Query(str(4_382_000_000_000 + self.state.number()), self.state.clock())
        self.state.queries[query.id] = query
        gone = {"chat": message.chat.raw(), "message_id": message.id, "date": 0}
        shown = gone if message.deleted else show(message)
        raw = {"id": query.id, "from": self.user.raw(), "message": shown, "data": button["callback_data"]}
        self.state.push("callback_query", {**raw, "chat_instance": str(message.chat.id * 31)})
        self.state.ring()
        return query

    async def _opens(self, url: str) -> Answer:
        self.opened.append(url)
        payload = start_payload(url, self.state.bot.username or "")
        if payload is not None:
            await self.starts(payload)
        return Answer("", url=url)

    def menu(self, in_: Group | None = None) -> dict[str, str]:
        """The bot's commands and their descriptions as this person's client lists them in a chat."""
        return commands_for(self.state, in_.chat if in_ else self.private, self.user)

    async def blocks_bot(self) -> None:
        change_blocked(self.state, self.private, self.user, blocked=True)

    async def unblocks_bot(self) -> None:
        change_blocked(self.state, self.private, self.user, blocked=False)

    async def deletes_account(self) -> None:
        self.user.deactivated = True

    async def joins(self, group: Group) -> None:
        group.add(self, by=self)

    async def leaves(self, group: Group) -> None:
        group.remove(self, by=self)

    def sees(self, in_: Group | None = None, topic: int | None = None, service: bool = False) -> list[Message]:
        """What is on the screen now, oldest first; nothing in a group this person is not in."""
        chat = in_.chat if in_ else self.private
        if not chat.has(self.id):
            return []
        found = (message for message in chat.visible() if service or not message.service)
        return [message for message in found if topic is None or message.topic == topic]

    def reads(self) -> str:
        """All this person's client shows: topics, senders, texts, entities, buttons with their data, toasts so far."""
        chats = [chat for chat in self.state.chats.values() if chat.has(self.id)]
        messages = [message for chat in chats for message in chat.visible()]
        topics = [topic.name for chat in chats for topic in chat.topics.values() if not topic.deleted]
        shown = (f"{m.sender}: {m.text} {m.rows or ''} {m.entities or ''}" for m in messages)
        return "\n".join([*topics, *self.toasts, *shown])

    async def waits_for(
        self,
        words: str,
        in_: Group | None = None,
        topic: int | None = None,
        timeout: float = 5.0,  # noqa: ASYNC109
        after: int = 0,
    ) -> Message:
        """The newest message from somebody else with these words (and an id above `after`), as soon as it is there."""

        def look() -> Message | None:
            seen = [m for m in self.sees(in_, topic) if m.author is not self.user and m.id > after]
            return next((message for message in reversed(seen) if words in message.text), None)

        return await self.state.wait_until(look, timeout, f"{words!r}; {self.name} sees {self.sees(in_, topic)}")

    def downloads(self, message: Message) -> bytes:
        """The bytes of a picture or document."""
        file = message.raw["photo"][-1] if message.has_photo else message.raw["document"]
        return self.state.files[file["file_id"]].data

    async def finds(
        self,
        label: str,
        in_: Group | None = None,
        timeout: float = 5.0,  # noqa: ASYNC109
        on: Message | None = None,
    ) -> Message:
        """The newest message with this button, as soon as there is one."""

        def look() -> Message | None:
            seen = [on] if on else self.sees(in_)
            return next((message for message in reversed(seen) if message.button(label)), None)

        return await self.state.wait_until(look, timeout, f"a button {label!r}; {self.name} sees {self.sees(in_)}")
