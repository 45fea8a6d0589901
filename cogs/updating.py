"""Updating: an asker adds something to their question, and everybody reads what was added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cards import Card, Say, Small
from bot.cog import Answer, Begin, Call, Cog, Form, Pass, kept, paragraph
from bot.domain.errors import Refused
from bot.domain.limits import UPDATE_MAX
from bot.domain.people import Face
from bot.domain.questions import QuestionId, Status
from bot.domain.updates import Update, UpdateId, clean_update
from bot.ports.records import OpenForm, What
from bot.ports.store import Tx
from bot.services import forms as form_services
from bot.services import reading, reviewing, telltales, updates
from bot.views import forms, questions
from bot.views import reviewing as reviews
from bot.views import updates as views
from bot.words import Words

cog = Cog("updating")


@dataclass(frozen=True)
class Added(Form):
    """What an asker adds. Which question it is for is kept sealed in the form: it stands beside another face of
    theirs."""

    question: str = kept()
    text: str = paragraph(clean_update, UPDATE_MAX)
    telltales: str = kept()

    @classmethod
    def looked_over(cls, call: Call, form: OpenForm, *, shown: bool) -> Mapping[str, str]:
        """What in it could give the asker away."""
        found = telltales.found(call.caller, form.filled.get("text", ""))
        return {"telltales": telltales.kept(found) if found or shown else ""}

    @classmethod
    def preview(cls, tx: Tx, words: Words, form: OpenForm) -> Card | None:
        """A warning, where there is something to warn of; it says which question the text is for."""
        found, note = form.filled.get("telltales", ""), cls.note(tx, words, form)
        if not found:
            return None
        card = forms.warned(words, form, form.filled["text"], telltales.shown(found))
        return replace(card, parts=(*((Small(note),) if note else ()), *card.parts))

    @classmethod
    def note(cls, tx: Tx, words: Words, form: OpenForm) -> str | None:
        """Which question it is added to."""
        question = tx.questions.get(QuestionId(int(form.filled.get("question") or 0)))
        return words("form-added-note", number=question.number) if question is not None else None


@cog.command("update")
def update(call: Call, words: str) -> Answer:
    """``/update 12``; without a number the caller's only question, or a choice among them."""
    number = words.strip().partition(" ")[0]  # what follows it is asked for in the form, where it can be looked over
    found = updates.own(call.tx, call.caller, number, call.near())
    if len(found) == 1:
        return begin(call, found[0][1].id)
    return questions.which(call.words, found, "update") if number else views.which(call.words, found)


@cog.suggests("update")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """The caller's own questions, while the number is typed."""
    asker = call.caller.found(Face.ASKING)
    found = reading.suggested(
        call.tx, call.caller, typed, call.near(), lambda each: each.asker == asker and not each.is_take
    )
    return questions.suggestions(call.words, found)


@cog.pressed("update")
def begin(call: Call, question: int) -> Answer:
    """ "Add update" under the receipt."""
    found = updates.must_be_possible(call.tx, call.caller, QuestionId(question))
    _make_room(call, found.id)
    return Begin(Added, preset={"question": str(found.id)})


def _make_room(call: Call, question: QuestionId) -> None:
    """A form that was left, for another question, is gone if nothing is written in it that could be sent; else that is
    to be sent or discarded first. What was written for one question must never go to another."""
    hidden = call.caller.found(Face.HIDDEN)
    left = call.tx.forms.find(hidden, Added.__name__.lower(), None) if hidden is not None else None
    if left is None or left.filled.get("question") == str(question):
        return
    other = call.tx.questions.get(QuestionId(int(left.filled.get("question") or 0)))
    lost = other is None or other.locked or other.status in (Status.REMOVED, Status.HELD)
    if left.filled.get("text") and other is not None and not lost:
        raise Refused("update-waits", number=other.number)
    form_services.leave(call.tx, left)


@cog.submitted(Added)
def added(call: Call, filled: Added) -> Answer:
    """It is added, or waits."""
    return _given(call, updates.add(call.tx, call.caller, QuestionId(int(filled.question or 0)), filled.text))


@cog.said
def told(call: Call, text: str | None) -> Answer:
    """A message that natively replies to "What happened?". It could not be looked over before, so it is now."""
    asker = call.caller.found(Face.ASKING) if call.where.place is None else None
    answers = call.where.answers
    receipt = call.tx.receipts.at(asker, answers) if asker is not None and answers is not None else None
    if receipt is None or receipt.what is not What.HAPPENED:
        return Pass()
    if text is None:
        raise Refused("text-only")
    card = _given(call, updates.add(call.tx, call.caller, QuestionId(receipt.subject), text))
    found = telltales.found(call.caller, text)
    return replace(card, parts=(*card.parts, Say(forms.telling(call.words, found)))) if found else card


def _given(call: Call, update: Update) -> Card:
    """What its author is answered."""
    question = call.tx.questions.get(update.question_id)
    assert question is not None
    told = reviewing.told(call.tx, update)
    if told is None:
        return views.given(call.words, question, update)
    card = reviews.waits(call.words, *told)
    said = () if told[0].held else (Say(call.words("update-given", number=question.number)),)
    return Card((*said, *card.parts), ((views.take_back(call.words, update),),), instead=True)


@cog.pressed("unupdate")
def take_back(call: Call, update: int) -> Answer:
    """The asker takes it back."""
    updates.take_back(call.tx, call.caller, UpdateId(update))
    return Card((Say(call.words("update-back")),), instead=True)


@cog.pressed("updates", reads=True)
def read(call: Call, question: int, before: int = 0) -> Answer:
    """All that was added to a question, page by page."""
    return views.all_of_them(call.words, updates.page(call.tx, QuestionId(question), UpdateId(before) or None))
