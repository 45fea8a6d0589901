"""Takes: a finished form becomes a take with a number, and what takes there are to read."""

from bot.domain.communities import Community
from bot.domain.errors import Refused
from bot.domain.limits import NAME_MAX
from bot.domain.people import Caller, Face
from bot.domain.questions import Kind, Question, QuestionId, clean_title, must_stand
from bot.domain.takes import PARTS, clean_beginning, clean_part, whole
from bot.ports.records import FormId, OpenForm
from bot.ports.store import Tx
from bot.services import asking, categories, forms, publishing

NAMED, ANONYMOUS, SHOWN = "named", "anonymous", "shown"
"""How a take is signed, in its form: with the name, with nothing, with the category alone."""
PAGE = 5
"""Takes on one page of the list."""
READ_AT_ONCE = 3_500
"""Characters of a take on one page of its reading: what a message of any platform holds beside the rest."""


def text_of(form: OpenForm) -> str:
    """The text of a take as far as it is written in a form."""
    return whole([form.filled.get(name, "") for name in parts()])


def parts() -> list[str]:
    """The names of the form's fields that hold the parts, in their order."""
    return ["text", "more", "rest"][:PARTS]


def post(tx: Tx, caller: Caller, form: FormId) -> Question:
    """Posts the take of a finished form of the caller's, and drops the form. Refuses what its fields refuse."""
    finished = forms.finished(tx, caller, form)
    filled = finished.filled
    community = publishing.into(tx, caller, finished)
    title = clean_title(filled["title"])
    first, *others = [filled.get(name, "") for name in parts()]
    text = whole([clean_beginning(first), *map(clean_part, others)])
    named = filled.get("sign") == NAMED
    draft = publishing.Draft(
        *(title, text, (), _category(tx, community, caller, finished)),
        kind=Kind.TAKE,
        name=caller.name[:NAME_MAX] if named else None,
    )
    return publishing.publish(tx, caller, finished, community, Face.OPEN if named else Face.ASKING, draft)


def _category(tx: Tx, community: Community, caller: Caller, finished: OpenForm) -> str | None:
    """The key of the category that a take shows its author to be of."""
    sign = finished.filled.get("sign")
    if sign == NAMED:
        worn = categories.worn(tx, community, caller)
        category = worn or community.category(categories.chosen(tx, community, caller))
    else:
        category = asking.may_show(tx, community, finished.filled) if sign == SHOWN else None
    return category.key if category is not None else None


def latest(tx: Tx, community: Community, below: int | None) -> tuple[list[Question], bool]:
    """A page of the takes to be read, newest first, from numbers below ``below`` on; and whether there are more."""
    found = tx.questions.takes(community.id, below, PAGE + 1)
    return found[:PAGE], len(found) > PAGE


def pages(text: str) -> list[str]:
    """A take's text in pages, each cut behind a paragraph, else behind a word."""
    found = []
    while len(text) > READ_AT_ONCE:
        head = text[:READ_AT_ONCE]
        end = next((at for gap in ("\n\n", "\n", " ") if (at := head.rfind(gap)) > READ_AT_ONCE // 2), READ_AT_ONCE)
        found.append(text[:end])
        text = text[end:].lstrip()
    return [*found, text]


def reading(tx: Tx, take: QuestionId) -> tuple[Community, Question]:
    """A take to be read in full, and its community."""
    found = must_stand(tx.questions.get(take))
    if not found.is_take:
        raise Refused("button-old")
    return tx.communities.get(found.community_id), found
