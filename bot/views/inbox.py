"""How the inbox looks: one notice at a time, just as it would have come, and the way to the others."""

from dataclasses import dataclass, replace

from bot.cards import Button, Card, Say, Small
from bot.domain.people import Face
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that did not arrive: the row that stands for it, the face it is addressed to, and its card."""

    row: int
    face: Face
    card: Card
    aside: bool = False
    """It was kept because they want to be told later, or not at all."""


def empty(words: Words) -> Card:
    """There is nothing to show."""
    return Card((Say(words("inbox-empty")),), instead=True)


def page(words: Words, notices: list[Notice], at: int) -> Card:
    """The notice at this position of all, the newest being 0.

    "Reply" and "Mute" carry the face that was spoken to, as this card stands in no receipt that could tell.
    """
    notice = notices[at]
    rows = tuple(tuple(_addressed(each, notice.face) for each in row) for row in notice.card.rows)
    turn = []
    if at > 0:
        turn.append(Button(words("button-newer"), "inbox", (notices[at - 1].row,)))
    if at + 1 < len(notices):
        turn.append(Button(words("button-older"), "inbox", (notices[at + 1].row,)))
    turn.append(Button(words("button-have-read"), "read", (notice.row,)))
    place = Small(words("inbox-aside" if notice.aside else "inbox-place", number=at + 1, count=len(notices)))
    return replace(notice.card, parts=(place, *notice.card.parts), rows=(*rows, tuple(turn)), instead=True)


def _addressed(button: Button, face: Face) -> Button:
    return replace(button, args=(*button.args, face.value)) if button.action in ("reply", "hush") else button
