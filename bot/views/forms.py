"""How a form looks while it is asked step by step: one question with its buttons, the offer, and what to change."""

from collections.abc import Sequence

from bot.cards import Body, Button, Card, Part, Say, Small, Style, Title, columns
from bot.cog import Field
from bot.ports.records import OpenForm
from bot.words import Words


def step(
    words: Words,
    form: OpenForm,
    asked: Field,
    options: Sequence[tuple[str, str]],
    note: str | None,
    *,
    first: bool,
    again: bool,
) -> Card:
    """The question for the field the form is at. ``again`` says that it was left and is being taken up."""
    parts: list[Part] = [Title(words(f"form-{form.name}"))]
    if again:
        parts.append(Small(words("form-again")))
    parts.append(Say(words(f"form-{form.name}-{form.step}", most=asked.most)))
    if note is not None:
        parts.append(Small(note))
    rows = list(columns([Button(label, "pick", (form.id, value)) for value, label in options], 2))
    if asked.optional:
        rows.append((Button(words("button-skip"), "skip", (form.id,)),))
    last = [] if first else [_back(words, form)]
    return Card(tuple(parts), (*rows, (*last, _discard(words, form))))


def offer(words: Words, form: OpenForm) -> Card:
    """Asks whether what somebody wrote unasked is to become a question."""
    take_up = Button(words("button-ask-this"), "offer", (form.id,), Style.PRIMARY)
    return Card((Say(words("offer")),), ((take_up, _discard(words, form)),))


def which(words: Words, form: OpenForm, fields: Sequence[str]) -> Card:
    """Asks which field to change."""
    buttons = [Button(words(f"form-{form.name}-{name}-label"), "field", (form.id, name)) for name in fields]
    return Card((Say(words("form-which")),), (*columns(buttons, 2), (_back(words, form),)))


def warned(words: Words, form: OpenForm, text: str, telltales: Sequence[str]) -> Card:
    """What is about to be sent without a name, and what in it could tell whose it is."""
    parts: list[Part] = [Title(words(f"form-{form.name}")), Body(text)]
    if telltales:
        parts.append(Say(telling(words, telltales)))
    send = Button(words("button-send-anyway" if telltales else "button-send"), "send", (form.id,))
    return Card(tuple(parts), ((send, Button(words("button-edit"), "edit", (form.id,)), _discard(words, form)),))


def telling(words: Words, telltales: Sequence[str]) -> str:
    """The sentence that quotes what could give somebody away."""
    return words("telltales", found=", ".join(words("quoted", text=each) for each in telltales))


def _back(words: Words, form: OpenForm) -> Button:
    return Button(words("button-back"), "back", (form.id,))


def _discard(words: Words, form: OpenForm) -> Button:
    return Button(words("button-discard"), "drop", (form.id,), Style.DANGER)
