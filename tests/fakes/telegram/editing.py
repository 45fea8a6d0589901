"""Methods that change or take away what is there: edits, deletions, pins, reactions, answers to taps.

In: a parsed request. Out: the message as it stands afterwards, or true. A bot edits only its own messages, never those
with a reply keyboard or forced reply, and "not modified" is a refusal.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.fakes.telegram.api import Request, method, own_member
from tests.fakes.telegram.errors import bad
from tests.fakes.telegram.keyboards import inline_keyboard, start_payload
from tests.fakes.telegram.model import Chat, Json, Message
from tests.fakes.telegram.posting import say_service, show
from tests.fakes.telegram.sending import caption_content, photo_content, text_content

_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_TWO_DAYS = 48 * 3600
_CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "reply_markup", "link_preview_options")
_EMOJI = re.compile(r"[^\w\s]{1,4}")


@method("editMessageText")
def edit_message_text(request: Request) -> Json:
    message = _own(request)
    if request.get("text") is None:
        raise bad("message text is empty")
    if "text" not in message.raw:
        raise bad("there is no text in the message to edit")
    return _changed(request, message, {**text_content(request), **_markup(request)})


@method("editMessageCaption")
def edit_message_caption(request: Request) -> Json:
    message = _own(request)
    if "text" in message.raw:
        raise bad("there is no caption in the message to edit")
    kept = {"photo": message.raw["photo"]} if message.has_photo else {}
    return _changed(request, message, {**kept, **caption_content(request), **_markup(request)})


@method("editMessageMedia")
def edit_message_media(request: Request) -> Json:
    message, media = _own(request), request.get("media")
    if media.get("type") != "photo":
        raise bad("this fake edits photos only")
    inner = Request(request.state, media, request.files)
    content = {**photo_content(inner, "media"), **caption_content(inner), **_markup(request)}
    return _changed(request, message, content)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(request: Request) -> Json:
    message = _own(request)
    kept = {key: value for key, value in message.raw.items() if key in _CONTENT and key != "reply_markup"}
    return _changed(request, message, {**kept, **_markup(request)})


def _own(request: Request) -> Message:
    if request.get("inline_message_id") is not None:
        raise bad("this fake has no inline messages")
    message = request.message(request.chat(), "edit")
    if not message.by_bot or message.service or message.force_reply or message.keyboard:
        raise bad("message can't be edited")
    return message


def _markup(request: Request) -> Json:
    keyboard = inline_keyboard(request.get("reply_markup"))
    return {"reply_markup": keyboard} if keyboard else {}


def _changed(request: Request, message: Message, content: Json) -> Json:
    """Puts the new content in place of the old; a keyboard that was not sent again is gone."""
    current = {key: value for key, value in message.raw.items() if key in _CONTENT}
    ignored = "link_preview_options"
    if {k: v for k, v in current.items() if k != ignored} == {k: v for k, v in content.items() if k != ignored}:
        raise bad(_UNCHANGED)
    message.history.append(message.text)
    kept = {key: value for key, value in message.raw.items() if key not in _CONTENT}
    message.raw = {**kept, **content, "edit_date": request.state.now()}
    request.state.ring()
    return show(message)


@method("deleteMessage")
def delete_message(request: Request) -> bool:
    chat = request.chat()
    message = request.message(chat, "delete")
    _check_deletable(request, chat, message)
    message.deleted = True
    request.state.ring()
    return True


@method("deleteMessages")
def delete_messages(request: Request) -> bool:
    chat, ids = request.chat(), request.get("message_ids")
    if not 1 <= len(ids) <= 100:
        raise bad("there must be 1-100 message identifiers")
    found = [message for message in map(chat.find, ids) if message is not None]
    for message in found:
        _check_deletable(request, chat, message)
    for message in found:
        message.deleted = True
    request.state.ring()
    return True


def _check_deletable(request: Request, chat: Chat, message: Message) -> None:
    allowed = chat.person is not None or message.by_bot
    if own_member(request.state, chat).may("can_delete_messages"):
        allowed = True
    elif request.state.now() - int(message.raw["date"]) > _TWO_DAYS:
        allowed = False
    if not allowed or message.service in ("forum_topic_created", "group_chat_created", "supergroup_chat_created"):
        raise bad("message can't be deleted")


@method("pinChatMessage")
def pin_chat_message(request: Request) -> bool:
    chat = _pinnable(request)
    message = request.message(chat, "pin")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        say_service(request.state, chat, request.state.bot, "pinned_message", show(message, False), message.topic)
    return True


@method("unpinChatMessage")
def unpin_chat_message(request: Request) -> bool:
    chat = _pinnable(request)
    wanted = request.get("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(wanted)
    return True


def _pinnable(request: Request) -> Chat:
    chat = request.chat()
    if chat.person is None and not own_member(request.state, chat).may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat


@method("setMessageReaction")
def set_message_reaction(request: Request) -> bool:
    message = request.message(request.chat(), "react")
    reactions: list[Json] = request.get("reaction") or []
    if len(reactions) > 1 or any(not _EMOJI.fullmatch(str(item.get("emoji", ""))) for item in reactions):
        raise bad("REACTION_INVALID")
    message.reactions[request.state.bot.id] = reactions
    request.state.ring()
    return True


@method("answerCallbackQuery")
def answer_callback_query(request: Request) -> bool:
    query = request.state.query(str(request.get("callback_query_id")))
    if query is None:
        raise bad(_TOO_OLD)
    if len(str(request.get("text") or "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    url = request.get("url")
    if url and (not urlsplit(url).scheme or start_payload(url, request.state.bot.username or "") is None):
        raise bad("URL_INVALID")
    query.answers.append(dict(request.params))
    request.state.ring()
    return True
