"""The promise, what is kept, and what is forgotten, in plain words."""

from bot.cards import Button, Card, Document, Part, Say, Small, Strong, Style, Title
from bot.domain.communities import Place
from bot.services.forgetting import Forgotten
from bot.words import Words


def promise(words: Words) -> Card:
    """What is known about whoever asks, and what they can do about it."""
    buttons = (Button(words("button-mydata"), "mydata"), Button(words("button-forget"), "forget", style=Style.DANGER))
    parts = (
        Title(words("privacy-title")),
        Say(words("privacy")),
        Say(words("privacy-kept")),
        Small(words("privacy-care")),
    )
    return Card(parts, (buttons,))


def mydata(words: Words, document: Document) -> Card:
    """What goes with the file."""
    return Card((Title(words("mydata-title")), Say(words("mydata"))), document=document)


def sure(words: Words) -> Card:
    """Asks once."""
    buttons = (
        Button(words("button-forget-yes"), "forget-yes", style=Style.DANGER),
        Button(words("button-forget-no"), "forget-no"),
    )
    return Card((Title(words("forget-title")), Say(words("forget-sure"))), (buttons,))


def forgotten(words: Words, told: Forgotten) -> Card:
    """What was deleted, what still goes, and what only the person can delete, place by place."""
    now, later = told.now, told.later
    parts: list[Part] = [Title(words("forgotten-title"))]
    parts.append(Say(words("forgotten-now", count=now.questions)))
    parts += [Small(words("forgotten-copies", place=_place(words, place), count=count)) for place, count in now.copies]
    parts.append(Say(words("forgotten-later")))
    parts.append(
        Strong(words("forgotten-counts", opinions=str(later.opinions), replies=str(later.replies + now.replies)))
    )
    parts += [
        Small(words("forgotten-copies-later", place=_place(words, place), count=count)) for place, count in later.copies
    ]
    parts += [Small(words("forgotten-own", place=_place(words, place), count=count)) for place, count in later.own]
    parts.append(Say(words("forgotten-stays")))
    return Card(tuple(parts), instead=True)


def _place(words: Words, place: Place) -> str:
    return words("on-platform", name=place.title, platform=words(f"platform-{place.platform}"))
