"""Text the way Telegram counts it: UTF-16 code units, entities, HTML, and what clients mark by themselves.

In: a text with `entities` or `parse_mode`. Out: the trimmed text and its entities, or the platform's refusal. Lengths
are counted in UTF-16 units throughout, the strictest reading of "characters".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from tests.fakes.telegram.errors import bad
from tests.fakes.telegram.model import Json

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
}
_AUTOMATIC = (
    ("url", re.compile(r"\b(?:https?://|t\.me/|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)]")),
    ("url", re.compile(r"(?<![\w@.])(?:[\w-]+\.)+(?:com|org|net|info|io|me|de|es|ru)\b(?:/[^\s<>\"']*[\w/])?")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}\b")),
    ("bot_command", re.compile(r"(?<![\w@/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w@/])")),
)
_STRAY = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")
_SOLID = {"code", "pre", "text_link", "url"}


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, entity: Json) -> str:
    """The part of the text that an entity covers."""
    coded = text.encode("utf-16-le", "surrogatepass")
    start = int(entity["offset"]) * 2
    return coded[start : start + int(entity["length"]) * 2].decode("utf-16-le", "surrogatepass")


def automatic(text: str, taken: Iterable[Json] = ()) -> list[Json]:
    """Links, mentions and commands that the platform marks without being asked, where nothing solid stands."""
    found: list[Json] = []
    solid = [entity for entity in taken if entity["type"] in _SOLID]
    for kind, pattern in _AUTOMATIC:
        for match in pattern.finditer(text):
            entity: Json = {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
            if not any(_overlap(entity, other) for other in (*solid, *found)):
                found.append(entity)
    return sorted(found, key=lambda entity: int(entity["offset"]))


def _overlap(one: Json, other: Json) -> bool:
    starts = max(int(one["offset"]), int(other["offset"]))
    return starts < min(int(one["offset"] + one["length"]), int(other["offset"] + other["length"]))


def finished(text: str, entities: list[Json] | None, parse_mode: str | None) -> tuple[str, list[Json]]:
    """What is left after parsing, trimming and automatic marking; refuses what Telegram would refuse."""
    if parse_mode and not entities:
        text, given = _parsed(text, parse_mode)
    else:
        given = [dict(entity) for entity in entities or []]
        _validate(text, given)
    text, given = _trimmed(text, given)
    return text, sorted([*given, *automatic(text, given)], key=lambda item: (int(item["offset"]), -int(item["length"])))


def _validate(text: str, entities: list[Json]) -> None:
    coded = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        start, end = int(entity["offset"]), int(entity["offset"]) + int(entity["length"])
        if start < 0 or end <= start or end > len(coded) // 2:
            raise bad(f"ENTITY_BOUNDS_INVALID: {entity['type']} {start}…{end} of {len(coded) // 2}")
        if _splits(coded, start) or _splits(coded, end):
            raise bad(f"ENTITY_BOUNDS_INVALID: {entity['type']} splits a surrogate pair")
        if entity["type"] == "text_link" and not entity.get("url"):
            raise bad("ENTITY_URL_INVALID")


def _splits(coded: bytes, position: int) -> bool:
    unit = coded[position * 2 : position * 2 + 2]
    return len(unit) == 2 and 0xDC00 <= int.from_bytes(unit, "little") <= 0xDFFF


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Telegram drops white space around a text and moves the entities along."""
    stripped = text.strip()
    shift, length = units(text[: len(text) - len(text.lstrip())]), units(stripped)
    kept: list[Json] = []
    for entity in entities:
        start = max(0, int(entity["offset"]) - shift)
        end = min(length, int(entity["offset"]) + int(entity["length"]) - shift)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Json]]:
    if parse_mode.lower() != "html":
        raise bad(f"unsupported parse_mode (this fake reads HTML only, not {parse_mode})")
    if stray := _STRAY.search(text):
        raise bad(
            f'can\'t parse entities: Unsupported start tag "" at byte offset {len(text[: stray.start()].encode())}'
        )
    reader = _Html()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{reader.open[-1][0]}\"")
    return reader.text, [entity for entity in reader.entities if entity["length"] > 0]


class _Html(HTMLParser):
    """Telegram's small HTML: the tags of its documentation and nothing else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Json] = []
        self.open: list[tuple[str, Json]] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, {**self._entity(tag, dict(attrs)), "offset": units(self.text)}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise bad(f'can\'t parse entities: Unexpected end tag "{tag}"')
        _, entity = self.open.pop()
        entity["length"] = units(self.text) - int(entity["offset"])
        if tag == "code" and "language" in entity:
            self.open[-1][1]["language"] = entity["language"]
        else:
            self.entities.append(entity)

    def _entity(self, tag: str, attributes: dict[str, str | None]) -> Json:
        name = attributes.get("class") or ""
        if tag == "code" and name.startswith("language-") and self.open and self.open[-1][0] == "pre":
            return {"type": "code", "language": name.removeprefix("language-")}
        if tag in _SIMPLE:
            return {"type": _SIMPLE[tag]}
        if tag == "span" and name == "tg-spoiler":
            return {"type": "spoiler"}
        if tag == "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        if tag == "a" and attributes.get("href"):
            return {"type": "text_link", "url": attributes["href"]}
        raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
