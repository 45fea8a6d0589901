"""Commands as buttons: what a persona can do without knowing a word to type.

What is about a message stands under it instead: "Report", and for a moderator what Discord has in a message's menu.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cog import Declared
from bot.platforms.playground.personas import Persona
from bot.words import Words

QUICK = ("ask", "search", "unanswered", "inbox", "mine")
MORE = ("take", "takes", "notifications", "category", "help", "privacy", "mydata", "forget")
FOR_MODERATORS = ("queue", "reports", "sanctions", "settings")
MORE_FOR_MODERATORS = ("audit", "stats", "setup", "link")
WORDED = ("search",)
"""Commands that mean nothing without words: their button opens a box for them."""
ON_MESSAGES = ("report",)
ON_MESSAGES_FOR_MODERATORS = ("remove", "sanctions")
ON_QUESTIONS_FOR_MODERATORS = ("remove", "lock", "sanctions")
ON_REMOVED_FOR_MODERATORS = ("restore", "sanctions")


@dataclass(frozen=True, slots=True)
class Quick:
    """A button that sends ``/name``: to the bot in private, or on the board where it is ``public`` only.

    ``worded``: it asks for the words that follow first.
    """

    name: str
    label: str
    hint: str
    public: bool
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Buttons that stand together: what is used most, and what is unfolded by "More"."""

    first: tuple[Quick, ...]
    more: tuple[Quick, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a persona can press: in the private chat, beside it as a moderator, under what somebody wrote, and under the
    card of a question, removed or not, which has a button of its own for whoever wants to report it."""

    everybody: Group
    moderators: Group
    messages: tuple[Quick, ...]
    questions: tuple[Quick, ...]
    removed: tuple[Quick, ...]


def offered(words: Words, declared: Mapping[str, Declared], persona: Persona) -> Offered:
    """The buttons for this persona; what no cog declares is left out."""
    mine, more = (FOR_MODERATORS, MORE_FOR_MODERATORS) if persona.moderates else ((), ())
    theirs = ON_MESSAGES_FOR_MODERATORS if persona.moderates else ()
    return Offered(
        Group(_quick(words, declared, QUICK), _quick(words, declared, MORE)),
        Group(_quick(words, declared, mine), _quick(words, declared, more)),
        _below(words, declared, (*ON_MESSAGES, *theirs)),
        _below(words, declared, ON_QUESTIONS_FOR_MODERATORS if persona.moderates else ()),
        _below(words, declared, ON_REMOVED_FOR_MODERATORS if persona.moderates else ()),
    )


def _below(words: Words, declared: Mapping[str, Declared], names: tuple[str, ...]) -> tuple[Quick, ...]:
    return tuple(
        Quick(name, words(f"playground-message-{name}"), words(f"command-{name}"), public=True)
        for name in names
        if name in declared
    )


def _quick(words: Words, declared: Mapping[str, Declared], names: tuple[str, ...]) -> tuple[Quick, ...]:
    return tuple(
        Quick(
            name,
            words(f"playground-command-{name}"),
            words(f"command-{name}"),
            public=not declared[name].private,
            worded=name in WORDED,
        )
        for name in names
        if name in declared
    )
