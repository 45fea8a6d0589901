"""How the asker is asked what happened."""

from bot.cards import Button, Card, Say, Style, Title
from bot.domain.questions import Question
from bot.words import Words


def ask(words: Words, question: Question) -> Card:
    """Once, a week after it was posted."""
    buttons = (
        Button(words("button-tell"), "update", (question.id,), Style.PRIMARY),
        Button(words("button-nothing-to-tell"), "untold", (question.id,)),
    )
    parts = (
        Title(words("happened", number=question.number, title=question.title)),
        Say(words("happened-more")),
    )
    return Card(parts, (buttons,))


def untold(words: Words, question: Question) -> Card:
    """They have nothing to tell."""
    return Card((Say(words("happened-nothing", number=question.number)),), instead=True)
