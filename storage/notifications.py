"""Notifications: how each face wants to be told, sealed.

What is sealed has one of few lengths, so that it does not tell how many questions are muted.
"""

import json

from bot.domain.notifications import Mode, Wishes
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId
from storage.session import Session

_FILLED_TO = 512  # bytes of which the content is made a multiple, by white space


class Notifications:
    """See `bot.ports.notifications.Notifications`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person: PersonId) -> Wishes:
        """What this face wants; the defaults where nothing was said."""
        row = self._session.row("SELECT content FROM notification WHERE person_id = $1", person)
        if row is None:
            return Wishes()
        content = json.loads(self._session.vault.open(row[0], _about(person)))
        return Wishes(Mode(content["mode"]), tuple(map(QuestionId, content["muted"])))

    def set(self, person: PersonId, wishes: Wishes) -> None:
        """Nothing is kept of who wants the defaults."""
        session = self._session
        if wishes == Wishes():
            session.run("DELETE FROM notification WHERE person_id = $1", person)
            return
        content = json.dumps({"mode": wishes.mode.value, "muted": list(wishes.muted)}).encode()
        padded = content.ljust(-(-len(content) // _FILLED_TO) * _FILLED_TO)
        session.run(
            "INSERT INTO notification (person_id, content) VALUES ($1, $2)"
            " ON CONFLICT (person_id) DO UPDATE SET content = excluded.content",
            *(person, session.vault.seal(padded, _about(person))),
        )


def _about(person: PersonId) -> str:
    return f"notification:{person}"
