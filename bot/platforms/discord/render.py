"""A card, drawn for Discord: Markdown in a text display of Components V2, and rows of buttons under it.

Components V2 rather than embeds: the text stands in the width of the chat and in the size of all other text, headings
and muted lines are native, and one message holds 4,000 characters whatever they are.

A card that is longer becomes several messages: the first keeps everything but the end of the longest person's text,
and the buttons; that text goes on in the next. Where a text is cut depends on that text alone, so that a count which
grows beside it does not move the cut, and an edit of the card touches its first message only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise

import discord

from bot.cards import Body, Button, Card, Part, Picture, Said, Say, Small, Strong, Style, Title
from bot.platforms.discord.cutting import cost, short, split, units
from bot.platforms.discord.markdown import UNSEEN, escaped, quoted, shown

LIMIT = 4_000
"""Characters in all text displays of a message (https://docs.discord.com/developers/components/reference#text-display);
we count UTF-16 units, the strictest reading."""
COMPONENTS = 40
"""Of a message, nested ones included (https://docs.discord.com/developers/components/reference)."""
ROW_MAX = 5
LABEL_MAX = 80
ID_MAX = 100
"""https://docs.discord.com/developers/components/reference#button"""
PICTURES_MAX = 10
ALT_MAX = 256
"""https://docs.discord.com/developers/components/reference#media-gallery: items, and characters of a description."""
BUDGETS = (3_000, 1_000, 300)
"""What a person's text is cut to when its card is too long; the next figure only if all texts cut to this are too long.
A card that would be too long even then is not cut but goes on, part by part, in the next messages."""
CONTINUED = 3_700
"""What a continuation takes, which leaves room for a name above it and the dots around it."""
_LOOKS: dict[type[Part], tuple[str, str]] = {
    Title: ("### ", ""),
    Strong: ("**", "**"),
    Small: ("-# ", ""),
    Said: ("**", "**"),
}
"""What stands before and behind each line of ours."""
_LOOK = 8
"""The most that looks take in a block, besides what `cost` has in it: "↳ ", "**", "**", the end of the line."""
_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: its text in Markdown, pictures, and what can be pressed under it."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    pictures: tuple[Picture, ...] = ()

    def view(self) -> discord.ui.LayoutView:
        """The message as discord.py sends it, made anew.

        It is stopped from the first: discord.py keeps every other view in memory for as long as the bot runs, and ours
        need none of that, because a button says itself what it does.
        """
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay[discord.ui.LayoutView](self.text))
        if self.pictures:
            view.add_item(discord.ui.MediaGallery[discord.ui.LayoutView](*map(_hung, self.pictures)))
        for row in self.rows:
            view.add_item(discord.ui.ActionRow[discord.ui.LayoutView](*map(_button, row)))
        view.stop()
        return view

    def files(self) -> list[discord.File]:
        """The pictures as files to send along, made anew: a file can be sent once only."""
        return [discord.File(BytesIO(each.data), each.name, description=_alt(each)) for each in self.pictures]


@dataclass(slots=True)
class _Block:
    """A part on its way: lines of ours, a text of somebody's, or both one above the other. Both still as typed."""

    kind: type[Part]
    head: str = ""
    text: str = ""
    depth: int = 0
    rest: str = field(default="", repr=False)

    def drawn(self) -> str:
        """Its Markdown."""
        before, behind = _LOOKS.get(self.kind, ("", ""))
        before = f"↳ {before}" if self.depth else before
        lines = [f"{before}{escaped(line.strip())}{behind}" if line.strip() else "" for line in self.head.split("\n")]
        head = "\n".join(lines)
        text = quoted(escaped(self.text)) if self.kind is Said and self.text else escaped(self.text)
        return f"{head}\n{text}" if head and text else head or text

    def size(self) -> int:
        """What it takes at most."""
        return cost(self.head) + _LOOK + cost(self.text)


def render(card: Card, *, public: bool = False) -> list[Piece]:
    """The messages of a card, never none and none of them empty; the first one has the buttons.

    ``public`` changes nothing: Discord answers one person in public, so a private button is like any other.
    Raises ValueError for a button that Discord can't carry: that is a mistake of ours.
    """
    pictures = tuple(part for part in card.parts if isinstance(part, Picture))[:PICTURES_MAX]
    blocks = [_block(part) for part in card.parts if not isinstance(part, Picture)]
    blocks = [block for block in blocks if not UNSEEN.fullmatch(block.head + block.text)]
    _shorten(blocks)
    pages = _pages(blocks)
    for block in blocks:
        pages += _continued(block)
    first, *others = pages or ["…"]
    return [Piece(first, _rows(card.rows, pictures), pictures), *map(Piece, others)]


# ---- buttons -----------------------------------------------------------------------------------------------------


def custom_id(button: Button) -> str:
    """What a button carries: ``action:arg:arg``. Raises ValueError for what is too long."""
    data = ":".join([button.action, *map(str, button.args)])
    if not button.action or units(data) > ID_MAX:
        raise ValueError("a button carries 1 to 100 characters")
    return data


def _rows(rows: tuple[tuple[Button, ...], ...], pictures: tuple[Picture, ...]) -> tuple[tuple[Button, ...], ...]:
    """The rows, broken where one is too wide; a second button that does the same is left out (Discord refuses it)."""
    seen: set[str] = set()
    drawn = []
    for row in rows:
        fresh = []
        for button in row:
            does = button.link if button.link is not None else custom_id(button)
            if button.link is not None or does not in seen:
                fresh.append(button)
            seen.add(does)
        drawn += [tuple(fresh[start : start + ROW_MAX]) for start in range(0, len(fresh), ROW_MAX)]
    if 1 + bool(pictures) + len(drawn) + sum(map(len, drawn)) > COMPONENTS:
        raise ValueError(f"a message has at most {COMPONENTS} components")
    return tuple(drawn)


def _button(button: Button) -> discord.ui.Button[discord.ui.LayoutView]:
    label = short(shown(button.label), LABEL_MAX)
    if button.link is not None:
        return discord.ui.Button(label=label, url=button.link)
    style = discord.ButtonStyle.primary if button.chosen else _STYLES[button.style]
    return discord.ui.Button(label=label, style=style, custom_id=custom_id(button))


# ---- pictures ----------------------------------------------------------------------------------------------------


def _hung(picture: Picture) -> discord.MediaGalleryItem:
    """The picture as it hangs in the message: by the name of the file that is sent along, or was before."""
    return discord.MediaGalleryItem(f"attachment://{picture.name}", description=_alt(picture))


def _alt(picture: Picture) -> str:
    return short(shown(picture.alt), ALT_MAX)


# ---- parts -------------------------------------------------------------------------------------------------------


def _block(part: Part) -> _Block:
    match part:
        case Body(text):
            return _Block(Body, text=_seen(text))
        case Said(by, text, depth):
            return _Block(Said, " ".join(_seen(by).split()), _seen(text), depth)
        case Title(text) | Strong(text):
            return _Block(type(part), " ".join(_seen(text).split()))
        case Say(text) | Small(text):
            return _Block(type(part), _seen(text))
        case Picture(_, alt):
            return _Block(Small, " ".join(_seen(alt).split()))


def _seen(text: str) -> str:
    """A text as it will be shown, and nothing where there is nothing to see."""
    text = shown(text)
    return "" if UNSEEN.fullmatch(text) else text


def _gap(above: _Block, below: _Block) -> str:
    """One line further, or a blank line between."""
    same = above.kind is below.kind and below.kind in (Small, Strong)
    reply = above.kind is Said and below.kind is Said and below.depth
    aside = below.kind is Small and above.kind is Said
    return "\n" if same or reply or aside or above.kind is Title else "\n\n"


# ---- too long ----------------------------------------------------------------------------------------------------


def _size(blocks: Sequence[_Block]) -> int:
    return sum(block.size() for block in blocks) + sum(len(_gap(above, below)) for above, below in pairwise(blocks))


def _shorten(blocks: list[_Block]) -> None:
    """Cuts people's texts, the longest first, until all blocks fit into one message; none if they never would."""
    whole = {id(block): block.text for block in blocks}
    if _size(blocks) - sum(max(cost(text) - BUDGETS[-1], 0) for text in whole.values()) > LIMIT:
        return
    longest = sorted(blocks, key=lambda block: -cost(block.text))
    for budget in BUDGETS:
        for block in longest:
            if _size(blocks) <= LIMIT:
                return
            text = whole[id(block)]
            if cost(text) > budget:
                start = split(text, budget - 2)[0]
                block.rest = text[len(start) :]
                block.text = start.rstrip() + _dots(start, block.rest)


def _dots(start: str, rest: str) -> str:
    """What shows that a text goes on: within a word right after it."""
    return "…" if rest and not start[-1].isspace() and not rest[0].isspace() else " …"


def _pages(blocks: list[_Block]) -> list[str]:
    """The blocks from top to bottom, on as many messages as they need (one, but for very many parts)."""
    pages: list[list[_Block]] = []
    for block in [fitting for each in blocks for fitting in _fitting(each)]:
        if pages and _size([*pages[-1], block]) <= LIMIT:
            pages[-1].append(block)
        else:
            pages.append([block])
    return [_drawn(page) for page in pages]


def _fitting(block: _Block) -> list[_Block]:
    """The block itself, or its lines in several where even alone it is too long for a message."""
    if block.size() <= LIMIT:
        return [block]
    heads = [_Block(block.kind, line, depth=block.depth) for line in _parts(block.head, CONTINUED // 2)]
    return heads + [_Block(block.kind, text=text) for text in _parts(block.text, CONTINUED)]


def _continued(block: _Block) -> list[str]:
    """The rest of a text that was cut, message by message, under the name that it stands under."""
    pages, rest = [], _parts(block.rest, CONTINUED)
    for number, text in enumerate(rest, 1):
        dots = "" if number == len(rest) else " …"
        head = block.head if cost(block.head) <= LIMIT - CONTINUED - 32 else ""
        pages.append(_drawn([_Block(block.kind, head, f"… {text.strip()}{dots}", block.depth)]))
    return pages


def _parts(text: str, limit: int) -> list[str]:
    return [part for part in split(text, limit) if not UNSEEN.fullmatch(part)]


def _drawn(blocks: list[_Block]) -> str:
    text = blocks[0].drawn()
    for above, below in pairwise(blocks):
        text += _gap(above, below) + below.drawn()
    return text
