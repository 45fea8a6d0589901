"""The pages themselves: from what is shown to HTML. Every text is escaped by the templates, none is made clickable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.archive.answers import data
from bot.archive.characters import clean
from bot.archive.shown import Asked, Line, Tab, shortened
from bot.archive.urls import STYLE, Urls, encoded, relative
from bot.domain.paging import Sort
from bot.services.archive import LIST_PAGE, Site
from bot.words import Words

FOLDED = 2
"""Replies that stand open under an opinion; more are behind "Show all"."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to where something can be answered: what it says, and where it leads."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Links to the pages before and after, from the root; None where there is none."""

    before: str | None = None
    after: str | None = None


class Pages:
    """Makes pages. ``base`` is the public address of the root, with a slash at its end; "" where it is not known.

    ``searches``: there is somebody to answer a search.
    """

    def __init__(self, words: Words, urls: Urls, *, base: str = "", searches: bool = True) -> None:
        self.words, self.urls, self.base, self.searches = words, urls, base, searches
        self.feeds = bool(base) or searches
        """Whether there is a feed, which needs whole addresses."""
        self._environment = Environment(
            loader=PackageLoader("bot.archive", "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.globals |= {
            "say": words,
            "urls": urls,
            "folded": FOLDED,
            "day": self._day,
            "updated": self._updated,
        }
        self._environment.filters["paragraphs"] = paragraphs

    def root(self, sites: Sequence[Site]) -> str:
        """All communities."""
        return self._page("root.html", self.urls.root(), None, self.words("archive-title"), sites=sites)

    def home(
        self, site: Site, latest: Sequence[Line], lists: Mapping[str, Sequence[Line]], topics: Mapping[str, str]
    ) -> str:
        """A community: its newest questions, and beside them the beginnings of other lists. ``topics`` by list."""
        where = self.urls.home(site.slug)
        more = len(latest) == LIST_PAGE
        return self._page(
            "home.html", where, site, site.community.name, latest=latest, more=more, lists=lists, topics=topics
        )

    def listing(self, site: Site, name: str, title: str, lines: Sequence[Line], here: str, turn: Turn) -> str:
        """One of the lists, one page of it; ``here`` is its address."""
        return self._page("list.html", here, site, title, name=name, lines_here=lines, turn=turn)

    def search(self, site: Site, typed: str, lines: Sequence[Line]) -> str:
        """What was found."""
        where, title = self.urls.search(site.slug), self.words("archive-search")
        return self._page("search.html", where, site, title, typed=typed, lines_here=lines, hidden=True)

    def about(self, site: Site) -> str:
        """What is shown and what is not."""
        return self._page("about.html", self.urls.about(site.slug), site, self.words("archive-about"))

    def question(self, asked: Asked, ways: Sequence[Way], *, opens_with: str, topic: str | None = None) -> str:
        """The page of a question or take. ``opens_with`` is the tab that its plain address shows, ``topic`` the list of
        its topic."""
        slug, question = asked.site.slug, asked.question

        def at(tab: Tab, sort: Sort, page: int = 1) -> str:
            sort = sort if tab.count > 1 else Sort.NEWEST
            return self.urls.question(slug, question, None if tab.key == opens_with else tab.key, page, sort)

        tab, sort = asked.tab, asked.sort
        turn = Turn(
            at(tab, sort, asked.page - 1) if asked.page > 1 else None,
            at(tab, sort, asked.page + 1) if asked.page < asked.pages else None,
        )
        sorts = [(each, at(tab, each)) for each in (Sort.NEWEST, Sort.VOTED)] if tab.count > 1 else []
        picture = self.urls.picture(slug, question, asked.pictured) if asked.pictured else None
        return self._page(
            "question.html",
            self.urls.question(slug, question, None if tab.key == opens_with else tab.key, asked.page, sort),
            asked.site,
            asked.title,
            summary=shortened(asked.details) or asked.title,
            kind="article",
            shown=asked,
            ways=ways,
            tabs=[(each, at(each, sort)) for each in asked.tabs],
            sorts=sorts,
            original=at(tab, Sort.NEWEST) if sort is not Sort.NEWEST else None,
            turn=turn,
            picture=picture,
            topic=self.urls.listing(slug, topic) if topic else None,
            data=data(
                self.words, asked, self.base + encoded(self.urls.question(slug, question)) if self.base else None
            ),
        )

    def wrong(self, title: str, sentence: str, here: str = "") -> str:
        """A page that says kindly why there is none."""
        return self._page("wrong.html", here, None, title, sentence=sentence, hidden=True)

    def _page(
        self,
        template: str,
        here: str,
        site: Site | None,
        title: str,
        *,
        summary: str = "",
        kind: str = "website",
        hidden: bool = False,
        original: str | None = None,
        **parts: Any,
    ) -> str:
        """``hidden``: not for search engines. ``original``: where the same stands, if they had better keep that."""

        def to(there: str) -> str:
            return relative(here, there)

        page = self._environment.get_template(template).render(
            to=to,
            here=here,
            style=STYLE,
            site=site,
            title=title,
            summary=summary or (self.words("archive-summary", community=site.community.name) if site else title),
            kind=kind,
            hidden=hidden,
            base=self.base,
            canonical=self.base + encoded(original or here) if self.base and not hidden else None,
            absolute=lambda there: self.base + encoded(there),
            searches=self.searches,
            feeds=self.feeds,
            name=parts.pop("name", ""),
            language=self.words.language,
            **parts,
        )
        return clean(page)

    def _day(self, day: date) -> str:
        return self.words("archive-day", at=datetime(day.year, day.month, day.day, tzinfo=UTC))

    def _updated(self, day: date) -> str:
        return self.words("archive-update", at=datetime(day.year, day.month, day.day, tzinfo=UTC))


def paragraphs(text: str) -> list[list[str]]:
    """A text as paragraphs of lines: a blank line stands between two of them."""
    found: list[list[str]] = [[]]
    for each in text.splitlines():
        if each.strip():
            found[-1].append(each.strip())
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]
