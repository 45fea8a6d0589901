"""The Bot API's methods: a register, the strict border around it, and what most methods need first.

In: a method name and its parameters as they came over the wire. Out: a plain result that has passed aiogram's models,
or an ApiError. A request or an answer outside the Bot API's description also lands in `state.violations`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any

from tests.fakes.telegram import strict
from tests.fakes.telegram.errors import ApiError, bad, forbidden
from tests.fakes.telegram.model import Chat, Json, Member, Message
from tests.fakes.telegram.state import Call, State


@dataclass(frozen=True)
class Upload:
    """A file as it arrived in a multipart body."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Request:
    """One call of a method, parsed."""

    state: State
    params: Json
    files: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        return self.params.get(name, default)

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat to act in; raises what Telegram says when the bot can't."""
        return reach(self.state, self.params.get(name))

    def message(self, chat: Chat, verb: str) -> Message:
        """The message that `message_id` names, or "message to <verb> not found"."""
        found = chat.find(int(self.get("message_id", 0)))
        if found is None:
            raise bad(f"message to {verb} not found")
        return found


Method = Callable[[Request], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a function as a Bot API method."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


async def perform(state: State, name: str, sent: Json, files: dict[str, Upload], call: Call) -> Any:
    """Runs one method between two strict checks."""
    model, function = strict.methods().get(name.lower()), METHODS.get(name.lower())
    if model is None:
        raise ApiError(404, "Not Found: method not found")
    if function is None:
        state.violations.append(f"{name}: this fake doesn't know the method")
        raise ApiError(404, f"Not Found: the fake has no {name}")
    call.method = model.__api_method__
    sent = {**{key: f"attach://{key}" for key in files if key in model.model_fields}, **sent}
    try:
        call.params = strict.parse_request(model, sent)
    except strict.StrictError as error:
        state.violations.append(f"request: {error}")
        raise bad(str(error)) from None
    if state.flood_limit is not None:
        state.flood_limit.check(name, call.params)
    result = function(Request(state, call.params, files))
    if isawaitable(result):
        result = await result
    if call.method == "getUpdates":  # checked when they were made; what a test injected may be odd
        return result
    try:
        strict.check_result(model, result)
    except strict.StrictError as error:
        state.violations.append(f"answer: {error}")
        raise ApiError(500, f"Internal Server Error: the fake answered wrongly: {error}") from None
    return result


def find_chat(state: State, chat_id: Any) -> Chat:
    """A chat by number or @name, whether or not the bot is in it."""
    if isinstance(chat_id, str):
        name = chat_id.removeprefix("@").lower()
        chat = next((chat for chat in state.chats.values() if (chat.username or "").lower() == name), None)
    else:
        chat = state.chats.get(chat_id)
    if chat is None:
        raise bad("chat not found")
    if chat.migrated_to is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    return chat


def reach(state: State, chat_id: Any) -> Chat:
    """A chat the bot can act in now."""
    chat = find_chat(state, chat_id)
    if chat.person is not None:
        if chat.person.deactivated:
            raise forbidden("user is deactivated")
        if chat.person.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat
    own = chat.member(state.bot.id)
    if own is None or own.status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    if own.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    return chat


def own_member(state: State, chat: Chat) -> Member:
    """The bot's standing in a group; in a private chat that of a member."""
    return chat.member(state.bot.id) or Member(state.bot)
