"""What somebody looks at stands in the page's address: a link or a reload shows the same again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from bot.platforms.playground.board import Look

PARTS = ("board", "question", "chat")
"""The page's three parts; on a phone one at a time."""
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class View:
    """As whom, at what, and (in the private chat) answering which message. ``part`` matters on a phone only."""

    persona: str = "robin"
    look: Look = Look()  # noqa: RUF009 (frozen)
    answers: str | None = None
    part: str = "question"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "View":
        """What an address says; what makes no sense in it is left out."""
        look = Look(_number(query, "q"), query.get("tab"), query.get("from", ""), _number(query, "all"))
        part = query.get("part", "")
        return cls(query.get("as", "robin"), look, query.get("to"), part if part in PARTS else "question")

    def but(self, **changes: Any) -> "View":
        """The same with changes, to the view or to what is looked at."""
        mine = {name: value for name, value in changes.items() if name in ("persona", "answers", "part")}
        its = {name: value for name, value in changes.items() if name not in mine}
        return replace(self, look=replace(self.look, **its), **mine)

    @property
    def query(self) -> str:
        """As the query of an address."""
        look = self.look
        said = {
            "as": self.persona,
            "q": look.number,
            "tab": look.tab,
            "from": look.spot or None,
            "all": look.unfolded,
            "to": self.answers,
            "part": self.part if self.part != "question" else None,
        }
        return urlencode({name: value for name, value in said.items() if value is not None})

    def url(self, **changes: Any) -> str:
        """The page's address with changes."""
        return f"/?{self.but(**changes).query}"


def _number(query: Mapping[str, str], name: str) -> int | None:
    digits = query.get(name, "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 2 * _DIGITS else None
