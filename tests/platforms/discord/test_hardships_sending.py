"""Nothing stands twice: nonces that outlive a crash, forum posts that are looked for, and renames that are paced."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.cards import Button, Card, Say
from bot.platforms.discord.connection import PATIENCE_SECONDS, connection
from bot.platforms.discord.errors import Paced, Troubled, translating
from bot.platforms.discord.nonces import TAKEN_AWAY_KEPT, Nonces
from bot.platforms.discord.send import Sender
from bot.platforms.discord.unrepeated import unrepeated
from bot.ports.platform import OutcomeUnknown, Sent, TryLater
from tests.platforms.discord.town import LONG, WHY, Town, card, losing

THREADS = "/channels/*/threads"


def question(number: int) -> Card:
    return card(Say("why?"), rows=((Button("Have an opinion?", "answer", (number,)),),))


def nonces(town: Town) -> list[str]:
    return [each.json["nonce"] for each in town.asked("POST", "/messages")]


# ---- nonces ------------------------------------------------------------------------------------------------------


async def test_each_message_of_the_same_try_has_its_own_nonce_and_keeps_it(town: Town) -> None:
    await town.sender.post(town.private, LONG, once="7.1")
    first = nonces(town)
    assert len(first) == len(set(first)) > 2
    assert all(len(each) <= 25 for each in first)
    town.sender = Sender(town.env.bot)  # another process: nothing is remembered
    await town.sender.post(town.private, LONG, once="7.1")
    assert nonces(town)[len(first) :] == first
    await town.sender.post(town.private, WHY, once="7.2")
    await town.sender.post(town.private, WHY, once="71")
    await town.sender.post(town.private, WHY)
    await town.sender.post(town.private, WHY)
    later = nonces(town)[2 * len(first) :]
    assert len({*first, *later}) == len(first) + 4


async def test_what_was_taken_away_is_sent_under_another_nonce(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    send, calls = town.sender._send, [0]

    async def second_fails(*args: Any) -> Sent:
        calls[0] += 1
        if calls[0] == 2:
            raise TryLater(1.0)
        return await send(*args)

    monkeypatch.setattr(town.sender, "_send", second_fails)
    with pytest.raises(TryLater):
        await town.sender.post(town.private, LONG, once="7.1")
    assert town.dms() == []
    await town.sender.post(town.private, LONG, once="7.1")
    half, *whole = nonces(town)
    assert half not in whole


def test_only_so_many_are_remembered() -> None:
    given = Nonces()
    before = given.of("1", 0)
    for number in range(TAKEN_AWAY_KEPT + 1):
        given.taken_away(str(number + 1))
    assert given.of("1", 0) == before, "the oldest is forgotten"
    assert len(given._taken_away) == TAKEN_AWAY_KEPT


# ---- forum posts -------------------------------------------------------------------------------------------------


async def test_a_lost_post_is_told_from_another_of_the_same_name(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.ForumChannel, "threads", [])  # as if the gateway had not told of any yet
    other = await town.sender.open_thread(town.porch, "why?", question(1))
    await losing(town, monkeypatch, times=1)
    opened = await town.sender.open_thread(town.porch, "why?", question(2))
    assert opened.thread != other.thread
    assert len(town.forum.threads) == 2


async def test_a_post_that_comes_to_stand_late_is_found_at_the_next_try(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await losing(town, monkeypatch, times=1)
    listing = discord.Guild.active_threads

    async def nothing_yet(guild: discord.Guild) -> list[discord.Thread]:
        return []

    monkeypatch.setattr(discord.Guild, "active_threads", nothing_yet)
    with pytest.raises(OutcomeUnknown):
        await town.sender.open_thread(town.porch, "why?", question(1))
    monkeypatch.setattr(discord.Guild, "active_threads", listing)
    opened = await town.sender.open_thread(town.porch, "why?", question(1))
    assert [str(each.id) for each in town.forum.threads] == [opened.thread]
    town.env.backend.delete_channel(int(opened.thread))
    await town.env.settle()
    again = await town.sender.open_thread(town.porch, "why?", question(1))
    assert again.thread != opened.thread, "what was found is not looked for again"


@pytest.fixture
async def asked(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[discord.Client, list[str]]]:
    """A client on a real wire, and what was asked. Discord fails at each path once, then it works; it paces edits."""
    paths: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        paths.append(request.path)
        if request.method == "PATCH":
            paced = {"message": "You are being rate limited.", "retry_after": 540.0, "global": False}
            return web.Response(
                body=json.dumps(paced), status=429, headers={"Via": "1.1 test"}, content_type="application/json"
            )
        failed = paths.count(request.path) == 1 and request.path != "/users/@me"
        return web.json_response({"id": "5"}, status=502 if failed else 200)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(application) as server, connection() as client:
        monkeypatch.setattr("discord.http.Route.BASE", str(server.make_url("")).rstrip("/"))
        await client.http.static_login("token")
        paths.clear()
        yield client, paths


async def test_discord_py_repeats_what_may_be_repeated_but_no_forum_post(
    asked: tuple[discord.Client, list[str]],
) -> None:
    client, paths = asked
    with pytest.raises(Troubled), translating():
        await client.http.request(discord.http.Route("POST", "/channels/{channel_id}/threads", channel_id=7), json={})
    assert paths == ["/channels/7/threads"]
    await client.http.request(discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=7), json={})
    assert paths[1:] == ["/channels/7/messages"] * 2


@pytest.mark.parametrize("number", [54, 10054])
async def test_a_reset_connection_is_no_reason_to_repeat_a_forum_post(number: int) -> None:
    class Broken(aiohttp.TCPConnector):
        async def connect(self, *args: Any, **kwargs: Any) -> Any:
            raise OSError(number, "reset")

    async with aiohttp.ClientSession(connector=Broken(), trace_configs=[unrepeated()]) as session:
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await session.post("http://127.0.0.1:1/api/v10/channels/7/threads")
        with pytest.raises(OSError, match="reset"):
            await session.post("http://127.0.0.1:1/api/v10/channels/7/messages")


# ---- renames -----------------------------------------------------------------------------------------------------


async def test_closing_does_not_wait_until_a_thread_may_be_renamed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = await town.sender.open_thread(town.porch, "why", WHY)
    http = town.env.bot.http
    request, refused = http.request, [0]

    async def renames_are_paced(route: Any, **kwargs: Any) -> Any:
        if route.method == "PATCH" and "name" in kwargs.get("json", {}):
            refused[0] += 1
            raise discord.RateLimited(540.0)
        return await request(route, **kwargs)

    monkeypatch.setattr(http, "request", renames_are_paced)
    await town.sender.close_thread(town.porch, opened.thread, "taken back")
    stands = town.env.backend.get_channel(int(opened.thread))
    assert (stands.name, refused) == ("why", [1])
    assert (town.meta(opened.thread).archived, town.meta(opened.thread).locked) == (True, True)
    monkeypatch.undo()
    await town.sender.close_thread(town.porch, opened.thread, "taken back")
    assert town.env.backend.get_channel(int(opened.thread)).name == "taken back"
    assert (town.meta(opened.thread).archived, town.meta(opened.thread).locked) == (True, True)


async def test_no_request_waits_for_minutes(asked: tuple[discord.Client, list[str]]) -> None:
    client, paths = asked
    renamed = client.http.request(discord.http.Route("PATCH", "/channels/{channel_id}", channel_id=7), json={})
    with pytest.raises(Paced) as paced, translating(thread=True):
        await asyncio.wait_for(renamed, 3)
    assert paced.value.seconds == 540.0
    assert paths == ["/channels/7"]


# ---- shards ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shards", "count"), [(2, 2), ("3", 3), ("auto", None)])
async def test_shards(shards: int | str, count: int | None) -> None:
    client = connection(shards=shards)
    assert isinstance(client, discord.AutoShardedClient)
    assert client.shard_count == count
    assert client.http.max_ratelimit_timeout == PATIENCE_SECONDS
    assert client.http.http_trace is not None
    assert not isinstance(connection(shards=1), discord.AutoShardedClient)
