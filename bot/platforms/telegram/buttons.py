"""A card's buttons as an inline keyboard, and what they carry: there and back.

A button that is pressed in the chat comes back as `action:arg:arg`. One that belongs in the private chat is a link into
it instead, which comes back as `/start action_arg_arg`.
"""

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.cards import Button, Style
from bot.events import Press
from bot.platforms.telegram.cutting import split

DATA_BYTES = 64
"""`callback_data`: https://core.telegram.org/bots/api#inlinekeyboardbutton"""
LABEL_MAX = 60
"""No limit of Telegram's, but its apps show hardly more."""
ROW_MAX = 8
BUTTONS_MAX = 100
"""What Telegram shows in a row and takes in all; not documented, as reported by its users."""
ROW_WIDE, MARGIN = 76, 8
"""Characters of a row on a telephone in upright hands, and what each button takes besides its label. All buttons of a
row are equally wide, so the longest label counts for each: 30 characters fit where two stand, 11 where four do."""
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""https://core.telegram.org/bots/features#deep-linking"""
_LOOKS = {Style.PRIMARY: "primary", Style.DANGER: "danger"}


def keyboard(rows: tuple[tuple[Button, ...], ...], bot_link: str | None, public: bool) -> InlineKeyboardMarkup | None:
    """The rows as they are (broken evenly where one is too wide for a telephone), None without any button.

    Raises ValueError for what Telegram can't carry.
    """
    cut = [
        [_button(button, bot_link, public) for button in row[start : start + wide]]
        for row in rows
        for wide in (_wide(row),)
        for start in range(0, len(row), wide)
    ]
    if sum(map(len, cut)) > BUTTONS_MAX:
        raise ValueError(f"a card has at most {BUTTONS_MAX} buttons")
    return InlineKeyboardMarkup(cut) if cut else None


def _wide(row: tuple[Button, ...]) -> int:
    """How many of a row's buttons stand side by side: the most that fit when they are spread evenly."""
    longest = max((len(_label(button)) for button in row), default=1)
    for lines in range(1, len(row) + 1):
        wide = -(-len(row) // lines)
        if wide <= ROW_MAX and (wide == 1 or wide * (longest + MARGIN) <= ROW_WIDE):
            return wide
    return 1


def _button(button: Button, bot_link: str | None, public: bool) -> InlineKeyboardButton:
    label, look = _label(button), _LOOKS.get(button.style)
    if button.link is not None:
        return InlineKeyboardButton(label, url=button.link, style=look)
    if button.private and public and bot_link is not None:
        return InlineKeyboardButton(label, url=f"{bot_link}?start={payload(button)}", style=look)
    return InlineKeyboardButton(label, callback_data=_data(button), style=look)


def _label(button: Button) -> str:
    text = " ".join(button.label.split()) or "…"
    if len(text) > LABEL_MAX:
        text = split(text, LABEL_MAX)[0].rstrip() + "…"
    return f"• {text}" if button.chosen else text


def _data(button: Button) -> str:
    data = ":".join([button.action, *map(str, button.args)])
    if not button.action or len(data.encode()) > DATA_BYTES:
        raise ValueError("a button carries 1 to 64 bytes")
    return data


def payload(button: Button) -> str:
    """What the deep link of a private button carries. Raises ValueError for what does not fit into one."""
    parts = [button.action, *map(str, button.args)]
    joined = "_".join(parts)
    if any("_" in part for part in parts) or not _PAYLOAD.fullmatch(joined):
        raise ValueError("a deep link carries 1 to 64 of A-Z a-z 0-9 - and no underscore of its own")
    return joined


def pressed(data: str) -> Press:
    """What a button brought back. Not to be trusted: anybody can send anything."""
    action, *args = data.split(":")
    return Press(action, tuple(args))


def opened(payload: str) -> Press | None:
    """What a deep link brought back; None for what is none of ours."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    action, *args = payload.split("_")
    return Press(action, tuple(args)) if action else None
