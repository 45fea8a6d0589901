"""Forms being filled in, one per person, name and subject.

What somebody has typed and not yet posted is theirs alone, so it lies sealed: one JSON text with the fields and the
messages they came from, filled up with blanks, or its length would be known again in the question it becomes. Which
form was touched last is decided by a number that grows with every touch, because two touches may share a millisecond.
"""

import json
from typing import Any

from bot.domain.people import PersonId
from bot.ports.records import FormId, OpenForm
from storage.session import Session

_FILLED_UP = 4_096
"""Bytes, of which a form has so many times as many as it needs."""
_FORM = "id, person_id, name, subject, step, content, touched_at"


class Forms:
    """See `bot.ports.store.Forms`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, person: PersonId, name: str, subject: int | None, step: str) -> OpenForm:
        """A new form under a new id; one of the same name and subject that was open is gone."""
        session = self._session
        session.run("DELETE FROM form WHERE person_id = $1 AND name = $2 AND subject = $3", person, name, subject or 0)
        form = OpenForm(FormId(session.new_id()), person, name, subject, step, {}, {}, session.now)
        session.run(
            "INSERT INTO form (id, person_id, name, subject, step, content, touched_at, turn)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            *(form.id, person, name, subject or 0, step, self._seal(form), form.touched_at, session.new_id()),
        )
        return form

    def get(self, form: FormId) -> OpenForm | None:
        """The form with this id, while it is open."""
        return self._load(self._session.row(f"SELECT {_FORM} FROM form WHERE id = $1", form))

    def find(self, person: PersonId, name: str, subject: int | None) -> OpenForm | None:
        """The form that this person has open under this name about this subject."""
        return self._load(
            self._session.row(
                f"SELECT {_FORM} FROM form WHERE person_id = $1 AND name = $2 AND subject = $3",
                *(person, name, subject or 0),
            )
        )

    def current(self, person: PersonId) -> OpenForm | None:
        """The one touched last."""
        return self._load(
            self._session.row(f"SELECT {_FORM} FROM form WHERE person_id = $1 ORDER BY turn DESC LIMIT 1", person)
        )

    def all(self, person: PersonId) -> list[OpenForm]:
        """All that this person has open, the one touched last first."""
        rows = self._session.rows(f"SELECT {_FORM} FROM form WHERE person_id = $1 ORDER BY turn DESC", person)
        return [form for form in map(self._load, rows) if form is not None]

    def put(self, form: OpenForm) -> None:
        """Writes step, filled and sources, and touches it. Raises LookupError if it is no longer open."""
        changed = self._session.run(
            "UPDATE form SET step = $2, content = $3, touched_at = $4, turn = $5 WHERE id = $1",
            *(form.id, form.step, self._seal(form), self._session.now, self._session.new_id()),
        )
        if not changed:
            raise LookupError("this form is no longer open")

    def drop(self, form: FormId) -> None:
        """Takes the form away, and what was typed with it."""
        self._session.run("DELETE FROM form WHERE id = $1", form)

    def _seal(self, form: OpenForm) -> str:
        content = json.dumps({"filled": dict(form.filled), "sources": dict(form.sources)}, ensure_ascii=False)
        # A lone half of a surrogate pair, which a platform may hand us, has no UTF-8 and must still survive.
        plain = content.encode("utf-8", "surrogatepass")
        return self._session.vault.seal(plain + b" " * (-len(plain) % _FILLED_UP), f"form:{form.id}")

    def _load(self, row: tuple[Any, ...] | None) -> OpenForm | None:
        if row is None:
            return None
        form, person, name, subject, step, sealed, touched_at = row
        content = json.loads(self._session.vault.open(sealed, f"form:{form}").decode("utf-8", "surrogatepass"))
        return OpenForm(
            FormId(form),
            PersonId(person),
            name,
            subject or None,
            step,
            filled=content["filled"],
            sources=content["sources"],
            touched_at=touched_at,
        )
