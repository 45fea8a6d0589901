"""Forum topics: create, edit, close, reopen, delete, with the rights each of them wants.

In: a parsed request for a forum supergroup. Out: the ForumTopic or true. The bot that created a topic may edit
and close it without being allowed to manage topics.
"""

from __future__ import annotations

from tests.fakes.telegram.api import Request, method, own_member
from tests.fakes.telegram.entities import units
from tests.fakes.telegram.errors import bad
from tests.fakes.telegram.model import Chat, Json, Topic, User
from tests.fakes.telegram.posting import say_service
from tests.fakes.telegram.state import State

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


@method("createForumTopic")
def create_forum_topic(request: Request) -> Json:
    chat = _forum(request)
    if not own_member(request.state, chat).may("can_manage_topics"):
        raise bad("not enough rights to create a topic")
    color = request.get("icon_color") or COLORS[0]
    if color not in COLORS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    icon = request.get("icon_custom_emoji_id") or None
    topic = make_topic(request.state, chat, request.state.bot, _name(request.get("name")), color, icon)
    raw = {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}
    return {**raw, "icon_custom_emoji_id": icon} if icon else raw


@method("editForumTopic")
def edit_forum_topic(request: Request) -> bool:
    chat, topic = _managed(request)
    name = request.get("name") or topic.name
    icon = request.get("icon_custom_emoji_id", topic.icon_custom_emoji_id) or None
    if (name, icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad("TOPIC_NOT_MODIFIED")
    changed = {"name": _name(name)} if name != topic.name else {"icon_custom_emoji_id": icon or ""}
    topic.name, topic.icon_custom_emoji_id = name, icon
    say_service(request.state, chat, request.state.bot, "forum_topic_edited", changed, topic.id)
    return True


@method("closeForumTopic")
def close_forum_topic(request: Request) -> bool:
    chat, topic = _managed(request)
    return _close(request.state, chat, topic, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(request: Request) -> bool:
    chat, topic = _managed(request)
    return _close(request.state, chat, topic, closed=False)


@method("deleteForumTopic")
def delete_forum_topic(request: Request) -> bool:
    chat = _forum(request)
    topic = _topic(request, chat)
    if not own_member(request.state, chat).may("can_delete_messages"):
        raise bad("not enough rights to delete the topic")
    remove_topic(request.state, chat, topic)
    return True


def make_topic(
    state: State, chat: Chat, creator: User, name: str, color: int = COLORS[0], icon: str | None = None
) -> Topic:
    """A new topic whose id is that of its "topic created" message."""
    created: Json = {"name": name, "icon_color": color}
    if icon:
        created["icon_custom_emoji_id"] = icon
    first = say_service(state, chat, creator, "forum_topic_created", created)
    chat.topics[first.id] = Topic(first.id, name, creator.id, color, icon)
    state.ring()
    return chat.topics[first.id]


def remove_topic(state: State, chat: Chat, topic: Topic) -> None:
    """The topic goes and takes its messages along; nobody is told."""
    topic.deleted = True
    for message in chat.messages.values():
        message.deleted = message.deleted or message.topic == topic.id
    state.ring()


def set_closed(state: State, chat: Chat, topic: Topic, actor: User, closed: bool) -> None:
    topic.closed = closed
    say_service(state, chat, actor, "forum_topic_closed" if closed else "forum_topic_reopened", {}, topic.id)


def _close(state: State, chat: Chat, topic: Topic, closed: bool) -> bool:
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    set_closed(state, chat, topic, state.bot, closed)
    return True


def _forum(request: Request) -> Chat:
    chat = request.chat()
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    return chat


def _topic(request: Request, chat: Chat) -> Topic:
    topic = chat.topics.get(int(request.get("message_thread_id")))
    if topic is None or topic.deleted:
        raise bad("message thread not found")
    return topic


def _managed(request: Request) -> tuple[Chat, Topic]:
    chat = _forum(request)
    topic, own = _topic(request, chat), own_member(request.state, chat)
    if not own.may("can_manage_topics") and topic.creator_id != request.state.bot.id:
        raise bad("not enough rights to manage topics in the chat")
    return chat, topic


def _name(name: str) -> str:
    if not 1 <= units(name.strip()) <= 128:
        raise bad("TOPIC_TITLE_EMPTY" if not name.strip() else "TOPIC_TITLE_TOO_LONG")
    return name
