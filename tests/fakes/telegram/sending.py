"""Methods that put something new into a chat: texts, photos, documents, copies, forwards.

In: a parsed request. Out: the new message as the Bot API shows it. All go the same way: chat, topic, reply, keyboard,
then the message itself; each step refuses with the platform's own words.
"""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram.api import Request, Upload, find_chat, method, own_member
from tests.fakes.telegram.entities import cut, finished, units
from tests.fakes.telegram.errors import ApiError, bad
from tests.fakes.telegram.keyboards import check_other, inline_keyboard
from tests.fakes.telegram.model import Chat, Json, Message
from tests.fakes.telegram.posting import post, show
from tests.fakes.telegram.state import StoredFile

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_PHOTO_BYTES = 10 * 1024 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


@method("sendMessage")
def send_message(request: Request) -> Json:
    return show(deliver(request, text_content(request)))


@method("sendPhoto")
def send_photo(request: Request) -> Json:
    chat = request.chat()
    return show(deliver(request, {**photo_content(request, "photo"), **caption_content(request)}, chat))


@method("sendDocument")
def send_document(request: Request) -> Json:
    request.chat()
    file = stored(request, str(request.get("document")), "documents")
    document = {**file.raw(), "file_name": file.name, "mime_type": file.mime}
    return show(deliver(request, {"document": document, **caption_content(request)}))


@method("sendChatAction")
def send_chat_action(request: Request) -> bool:
    chat = request.chat()
    _topic(request, chat, None)
    return True


@method("copyMessage")
def copy_message(request: Request) -> Json:
    source = _source(request, "copy")
    content = {key: value for key, value in source.raw.items() if key not in ("date", "edit_date", "reply_markup")}
    if request.get("caption") is not None:
        content = {**content, **caption_content(request)}
    return {"message_id": deliver(request, content).id}


@method("forwardMessage")
def forward_message(request: Request) -> Json:
    """Carries the author's name along, as forwarding does: tests assert that nobody calls this."""
    source = _source(request, "forward")
    origin = {"type": "user", "date": source.raw["date"], "sender_user": source.author.raw()}
    content = {key: value for key, value in source.raw.items() if key not in ("date", "edit_date", "reply_markup")}
    return show(deliver(request, {**content, "forward_origin": origin}))


def _source(request: Request, verb: str) -> Message:
    chat = find_chat(request.state, request.get("from_chat_id"))
    return request.message(chat, verb)


def text_content(request: Request) -> Json:
    """`text` and its `entities`, checked for length after parsing."""
    text, entities = finished(str(request.get("text", "")), request.get("entities"), request.get("parse_mode"))
    if not text:
        raise bad("message text is empty")
    if units(text) > MAX_TEXT:
        raise bad("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if request.get("link_preview_options"):
        content["link_preview_options"] = request.get("link_preview_options")
    return content


def caption_content(request: Request) -> Json:
    """`caption` and its entities; nothing when there is none."""
    words, given = str(request.get("caption") or ""), request.get("caption_entities")
    text, entities = finished(words, given, request.get("parse_mode"))
    if units(text) > MAX_CAPTION:
        raise bad("message caption is too long")
    content: Json = {"caption": text} if text else {}
    return {**content, "caption_entities": entities} if entities else content


def photo_content(request: Request, name: str, reference: str | None = None) -> Json:
    """Two sizes of one picture, as Telegram makes them."""
    file = stored(request, reference or str(request.get(name)), "photos")
    if not file.data.startswith(_PICTURES):
        raise bad("IMAGE_PROCESS_FAILED")
    if len(file.data) > MAX_PHOTO_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    return photo_sizes(file)


def photo_sizes(file: StoredFile) -> Json:
    small = {**file.raw(), "file_unique_id": f"{file.unique_id}s", "width": 90, "height": 90}
    return {"photo": [small, {**file.raw(), "width": 800, "height": 800}]}


def stored(request: Request, reference: str, folder: str) -> StoredFile:
    """The file a parameter means: an upload of this request or a known file_id."""
    upload = request.files.get(reference.removeprefix("attach://")) if reference.startswith("attach://") else None
    if isinstance(upload, Upload):
        if not upload.data:
            raise bad("file must be non-empty")
        return request.state.store(upload.data, upload.name, upload.mime, folder)
    known = request.state.files.get(reference)
    if known is None:
        raise bad("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    return known


def deliver(request: Request, content: Json, chat: Chat | None = None) -> Message:
    """Posts as the bot, into the right topic and as the right reply."""
    chat = chat or request.chat()
    _check_rights(request, chat)
    markup: Json | None = request.get("reply_markup")
    check_other(markup)
    keyboard = inline_keyboard(markup)
    replied, quote = _reply(request, chat)
    topic = _topic(request, chat, replied)
    extra: Json = {"reply_markup": keyboard} if keyboard else {}
    if request.get("protect_content"):
        extra["has_protected_content"] = True
    more: dict[str, Any] = {"topic": topic, "reply_to": replied.id if replied else None, "by_bot": True}
    if markup and markup.get("force_reply"):
        more["force_reply"] = markup
    if markup and markup.get("keyboard"):
        more["keyboard"] = markup
    more["silent"] = bool(request.get("disable_notification"))
    return post(request.state, chat, request.state.bot, {**content, **quote, **extra}, **more)


def _check_rights(request: Request, chat: Chat) -> None:
    if not chat.open_to_write and not own_member(request.state, chat).is_admin:
        raise bad("not enough rights to send text messages to the chat")


def _reply(request: Request, chat: Chat) -> tuple[Message | None, Json]:
    wanted: Json | None = request.get("reply_parameters")
    if not wanted:
        return None, {}
    if wanted.get("chat_id") not in (None, chat.id):
        raise bad("this fake doesn't know replies into another chat")
    replied = chat.find(int(wanted["message_id"]))
    thread = request.get("message_thread_id")
    if replied is not None and thread is not None and replied.topic != thread:
        replied = None
    if replied is None and not wanted.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return replied, _quote(replied, wanted)


def _quote(replied: Message | None, wanted: Json) -> Json:
    words = wanted.get("quote")
    if replied is None or not words:
        return {}
    position = replied.text.find(words)
    if position < 0:
        raise bad("QUOTE_TEXT_INVALID")
    entity = {"offset": units(replied.text[:position]), "length": units(words)}
    return {"quote": {"text": cut(replied.text, entity), "position": entity["offset"], "is_manual": True}}


def _topic(request: Request, chat: Chat, replied: Message | None) -> int | None:
    wanted = request.get("message_thread_id")
    if wanted is None:
        return replied.topic if replied else None
    topic = chat.topics.get(int(wanted)) if chat.is_forum else None
    if topic is None or topic.deleted:
        raise bad("message thread not found")
    own = own_member(request.state, chat)
    if topic.closed and not own.is_admin and topic.creator_id != request.state.bot.id:
        raise bad("TOPIC_CLOSED")
    return topic.id
