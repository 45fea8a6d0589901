"""The store's part for pictures: one to a form while it is being filled in, one to a question."""

from typing import Protocol

from bot.domain.pictures import Image
from bot.domain.questions import QuestionId
from bot.ports.records import FormId


class Pictures(Protocol):
    """Pictures that were drawn anew (`bot.pictures`), sealed wherever they lie."""

    def sketch(self, form: FormId, image: Image) -> None:
        """An open form has this picture, and none that it had before; it goes when the form goes."""
        ...

    def of_form(self, form: FormId) -> Image | None: ...
    def erase(self, form: FormId) -> None:
        """The form has no picture any more."""
        ...

    def hang(self, question: QuestionId, image: Image) -> None:
        """A question that has none has this picture."""
        ...

    def of(self, question: QuestionId) -> Image | None: ...
    def take_down(self, question: QuestionId) -> None:
        """The question has no picture any more, for good."""
        ...
