"""Persons: what they type, press, send and read, as their Discord client would do it for them.

In: a test's story. Out: what the gateway tells the bot of it, and what the person has on the screen. Whatever the bot
owes an answer to is waited for; None as a channel is the DM with the bot.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping

from tests.fakes.discord import model, raw
from tests.fakes.discord.interactions import COMMAND, COMPONENT, FORM, IN_TIME, Tap
from tests.fakes.discord.model import Channel, Json, Member, Message, User
from tests.fakes.discord.state import State

SLASH, MENU = 1, 3
LABEL, SELECT = 18, 3
OPTION_TYPES = {int: 4, str: 3}
CHANNEL_OPTION = 7


class Person:
    """Somebody with a Discord client."""

    def __init__(self, state: State, user: User) -> None:
        self.state = state
        self.user = user

    @property
    def dm(self) -> Channel:
        """Their DM with the bot."""
        return self.state.dm(self.user)

    def joins(self, guild: model.Guild) -> Person:
        guild.members[self.user.id] = Member(self.user)
        return self

    # ---- written -------------------------------------------------------------------------------------------------

    async def writes(self, where: Channel | None, text: str, *, answers: Message | None = None) -> Message:
        """Sends a message, as a native reply to `answers`."""
        channel = where or self.dm
        assert not channel.locked, "a closed thread takes nothing"
        kind = model.SAID if answers is None else model.REPLY
        message = Message(self.state.ids.next(), channel, self.user, text, kind, answers=answers)
        if channel.guild is not None and f"<@{self.state.bot.id}>" in text:
            message.mentions.append(self.state.bot)
        return self.state.say(message)

    async def edits(self, message: Message, text: str) -> None:
        assert message.author is self.user
        message.content = text
        self.state.changed(message)

    async def deletes(self, message: Message) -> None:
        assert message.author is self.user
        self.state.remove(message)

    # ---- done with the bot ---------------------------------------------------------------------------------------

    async def slash(self, where: Channel | None, name: str, **options: int | str | Channel) -> Tap:
        """Gives a command; it must be listed."""
        listed = self._command(name, SLASH)
        known = {each["name"]: each for each in listed.get("options", [])}
        given: list[Json] = []
        resolved: Json = {}
        for key, value in options.items():
            assert key in known, f"/{name} has no option {key}"
            if isinstance(value, Channel):
                resolved.setdefault("channels", {})[str(value.id)] = self._partial(value)
                given.append({"name": key, "type": CHANNEL_OPTION, "value": str(value.id)})
            else:
                given.append({"name": key, "type": OPTION_TYPES[type(value)], "value": value})
        data: Json = {"id": listed["id"], "name": name, "type": SLASH, "options": given}
        return await self._does(where or self.dm, COMMAND, {**data, "resolved": resolved} if resolved else data)

    async def menu(self, message: Message, name: str) -> Tap:
        """A command in the menu of a message."""
        listed = self._command(name, MENU)
        resolved = {"messages": {str(message.id): raw.message(message)}}
        data = {"id": listed["id"], "name": name, "type": MENU, "target_id": str(message.id), "resolved": resolved}
        return await self._does(message.channel, COMMAND, data)

    async def clicks(self, message: Message, label: str) -> Tap:
        """Presses a button."""
        button = message.button(label)
        assert button is not None, f"no button {label!r} on {message.text!r}"
        assert not message.deleted
        data = {"custom_id": button["custom_id"], "component_type": button["type"], "id": button["id"]}
        return await self._does(message.channel, COMPONENT, data, message)

    async def submits(self, opened: Tap, values: Mapping[str, str]) -> Tap:
        """Sends the form that was opened; what is not given stays as it was filled in beforehand."""
        assert opened.modal is not None, "there is no form"
        rows = [_filled(each, number, values) for number, each in enumerate(opened.modal["components"], 1)]
        data = {"custom_id": opened.modal["custom_id"], "components": rows}
        return await self._does(opened.channel, FORM, data, opened.source)

    async def _does(self, channel: Channel, kind: int, data: Json, source: Message | None = None) -> Tap:
        state = self.state
        tap = Tap(state.ids.next(), secrets.token_urlsafe(48), kind, self.user, channel, source)
        state.taps[tap.token] = tap
        told: Json = {
            "id": str(tap.id),
            "application_id": str(state.bot.id),
            "type": kind,
            "token": tap.token,
            "version": 1,
            "locale": self.user.locale,
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(channel.guild.id if channel.guild else 0)},
            "attachment_size_limit": 10_485_760,
            "context": 1 if channel.guild is None else 0,
            "channel": self._partial(channel),
            "channel_id": str(channel.id),
            "data": data,
        }
        if source is not None:
            told["message"] = raw.message(source)
        guild = channel.guild
        if guild is None:
            told |= {"user": raw.user(self.user), "app_permissions": str(raw.EVERYTHING)}
        else:
            may = str(state.permissions(guild, self.user))
            told |= {"member": {**raw.member(guild.members[self.user.id]), "permissions": may}}
            told |= {"guild_id": str(guild.id), "guild_locale": "en-US", "locale": self.user.locale}
            told |= {"guild": {"id": str(guild.id), "locale": "en-US", "features": []}}
            told |= {"app_permissions": str(state.permissions(guild, state.bot))}
        tap.begun = time.monotonic()
        state.tell("INTERACTION_CREATE", told)
        await state.until(lambda: tap.answered_in is not None, f"an answer to {self.user.name}", IN_TIME + 0.5)
        return tap

    def _partial(self, channel: Channel) -> Json:
        raw_channel = raw.channel(channel)
        if channel.guild is not None:
            raw_channel["permissions"] = str(self.state.permissions(channel.guild, self.user))
        return raw_channel

    def _command(self, name: str, kind: int) -> Json:
        found = [each for each in self.state.commands if (each["name"], each["type"]) == (name, kind)]
        assert found, f"{name} is not listed among the bot's commands"
        return found[0]

    # ---- read ----------------------------------------------------------------------------------------------------

    def reads(self) -> list[str]:
        """The texts in the DM, oldest first."""
        return [each.text for each in self.dm.visible]

    async def sees(self, words: str, where: Channel | None = None, after: int = 0) -> Message:
        """The newest message of the bot's with these words, as soon as it is there; in the DM, or where told."""
        channel = where or self.dm

        def look() -> Message | None:
            said = [each for each in channel.visible if each.author is self.state.bot and each.id > after]
            return next((each for each in reversed(said) if words in each.text), None)

        return await self.state.until(look, f"{words!r}")


def _filled(blank: Json, number: int, values: Mapping[str, str]) -> Json:
    """A label with what somebody put into it."""
    assert blank["type"] == LABEL
    field = blank["component"]
    name = field["custom_id"]
    answer: Json = {"type": field["type"], "id": 100 + number, "custom_id": name}
    if field["type"] == SELECT:
        default = next((each["value"] for each in field["options"] if each.get("default")), None)
        chosen = values.get(name, default)
        offered = [each["value"] for each in field["options"]]
        assert chosen is None or chosen in offered, f"{chosen!r} is not among {offered}"
        answer["values"] = [] if chosen is None else [chosen]
    else:
        answer["value"] = values.get(name, field.get("value") or "")
        assert len(answer["value"]) <= field.get("max_length", 4000)
    assert not field.get("required", True) or answer.get("value") or answer.get("values"), f"{name} is required"
    return {"type": LABEL, "id": number, "component": answer}
