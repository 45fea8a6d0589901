"""The bot's answers to what somebody did: the first one, within 3 seconds, and what follows it.

Whoever holds an interaction's token may answer; no other key is asked for. What only one person sees (ephemeral) stands
in no channel (https://docs.discord.com/developers/interactions/receiving-and-responding).
"""

from __future__ import annotations

import time

from tests.fakes.discord import errors, model, raw
from tests.fakes.discord.api import Request, route
from tests.fakes.discord.composing import draw
from tests.fakes.discord.interactions import COMPONENT, FORM, Tap
from tests.fakes.discord.model import Json, Message

SHOW, DEFER, DEFER_CHANGE, CHANGE, ASK = 4, 5, 6, 7, 9
"""https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object"""


@route("POST", "/interactions/{interaction}/{token}/callback")
def answer(request: Request) -> Json | None:
    """The first answer."""
    state, tap, body = request.state, _tap(request), request.body
    if tap.answered_in is not None:
        raise errors.already_answered()
    if tap.late:
        raise errors.unknown_interaction()
    kind, data = body["type"], body.get("data") or {}
    if kind in (CHANGE, DEFER_CHANGE) and tap.source is None:
        raise errors.invalid("type: there is no message to change")
    if kind in (SHOW, DEFER):
        tap.message = _made(request, tap, data, waited_for=kind == DEFER)
    elif kind == CHANGE:
        assert tap.source is not None
        draw(state, tap.source, data)
        state.changed(tap.source)
        tap.message = tap.source
    elif kind == DEFER_CHANGE:
        tap.message = tap.source
    elif kind == ASK:
        if tap.kind == FORM:
            raise errors.invalid("type: no form in answer to a form")
        tap.modal = data
    tap.answered_in = time.monotonic() - tap.begun
    tap.deferred = kind in (DEFER, DEFER_CHANGE)
    state.ring()
    return _receipt(tap, kind) if request.query.get("with_response") in ("1", "true") else None


@route("GET", "/webhooks/{webhook}/{token}/messages/@original")
def original(request: Request) -> Json:
    return raw.message(_original(request))


@route("PATCH", "/webhooks/{webhook}/{token}/messages/@original")
def change_original(request: Request) -> Json:
    tap, message = _tap(request), _original(request)
    _fill(request, tap, message)
    return raw.message(message)


@route("DELETE", "/webhooks/{webhook}/{token}/messages/@original")
def delete_original(request: Request) -> None:
    tap, message = _tap(request), _original(request)
    tap.waited_for = False
    _take_away(request, message)


@route("POST", "/webhooks/{webhook}/{token}")
def follow(request: Request) -> Json:
    """One more message. The first after a promise keeps the promise: it comes in the promise's place."""
    tap = _tap(request)
    if tap.answered_in is None:
        raise errors.unknown_webhook()
    if tap.waited_for:
        assert tap.message is not None
        _fill(request, tap, tap.message)
        return raw.message(tap.message)
    made = _made(request, tap, request.body, waited_for=False)
    tap.more.append(made)
    request.state.ring()
    return raw.message(made)


@route("PATCH", "/webhooks/{webhook}/{token}/messages/{message}")
def change_followup(request: Request) -> Json:
    message = _followup(request)
    _fill(request, _tap(request), message)
    return raw.message(message)


@route("DELETE", "/webhooks/{webhook}/{token}/messages/{message}")
def delete_followup(request: Request) -> None:
    _take_away(request, _followup(request))


# ---- what they share ---------------------------------------------------------------------------------------------


def _tap(request: Request) -> Tap:
    """By its token; on the way of webhooks the application's id stands before it."""
    found = request.state.taps.get(request.named["token"])
    if found is None:
        raise errors.unknown_interaction() if "interaction" in request.named else errors.unknown_webhook()
    if request.named.get("interaction", str(found.id)) != str(found.id):
        raise errors.unknown_interaction()
    if request.named.get("webhook", str(request.state.bot.id)) != str(request.state.bot.id):
        raise errors.unknown_webhook()
    return found


def _original(request: Request) -> Message:
    tap = _tap(request)
    if tap.message is None or tap.message.deleted:
        raise errors.unknown_message()
    return tap.message


def _followup(request: Request) -> Message:
    tap, ident = _tap(request), int(request.named["message"])
    found = next((each for each in [*tap.more, tap.message] if each is not None and each.id == ident), None)
    if found is None or found.deleted:
        raise errors.unknown_message()
    return found


def _made(request: Request, tap: Tap, data: Json, *, waited_for: bool) -> Message:
    state = request.state
    message = Message(state.ids.next(), tap.channel, state.bot, type=model.COMMAND_ANSWER, webhook_id=state.bot.id)
    message.interaction = {
        "id": str(tap.id),
        "type": tap.kind,
        "user": raw.user(tap.user),
        "authorizing_integration_owners": {},
    }
    if tap.kind == COMPONENT and tap.source is not None:
        message.interaction["interacted_message_id"] = str(tap.source.id)
    elif tap.kind == FORM:
        message.interaction["triggering_interaction_metadata"] = {**message.interaction, "type": 2, "name": "?"}
    else:
        message.interaction["name"] = "?"
    if waited_for:
        message.flags |= model.LOADING | (data.get("flags", 0) & model.EPHEMERAL)
        tap.waited_for = True
    else:
        draw(state, message, data, may_hide=True)
    if not message.ephemeral:
        state.say(message)
    return message


def _fill(request: Request, tap: Tap, message: Message) -> None:
    """What a promise stands for comes, or an answer is changed. Who sees it was settled by the first answer."""
    draw(request.state, message, request.body)
    message.flags &= ~model.LOADING
    if message is tap.message:
        tap.waited_for = False
    if not message.ephemeral:
        request.state.changed(message)
    request.state.ring()


def _take_away(request: Request, message: Message) -> None:
    if message.ephemeral:
        message.deleted = True
        request.state.ring()
    else:
        request.state.remove(message)


def _receipt(tap: Tap, kind: int) -> Json:
    told: Json = {"id": str(tap.id), "type": tap.kind, "channel_id": str(tap.channel.id)}
    if tap.channel.guild is not None:
        told["guild_id"] = str(tap.channel.guild.id)
    if tap.message is not None and kind in (SHOW, DEFER, CHANGE):
        told["response_message_id"] = str(tap.message.id)
        told["response_message_loading"] = kind == DEFER
        told["response_message_ephemeral"] = tap.message.ephemeral
    receipt: Json = {"interaction": told}
    if tap.message is not None and kind in (SHOW, CHANGE):
        receipt["resource"] = {"type": kind, "message": raw.message(tap.message)}
    return receipt
