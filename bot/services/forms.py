"""Forms that people are filling in: whose they are, and when they count as finished."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.errors import Refused
from bot.domain.people import Caller
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


def offer(tx: Tx, caller: Caller, name: str, field: Callable[[str], str], text: str) -> None:
    """Keeps what the caller wrote unasked in a form that they may take up; what they add is added.

    ``field`` tells which field a text of that kind belongs in.
    """
    form = tx.forms.find(caller.hidden, name, None) or tx.forms.begin(caller.hidden, name, None, OFFER)
    if not form.step:
        raise Refused("form-ready")
    if form.step != OFFER:  # begun, and still without a word of theirs
        form = replace(form, step=OFFER, filled={}, sources={})
    text = "\n\n".join([*form.filled.values(), text])
    tx.forms.put(replace(form, filled={field(text): text}))
    tx.outbox.put(What.FORM, form.id, caller.hidden, Urgency.TAP, fresh=True)
