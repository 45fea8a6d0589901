"""Addresses: where each page of the archive is, from the archive's root, and how one page links to another.

Nothing in them leads to anybody: a community's name, a question's number and title, a category's key. Served pages have
plain addresses; files end in ``.html`` and number the pages of a list, since there is no server to ask for the rest.
"""

from posixpath import basename, dirname, relpath
from urllib.parse import quote, urlencode

from bot.domain.archive import title_slug
from bot.domain.paging import Sort
from bot.domain.questions import Question

STYLE = "static/archive.css"
LISTS = ("latest", "unanswered", "discussed", "takes")
"""The lists that a community has, besides one of each topic."""
VOTED = "voted"
"""Says in an address that opinions are sorted by votes."""
TOPIC = "topic/"
"""Begins the name of the list of a topic."""


class Urls:
    """Addresses without the slash before them; "" is the root. ``files``: those of a folder on a disk."""

    def __init__(self, *, files: bool = False) -> None:
        self.files = files

    def root(self) -> str:
        """All communities."""
        return self._folder("")

    def home(self, slug: str) -> str:
        """A community."""
        return self._folder(f"{slug}/")

    def about(self, slug: str) -> str:
        """What is shown here and what is not."""
        return self._page(f"{slug}/about")

    def listing(self, slug: str, name: str, cursor: str | None = None, page: int = 1) -> str:
        """One of ``LISTS`` or of a topic, from behind ``cursor``; in files its page of this number."""
        if self.files:
            return self._page(f"{slug}/{name}" if page == 1 else f"{slug}/{name}-{page}")
        return f"{slug}/{name}" + (f"?{urlencode({'before': cursor})}" if cursor else "")

    def question(
        self, slug: str, question: Question, tab: str | None = None, page: int = 1, sort: Sort = Sort.NEWEST
    ) -> str:
        """A question or take; ``tab`` None: the one that it opens with."""
        where = f"{slug}/{'take' if question.is_take else 'q'}/{question_slug(question)}"
        voted = sort is Sort.VOTED
        if not self.files:
            asked_for = ({"sort": VOTED} if voted else {}) | ({"page": page} if page > 1 else {})
            return (f"{where}/{tab}" if tab else where) + (f"?{urlencode(asked_for)}" if asked_for else "")
        if page > 1 or voted:
            # with a dot, which no category's key has
            sorted_so = f".{VOTED}" if voted else ""
            return self._page(f"{where}/{tab or 'page'}{sorted_so}" + (f"-{page}" if page > 1 else ""))
        return self._page(f"{where}/{tab}" if tab else where)

    def picture(self, slug: str, question: Question, name: str) -> str:
        """A question's picture, whose file is called ``name``."""
        return f"{slug}/picture/{question.number}.{name.rpartition('.')[2]}"

    def feed(self, slug: str) -> str:
        """The newest, for readers of feeds."""
        return f"{slug}/feed.atom"

    def search(self, slug: str) -> str:
        """Where words are looked for: on a server only."""
        return f"{slug}/search"

    def sitemap(self, slug: str, part: int) -> str:
        """One part of a community's addresses."""
        return f"{slug}/sitemap-{part}.xml"

    def _folder(self, where: str) -> str:
        return f"{where}index.html" if self.files else where

    def _page(self, where: str) -> str:
        return f"{where}.html" if self.files else where


def question_slug(question: Question) -> str:
    """ "12-is-there-still-hope-for-us"; "12" where the title has nothing that can stand in an address."""
    title = title_slug(question.title)
    return f"{question.number}-{title}" if title else str(question.number)


def topic_list(topic: str) -> str:
    """The name of the list of a topic."""
    return TOPIC + title_slug(topic)


def encoded(path: str) -> str:
    """A path as it stands in an address; a query stays as it is."""
    where, mark, query = path.partition("?")
    return quote(where) + mark + query


def relative(here: str, to: str) -> str:
    """The link from one page to another, both from the root."""
    path, mark, query = to.partition("?")
    found = f"{relpath(dirname(path) or '.', dirname(here.partition('?')[0]) or '.')}/{basename(path)}"
    return quote(found.removeprefix("./") or "./") + mark + query
