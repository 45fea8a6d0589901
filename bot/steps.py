"""Forms, filled in one question at a time or all at once.

A platform with forms of its own (a modal, a web page) gets a :class:`~bot.cards.Sheet` and sends it back whole. On the
others the form is one message in the private chat, edited from step to step: it lives in the store, so it survives a
restart, and the courier draws it from there like everything else. Whatever is typed stands until the form is posted or
discarded; a person may leave a form, begin another, and come back.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.cards import Card, Say
from bot.cog import Answer, Begin, Call, Cog, OnPress, Pass
from bot.domain.errors import Refused
from bot.domain.people import Face, PersonId
from bot.events import Edit, Filled
from bot.fields import Fields, Registry
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


class Steps:
    """The forms of all cogs, and how they are filled in."""

    def __init__(self, registry: Registry, whole: Callable[[str], bool]) -> None:
        """``whole`` tells of a platform, by name, whether it fills in forms whole."""
        self._fields = Fields(registry)
        self._whole = whole
        self.cog = self._cog()

    # ---- opening

    def open(self, call: Call, begin: Begin) -> Answer:
        """Opens a form, or the one of the same kind and subject that was left unfinished.

        What the gesture decides (``preset``) goes for an unfinished one too: whoever speaks here, or asks this
        community, did not mean what they began elsewhere. What somebody filled in stays.
        """
        name = begin.of.__name__.lower()
        form = call.tx.forms.find(call.caller.hidden, name, begin.subject)
        if form is None or form.step == OFFER:
            form = form or call.tx.forms.begin(call.caller.hidden, name, begin.subject, "")
            form = self._settled(call, replace(form, filled={**form.filled, **begin.preset}))
        elif any(form.filled.get(name, "") != value for name, value in begin.preset.items()):
            form = self._settled(call, replace(form, filled={**form.filled, **begin.preset}))
        self._hold(call, form)
        if self._whole(call.where.platform):
            return self._fields.sheet(call, form)
        if self._fields.complete(call, form):
            return self._finish(call, form)
        self._show(call, form, fresh=True)
        return None

    # ---- a picture

    def awaits_picture(self, tx: Tx, person: PersonId | None, *, words: bool) -> bool:
        """Whether a picture that somebody sends in private would go into a form; with ``words`` it may begin one."""
        form = tx.forms.current(person) if person is not None else None
        if form is None or form.step == OFFER:
            return words
        return self._fields.kind(form)[0].takes_picture()

    def _hold(self, call: Call, form: OpenForm) -> bool:
        """Keeps the picture that came with what somebody did; False if none did, or the form takes none."""
        if not self._fields.kind(form)[0].takes_picture() or (image := call.picture()) is None:
            return False
        call.tx.pictures.sketch(form.id, image)
        return True

    def _bare(self, call: Call, form_id: int) -> Answer:
        """The form is to go without its picture."""
        form = forms.finished(call.tx, call.caller, FormId(form_id))
        call.tx.pictures.erase(form.id)
        preview = self._fields.kind(form)[0].preview(call.tx, call.words, form)
        if preview is not None and self._whole(call.where.platform):
            return replace(preview, instead=True)
        self._show(call, self._put(call.tx, form))
        return None

    # ---- one step

    def _said(self, call: Call, text: str | None) -> Answer:
        if call.where.place is not None:
            return Pass()
        form = call.tx.forms.current(call.caller.hidden)
        if form is None or form.step == OFFER or self._whole(call.where.platform) or _goes_on(call):
            return Pass()
        if self._hold(call, form) and text is None:
            # Only words end a step; at the preview it is to be seen what the picture looks like.
            form = replace(form, step="" if form.step == EDIT else form.step)
            self._show(call, self._put(call.tx, form), fresh=True)
            return None
        if form.step in FLOW:
            raise Refused("form-ready", form=form.name)
        if text is None:
            raise Refused("form-text-only")
        asked = self._fields.of(form)[form.step]
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
                check = self._fields.of(form)[name].check
                if check and message == call.where.message:
                    form = replace(form, filled={**form.filled, name: check(edit.text)})
                    self._show(call, self._put(call.tx, self._looked_over(call, form, shown=True)))
                    return None
        return Pass()

    def _pick(self, call: Call, form_id: int, value: str) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        asked = self._fields.of(form).get(form.step)
        if asked is None or value not in dict(self._fields.options(call.tx, call.words, form, asked)):
            raise Refused("form-moved-on")
        return self._take(call, form, value)

    def _skip(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        asked = self._fields.of(form).get(form.step)
        if asked is None or not asked.optional:
            raise Refused("form-moved-on")
        return self._take(call, form, "")

    def _take(self, call: Call, form: OpenForm, value: str, *, typed: bool = False) -> Answer:
        form = self._settled(call, replace(form, filled={**form.filled, form.step: value}))
        if self._fields.complete(call, form):
            return self._finish(call, form, typed=typed)
        self._show(call, form)
        return None

    def _back(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        asked = self._fields.of(form).get(form.step)
        to_preview = form.step == EDIT or (asked is not None and asked.spare)
        step = "" if to_preview else self._before(call, form) or form.step
        self._show(call, self._put(call.tx, replace(form, step=step)))
        return None

    def _before(self, call: Call, form: OpenForm) -> str | None:
        """The field asked before this one, leaving out those that need no asking."""
        asked = self._fields.asked(call.tx, call.words, form)
        before = asked[: asked.index(form.step)] if form.step in asked else []
        return before[-1] if before else None

    def _edit(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        if self._whole(call.where.platform):
            return self._fields.sheet(call, form)
        self._show(call, self._put(call.tx, replace(form, step=EDIT)))
        return None

    def _field(self, call: Call, form_id: int, name: str) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        if name not in self._fields.asked(call.tx, call.words, form):
            raise Refused("form-moved-on")
        if self._whole(call.where.platform):
            return self._fields.sheet(call, form, only=name)
        self._show(call, self._put(call.tx, replace(form, step=name)))
        return None

    def _send(self, call: Call, form_id: int) -> Answer:
        """The person has seen the preview and wants it sent as it is."""
        return self._finish(call, forms.finished(call.tx, call.caller, FormId(form_id)))

    def _drop(self, call: Call, form_id: int) -> Answer:
        form = forms.own(call.tx, call.caller, FormId(form_id))
        self._close(call, form)
        return Card((Say(call.words("form-discarded")),), instead=True)

    # ---- all at once

    def fill(self, call: Call, sent: Filled) -> Answer:
        """A form that came back whole; one that is refused goes back filled in, one that was sent before is gone."""
        if not self._fields.knows(sent.name):
            raise Refused("button-old")
        if sent.form is None:
            form = call.tx.forms.begin(call.caller.hidden, sent.name, sent.subject, "")
        else:
            form = forms.own(call.tx, call.caller, FormId(sent.form))
        form = self._put(call.tx, self._fields.sent(form, sent.values))
        try:
            self._hold(call, form)
            form = self._settled(call, self._fields.checked(call, form))
        except Refused as refused:
            return self._fields.sheet(call, form, call.words(f"refused-{refused.code}", **refused.details))
        return self._fields.kind(form)[0].preview(call.tx, call.words, form) or self._finish(call, form)

    # ---- the end

    def _finish(self, call: Call, form: OpenForm, *, typed: bool = False) -> Answer:
        """Every field is there and nothing is to be previewed: the form's handler runs, and the form is gone."""
        kind, run = self._fields.kind(form)
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
        kind, _ = self._fields.kind(form)
        if form.step == OFFER:
            return views.offer(words, form)
        if form.step == "":
            return kind.preview(tx, words, form)
        asked = self._fields.asked(tx, words, form)
        if form.step == EDIT:
            return views.which(words, form, asked)
        field = self._fields.of(form)[form.step]
        typed = any(form.filled.get(name) for name, each in self._fields.of(form).items() if each.check)
        options = self._fields.options(tx, words, form, field)
        first = asked[:1] == [form.step]
        note = kind.note(tx, words, form) if field.check or first else None
        return views.step(words, form, field, options, note, first=first, again=again and typed)

    # ---- small things

    def _settled(self, call: Call, form: OpenForm) -> OpenForm:
        return self._put(call.tx, self._looked_over(call, self._fields.settled(call, form), shown=False))

    def _looked_over(self, call: Call, form: OpenForm, *, shown: bool) -> OpenForm:
        """The form with what its kind wants to keep of it, once every field is there."""
        if form.step not in ("", EDIT):
            return form
        kept = self._fields.kind(form)[0].looked_over(call, form, shown=shown)
        return replace(form, filled={**form.filled, **kept})

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
        form = self._settled(call, form)
        if self._whole(call.where.platform):
            return self._fields.sheet(call, form)
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
            "send": self._send,
            "bare": self._bare,
            "field": self._field,
            "offer": self._take_up,
        }
        for action, run in presses.items():
            cog.pressed(action)(run)
        return cog


def _goes_on(call: Call) -> bool:
    """Whether a message natively replies to something the bot told this person: it belongs there, not in a form.

    What stands in no receipt is told by its button.
    """
    told = [
        call.tx.receipts.at(person, call.where.answers)
        for face in Face
        if call.where.answers is not None and (person := call.caller.found(face)) is not None
    ]
    known = any(receipt is not None and receipt.what is not What.FORM for receipt in told)
    return known or call.where.quoted[:1] == ("reply",)
