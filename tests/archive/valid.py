"""What a page must be, whatever stands on it: valid HTML whose links lead somewhere, without any script that runs."""

import json
from typing import Any
from xml.etree import ElementTree

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
VOID = {"area", "br", "hr", "img", "input", "link", "meta"}


def parsed(page: str) -> ElementTree.Element:
    """The page as a tree. Raises html5lib's ParseError where it is not valid."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True)
    root: ElementTree.Element = parser.parse(page)
    return root


def check(page: str) -> ElementTree.Element:
    """The page as a tree, with what a parser does not look at checked as well."""
    root = parsed(page)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids)), "an id is there twice"
    for each in root.iter():
        handlers = [name for name in each.keys() if name.lower().startswith("on")]  # noqa: SIM118
        assert not handlers, f"{each.tag} has {handlers}"
        assert "style" not in each.keys(), "a style that the policy forbids"  # noqa: SIM118
        for name in ("href", "src", "action"):
            assert not (each.get(name) or "").lower().startswith(("javascript:", "data:", "//")), each.get(name)
    scripts = list(root.iter(f"{XHTML}script"))
    assert all(each.get("type") == "application/ld+json" for each in scripts)
    assert len(root.findall(f".//{XHTML}h1")) == 1
    assert root.get("lang") == "en"
    title = root.find(f".//{XHTML}title")
    assert title is not None
    assert (title.text or "").strip()
    return root


def data(page: str) -> dict[str, Any]:
    """What the page says to machines."""
    (script,) = parsed(page).iter(f"{XHTML}script")
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def words(root: ElementTree.Element) -> str:
    """All that can be read on a page."""
    return " ".join("".join(root.itertext()).split())
