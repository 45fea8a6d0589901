"""The features, one file each, written once for every platform. Order matters where two listen to the same messages."""

from bot.cog import Cog
from cogs import answering, asking, reading, replying, revising, setup, welcome

ALL: tuple[Cog, ...] = (
    replying.cog,
    answering.cog,
    asking.cog,
    reading.cog,
    revising.cog,
    setup.cog,
    welcome.cog,
)
