"""Publishing: what a finished form holds gets its number, and cards in every place; a question and a take alike."""

from dataclasses import dataclass, field

from bot.domain.communities import Community, CommunityId
from bot.domain.errors import Refused
from bot.domain.people import Caller, Face
from bot.domain.questions import Kind, Question
from bot.ports.records import OpenForm
from bot.ports.store import Tx
from bot.services import announcing, appointments, exhibiting, forms, permitting, reviewing, rules, shelving


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be published, each part cleaned. ``name`` is what a take stands under, None for no name."""

    title: str
    details: str
    audience: tuple[str, ...] = ()
    asked_as: str | None = None
    kind: Kind = Kind.QUESTION
    name: str | None = field(default=None, repr=False)
    topic: str | None = None
    options: tuple[str, ...] = ()
    """Those of its poll."""


def into(tx: Tx, caller: Caller, finished: OpenForm) -> Community:
    """The community that a form is for; refuses one where nothing can be posted, or not by the caller."""
    community = tx.communities.get(CommunityId(int(finished.filled["community"])))
    permitting.must_be_free(tx, caller, community.id, in_public=False)
    if not any(place.open for place in tx.communities.places(community.id)):
        raise Refused("no-place", community=community.name)
    return community


def publish(tx: Tx, caller: Caller, finished: OpenForm, community: Community, face: Face, draft: Draft) -> Question:
    """Posts the draft as a face of the caller's, or has it wait for a moderator; the form is dropped."""
    author = caller.as_(face)
    found = reviewing.asked(tx, caller, community.id, author, draft.title, "\n".join((draft.details, *draft.options)))
    question = tx.questions.add(
        *(community.id, author, draft.title, draft.details, draft.audience, draft.asked_as),
        held=found.held,
        delay=rules.delay(tx, community.id),  # if it is held it counts from when it is let through
        kind=draft.kind,
        name=draft.name,
        topic=draft.topic,
    )
    if finished.filled.get("web"):  # whoever posts it was told so
        exhibiting.exhibit(tx, question)
    tx.people.belong(author, community.id)
    image = tx.pictures.of_form(finished.id)
    if image is not None:
        tx.pictures.hang(question.id, image)
    if draft.options:
        tx.polls.add(question.id, draft.options)
    forms.close(tx, finished)
    reviewing.take_in(tx, question, found, tell=False)
    shelving.index(tx, question)
    announcing.question_posted(tx, question)
    if not found.held:
        appointments.begin(tx, question)
    return question
