"""The checkup on Discord: token, intent, channels and permissions, by a few GET requests."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.domain.communities import CommunityId, Place, PlaceId, PlaceKind
from bot.platforms.discord import checkup
from bot.platforms.discord.checkup import DiscordCheckup
from bot.ports.checkup import Mark
from tests.fakes.discord import Channel, Fault, Server, State, serving
from tests.fakes.discord.model import FORUM, TEXT, Guild

MANAGE_CHANNELS, SEND, EMBED, MANAGE_THREADS, CREATE_THREADS = 4, 11, 14, 34, 35
FINE, HINT, WRONG = Mark.FINE, Mark.HINT, Mark.WRONG


@pytest.fixture
def state() -> State:
    return State()


@pytest.fixture
async def server(state: State, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    monkeypatch.setattr(
        discord.http.Route, "BASE", discord.http.Route.BASE
    )  # put back what the checkup points elsewhere
    async with serving(state) as running:
        yield running


@pytest.fixture
def guild(state: State) -> Guild:
    found = state.make_guild("The Porch", state.make_user("Olga"))
    allow(state, found, MANAGE_CHANNELS)
    return found


def allow(state: State, guild: Guild, *bits: int) -> None:
    """Gives the bot's own role permissions."""
    for each in bits:
        guild.roles[guild.members[state.bot.id].roles[0]].permissions |= 1 << each


def deny(guild: Guild, *bits: int) -> None:
    """Takes permissions from all roles."""
    for role in guild.roles.values():
        for each in bits:
            role.permissions &= ~(1 << each)


def place(channel: Channel | str, title: str = "The Porch") -> Place:
    address = channel if isinstance(channel, str) else str(channel.id)
    return Place(PlaceId(1), CommunityId(1), "discord", address, title, PlaceKind.FORUM, True)


async def look(
    server: Server, *places: Place, message_content: bool = True, token: str | None = None
) -> list[tuple[Mark, str]]:
    """What is found; and that nothing but GET requests was made, none of them for the gateway."""
    made = DiscordCheckup(
        server.state.token if token is None else token, message_content=message_content, api_url=server.api_url
    )
    found = [(each.mark, each.sentence) for each in await made.look(places)]
    assert {call.method for call in server.state.calls} <= {"GET"}
    assert not [call for call in server.state.calls if "gateway" in call.path]
    for _, sentence in found:
        assert server.state.token not in sentence
        assert not any(
            str(each.id) in sentence for guild in server.state.guilds.values() for each in (guild, guild.owner)
        )
        assert not any(each.address in sentence for each in places)
    return found


async def test_all_is_well(server: Server, state: State, guild: Guild) -> None:
    forum, text = state.make_channel(guild, "advice", FORUM), state.make_channel(guild, "street", TEXT)
    assert await look(server, place(forum), place(text, "The Street")) == [
        (FINE, "the token is right."),
        (FINE, "the Message Content Intent is on."),
        (FINE, "“The Porch”: the bot may do what it needs."),
        (FINE, "“The Street”: the bot may do what it needs."),
    ]
    asked = [call.path for call in state.calls]
    assert len([path for path in asked if path == f"/guilds/{guild.id}"]) == 1, "a server is asked for once"


async def test_each_missing_permission_is_named_in_discords_words(server: Server, state: State, guild: Guild) -> None:
    forum, text = state.make_channel(guild, "advice", FORUM), state.make_channel(guild, "street", TEXT)
    deny(guild, SEND, EMBED, MANAGE_THREADS, CREATE_THREADS)
    found = await look(server, place(forum), place(text, "The Street"))
    assert found[2:] == [
        *(
            (WRONG, f"“The Porch”: the bot lacks the permission “{each}” in its channel: please give it that.")
            for each in ("Send Messages", "Manage Threads", "Embed Links", "Attach Files")
        ),
        *(
            (WRONG, f"“The Street”: the bot lacks the permission “{each}” in its channel: please give it that.")
            for each in ("Send Messages", "Create Public Threads", "Manage Threads", "Embed Links", "Attach Files")
        ),
    ]


async def test_what_it_can_do_without_is_a_hint(server: Server, state: State, guild: Guild) -> None:
    forum, text = state.make_channel(guild, "advice", FORUM), state.make_channel(guild, "street", TEXT)
    deny(guild, MANAGE_CHANNELS)
    found = (await look(server, place(forum), place(text, "The Street")))[2:]
    assert [mark for mark, _ in found] == [FINE, HINT, FINE]
    assert "“The Porch”: without “Manage Channels”" in found[1][1]


async def test_a_channel_that_is_gone_and_one_that_is_hidden(server: Server, state: State, guild: Guild) -> None:
    gone, hidden = state.make_channel(guild, "gone", FORUM), state.make_channel(guild, "hidden", FORUM)
    del guild.channels[gone.id]
    state.faults.waiting.append(Fault("GET", f"/channels/{hidden.id}", status=403, code=50001))
    found = (await look(server, place(gone), place(hidden, "The Cellar")))[2:]
    assert [mark for mark, _ in found] == [WRONG, WRONG]
    assert "was deleted" in found[0][1]
    assert "“The Cellar”: the bot can't see its channel" in found[1][1]


@pytest.mark.parametrize(
    ("allowed", "wanted", "mark", "words"),
    [
        (True, True, FINE, "Intent is on"),
        (False, True, WRONG, "discord.message_content: Discord does not let this bot read messages"),
        (True, False, HINT, "buttons, forms, message menus, replies to it and mentions; the intent is on"),
        (False, False, HINT, "only buttons, forms, message menus, replies to it and mentions; switch it on"),
    ],
)
async def test_the_intent_and_the_setting(
    server: Server, state: State, guild: Guild, allowed: bool, wanted: bool, mark: Mark, words: str
) -> None:
    state.content = allowed
    found = await look(server, message_content=wanted)
    assert found[1][0] is mark
    assert words in found[1][1]
    assert (found[2][0], "agony-aunt invite" in found[2][1]) == (HINT, True), "no forum is set up yet"


async def test_a_wrong_token_is_the_only_finding(server: Server) -> None:
    ((mark, sentence),) = await look(server, token="canary.token.nobody-has")
    assert (mark, "discord.token: Discord knows no bot" in sentence) == (WRONG, True)
    assert "canary" not in sentence


@pytest.mark.parametrize(
    "fault",
    [
        Fault("GET", "*", left=100, status=503),
        Fault("GET", "*", left=100, status=502),
        Fault("GET", "*", left=100, drop=True),
        Fault("GET", "*", left=100, delay=5),
        Fault("GET", "*", left=100, retry_after=60),
    ],
    ids=["unavailable", "bad gateway", "broken lines", "silence", "429"],
)
async def test_a_discord_that_does_not_answer_is_one_line(
    server: Server, state: State, guild: Guild, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "PATIENCE", 0.3)
    state.faults.waiting.append(fault)
    ((mark, sentence),) = await look(server, place("4711"))
    assert (mark, "can't be reached" in sentence) == (WRONG, True)


async def test_one_that_falls_silent_half_way_is_asked_no_more(server: Server, state: State, guild: Guild) -> None:
    forum = state.make_channel(guild, "advice", FORUM)
    state.faults.waiting.append(Fault("GET", "/channels/*", left=100, status=503))
    found = await look(server, place(forum), place(forum), place(forum))
    assert [mark for mark, _ in found] == [FINE, FINE, WRONG]
    assert len([call for call in state.calls if call.path.startswith("/channels/")]) == 1


async def test_a_title_can_not_play_tricks_with_a_terminal(server: Server, state: State, guild: Guild) -> None:
    forum = state.make_channel(guild, "advice", FORUM)
    found = await look(server, place(forum, "\x1b[2JThe\nPorch\u202e"))
    assert found[2][1].startswith("“[2JThePorch”:")
