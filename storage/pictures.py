"""Pictures: one to a form that is being filled in, one to a question.

Both lie sealed. A form belongs to another face than the question that it becomes, so its picture is not moved but
sealed anew for the question: nothing that is stored says that the two were one. Their length does not either: the
bytes are filled up to a round number.
"""

from bot.domain.pictures import Image
from bot.domain.questions import QuestionId
from bot.ports.records import FormId
from storage.session import Session

_FILLED_UP = 64 * 1024
"""Bytes, of which a picture has so many times as many as it needs."""


class Pictures:
    """See `bot.ports.pictures.Pictures`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sketch(self, form: FormId, image: Image) -> None:
        """The form has this picture, and none that it had before."""
        self._session.run(
            "INSERT INTO sketch (id, content) VALUES ($1, $2)"
            " ON CONFLICT (id) DO UPDATE SET content = excluded.content",
            *(form, self._sealed(image, f"sketch:{form}")),
        )

    def of_form(self, form: FormId) -> Image | None:
        """The form's picture."""
        row = self._session.row("SELECT content FROM sketch WHERE id = $1", form)
        return None if row is None else self._opened(row[0], f"sketch:{form}")

    def erase(self, form: FormId) -> None:
        """The form has no picture any more. Dropping the form does the same."""
        self._session.run("DELETE FROM sketch WHERE id = $1", form)

    def hang(self, question: QuestionId, image: Image) -> None:
        """The question has this picture; it had none before."""
        sealed = self._sealed(image, f"picture:{question}")
        self._session.run("INSERT INTO picture (id, content) VALUES ($1, $2)", question, sealed)

    def of(self, question: QuestionId) -> Image | None:
        """The question's picture."""
        row = self._session.row("SELECT content FROM picture WHERE id = $1", question)
        return None if row is None else self._opened(row[0], f"picture:{question}")

    def take_down(self, question: QuestionId) -> None:
        """The question has no picture any more, for good."""
        self._session.run("DELETE FROM picture WHERE id = $1", question)

    def _sealed(self, image: Image, about: str) -> str:
        plain = f"{image.kind} {len(image.data)}\n".encode() + image.data
        return self._session.vault.seal(plain + b"\0" * (-len(plain) % _FILLED_UP), about)

    def _opened(self, sealed: str, about: str) -> Image:
        head, _, data = self._session.vault.open(sealed, about).partition(b"\n")
        kind, _, length = head.decode().partition(" ")  # earlier versions wrote no length, and filled nothing up
        return Image(kind, data[: int(length)] if length else data)
