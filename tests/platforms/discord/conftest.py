"""Fixtures: a simulated Discord with one town in it."""

from collections.abc import AsyncIterator

import discord
import pytest
import simcord

from tests.platforms.discord.porch import as_discord_does
from tests.platforms.discord.town import Town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    client = discord.Client(intents=discord.Intents.default())
    env = simcord.Env(client)
    await env.start()
    as_discord_does(env.backend)
    try:
        yield Town(env, client)
    finally:
        await env.shutdown()
    env.raise_errors()
