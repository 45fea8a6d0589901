"""Texts as a person sees them: whether there is anything to see, and anything to read.

Chats hide more than white space: characters without width, fillers that look like blanks, and, in what is meant as
formatting, the signs themselves.
"""

import unicodedata

_BLANK = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc"
"""Letters and signs, as Unicode has it, that leave a blank."""
_READ = ("L", "N", "So", "Sc")
"""Letters, digits, emoji and currencies (https://www.unicode.org/reports/tr44/#General_Category_Values)."""
_UNSEEN = ("C", "Z", "Mn", "Me")
"""Controls and what has no width, white space, and marks that need something to stand on."""


def is_seen(text: str) -> bool:
    """Whether anything in it can be seen, be it a single sign."""
    return any(not unicodedata.category(char).startswith(_UNSEEN) and char not in _BLANK for char in text)


def is_read(text: str) -> bool:
    """Whether there is a letter, a digit or an emoji in it: more than signs, which may be meant as formatting."""
    return any(unicodedata.category(char).startswith(_READ) and char not in _BLANK for char in text)
