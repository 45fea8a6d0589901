"""The board as the page shows it, read from the store in one go.

The questions that stand on the board, and the chosen one in full: its opinions by category, each with its thread. An
opinion or a reply is shown once it stands on the board, that is, once a receipt says in which message; so what the
page shows is what the courier has delivered, and every panel has a message that can be replied to.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Button
from bot.domain.communities import Community, Place
from bot.domain.errors import Refused
from bot.domain.limits import REPLIES_SHOWN
from bot.domain.opinions import Byline, Opinion, grouped
from bot.domain.paging import Spot
from bot.domain.questions import Question
from bot.domain.threads import Reply, Role
from bot.platforms.playground.memory import PLACE
from bot.platforms.playground.personas import PLATFORM
from bot.ports.records import What
from bot.ports.store import Tx
from bot.services import reading
from bot.views import names, opinions, takes
from bot.words import Words

LISTED = 50
"""Questions in the list."""
UNFOLDED = 4
"""Replies that are shown without a click; of more only the first two."""
THREAD_MOST = 500
"""Replies shown under one opinion, at most."""
WAITING_MOST = 99
"""How many waiting things are counted."""
TINTS = 6
"""Colours that categories have, in their order."""


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody looks at: a number (None: the newest question's), a tab, where in it, an unfolded thread."""

    number: int | None = None
    tab: str | None = None
    spot: str = ""
    unfolded: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A question or a take in the list; ``told`` says what it is, and how much was said to it."""

    number: int
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """One message on the board; None for what was carried there in a message of another opinion's or reply's."""

    message: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said: ``tint`` is the category's colour ("asker", "1" … or "none")."""

    id: int
    who: str
    tint: str
    lines: tuple[Line, ...]

    @property
    def message(self) -> str | None:
        """The message that a reply to it answers."""
        return self.lines[0].message


@dataclass(frozen=True, slots=True)
class Panel:
    """An opinion with (the first of) its replies, and the button to vote for it. ``helpful``: its asker chose it."""

    opinion: Voice
    replies: tuple[Voice, ...]
    count: int
    vote: Button
    helpful: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """What one category said."""

    key: str
    label: str
    tint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The question in the middle. ``message`` and ``thread`` are where its card stands on the board."""

    number: int
    message: str
    thread: str | None
    open: bool
    tabs: tuple[Tab, ...]
    panels: tuple[Panel, ...]
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """All of it. ``name`` is None while nobody has set a community up.

    ``settled`` is false while a message stands on the board whose receipt is still on its way. ``waiting`` is how many
    things wait for a moderator's decision, ``WAITING_MOST`` at most.
    """

    name: str | None
    entries: tuple[Entry, ...]
    chosen: Chosen | None
    settled: bool
    waiting: int = 0


def read(tx: Tx, words: Words, look: Look, posted: Sequence[str]) -> Board:
    """The board. ``posted`` are the bot's newest messages on it."""
    place = tx.communities.place_at(PLATFORM, PLACE)
    if place is None:
        return Board(None, (), None, settled=True)
    community = tx.communities.get(place.community_id)
    standing = [each for each in tx.questions.latest(community.id, LISTED) if _card(tx, place, each)]
    number = look.number if look.number is not None else next((each.number for each in standing if not each.is_take), 0)
    question = tx.questions.numbered(community.id, number)
    entries = tuple(_entry(tx, words, community, each) for each in standing)
    chosen = _chosen(tx, words, place, question, look) if question else None
    settled = all(tx.receipts.at(place.id, message) for message in posted)
    waiting = len(tx.cases.queue(community.id, WAITING_MOST))
    return Board(community.name, entries, chosen, settled, waiting)


def _entry(tx: Tx, words: Words, community: Community, question: Question) -> Entry:
    audience = names.audience(words, community, question.audience)
    count = sum(tx.opinions.tally(question.id).values())
    if question.is_take:
        return Entry(question.number, question.title, words("playground-entry-take", count=count))
    return Entry(question.number, question.title, words("playground-entry", audience=audience, count=count))


def _card(tx: Tx, place: Place, question: Question) -> str | None:
    """The message that a question's card stands in."""
    receipt = next(iter(tx.receipts.of(place.id, What.QUESTION, question.id)), None)
    return receipt.message if receipt else None


def _chosen(tx: Tx, words: Words, place: Place, question: Question, look: Look) -> Chosen | None:
    message = _card(tx, place, question)
    if message is None:
        return None
    thread = next((each.thread for each in tx.receipts.of(place.id, What.THREAD, question.id)), None)
    try:
        page = reading.page(tx, question.id, look.tab, Spot.read(look.spot))
    except Refused:  # taken back: the card says so
        return Chosen(question.number, message, thread, False, (), ())
    panels = [
        panel
        for each in page.threads
        if (panel := _panel(tx, words, place, page.community, each.opinion, unfolded=look.unfolded == each.opinion.id))
    ]
    still_open = question.takes_opinions
    tabs = _tabs(words, page)
    newer, older = (None if each is None else str(each) for each in (page.newer, page.older))
    return Chosen(question.number, message, thread, still_open, tabs, tuple(panels), newer, older)


def _tabs(words: Words, page: reading.Page) -> tuple[Tab, ...]:
    if page.question.is_take:
        return (Tab(reading.OTHERS, takes.comments(words, page.tally), "none", chosen=True),)
    groups, rest = grouped(page.community, page.tally)
    said = [
        (category.key, words("what-said", plural=plural, count=count))
        for category, (plural, count) in zip(page.community.categories, groups, strict=True)
    ]
    if rest:
        said.append((reading.OTHERS, words("others", count=rest)))
    return tuple(Tab(key, label, tint(page.community, key), key == page.tab) for key, label in said)


def _panel(
    tx: Tx, words: Words, place: Place, community: Community, opinion: Opinion, *, unfolded: bool
) -> Panel | None:
    lines = _lines(tx, place, opinion)
    if not lines:
        return None
    count = tx.replies.count(opinion.id)
    shown = THREAD_MOST if unfolded or count <= UNFOLDED else REPLIES_SHOWN
    replies = [
        Voice(reply.id, names.speaker(words, community, reply), _speaker_tint(community, reply), (line,))
        for reply in tx.replies.under(opinion.id, 0, shown)
        if (line := _line(tx, place, What.REPLY, reply.id, reply.text))
    ]
    who = opinions.marked(words, opinion, names.author(words, community, opinion.by))
    vote = Button(words("button-vote", count=opinion.votes), "vote", (opinion.id,))
    return Panel(
        Voice(opinion.id, who, _tint(community, opinion.by), lines), tuple(replies), count, vote, opinion.helpful
    )


def _lines(tx: Tx, place: Place, opinion: Opinion) -> tuple[Line, ...]:
    """An opinion's messages: one that the bot posted, or those that its author wrote on the board."""
    carried = _line(tx, place, What.OPINION, opinion.id, opinion.text)
    if carried:
        return (carried,)
    written = [
        (_line(tx, place, What.PASSAGE, passage.id, passage.text), passage.text)
        for passage in tx.opinions.passages(opinion.id)
    ]
    if not any(line for line, _ in written):
        return ()
    return tuple(line or Line(None, text) for line, text in written)


def _line(tx: Tx, place: Place, what: What, subject: int, text: str) -> Line | None:
    receipt = next(iter(tx.receipts.of(place.id, what, subject)), None)
    return Line(receipt.message, text) if receipt else None


def _speaker_tint(community: Community, reply: Reply) -> str:
    return "asker" if reply.role is not Role.MEMBER else _tint(community, reply.by)


def _tint(community: Community, by: Byline) -> str:
    return tint(community, by.category)


def tint(community: Community, key: str | None) -> str:
    """The colour of a category, by its place in the community's order."""
    keys = [category.key for category in community.categories]
    return str(keys.index(key) % TINTS + 1) if key in keys else "none"
