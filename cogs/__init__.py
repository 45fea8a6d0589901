"""The features, one file each, written once for every platform. Order matters where two listen to the same messages."""

from bot.cog import Cog
from cogs import answering, asking, inbox, reading, replying, reporting, revising, settings, setup, welcome

ALL: tuple[Cog, ...] = (
    replying.cog,
    answering.cog,
    asking.cog,
    reading.cog,
    inbox.cog,
    revising.cog,
    settings.cog,
    reporting.cog,
    setup.cog,
    welcome.cog,
)
