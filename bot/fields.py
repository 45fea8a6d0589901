"""Fields: what a form asks for, of whom, and whether what came is right.

The same for a form that is asked step by step and for one that is filled in whole.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards import Blank, Sheet
from bot.cog import Call, Field, Form, OnForm
from bot.domain.errors import Refused
from bot.ports.records import OpenForm
from bot.ports.store import Tx
from bot.words import Words

UNTYPED = ("kept", "picture")
"""Kinds of fields whose value nobody types."""
SHEET_MAX = 5
"""Fields of a form that is filled in whole: as many as a modal on Discord has
(https://docs.discord.com/developers/components/reference), the least of all platforms."""
Registry = Mapping[str, tuple[type[Form], OnForm]]


class Fields:
    """The fields of all cogs' forms."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def kind(self, form: OpenForm) -> tuple[type[Form], OnForm]:
        """The form's class and its handler."""
        return self._registry[form.name]

    def knows(self, name: str) -> bool:
        """Whether there is a form of this name."""
        return name in self._registry

    def of(self, form: OpenForm) -> dict[str, Field]:
        """All fields by name, in their order."""
        return self._registry[form.name][0].asks()

    def options(self, tx: Tx, words: Words, form: OpenForm, field: Field) -> list[tuple[str, str]]:
        """What can be chosen in a field: values and labels."""
        return field.options(tx, words, form) if field.options else []

    def asked(self, tx: Tx, words: Words, form: OpenForm) -> list[str]:
        """The fields a person is asked for: not pictures, what is kept, nor where there is nothing to choose from."""
        return [name for name, field in self.of(form).items() if self._is_asked(tx, words, form, field)]

    def _is_asked(self, tx: Tx, words: Words, form: OpenForm, field: Field) -> bool:
        if field.kind == "choice":
            return len(self.options(tx, words, form, field)) > 1
        return field.kind not in UNTYPED

    def settled(self, call: Call, form: OpenForm) -> OpenForm:
        """The form with all filled in that needs no asking, at the first field that does; at "" when none is left.

        A choice that is none any more, because something it hangs on was changed, is asked for again.
        """
        filled = dict(form.filled)
        for name, field in self.of(form).items():
            now = replace(form, filled=filled)
            options = self.options(call.tx, call.words, now, field)
            if name in filled and (field.kind != "choice" or filled[name] in (dict(options) or {"": ""})):
                continue
            if field.after and not filled.get(field.after):
                filled[name] = ""
                continue
            if (field.check is not None and not field.spare) or len(options) > 1:
                filled.pop(name, None)
                return replace(now, filled=filled, step=name)
            filled[name] = options[0][0] if options else ""
        return replace(form, filled=filled, step="")

    def complete(self, call: Call, form: OpenForm) -> bool:
        """Whether nothing is missing and nothing is to be shown first."""
        return not form.step and self.kind(form)[0].preview(call.tx, call.words, form) is None

    # ---- whole

    def sheet(self, call: Call, form: OpenForm, problem: str | None = None, only: str | None = None) -> Sheet:
        """The form as a whole, with what is filled in so far; or one field of it."""
        blanks = []
        for name in [only] if only is not None else self._fitting(call, form):
            field = self.of(form)[name]
            label = call.words(f"form-{form.name}-{name}-label")
            value = form.filled.get(name, "") or field.default
            options = tuple(self.options(call.tx, call.words, form, field))
            blanks.append(Blank(name, label, field.kind, value, field.optional, field.most, options))
        note = self.kind(form)[0].note(call.tx, call.words, form)
        title, picture = call.words(f"form-{form.name}"), None
        if self.kind(form)[0].takes_picture():
            picture = call.words("form-picture")
        return Sheet(form.name, form.subject, form.id, title, tuple(blanks), problem, note, picture)

    def _fitting(self, call: Call, form: OpenForm) -> list[str]:
        """The fields of a sheet. Where they are too many the spare ones are left out; but one that was refused is asked
        for alone, as it would never be seen again."""
        asked, fields = self.asked(call.tx, call.words, form), self.of(form)
        if len(asked) <= SHEET_MAX:
            return asked
        amiss = [name for name in asked if fields[name].spare and _is_amiss(fields[name], form.filled.get(name, ""))]
        return amiss or [name for name in asked if not fields[name].spare]

    def sent(self, form: OpenForm, values: Mapping[str, str]) -> OpenForm:
        """The form with what somebody sent, unchecked; what is kept, and a picture, can't be typed."""
        fields = self.of(form)
        known = {name: value for name, value in values.items() if name in fields and fields[name].kind not in UNTYPED}
        return replace(form, filled={**form.filled, **known})

    def checked(self, call: Call, form: OpenForm) -> OpenForm:
        """The form with every field cleaned. Refuses what a field refuses, and a choice not made or not there."""
        right: dict[str, str] = {}
        for name, field in self.of(form).items():
            value = form.filled.get(name, "")
            options = [key for key, _ in self.options(call.tx, call.words, form, field)]
            if field.check is not None:
                right[name] = field.check(value) if value or not field.optional else ""
            elif field.kind == "kept" or value in options:
                right[name] = value
            elif field.default in options:
                right[name] = field.default
            elif len(options) > 1 and value:
                raise Refused("form-choose-again", field=call.words(f"form-{form.name}-{name}-label"))
            elif len(options) > 1:
                raise Refused("form-choose")
            else:
                right[name] = options[0] if options else ""
        return replace(form, filled=right)


def _is_amiss(field: Field, value: str) -> bool:
    """Whether a field does not take what was written into it."""
    try:
        if value and field.check is not None:
            field.check(value)
    except Refused:
        return True
    return False
