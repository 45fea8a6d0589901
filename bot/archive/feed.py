"""What machines read: the feed of a community, the addresses there are, and what robots may fetch.

Atom: RFC 4287. Sitemaps: https://www.sitemaps.org/protocol.html. Both want whole addresses, so they need to know under
which one the archive is reached. A time is as fine as a day.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree import ElementTree

from bot.archive.characters import clean
from bot.archive.shown import Line
from bot.archive.urls import Urls, encoded
from bot.services.archive import Site
from bot.words import Words

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
PART = 5_000
"""Numbers of questions in one part of a sitemap, which may hold 50,000 addresses."""
_EPOCH = date(2025, 1, 1)


def feed(words: Words, urls: Urls, base: str, site: Site, lines: Sequence[Line]) -> bytes:
    """The newest questions. ``base`` is the root's public address, with a slash at its end.

    A question keeps its id in the feed when its title changes: the number and not the title is in it.
    """
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": words.language})
    home = base + encoded(urls.home(site.slug))
    _text(root, "id", home)
    _text(root, "title", clean(site.community.name))
    _text(root, "updated", _moment(max((each.day for each in lines), default=_EPOCH)))
    ElementTree.SubElement(root, "link", {"rel": "self", "href": base + encoded(urls.feed(site.slug))})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "href": home})
    _text(ElementTree.SubElement(root, "author"), "name", clean(site.community.name))
    for each in lines:
        entry = ElementTree.SubElement(root, "entry")
        _text(entry, "id", f"{home}#{each.question.number}")
        _text(entry, "title", clean(each.title))
        _text(entry, "updated", _moment(each.day))
        _text(entry, "published", _moment(each.day))
        where = base + encoded(urls.question(site.slug, each.question))
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": where})
        _text(ElementTree.SubElement(entry, "author"), "name", words("asker"))
        _text(entry, "summary", clean(each.lede or each.title))
    return _document(root)


def sitemap_index(urls: Urls, base: str, parts: Iterable[tuple[Site, int]]) -> bytes:
    """Where the parts of the sitemap are."""
    root = ElementTree.Element("sitemapindex", {"xmlns": SITEMAP})
    for site, part in parts:
        _text(ElementTree.SubElement(root, "sitemap"), "loc", base + encoded(urls.sitemap(site.slug, part)))
    return _document(root)


def sitemap(base: str, addresses: Iterable[str]) -> bytes:
    """Addresses, given from the root."""
    root = ElementTree.Element("urlset", {"xmlns": SITEMAP})
    for each in addresses:
        _text(ElementTree.SubElement(root, "url"), "loc", base + encoded(each))
    return _document(root)


def robots(base: str) -> str:
    """Everything may be fetched, except what is only an answer to a search."""
    return f"User-agent: *\nDisallow: /*/search\n\nSitemap: {base}sitemap.xml\n"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _document(root: ElementTree.Element) -> bytes:
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
