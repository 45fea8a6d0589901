"""Forms, filled in one question at a time or all at once.

A platform with forms of its own (a modal, a web page) gets a :class:`~bot.cards.Sheet` and sends it back whole. On the
others the form is one message in the private chat, edited from step to step: it lives in the store, so it survives a
restart, and the courier draws it from there like everything else. Whatever is typed stands until the form is posted or
discarded; a person may leave a form, begin another, and come back.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.cards import Blank, Card, Say, Sheet
from bot.cog import Answer, Begin, Call, Cog, Field, Form, OnForm, OnPress, Pass
from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.events import Edit, Filled
from bot.ports.records import FormId, OpenForm, Urgency, What
from bot.ports.store import Tx
from bot.services import forms
from bot.services.forms import OFFER
from bot.views import forms as views
from bot.words import Words

EDIT = "edit"
"""The step that asks which field to change."""
FLOW = (OFFER, EDIT, "")
"""Steps that are no fields."""

Registry = Mapping[str, tuple[type[Form], OnForm]]


class Steps:
    """The forms of all cogs, and how they are filled in."""

    def __init__(self, registry: Registry, whole: Callable[[str], bool]) -> None:
        """``whole`` tells of a platform, by name, whether it fills in forms whole."""
        self._registry = registry
        self._whole = whole
        self.cog = self._cog()

    # ---- opening

    def open(self, call: Call, begin: Begin) -> Answer:
        """Opens a form, or the one of the same kind and subject that was left unfinished."""
        name = begin.of.__name__.lower()
        form = call.tx.forms.find(call.caller.hidden, name, begin.subject)
        if form is None or form.step == OFFER:
            form = form or call.tx.forms.begin(call.caller.hidden, name, begin.subject, "")
            form = self._settle(call, replace(form, filled={**form.filled, **begin.preset}))
        if self._whole(call.where.platform):
            return self.sheet(call, form)
        if self._complete(call, form):
            return self._finish(call, form)
        self._show(call, form, fresh=True)
        return None

    def _settle(self, call: Call, form: OpenForm) -> OpenForm:
        """Fills in what needs no asking, and moves on to the first field that does."""
        filled = dict(form.filled)
        for name, asked in self._fields(form).items():
            if name in filled:
                continue
            options = self._options(call.tx, call.words, replace(form, filled=filled), asked)
            if asked.kind != "kept" and (asked.kind != "choice" or len(options) > 1):
                return self._put(call.tx, replace(form, filled=filled, step=name))
            filled[name] = options[0][0] if options else ""
        return self._put(call.tx, replace(form, filled=filled, step=""))

    def sheet(self, call: Call, form: OpenForm, problem: str | None = None) -> Sheet:
        """The form as a whole, with what is filled in so far."""
        blanks = []
        for name, asked in self._fields(form).items():
            options = self._options(call.tx, call.words, form, asked)
            if not self._is_asked(call.tx, call.words, form, asked):
                continue
            label = call.words(f"form-{form.name}-{name}-label")
            value = form.filled.get(name, "")
            blanks.append(Blank(name, label, asked.kind, value, asked.optional, asked.most, tuple(options)))
        note = self._registry[form.name][0].note(call.tx, call.words, form)
        return Sheet(form.name, form.subject, form.id, call.words(f"form-{form.name}"), tuple(blanks), problem, note)

    # ---- one step

    def _said(self, call: Call, text: str | None) -> Answer:
        if call.where.place is not None:
            return Pass()
        form = call.tx.forms.current(call.caller.hidden)
        if form is None or form.step == OFFER or self._whole(call.where.platform) or _goes_on(call):
            return Pass()
        if form.step in FLOW:
            raise Refused("form-ready")
        if text is None:
            raise Refused("form-text-only")
        asked = self._fields(form)[form.step]
        if asked.check is None:
            raise Refused("form-choose")
        sources = {**form.sources, form.step: call.where.message or ""}
        return self._take(call, replace(form, sources=sources), asked.check(text), typed=True)

    def _edited(self, call: Call, edit: Edit) -> Answer:
        """A message that a field came from was edited while the form is still open."""
        if call.where.place is not None or edit.text is None or call.where.message is None:
            return Pass()
        for form in call.tx.forms.all(call.caller.hidden):
            for name, message in form.sources.items():
                check = self._fields(form)[name].check
                if check and message == call.where.message:
                    self._show(call, self._put(call.tx, replace(form, filled={**form.filled, name: check(edit.text)})))
                    return None
        return Pass()

    def _pick(self, call: Call, form_id: int, value: str) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        asked = self._fields(form).get(form.step)
        if asked is None or value not in dict(self._options(call.tx, call.words, form, asked)):
            raise Refused("form-moved-on")
        return self._take(call, form, value)

    def _skip(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        asked = self._fields(form).get(form.step)
        if asked is None or not asked.optional:
            raise Refused("form-moved-on")
        return self._take(call, form, "")

    def _take(self, call: Call, form: OpenForm, value: str, *, typed: bool = False) -> Answer:
        form = self._settle(call, replace(form, filled={**form.filled, form.step: value}))
        if self._complete(call, form):
            return self._finish(call, form, typed=typed)
        self._show(call, form)
        return None

    def _back(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        step = "" if form.step == EDIT else self._before(call, form) or form.step
        self._show(call, self._put(call.tx, replace(form, step=step)))
        return None

    def _before(self, call: Call, form: OpenForm) -> str | None:
        """The field asked before this one, leaving out those that need no asking."""
        before = None
        for name, asked in self._fields(form).items():
            if name == form.step:
                return before
            if self._is_asked(call.tx, call.words, form, asked):
                before = name
        return before

    def _edit(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        if self._whole(call.where.platform):
            return self.sheet(call, form)
        self._show(call, self._put(call.tx, replace(form, step=EDIT)))
        return None

    def _field(self, call: Call, form_id: int, name: str) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        if name not in self._fields(form):
            raise Refused("form-moved-on")
        self._show(call, self._put(call.tx, replace(form, step=name)))
        return None

    def _drop(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        self._close(call, form)
        return Card((Say(call.words("form-discarded")),), instead=True)

    # ---- all at once

    def fill(self, call: Call, sent: Filled) -> Answer:
        """A form that came back whole; one that is refused goes back filled in, one that was sent before is gone."""
        if sent.name not in self._registry:
            raise Refused("button-old")
        kind, _ = self._registry[sent.name]
        if sent.form is None:
            form = call.tx.forms.begin(call.caller.hidden, sent.name, sent.subject, "")
        else:
            form = forms.own(call.tx, call.caller, FormId(sent.form))
        form = self._put(call.tx, replace(form, filled={**form.filled, **_known(kind, sent.values)}))
        try:
            form = self._settle(call, replace(form, filled=self._checked(call, form)))
        except Refused as refused:
            return self.sheet(call, form, call.words(f"refused-{refused.code}", **refused.details))
        return kind.preview(call.tx, call.words, form) or self._finish(call, form)

    def _checked(self, call: Call, form: OpenForm) -> dict[str, str]:
        checked = {}
        for name, asked in self._fields(form).items():
            value = form.filled.get(name, "")
            if asked.kind == "kept":
                checked[name] = value
                continue
            options = [key for key, _ in self._options(call.tx, call.words, form, asked)]
            if asked.check is not None:
                checked[name] = asked.check(value) if value or not asked.optional else ""
            elif value in options:
                checked[name] = value
            elif len(options) > 1:
                raise Refused("form-choose")
        return checked

    # ---- the end

    def _finish(self, call: Call, form: OpenForm, *, typed: bool = False) -> Answer:
        """Every field is there and nothing is to be previewed: the form's handler runs, and the form is gone."""
        kind, run = self._registry[form.name]
        answer = run(
            replace(call, form=form.id, sources=form.sources), kind(**{name: form.filled[name] for name in kind.asks()})
        )
        self._close(call, form, typed=typed)
        return answer

    def _close(self, call: Call, form: OpenForm, *, typed: bool = False) -> None:
        """Drops a form. The message it was in is replaced by the answer to a press, or taken away after a message."""
        if typed:
            call.tx.forms.drop(form.id)
            self._show(call, form)
        else:
            forms.close(call.tx, form)
        left = call.tx.forms.current(form.person)
        if left is not None and left.step != OFFER and not self._whole(call.where.platform):
            self._show(call, left, fresh=True)

    def card(self, tx: Tx, words: Words, form: OpenForm, *, again: bool) -> Card | None:
        """The form at the step it is at. ``again`` says that it was left and is being taken up."""
        kind, _ = self._registry[form.name]
        if form.step == OFFER:
            return views.offer(words, form)
        if form.step == "":
            return kind.preview(tx, words, form)
        asked = self._asked(tx, words, form)
        if form.step == EDIT:
            return views.which(words, form, asked)
        field = self._fields(form)[form.step]
        typed = any(form.filled.get(name) for name, each in self._fields(form).items() if each.check)
        options = self._options(tx, words, form, field)
        note = kind.note(tx, words, form) if field.check else None
        return views.step(words, form, field, options, note, first=asked[:1] == [form.step], again=again and typed)

    # ---- small things

    def _asked(self, tx: Tx, words: Words, form: OpenForm) -> list[str]:
        """The fields that are asked for: choices without an alternative are not."""
        return [name for name, asked in self._fields(form).items() if self._is_asked(tx, words, form, asked)]

    def _is_asked(self, tx: Tx, words: Words, form: OpenForm, asked: Field) -> bool:
        """Whether a person is asked for it: not for what is kept, nor where there is nothing to choose from."""
        if asked.kind == "choice":
            return len(self._options(tx, words, form, asked)) > 1
        return asked.kind != "kept"

    def _complete(self, call: Call, form: OpenForm) -> bool:
        """Whether nothing is missing and nothing is to be shown first."""
        kind, _ = self._registry[form.name]
        return not form.step and kind.preview(call.tx, call.words, form) is None

    def _fields(self, form: OpenForm) -> dict[str, Field]:
        return self._registry[form.name][0].asks()

    def _options(self, tx: Tx, words: Words, form: OpenForm, asked: Field) -> list[tuple[str, str]]:
        return asked.options(tx, words, form) if asked.options else []

    def _put(self, tx: Tx, form: OpenForm) -> OpenForm:
        tx.forms.put(form)
        return form

    def _show(self, call: Call, form: OpenForm, *, fresh: bool = False) -> None:
        call.tx.outbox.put(What.FORM, form.id, form.person, Urgency.TAP, fresh=fresh)

    def _take_up(self, call: Call, form_id: int) -> Answer:
        """Somebody wants to ask what they wrote unasked: short words become the title, long ones the details."""
        form = forms.own(call.tx, call.caller, FormId(form_id))
        if form.step != OFFER:
            raise Refused("form-moved-on")
        form = self._settle(call, form)
        if self._whole(call.where.platform):
            return self.sheet(call, form)
        self._show(call, form)
        return None

    def _cog(self) -> Cog:
        cog = Cog("forms")
        cog.said(self._said)
        cog.on(Edit)(self._edited)
        presses: dict[str, OnPress] = {
            "pick": self._pick,
            "skip": self._skip,
            "back": self._back,
            "drop": self._drop,
            "edit": self._edit,
            "field": self._field,
            "offer": self._take_up,
        }
        for action, run in presses.items():
            cog.pressed(action)(run)
        return cog


def _known(kind: type[Form], values: Mapping[str, str]) -> dict[str, str]:
    """The values that somebody may send: those of fields that are asked for."""
    asks = kind.asks()
    return {name: value for name, value in values.items() if name in asks and asks[name].kind != "kept"}


def _goes_on(call: Call) -> bool:
    """Whether a message natively replies to something the bot told this person: it belongs there, not in a form."""
    told = [
        call.tx.receipts.at(person, call.where.answers)
        for face in Face
        if call.where.answers is not None and (person := call.caller.found(face)) is not None
    ]
    return any(receipt is not None and receipt.what is not What.FORM for receipt in told)
