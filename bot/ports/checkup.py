"""What `agony-aunt doctor` asks of a platform: whether the bot can work there, in sentences for whoever runs it.

A checkup disturbs nobody: it listens to nothing, takes no updates and changes nothing, so it may be done beside a bot
that runs. Its sentences hold no token, no id and nobody's words; the public title of a place is all it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.domain.communities import Place


class Mark(Enum):
    """How a finding is meant; the value is what stands before its sentence."""

    FINE = "✓"
    HINT = "!"
    """It works, but not as well as it could, or not yet."""
    WRONG = "✗"
    """Somebody has to mend it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in one sentence that says what to do where it isn't fine."""

    mark: Mark
    sentence: str


def fine(sentence: str) -> Finding:
    """It is as it should be."""
    return Finding(Mark.FINE, sentence)


def hint(sentence: str) -> Finding:
    """It works, but."""
    return Finding(Mark.HINT, sentence)


def wrong(sentence: str) -> Finding:
    """It has to be mended."""
    return Finding(Mark.WRONG, sentence)


def named(place: Place) -> str:
    """A place's title in quotation marks; what could play tricks with a terminal is left out."""
    return f"“{''.join(each for each in place.title if each.isprintable())}”"


class Checkup(Protocol):
    """One platform, looked at with the settings and the places that are there."""

    name: str
    """The platform's key; the sentence ``platform-<name>`` stands before its findings."""

    async def look(self, places: Sequence[Place]) -> list[Finding]:
        """Looks at the bot's account, then at each of these places, where the bot should be, on this platform.

        A platform that can't be reached is a finding, the last one; and it takes no longer than a quarter of a minute
        to find that out.
        """
        ...
