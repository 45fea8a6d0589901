"""A refusal: something that a person tried and that can't be done, with the sentence's key and its arguments.

The words stand in the locale under ``refused-<code>``; an edge turns a refusal into one private sentence. A refusal
undoes whatever its unit of work had begun.
"""

from datetime import datetime
from typing import Any


class Refused(Exception):
    """What was asked can't be done. ``code`` names the sentence; ``details`` fill it and hold no content and no ids."""

    def __init__(self, code: str, **details: str | int | datetime) -> None:
        super().__init__(code)
        self.code = code
        self.details: dict[str, Any] = details
