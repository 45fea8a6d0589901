"""Servers, channels and threads: looked at, opened, closed, renamed.

An archived thread is listed among the archived ones only; who opened a thread may archive it, to lock it wants the
right to manage threads (https://docs.discord.com/developers/topics/threads).
"""

from __future__ import annotations

from datetime import datetime

from tests.fakes.discord import errors, model, raw
from tests.fakes.discord.api import Request, route
from tests.fakes.discord.composing import draw
from tests.fakes.discord.model import Channel, Json, Message

MANAGE_CHANNELS, SEND, MANAGE_THREADS, CREATE_THREADS = 4, 11, 34, 35
NAME_MAX = 100


@route("GET", "/guilds/{guild}")
def guild(request: Request) -> Json:
    return raw.guild(request.guild())


@route("GET", "/guilds/{guild}/members/{user}")
def member(request: Request) -> Json:
    found = request.guild().members.get(int(request.named["user"]))
    if found is None:
        raise errors.unknown_member()
    return raw.member(found)


@route("GET", "/guilds/{guild}/channels")
def channels(request: Request) -> list[Json]:
    return [raw.channel(each) for each in request.guild().channels.values()]


@route("POST", "/guilds/{guild}/channels", 201)
def make_channel(request: Request) -> Json:
    state, found = request.state, request.guild()
    if not state.permissions(found, state.bot) & (1 << MANAGE_CHANNELS):
        raise errors.missing_permissions()
    return raw.channel(state.make_channel(found, request.body["name"], request.body.get("type") or model.TEXT))


@route("GET", "/guilds/{guild}/threads/active")
def active_threads(request: Request) -> Json:
    threads = [each for each in request.guild().threads.values() if not each.archived]
    threads.sort(key=lambda each: -each.id)
    return _listed(request, threads)


@route("GET", "/channels/{channel}/threads/archived/public")
def archived_threads(request: Request) -> Json:
    """Those archived last come first; `before` is a time."""
    parent = request.channel()
    assert parent.guild is not None
    found = [each for each in parent.guild.threads.values() if each.parent is parent and each.archived]
    found.sort(key=lambda each: datetime.fromisoformat(each.archived_at), reverse=True)
    if before := request.query.get("before"):
        limit = datetime.fromisoformat(before)
        found = [each for each in found if datetime.fromisoformat(each.archived_at) < limit]
    most = int(request.query.get("limit", 50))
    return {**_listed(request, found[:most]), "has_more": len(found) > most}


def _listed(request: Request, threads: list[Channel]) -> Json:
    mine = [raw.joined(each, request.state.bot) for each in threads if each.owner is request.state.bot]
    return {"threads": [raw.channel(each) for each in threads], "members": mine, "has_more": False}


@route("GET", "/channels/{channel}")
def channel(request: Request) -> Json:
    return raw.channel(request.channel())


@route("PATCH", "/channels/{channel}")
def change(request: Request) -> Json:
    """A thread only: opened, archived, locked, renamed, tagged."""
    found, body = request.channel(), dict(request.body)
    if not found.is_thread:
        raise errors.missing_permissions()
    manages = request.may(found, MANAGE_THREADS)
    if body.get("locked", found.locked) != found.locked and not manages:
        raise errors.missing_permissions()
    if not manages and (found.locked or found.owner is not request.state.bot):
        raise errors.missing_permissions()
    if found.archived and body.get("archived", True) and set(body) - {"archived", "locked"}:
        raise errors.archived()
    renamed = body.get("name", found.name) != found.name
    changes = {name: body[name] for name in ("archived", "locked", "name") if name in body}
    if "applied_tags" in body:
        changes["tags"] = [int(tag) for tag in body["applied_tags"]]
    if renamed:
        state = request.state
        state.say(Message(state.ids.next(), found, state.bot, body["name"], model.RENAMED))
    request.state.change_thread(found, **changes)
    return raw.channel(found)


@route("POST", "/channels/{channel}/threads", 201)
def open_post(request: Request) -> Json:
    """A forum's post: the thread and its first message have one id."""
    forum, state, body = request.channel(), request.state, request.body
    if forum.type != model.FORUM:
        raise errors.not_text()
    if not request.may(forum, SEND) or not request.may(forum, CREATE_THREADS):
        raise errors.missing_permissions()
    ident = state.ids.next()
    thread = Channel(ident, model.PUBLIC_THREAD, body["name"], forum.guild, forum, state.bot)
    thread.tags = [int(tag) for tag in body.get("applied_tags") or []]
    first = Message(ident, thread, state.bot)
    draw(state, first, body["message"])
    assert forum.guild is not None
    forum.guild.threads[ident] = thread
    forum.last_message_id = ident
    state.tell("THREAD_CREATE", {**raw.channel(thread), "newly_created": True})
    state.say(first)
    return {**raw.channel(thread), "message": raw.message(first), "member": raw.joined(thread, state.bot)}


@route("POST", "/channels/{channel}/messages/{message}/threads", 201)
def open_under(request: Request) -> Json:
    """A thread under a message, with that message's id. In it stands first what it began with."""
    channel, state = request.channel(), request.state
    message = request.message(channel)
    if not request.may(channel, CREATE_THREADS):
        raise errors.missing_permissions()
    assert channel.guild is not None
    if message.id in channel.guild.threads:
        raise errors.has_thread()
    thread = state.make_thread(channel, request.body["name"], state.bot, message.id)
    message.flags |= model.HAS_THREAD
    state.tell("THREAD_CREATE", {**raw.channel(thread), "newly_created": True})
    state.changed(message, edited=False)
    state.say(Message(state.ids.next(), thread, state.bot, "", model.STARTER, answers=message))
    return raw.channel(thread)
