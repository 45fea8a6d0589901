"""What a page shows: plain texts and figures, picked from what everybody may see.

This is the one place where it is decided what of a thing gets onto the web. No id goes further than here, no time finer
than a day, and no name that its bearer has not chosen to show (see `bot.domain.archive`). Texts are masked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.archive.hues import hue
from bot.archive.polls import Polled, polled
from bot.domain.archive import names_author, names_speaker
from bot.domain.communities import Community
from bot.domain.opinions import Byline, Opinion
from bot.domain.paging import Sort
from bot.domain.questions import Question
from bot.domain.threads import Reply, Role
from bot.domain.updates import Update
from bot.ports.archive import Exhibit
from bot.services.archive import Sheet, Site, Thread, public
from bot.services.reading import OTHERS
from bot.views import names
from bot.words import Words

ASKER = "asker"
LEDE = 200
"""Characters of what stands under a title in a list and in a preview elsewhere."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks, as a page says it: "Guy", "Guy 1", "Girl · Ana", "Asker". ``hue`` is its colour."""

    name: str
    hue: str
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """An opinion or a reply. ``own``: a reply by whoever gave the opinion that it stands under."""

    who: Who
    text: str
    day: date
    own: bool = False


@dataclass(frozen=True, slots=True)
class Opined:
    """An opinion with its thread; ``unshown`` replies are read in the chat only.

    ``helpful`` is what it is called if the asker chose it: "Most helpful Guy"; "" for any other.
    """

    said: Spoken
    replies: Sequence[Spoken]
    unshown: int
    votes: int
    helpful: str


@dataclass(frozen=True, slots=True)
class Added:
    """An update."""

    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Tab:
    """A group of opinions: "What Guys said (2)"."""

    key: str
    label: str
    count: int
    hue: str


@dataclass(frozen=True, slots=True)
class Line:
    """A question in a list."""

    question: Question
    title: str
    audience: str
    by: str
    lede: str
    day: date
    opinions: int
    answered: str
    status: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's page."""

    site: Site
    question: Question
    title: str
    details: str
    audience: str
    topic: str | None
    by: str
    day: date
    status: str
    opinions: int
    answered: str
    tabs: Sequence[Tab]
    tab: Tab
    page: int
    pages: int
    opined: Sequence[Opined]
    questions: Sequence[Line]
    takes: Sequence[Line]
    pictured: str | None
    sort: Sort
    updates: Sequence[Added]
    poll: Polled | None


def asked(words: Words, sheet: Sheet) -> Asked:
    """A question with one page of opinions."""
    question, community = sheet.question, sheet.site.community
    tabs = [_tab(words, sheet, key) for key in sheet.tabs]
    count = sum(sheet.tally.values())
    return Asked(
        sheet.site,
        question,
        public(question.title),
        public(question.details),
        names.audience(words, community, question.audience),
        question.topic,
        _by(words, community, question),
        day(question.posted_at),
        _status(words, question),
        count,
        _answered(words, question, count),
        tabs,
        next(each for each in tabs if each.key == sheet.tab),
        sheet.page,
        sheet.pages,
        [opined(words, community, each) for each in sheet.threads],
        [line(words, community, each) for each in sheet.questions],
        [line(words, community, each) for each in sheet.takes],
        sheet.pictured,
        sheet.sort,
        [added(each) for each in sheet.updates],
        polled(words, community, sheet.poll, sheet.enough) if sheet.poll is not None else None,
    )


def opined(words: Words, community: Community, thread: Thread) -> Opined:
    """An opinion with its thread."""
    opinion = thread.opinion
    said = Spoken(_author(words, community, opinion), public(opinion.text), day(opinion.written_at))
    replies = [
        Spoken(
            *(_speaker(words, community, each, opinion), public(each.text), day(each.written_at)),
            own=each.author == opinion.author,
        )
        for each in thread.replies
    ]
    helpful = _helpful(words, community, opinion) if opinion.helpful else ""
    return Opined(said, replies, thread.count - len(replies), opinion.votes, helpful)


def added(update: Update) -> Added:
    """An update."""
    return Added(public(update.text), day(update.written_at))


def line(words: Words, community: Community, exhibit: Exhibit) -> Line:
    """A question in a list."""
    question = exhibit.question
    return Line(
        question,
        public(question.title),
        names.audience(words, community, question.audience),
        _by(words, community, question),
        shortened(public(question.details)),
        day(question.posted_at),
        exhibit.opinions,
        _answered(words, question, exhibit.opinions),
        _status(words, question),
    )


def day(moment: int) -> date:
    """The day of a moment in milliseconds since 1970, UTC: as fine as times get here."""
    return datetime.fromtimestamp(moment / 1000, UTC).date()


def shortened(text: str) -> str:
    """The beginning of a text, in one line, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LEDE else flat[:LEDE].rpartition(" ")[0].rstrip(",;:.") + " …"


def _by(words: Words, community: Community, question: Question) -> str:
    """Who asks, as far as they let it show; who wrote a take, under the name they chose for it if any."""
    category = community.category(question.asked_as)
    if not question.is_take:
        return words("archive-by-one", category=category.singular) if category else words("archive-by")
    if question.name is not None:
        return words(
            "archive-take-by", name=names.author(words, community, Byline(question.asked_as, question.name, None))
        )
    return words("archive-take-by-one", category=category.singular) if category else words("archive-take-by-nobody")


def _answered(words: Words, question: Question, count: int) -> str:
    return words("archive-comments" if question.is_take else "archive-opinions", count=count)


def _tab(words: Words, sheet: Sheet, key: str) -> Tab:
    category = sheet.site.community.category(key)
    if category is None:
        known = {each.key for each in sheet.site.community.categories}
        count = sum(number for each, number in sheet.tally.items() if each not in known)
        return Tab(OTHERS, words("others", count=count), count, OTHERS)
    count = sheet.tally.get(key, 0)
    return Tab(key, words("what-said", plural=category.plural, count=count), count, hue(sheet.site.community, key))


def _status(words: Words, question: Question) -> str:
    """What is to be known of a question that takes no more opinions; "" of one that does."""
    return "" if question.takes_opinions else words("archive-closed")


def _helpful(words: Words, community: Community, opinion: Opinion) -> str:
    category = community.category(opinion.by.category)
    return words("archive-helpful", category=category.singular) if category else words("archive-helpful-one")


def _author(words: Words, community: Community, opinion: Opinion) -> Who:
    return _who(words, community, opinion.by, named=names_author(opinion))


def _speaker(words: Words, community: Community, reply: Reply, under: Opinion) -> Who:
    if reply.role is not Role.MEMBER:
        return Who(names.speaker(words, community, reply), ASKER, False)
    return _who(words, community, reply.by, named=names_speaker(reply, under))


def _who(words: Words, community: Community, by: Byline, *, named: bool) -> Who:
    """The byline as it is where it was anonymous or its bearer chose to show it; else what they count as, alone."""
    colour = hue(community, by.category)
    if by.name is None or named:
        return Who(names.author(words, community, by), colour, by.name is None)
    category = community.category(by.category)
    return Who(category.singular if category else words("someone"), colour, False)
