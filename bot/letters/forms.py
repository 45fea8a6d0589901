"""A form that is being filled in, one question at a time."""

from bot.cards import Card
from bot.letters.looks import Private
from bot.ports.records import FormId


def private(look: Private) -> Card | None:
    """The form at its step."""
    form = look.tx.forms.get(FormId(look.row.subject))
    return look.tools.steps.card(look.tx, look.words, form, again=look.row.fresh) if form else None
