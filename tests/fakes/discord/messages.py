"""Messages in channels, threads and DMs: read, sent, edited, deleted.

History comes newest first, whatever it is asked by (https://docs.discord.com/developers/resources/message). A nonce
that is enforced brings the same message again. An archived thread wakes when somebody writes in it, a locked one does
not; neither lets its messages be edited.
"""

from __future__ import annotations

from tests.fakes.discord import errors, model, raw
from tests.fakes.discord.api import Request, route
from tests.fakes.discord.composing import draw
from tests.fakes.discord.model import Channel, Json, Message

READ_HISTORY, SEND, SEND_IN_THREADS, MANAGE_MESSAGES = 16, 11, 38, 13
MANAGE_THREADS = 34
DEFAULT = 50
NONCE_MAX = 25


@route("GET", "/channels/{channel}/messages")
def history(request: Request) -> list[Json]:
    channel, query = _readable(request), request.query
    most = int(query.get("limit", DEFAULT))
    stands = [each for each in channel.messages if not each.deleted]
    if "after" in query:
        found = [each for each in stands if each.id > int(query["after"])][:most]
    elif "before" in query:
        found = [each for each in stands if each.id < int(query["before"])][-most:]
    elif "around" in query:
        middle = int(query["around"])
        near = sorted(stands, key=lambda each: abs(each.id - middle))[:most]
        found = sorted(near, key=lambda each: each.id)
    else:
        found = stands[-most:]
    return [_shown(request, each) for each in reversed(found)]


@route("GET", "/channels/{channel}/messages/{message}")
def look(request: Request) -> Json:
    return _shown(request, request.message(_readable(request)))


@route("POST", "/channels/{channel}/messages")
def send(request: Request) -> Json:
    channel, state, body = request.channel(), request.state, request.body
    if channel.type == model.FORUM:
        raise errors.not_text()
    if not request.may(channel, SEND_IN_THREADS if channel.is_thread else SEND):
        raise errors.missing_permissions()
    if channel.person is not None and not channel.person.takes_dms:
        raise errors.closed_to_you()
    if channel.locked and (channel.archived or not request.may(channel, MANAGE_THREADS)):
        raise errors.archived() if channel.archived else errors.locked()
    nonce = body.get("nonce")
    message = Message(state.ids.next(), channel, state.bot, nonce=None if nonce is None else str(nonce))
    reference = body.get("message_reference")
    if reference is not None:
        told = channel.find(int(reference["message_id"]))
        if told is None and reference.get("fail_if_not_exists", True):
            raise errors.invalid("message_reference: Unknown message")
        if told is not None:
            message.answers, message.type = told, model.REPLY
    draw(state, message, body)
    return _shown(request, state.say(message, enforce=bool(body.get("enforce_nonce"))))


@route("PATCH", "/channels/{channel}/messages/{message}")
def edit(request: Request) -> Json:
    channel = request.channel()
    message = request.message(channel)
    if message.author is not request.state.bot:
        raise errors.not_yours()
    if channel.archived:
        raise errors.archived()
    draw(request.state, message, request.body)
    request.state.changed(message)
    return _shown(request, message)


@route("DELETE", "/channels/{channel}/messages/{message}")
def delete(request: Request) -> None:
    channel = request.channel()
    message = request.message(channel)
    if message.author is not request.state.bot and (channel.guild is None or not request.may(channel, MANAGE_MESSAGES)):
        raise errors.missing_permissions()
    if channel.archived:
        raise errors.archived()
    request.state.remove(message)


def _readable(request: Request) -> Channel:
    channel = request.channel()
    if not request.may(channel, READ_HISTORY):
        raise errors.missing_access()
    return channel


def _shown(request: Request, message: Message) -> Json:
    return raw.message(message, readable=request.state.content, me=request.state.bot)
