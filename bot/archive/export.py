"""The archive as files: the same pages for any web host, or to be opened from a folder; or one document a question.

All of it is read in one unit of work, so the files fit together. A list of what was written is left in the folder: the
next export there deletes what is not shown any more. A folder that holds anything else is left alone.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path

from bot.archive import feed, lists, shown
from bot.archive.documents import document
from bot.archive.pages import Pages, Turn
from bot.archive.urls import LISTS, Urls
from bot.domain.paging import Sort
from bot.domain.questions import Question
from bot.ports.store import Tx
from bot.services import archive
from bot.services.archive import Site
from bot.words import Words

MARK = ".agony-aunt-export"
"""Holds the paths of what an export wrote, one a line."""


class NotOurs(Exception):
    """The folder holds files that no export wrote."""


class Folder:
    """A folder that is made to hold exactly what is put into it. Raises NotOurs, OSError."""

    def __init__(self, path: Path) -> None:
        self.path, self.written = path, set[str]()
        mark = path / MARK
        if path.exists() and any(path.iterdir()) and not mark.exists():
            raise NotOurs
        self._before = set(mark.read_text("utf-8").splitlines()) if mark.exists() else set[str]()
        path.mkdir(parents=True, exist_ok=True)
        self._note(self._before)

    def put(self, where: str, content: str | bytes) -> None:
        """A file, by its path from the folder."""
        file = self.path / where
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        self.written.add(where)

    def close(self) -> None:
        """What an earlier export left and this one did not write is deleted."""
        for where in self._before - self.written:
            file = (self.path / where).resolve()
            if file.is_relative_to(self.path.resolve()):
                file.unlink(missing_ok=True)
        self._note(self.written)

    def _note(self, paths: set[str]) -> None:
        (self.path / MARK).write_text("\n".join(sorted(paths)), "utf-8")


def pages(tx: Tx, words: Words, folder: Folder, base: str | None) -> int:
    """Writes all pages; returns how many questions there are. ``base`` is the address they will be reached under.

    Without it there is no feed, no sitemap and no canonical address, which need it.
    """
    root = f"{base}/" if base else ""
    urls = Urls(files=True)
    made = Pages(words, urls, base=root, searches=False)
    sites = archive.sites(tx)
    folder.put(urls.root(), made.root(sites))
    for each in (files("bot.archive") / "static").iterdir():
        folder.put(f"static/{each.name}", each.read_bytes())
    count = 0
    for site in sites:
        folder.put(urls.home(site.slug), lists.home(tx, made, site))
        folder.put(urls.about(site.slug), made.about(site))
        for name in (*LISTS, *lists.topics(tx, site)):
            _listing(tx, made, folder, site, name)
        for question in questions(tx, site):
            _question(tx, made, folder, site, question)
            count += 1
        if root:
            newest = lists.newest(tx, words, site)
            folder.put(urls.feed(site.slug), feed.feed(words, urls, root, site, newest))
            for _, part in lists.parts(tx, site):
                content = feed.sitemap(root, lists.addresses(tx, urls, site, part))
                folder.put(urls.sitemap(site.slug, part), content)
    if root:
        parts = [each for site in sites for each in lists.parts(tx, site)]
        folder.put("sitemap.xml", feed.sitemap_index(urls, root, parts))
        folder.put("robots.txt", feed.robots(root))
    return count


def documents(tx: Tx, words: Words, folder: Folder) -> int:
    """Writes one JSON document for each question, and its picture beside it; returns how many questions there are."""
    folder.put("question.schema.json", (files("bot.archive") / "question.schema.json").read_bytes())
    count = 0
    for site in archive.sites(tx):
        for question in questions(tx, site):
            picture = tx.pictures.of(question.id)
            if picture is not None:
                folder.put(f"{site.slug}/{question.number}.{picture.name.rpartition('.')[2]}", picture.data)
            written = document(tx, words, site, question, picture)
            folder.put(f"{site.slug}/{question.number}.json", json.dumps(written, ensure_ascii=False, indent=2) + "\n")
            count += 1
    return count


def questions(tx: Tx, site: Site) -> Iterator[Question]:
    """All questions and takes of a community that are shown, newest first."""
    for name in ("latest", "takes"):
        cursor: str | None = None
        while True:
            found, cursor = lists.listed(tx, site, name, cursor)
            yield from (each.question for each in found)
            if cursor is None:
                break


def _listing(tx: Tx, made: Pages, folder: Folder, site: Site, name: str) -> None:
    title = lists.titled(tx, made.words, site, name)
    page, cursor = 1, None
    while True:
        found, after = lists.listed(tx, site, name, cursor)
        here = made.urls.listing(site.slug, name, page=page)
        turn = Turn(
            made.urls.listing(site.slug, name) if page > 1 else None,
            made.urls.listing(site.slug, name, page=page + 1) if after else None,
        )
        folder.put(here, made.listing(site, name, title, lists.lines(made.words, site, found), here, turn))
        if after is None:
            return
        page, cursor = page + 1, after


def _question(tx: Tx, made: Pages, folder: Folder, site: Site, question: Question) -> None:
    opens_with, topic = archive.opens_with(tx, site, question), lists.of(tx, site, question)
    tabs = archive.sheet(tx, site, question, opens_with, 1).tabs
    for tab, sort in product(tabs, (Sort.NEWEST, Sort.VOTED)):
        page, pages = 1, 1
        while page <= pages:
            sheet = archive.sheet(tx, site, question, tab, page, sort)
            shown_as = None if tab == opens_with else tab
            where = made.urls.question(site.slug, question, shown_as, page, sort)
            asked = shown.asked(made.words, sheet)
            if sort is not Sort.NEWEST and asked.tab.count < 2:
                break  # nothing to sort, and no link leads there
            folder.put(where, made.question(asked, (), opens_with=opens_with, topic=topic))
            page, pages = page + 1, sheet.pages
    picture = tx.pictures.of(question.id)
    if picture is not None:
        folder.put(made.urls.picture(site.slug, question, picture.name), picture.data)
