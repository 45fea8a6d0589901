"""Forms as modals: a sheet goes out as a modal, and what was filled in comes back as an event.

A modal carries all it needs in its custom id (`sheet:<form's name>:<subject or ->:<form or ->`), so one that was opened
before a restart can be sent after it. Discord shows no modal in answer to a modal: a sheet that is refused comes back
as a message with a button that opens it again, filled in; so does one that was not ready in time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.cards import Blank, Button, Card, Say, Sheet, Small, Style
from bot.events import Filled
from bot.words import Words

BLANKS_MAX = 5
TEXT_MAX = 4_000
TITLE_MAX = 45
DESCRIPTION_MAX = 100
OPTIONS_MAX = 25
OPTION_MAX = 100
"""https://docs.discord.com/developers/components/reference: what a modal, a label, a text input and a select take."""
REOPEN = "edit"
"""The action that opens a form again, with all that is in it."""
_KIND = "sheet"
_NONE = "-"


def modal(sheet: Sheet) -> discord.ui.Modal:
    """The form as a modal.

    Where it has more blanks than a modal takes, what was chosen already is left out, from the first on: it stays as it
    is. Raises ValueError where that does not do.
    """
    settled = [at for at, blank in enumerate(sheet.blanks) if blank.kind == "choice" and blank.value]
    spared = settled[: max(0, len(sheet.blanks) - BLANKS_MAX)]
    sheet = replace(sheet, blanks=tuple(blank for at, blank in enumerate(sheet.blanks) if at not in spared))
    if not 1 <= len(sheet.blanks) <= BLANKS_MAX:
        raise ValueError(f"a modal has 1 to {BLANKS_MAX} blanks")
    drawn = discord.ui.Modal(title=_cut(sheet.title, TITLE_MAX), custom_id=_custom_id(sheet), timeout=None)
    written = [blank for blank in sheet.blanks if blank.kind != "choice"]
    for blank in sheet.blanks:
        note = sheet.note if written and blank is written[-1] else None
        drawn.add_item(
            discord.ui.Label(
                text=_cut(blank.label, TITLE_MAX),
                description=_cut(note, DESCRIPTION_MAX) if note else None,
                component=_choice(blank) if blank.kind == "choice" else _text(blank),
            )
        )
    drawn.stop()  # nobody waits for it: it comes back as an interaction like any other
    return drawn


def _custom_id(sheet: Sheet) -> str:
    subject, form = (_NONE if each is None else str(each) for each in (sheet.subject, sheet.form))
    return ":".join((_KIND, sheet.name, subject, form))


def _text(blank: Blank) -> discord.ui.TextInput[discord.ui.Modal]:
    most = min(blank.most or TEXT_MAX, TEXT_MAX)
    return discord.ui.TextInput(
        custom_id=blank.name,
        style=discord.TextStyle.short if blank.kind == "line" else discord.TextStyle.paragraph,
        default=blank.value[:most] or None,
        required=not blank.optional,
        max_length=most,
    )


def _choice(blank: Blank) -> discord.ui.Select[discord.ui.Modal]:
    options = [
        discord.SelectOption(label=_cut(label, OPTION_MAX), value=value, default=value == blank.value)
        for value, label in blank.options[:OPTIONS_MAX]
    ]
    return discord.ui.Select(custom_id=blank.name, options=options, required=not blank.optional)


def again(sheet: Sheet, words: Words) -> Card:
    """The message that stands for a form where no modal can: what is the matter, and a button that opens it."""
    if sheet.problem is not None:
        parts: tuple[Say | Small, ...] = (Say(sheet.problem),)
        label = words("button-edit")
    else:
        parts = (Say(sheet.title),)
        label = sheet.title
    buttons = () if sheet.form is None else ((Button(label, REOPEN, (sheet.form,), Style.PRIMARY),),)
    return Card(parts, buttons)


def filled(data: Mapping[str, Any]) -> Filled | None:
    """What a modal brought back; None for what is none of ours. Not to be trusted: anybody can send anything."""
    kind, *told = str(data.get("custom_id", "")).split(":")
    if kind != _KIND or len(told) != 3:
        return None
    name, subject, form = told
    if any(each != _NONE and not _is_number(each) for each in (subject, form)):
        return None
    values = dict(_values(data.get("components", ())))
    return Filled(name, values, _number(subject), _number(form))


def _values(components: Any) -> Iterator[tuple[str, str]]:
    """What stands in the text inputs and selects, however deep they lie in labels and rows."""
    for each in components:
        if not isinstance(each, Mapping):
            continue
        if isinstance(each.get("value"), str):
            yield str(each.get("custom_id")), each["value"]
        elif isinstance(each.get("values"), list):
            yield str(each.get("custom_id")), str(each["values"][0]) if each["values"] else ""
        yield from _values(each.get("components") or ())
        yield from _values([each.get("component")])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _number(text: str) -> int | None:
    return None if text == _NONE else int(text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
