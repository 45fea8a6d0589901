"""What a maker of cards looks at, and what several of them need."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.cards import Card
from bot.domain.cases import Verdict
from bot.domain.communities import Community, Place
from bot.domain.opinions import Opinion
from bot.domain.people import Person
from bot.domain.questions import Question, Status
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.ports.records import Row, What
from bot.ports.store import Tx
from bot.services import reading
from bot.steps import Steps
from bot.traces import TracesOf
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Tools:
    """What does not stand in the store: forms, the public address of where a card stands, the traces of people."""

    steps: Steps
    link: Callable[[reading.Standing], str | None]
    traces_of: TracesOf


@dataclass(frozen=True, slots=True)
class Public:
    """A row on its way to a place of a community. ``standing``: an earlier form of it stands there already."""

    tx: Tx
    row: Row
    words: Words
    community: Community
    place: Place
    standing: bool
    tools: Tools


@dataclass(frozen=True, slots=True)
class Private:
    """A row on its way to a person."""

    tx: Tx
    row: Row
    words: Words
    person: Person
    tools: Tools

    @property
    def heard(self) -> bool:
        """Whether a message about the same stands in their private chat already."""
        receipts = self.tx.receipts.of(self.person.id, self.row.what, self.row.subject)
        return any(each.ours for each in receipts)


PublicMaker = Callable[[Public], Card | None]
PrivateMaker = Callable[[Private], Card | None]


def rejected(look: Private) -> bool:
    """Whether its author has heard that moderators did not let it through."""
    case = look.tx.cases.of(look.row.what, look.row.subject)
    if case is None or case.verdict is not Verdict.REJECTED:
        return False
    return any(each.ours for each in look.tx.receipts.of(look.person.id, What.CASE, case.id))


def gone(tx: Tx, thing: Opinion | Reply | Update) -> bool:
    """Whether the question it belongs to is gone."""
    question = tx.questions.get(thing.question_id)
    return question is None or question.status is Status.REMOVED


def twin(tx: Tx, question: Question) -> Question | None:
    """Where the same is asked, if moderators said so and it stands."""
    found = tx.questions.get(question.duplicate_of) if question.duplicate_of is not None else None
    return found if found is not None and found.public else None


def origin(tx: Tx, thing: Opinion | Reply, reader: str | None) -> str | None:
    """The platform it was written on, where the reader could not guess it; None if it came in private.

    ``reader`` is the platform of the reading place, None for a notice: it says so only if the community is on several.
    """
    if thing.place_id is None:
        return None
    written = tx.communities.place(thing.place_id)
    everywhere = {place.platform for place in tx.communities.places(written.community_id)}
    return written.platform if len(everywhere) > 1 and written.platform != reader else None
