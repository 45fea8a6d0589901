"""The features, one file each, written once for every platform. Order matters where two listen to the same messages."""

from bot.cog import Cog
from cogs import (
    answering,
    asking,
    auditing,
    categories,
    inbox,
    objecting,
    privacy,
    reading,
    removing,
    replying,
    reporting,
    reviewing,
    revising,
    sanctioning,
    settings,
    setup,
    takes,
    welcome,
)

ALL: tuple[Cog, ...] = (
    replying.cog,
    answering.cog,
    sanctioning.cog,
    objecting.cog,
    asking.cog,
    takes.cog,
    reading.cog,
    inbox.cog,
    categories.cog,
    revising.cog,
    settings.cog,
    reporting.cog,
    reviewing.cog,
    removing.cog,
    auditing.cog,
    setup.cog,
    privacy.cog,
    welcome.cog,
)
