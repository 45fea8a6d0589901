"""The words an answer is written in.

A view builds a :class:`Card` out of finished sentences and people's own words; each platform draws it in its native
way (message entities and inline keyboards on Telegram, HTML in the playground). Parts hold plain text and never
markup: whatever a person typed is shown as typed.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. ``action`` names what a cog does, ``args`` about what; together at most 64 bytes.

    ``private`` marks a button in public whose answer belongs in the private chat with the bot; a platform that can't
    answer one person in public (Telegram) leads there. ``chosen`` marks the current one of several (a tab).
    ``link`` makes it a link to a public address instead.
    """

    label: str
    action: str = ""
    args: tuple[int | str, ...] = ()
    style: Style = Style.PLAIN
    private: bool = False
    chosen: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """The line that says what this card is; one line, shown strong."""

    text: str


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence of the bot's."""

    text: str


@dataclass(frozen=True, slots=True)
class Small:
    """A sentence of the bot's that matters less; shown muted where the platform can."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """A line of the bot's that the eye should find: the grouped counts."""

    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A person's own words as the matter of the card: details of a question, an opinion in its notice."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A person's words under the name they stand under. ``depth`` 1 is a reply under an opinion."""

    by: str
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the card. ``alt`` says what it is, for those who can't see it, in 1-256 characters.

    ``data`` is a JPEG or PNG of at most 1 MB, 2,048 pixels a side and 20 times as long as wide (see `bot.pictures`).
    ``name`` is the file's name, made by us, ASCII without blanks, and another for every other picture: so a platform
    can tell whether it shows this one already.
    """

    name: str
    alt: str
    data: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """What stands for it where only words can."""
        return self.alt


Part = Title | Say | Small | Strong | Body | Said | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes with a card, for the one person who asked for it; never with what the outbox carries.

    ``name`` is the file's name with its ending, ASCII without blanks; ``data`` its bytes, at most ``DOCUMENT_MAX``.
    """

    name: str
    data: bytes = field(repr=False)


DOCUMENT_MAX = 10 * 1024 * 1024
"""Bytes. Discord takes 10 MiB where nobody pays for more (https://docs.discord.com/developers/reference#uploading-files),
Telegram 50 MB (https://core.telegram.org/bots/api#senddocument)."""


@dataclass(frozen=True, slots=True)
class Card:
    """One message of the bot's: parts from top to bottom, then rows of buttons.

    ``name`` is what a thread opened with this card is called (1-100 characters). ``instead`` asks that the card take
    the place of the one whose button was pressed (turning a page). ``aloud`` lets the answer to a command stand in
    the public place it was typed in, ``aloud_if_needed`` only where the person can't be reached in private; all other
    answers are private.
    """

    parts: tuple[Part, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    name: str | None = None
    instead: bool = field(default=False, compare=False)
    aloud: bool = field(default=False, compare=False)
    aloud_if_needed: bool = field(default=False, compare=False)
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    """One sentence in passing: a tap's acknowledgement. At most 200 characters (Telegram's answerCallbackQuery)."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """One field of a sheet. ``kind`` is line, paragraph or choice; ``most`` characters; ``value`` as typed before."""

    name: str
    label: str
    kind: str
    value: str
    optional: bool
    most: int
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form to be filled in whole (a modal, a web form), on platforms that have such.

    ``problem`` is the sentence that says why it came back, ``note`` what will become of it, ``picture`` what the place
    for a picture is called, where the form takes one and the platform can offer it. It returns as an event with
    ``name``, ``subject`` and ``form``.
    """

    name: str
    subject: int | None
    form: int | None
    title: str
    blanks: tuple[Blank, ...]
    problem: str | None = None
    note: str | None = None
    picture: str | None = None


def columns(buttons: list[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    """Buttons laid out in rows of at most ``wide``."""
    return tuple(tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide))
