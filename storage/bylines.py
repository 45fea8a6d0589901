"""Bylines as columns: category, name, number.

A shown name is somebody's name on a platform, so it is sealed: whoever steals the file sees that an opinion stands
under a name, and not which. The category of those who have none is stored as "?", which can be no key, because a column
that is part of an index or a primary key had better not be NULL.
"""

from bot.domain.opinions import Byline
from storage.session import Session

NOBODY = "?"


def stored_category(category: str | None) -> str:
    """A category key as the tables keep it."""
    return NOBODY if category is None else category


def loaded_category(category: str) -> str | None:
    """A category key as the domain has it."""
    return None if category == NOBODY else category


def stored(session: Session, by: Byline, subject: int) -> tuple[str, str | None, int | None]:
    """The columns of a byline; `subject` is the id of the opinion or reply it stands over."""
    return stored_category(by.category), sealed_name(session, by.name, subject), by.number


def loaded(session: Session, category: str, name: str | None, number: int | None, subject: int) -> Byline:
    """A byline from its columns. Raises `SealBroken` when the name can't be opened."""
    return Byline(loaded_category(category), loaded_name(session, name, subject), number)


def sealed_name(session: Session, name: str | None, subject: int) -> str | None:
    """A shown name as a column, over the thing with this id."""
    return None if name is None else session.vault.seal(name.encode(), _about(subject))


def loaded_name(session: Session, name: str | None, subject: int) -> str | None:
    """A shown name from its column. Raises `SealBroken` when it can't be opened."""
    return None if name is None else session.vault.open(name, _about(subject)).decode()


def _about(subject: int) -> str:
    return f"name:{subject}"
