"""Lists of a community's questions: on its first page, page by page, for feeds and for the sitemap.

A page of a list begins behind a cursor that tells nothing but figures: the number of the last question that was shown;
in the list by opinions their count stands before it.
"""

import re
from collections.abc import Sequence

from bot.archive import shown
from bot.archive.feed import PART
from bot.archive.pages import Pages
from bot.archive.urls import TOPIC, Urls, topic_list
from bot.domain.archive import title_slug
from bot.domain.errors import Refused
from bot.domain.questions import Kind, Question
from bot.ports.archive import Exhibit
from bot.ports.store import Tx
from bot.services import rules
from bot.services.archive import LIST_PAGE, Site
from bot.words import Words

SHORT = 6
"""Questions in the short lists of a community's first page."""
_CURSOR = re.compile(r"(?:(\d{1,9})-)?(\d{1,9})")


def lines(words: Words, site: Site, found: Sequence[Exhibit]) -> list[shown.Line]:
    """Questions as a list shows them."""
    return [shown.line(words, site.community, each) for each in found]


def home(tx: Tx, pages: Pages, site: Site) -> str:
    """A community's first page."""
    community, words = site.community.id, pages.words
    beside = {
        "unanswered": tx.archive.unanswered(community, None, SHORT),
        "discussed": tx.archive.discussed(community, None, SHORT),
        "takes": tx.archive.latest(community, Kind.TAKE, None, SHORT),
    }
    short = {name: lines(words, site, found) for name, found in beside.items()}
    return pages.home(site, newest(tx, words, site), short, topics(tx, site))


def newest(tx: Tx, words: Words, site: Site) -> list[shown.Line]:
    """The newest questions."""
    return lines(words, site, tx.archive.latest(site.community.id, Kind.QUESTION, None, LIST_PAGE))


def topics(tx: Tx, site: Site) -> dict[str, str]:
    """The community's topics, by the names of their lists."""
    return {topic_list(each): each for each in rules.of(tx, site.community.id).topics if title_slug(each)}


def listed(tx: Tx, site: Site, name: str, before: str | None) -> tuple[list[Exhibit], str | None]:
    """One page of a list from behind a cursor, and the cursor behind it, None at the end.

    Refuses no cursor of ours, and a topic that there is none of.
    """
    opinions, number = _read(before) if before is not None else (None, None)
    community = site.community.id
    if name == "discussed":
        after = None if number is None else (opinions or 0, number)
        found = tx.archive.discussed(community, after, LIST_PAGE + 1)
    elif name == "unanswered":
        found = tx.archive.unanswered(community, number, LIST_PAGE + 1)
    elif name.startswith(TOPIC):
        found = tx.archive.topic(community, _topic(tx, site, name), number, LIST_PAGE + 1)
    else:
        kind = Kind.TAKE if name == "takes" else Kind.QUESTION
        found = tx.archive.latest(community, kind, number, LIST_PAGE + 1)
    page = found[:LIST_PAGE]
    if len(found) <= LIST_PAGE:
        return page, None
    last = page[-1]
    return page, f"{last.opinions}-{last.question.number}" if name == "discussed" else str(last.question.number)


def of(tx: Tx, site: Site, question: Question) -> str | None:
    """The list of a question's topic, if there is one (any more)."""
    return next((name for name, topic in topics(tx, site).items() if topic == question.topic), None)


def titled(tx: Tx, words: Words, site: Site, name: str) -> str:
    """What a list is called."""
    return _topic(tx, site, name) if name.startswith(TOPIC) else words(f"archive-{name}")


def _topic(tx: Tx, site: Site, name: str) -> str:
    found = topics(tx, site).get(name)
    if found is None:
        raise Refused("archive-gone")
    return found


def _read(cursor: str) -> tuple[int | None, int]:
    match = _CURSOR.fullmatch(cursor) if cursor.isascii() else None
    if match is None:
        raise Refused("archive-gone")
    return int(match[1]) if match[1] else None, int(match[2])


def parts(tx: Tx, site: Site) -> list[tuple[Site, int]]:
    """The parts of a community's sitemap: as many as its newest question or take needs."""
    latest = [each for kind in Kind for each in tx.archive.latest(site.community.id, kind, None, 1)]
    last = max((each.question.number for each in latest), default=0)
    return [(site, part) for part in range(last // PART + 1)]


def addresses(tx: Tx, urls: Urls, site: Site, part: int) -> list[str]:
    """The addresses in one part of a community's sitemap, from the root."""
    found = tx.archive.between(site.community.id, part * PART, (part + 1) * PART - 1)
    first = [urls.home(site.slug), urls.about(site.slug)] if part == 0 else []
    return [*first, *(urls.question(site.slug, each.question) for each in found)]
