"""Characters that no page and no feed may hold: controls, halves of characters, and what Unicode keeps for itself.

HTML: https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream. XML allows a few more.
"""

import re

_BARRED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def clean(text: str) -> str:
    """The text without them."""
    return _BARRED.sub("", text)
