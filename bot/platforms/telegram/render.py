"""A card, drawn for Telegram: text with message entities, and an inline keyboard.

Entities mark bold, italic and quoted stretches by position, so nothing that a person typed can be taken for markup:
it is shown as it was typed. Each part stands in lines of its own; that is also what keeps right-to-left text, and
control characters that were opened and never closed, from turning our own lines around (the direction of writing
starts anew with each line, https://unicode.org/reports/tr9/#P1).

Telegram takes 4,096 "characters" after parsing and 100 entities a message. We count UTF-16 units, as entities do,
which is the strictest reading. A card that is longer becomes several messages: the first keeps everything but the end
of the longest person's text, and the buttons; that text goes on in the next. Where a text is cut depends on that text
alone, so that a count which grows beside it does not move the cut, and an edit of the card touches its first message
only.

A picture is a message of its own under the first one: a message with a picture holds 1,024 characters only and never
becomes one without, and a card has to stay editable.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from telegram import InlineKeyboardMarkup, MessageEntity

from bot.cards import Body, Card, Part, Picture, Said, Small, Strong, Title
from bot.cards import Say as Sentence
from bot.platforms.telegram.buttons import keyboard
from bot.platforms.telegram.cutting import split, units

LIMIT = 4_096
"""UTF-16 units of a message (https://core.telegram.org/bots/api#sendmessage)."""
ENTITIES = 100
"""Entities of a message; Telegram drops what is beyond (https://core.telegram.org/bots/api#sendmessage)."""
BUDGETS = (3_000, 1_000, 300)
"""What a person's text is cut to when its card is too long; the next figure only if all texts cut to this are too long.
A card that would be too long even then is not cut but goes on, part by part, in the next messages."""
CONTINUED = 3_800
"""Units of a continuation, which leaves room for a name above it and the dots around it."""
CAPTION = 1_024
"""UTF-16 units under a picture (https://core.telegram.org/bots/api#sendphoto)."""
_HANDLE = re.compile(r"(?<!\w)@\w{3,32}", re.ASCII)
"""What Telegram takes for a mention and tells the mentioned of, unless it is marked as code: then it is only text."""
_CLIENTS_DROP = re.compile(r"[\u2028-\u202e]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_STRAY = re.compile(r"[\ud800-\udfff]")
UNSEEN = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffc\U000e0000-\U000e0fff]*"
)
"""Text in which there is nothing to see; Telegram refuses a message of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: its text, how stretches of it look, and what can be pressed under it.

    With a ``picture`` the text stands under that, in at most 1,024 units.
    """

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None
    picture: Picture | None = None


@dataclass(slots=True)
class _Block:
    """A part on its way: a line of ours in one look, a text of somebody's in another, or both one above the other."""

    kind: type[Part]
    head: str = ""
    head_look: str | None = None
    text: str = ""
    look: str | None = None
    depth: int = 0
    rest: str = field(default="", repr=False)

    def runs(self) -> list[tuple[str, str | None]]:
        """What it consists of: stretches of text and their looks."""
        lines = [(self.head, self.head_look)] if self.head else []
        if self.text:
            lines += [("\n", None), (self.text, self.look)] if lines else [(self.text, self.look)]
        return lines


def render(card: Card, bot_link: str | None, public: bool) -> list[Piece]:
    """The messages of a card, never none and none of them empty; the first one has the buttons.

    ``bot_link`` is the address of the private chat with the bot; in ``public`` a private button leads there.
    Raises ValueError for a button that Telegram can't carry: that is a mistake of ours.
    """
    pictures = [part for part in card.parts if isinstance(part, Picture)]
    blocks = [_block(part) for part in card.parts if not isinstance(part, Picture)]
    blocks = [block for block in blocks if block.head or block.text]
    _shorten(blocks)
    pages = _pages(blocks)
    for block in blocks:
        pages += _continued(block)
    pieces = [_piece(page) for page in pages if not UNSEEN.fullmatch("".join(text for text, _ in page))]
    first = pieces[0] if pieces else Piece("…")
    drawn = [_pictured(picture) for picture in pictures]
    return [Piece(first.text, first.entities, keyboard(card.rows, bot_link, public)), *drawn, *pieces[1:]]


def plain(card: Card, limit: int) -> str:
    """The beginning of a card in at most ``limit`` characters and without any looks: for a pop-up."""
    lines = [text for part in card.parts for text, _ in _block(part).runs()]
    text = "\n".join(line for line in lines if line.strip()) or "…"
    if units(text) <= limit:
        return text
    start = split(text, limit - 2)[0]
    return start.rstrip() + _dots(start, text[len(start) :])


def _pictured(picture: Picture) -> Piece:
    """A picture with the words that stand for it."""
    words = next(iter(split(shown(picture.alt), CAPTION)), "")
    return replace(_piece([(words, None)]), picture=picture)


# ---- parts -------------------------------------------------------------------------------------------------------


def _block(part: Part) -> _Block:
    match part:
        case Title(text) | Strong(text):
            return _Block(type(part), head=shown(text), head_look=MessageEntity.BOLD)
        case Small(text):
            return _Block(Small, head=shown(text), head_look=MessageEntity.ITALIC)
        case Sentence(text):
            return _Block(Sentence, head=shown(text))
        case Body(text):
            return _Block(Body, text=shown(text))
        case Said(by, text, depth):
            head = f"↳ {shown(by)}" if depth else shown(by)
            return _Block(Said, head, MessageEntity.BOLD, shown(text), MessageEntity.BLOCKQUOTE, depth)
        case Picture(_, alt):
            return _Block(Picture, head=shown(alt), head_look=MessageEntity.ITALIC)


def shown(text: str) -> str:
    """A text as Telegram will show it, so that positions in it are the same here and there.

    Telegram turns control characters into spaces and drops U+2028 to U+202E by itself
    (https://github.com/tdlib/td/blob/master/td/telegram/misc.cpp, clean_input_string); half a surrogate pair can't be
    sent at all.
    """
    text = _CLIENTS_DROP.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _STRAY.sub("\ufffd", _CONTROLS.sub(" ", text)).strip()


def _gap(above: _Block, below: _Block) -> str:
    """One line further, or a blank line between."""
    same = above.kind is below.kind and below.kind in (Small, Strong)
    reply = above.kind is Said and below.kind is Said and below.depth
    aside = below.kind is Small and above.kind in (Title, Said)
    return "\n" if same or reply or aside else "\n\n"


# ---- too long ----------------------------------------------------------------------------------------------------


def _size(blocks: Sequence[_Block]) -> int:
    gaps = sum(len(_gap(above, below)) for above, below in pairwise(blocks))
    return gaps + sum(units(text) for block in blocks for text, _ in block.runs())


def _shorten(blocks: list[_Block]) -> None:
    """Cuts people's texts, the longest first, until all blocks fit into one message; none if they never would."""
    whole = {id(block): block.text for block in blocks}
    if _size(blocks) - sum(max(units(text) - BUDGETS[-1], 0) for text in whole.values()) > LIMIT:
        return
    longest = sorted(blocks, key=lambda block: -units(block.text))
    for budget in BUDGETS:
        for block in longest:
            if _size(blocks) <= LIMIT:
                return
            text = whole[id(block)]
            if units(text) > budget:
                start = split(text, budget)[0]
                block.rest = text[len(start) :]
                block.text = start.rstrip() + _dots(start, block.rest)


def _dots(start: str, rest: str) -> str:
    """What shows that a text goes on: within a word right after it."""
    return "…" if rest and not start[-1].isspace() and not rest[0].isspace() else " …"


def _pages(blocks: list[_Block]) -> list[list[tuple[str, str | None]]]:
    """The blocks from top to bottom, on as many messages as they need (one, but for very many parts)."""
    pages: list[list[_Block]] = [[]]
    for block in [fitting for each in blocks for fitting in _fitting(each)]:
        page = [*pages[-1], block]
        if pages[-1] and (_size(page) > LIMIT or sum(len(each.runs()) for each in page) > ENTITIES):
            pages.append([block])
        else:
            pages[-1] = page
    return [_runs(page) for page in pages if page]


def _fitting(block: _Block) -> list[_Block]:
    """The block itself, or its lines in several where even alone it is too long for a message."""
    if _size([block]) <= LIMIT:
        return [block]
    heads = [_Block(block.kind, line, block.head_look) for line in split(block.head, CONTINUED)]
    return heads + [_Block(block.kind, text=text, look=block.look) for text in split(block.text, CONTINUED)]


def _continued(block: _Block) -> list[list[tuple[str, str | None]]]:
    """The rest of a text that was cut, message by message, under the name that it stands under."""
    pages, rest = [], split(block.rest, CONTINUED)
    for number, text in enumerate(rest, 1):
        dots = "" if number == len(rest) else " …"
        head = block.head if units(block.head) <= LIMIT - CONTINUED - 16 else ""
        pages.append(_runs([_Block(block.kind, head, block.head_look, f"… {text.strip()}{dots}", block.look)]))
    return pages


def _runs(blocks: list[_Block]) -> list[tuple[str, str | None]]:
    runs: list[tuple[str, str | None]] = []
    for index, block in enumerate(blocks):
        if index:
            runs.append((_gap(blocks[index - 1], block), None))
        runs += block.runs()
    return runs


def _piece(runs: list[tuple[str, str | None]]) -> Piece:
    text = "".join(text for text, _ in runs)
    handles = [(units(text[: each.start()]), units(each[0])) for each in _HANDLE.finditer(text)]
    entities, at = [MessageEntity(MessageEntity.CODE, *each) for each in handles], 0
    for run, look in runs:
        stretches = _besides(at, at + units(run), handles) if look and run.strip() else []
        if look and (look != MessageEntity.BLOCKQUOTE or stretches == [(at, units(run))]):
            entities += [MessageEntity(look, *each) for each in stretches]
        at += units(run)
    return Piece(text, tuple(entities[:ENTITIES]))


def _besides(start: int, end: int, handles: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A stretch without the handles in it, as (offset, length): code stands in no other entity, and a torn quote is
    none (https://core.telegram.org/bots/api#formatting-options)."""
    stretches = []
    for offset, length in handles:
        if start <= offset < end:
            stretches.append((start, offset - start))
            start = offset + length
    return [(offset, length) for offset, length in [*stretches, (start, end - start)] if length > 0]
