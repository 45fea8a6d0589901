"""Commands as buttons: what a persona can do without knowing a word to type."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cog import Declared
from bot.platforms.playground.personas import Persona
from bot.words import Words

QUICK = ("ask", "help", "privacy")
FOR_MODERATORS = ("setup", "link", "queue", "settings")


@dataclass(frozen=True, slots=True)
class Quick:
    """A button that sends ``/name``: to the bot in private, or on the board where it is ``public`` only."""

    name: str
    label: str
    hint: str
    public: bool


def offered(words: Words, declared: Mapping[str, Declared], persona: Persona) -> list[Quick]:
    """The buttons for this persona; what no cog declares is left out."""
    wanted = (*QUICK, *(FOR_MODERATORS if persona.moderates else ()))
    return [
        Quick(name, words(f"playground-command-{name}"), words(f"command-{name}"), public=not declared[name].private)
        for name in wanted
        if name in declared
    ]
