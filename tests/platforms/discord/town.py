"""A town on a simulated Discord: a server with a forum and a text channel, one member, and the sender under test."""

from typing import Any

import aiohttp
import discord
import pytest

from bot.cards import Body, Button, Card, Part, Title
from bot.platforms.discord.send import Sender
from bot.ports.platform import Chat, Sent
from bot.ports.vault import PlatformUser

MESSAGES = "/channels/*/messages"
ONE = "/channels/*/messages/*"


def card(*parts: Part, rows: tuple[tuple[Button, ...], ...] = ()) -> Card:
    return Card(parts, rows)


LONG = card(Title("For Guys: why?"), Body("word " * 2_000))
WHY = card(Title("For Guys: why?"), rows=((Button("Have an opinion?", "answer", (1,), private=True),),))


class Town:
    """A server with a forum and a text channel, one member, and the sender under test."""

    def __init__(self, env: Any, client: discord.Client) -> None:
        self.env = env
        self.sender = Sender(client)
        self.guild = env.create_guild("Town")
        self.forum = self.guild.create_forum_channel("porch")
        self.text = self.guild.create_text_channel("street")
        self.ana = env.create_user("ana")
        self.guild.add_member(self.ana)

    @property
    def porch(self) -> str:
        return str(self.forum.id)

    @property
    def street(self) -> str:
        return str(self.text.id)

    @property
    def private(self) -> Chat:
        return Chat(user=PlatformUser("discord", str(self.ana.id)))

    def texts(self, channel: str) -> list[str]:
        """What stands in a channel, from the first message on."""
        stored = self.env.backend.messages[int(channel)].values()
        return ["".join(each["content"] for each in message.components if each["type"] == 10) for message in stored]

    def dms(self) -> list[str]:
        return self.texts(str(self.ana.dm_channel.id))

    def message(self, sent: Sent) -> Any:
        return self.env.backend.messages[int(sent.thread or 0)][int(sent.message)]

    def meta(self, thread: str) -> Any:
        return self.env.backend.get_channel(int(thread)).thread_metadata

    def fails(self, method: str, path: str, status: int, code: int = 0, times: int = 1) -> None:
        self.env.inject_error(method, path, status=status, code=code, message="secret words", times=times)

    def asked(self, method: str, path: str = "") -> list[Any]:
        """The requests so far."""
        return [each for each in self.env.http_requests if each.method == method and path in each.path]


async def losing(town: Town, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The next POSTs reach Discord, and the answers never come back."""
    http = town.env.bot.http
    request, left = http.request, [times]

    async def lossy(route: Any, **kwargs: Any) -> Any:
        answer = await request(route, **kwargs)
        if route.method == "POST" and left[0]:
            left[0] -= 1
            raise aiohttp.ServerDisconnectedError
        return answer

    monkeypatch.setattr(http, "request", lossy)
