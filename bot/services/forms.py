"""Forms that people are filling in: whose they are, and when they count as finished."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.errors import Refused
from bot.domain.limits import TITLE_MAX, TITLE_MIN
from bot.domain.people import Caller
from bot.domain.questions import clean_details
from bot.ports.records import FormId, OpenForm, Urgency, What
from bot.ports.store import Tx

OFFER = "offer"
"""The step of a form that only holds what somebody wrote without being asked, until they take it up."""


def own(tx: Tx, caller: Caller, form: FormId) -> OpenForm:
    """The caller's open form. Somebody else's, a finished and an unknown one are refused alike."""
    found = tx.forms.get(form)
    if found is None or found.person != caller.hidden:
        raise Refused("form-gone")
    return found


def finished(tx: Tx, caller: Caller, form: FormId) -> OpenForm:
    """The caller's form with every field there."""
    found = own(tx, caller, form)
    if found.step:
        raise Refused("form-unfinished")
    return found


def close(tx: Tx, form: OpenForm) -> None:
    """Drops a form, and what is known of the message it was in."""
    tx.forms.drop(form.id)
    tx.receipts.drop(form.person, What.FORM, form.id)


def leave(tx: Tx, form: OpenForm) -> None:
    """Drops a form, and has the message it is in taken away."""
    tx.forms.drop(form.id)
    tx.outbox.put(What.FORM, form.id, form.person, Urgency.TAP)


def offer(tx: Tx, caller: Caller, name: str, text: str, preset: Mapping[str, str]) -> FormId:
    """Keeps what the caller wrote unasked in a form that they may take up, and returns its id; what they add is added.

    Short words become the title, long ones the details. Refuses more than details can hold, and where a form of that
    name is waiting to be finished.
    """
    form = tx.forms.find(caller.hidden, name, None) or tx.forms.begin(caller.hidden, name, None, OFFER)
    if not form.step:
        raise Refused("form-ready", form=name)
    before = [form.filled[each] for each in ("title", "details") if form.step == OFFER and each in form.filled]
    text = clean_details("\n\n".join([*before, text]))
    field = "title" if TITLE_MIN <= len(text) <= TITLE_MAX and "\n" not in text else "details"
    tx.forms.put(replace(form, step=OFFER, filled={**preset, field: text}, sources={}))
    tx.outbox.put(What.FORM, form.id, caller.hidden, Urgency.TAP, fresh=True)
    return form.id
