"""People's words as Discord will show them: as they were typed.

Discord knows no marked stretches beside a text, as Telegram does: what looks like Markdown is taken for it. So every
sign that could mean something gets a backslash, which Discord takes away before any sign that is no letter, digit or
white space (https://support.discord.com/hc/en-us/articles/210298617). discord.py's own `escape_markdown` leaves out
headings behind white space, numbered lists, masked links that span lines, mentions, times, emoji codes, and whatever
an address swallows.

Web addresses stay as they are, in angle brackets that are not shown: then it is we who say where they end, and a
backslash behind one is not taken for a part of it. What only begins like one gets a backslash too.
"""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_STRAY = re.compile(r"[\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n|[\r\u2028\u2029]")
_MEANING = re.compile(
    r"(?P<url>(?i:https?)://[^\W_][\w-]*(?:\.[^\W_][\w-]*)+(?::[0-9]{2,5})?"
    r"(?:[/?#](?:[^\s<>\\*`]*[^\s<>\\*`.,:;!?\"'\u201c\u201d\u2018\u2019\u00ab\u00bb)\]_~|])?)?)"
    r"|(?P<sign>[\\*_~|`\[\]<]|@(?=everyone|here)|:(?=[^\s:]+:|//)|^[^\S\n]*[-+#>](?=[#>]*(?:[\s\ufeff]|$)))"
    r"|(?P<number>^[^\S\n]*[0-9]+)(?P<dot>[.)])(?=[\s\ufeff]|$)",
    re.MULTILINE,
)
"""What Discord would take for markup: anywhere, or at the beginning of a line. Nothing that is quoted (`> `) or listed
can be reached by a sign in the middle of a line."""
UNSEEN = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffc\U000e0000-\U000e0fff]*"
)
"""Text in which there is nothing to see; Discord refuses a message of it."""


def shown(text: str) -> str:
    """A text without what can't be sent or seen: control characters become spaces, half a surrogate pair "\ufffd"."""
    text = _BREAKS.sub("\n", text)
    return _STRAY.sub("\ufffd", _CONTROLS.sub(" ", text)).strip()


def escaped(text: str) -> str:
    """The Markdown that shows this text. It takes no more than `cutting.cost` says."""
    return _MEANING.sub(_as_typed, text)


def _as_typed(found: re.Match[str]) -> str:
    if found["url"]:
        return f"<{found['url']}>"
    if found["dot"]:
        return f"{found['number']}\\{found['dot']}"
    return f"{found['sign'][:-1]}\\{found['sign'][-1]}"


def quoted(text: str) -> str:
    """Markdown as a quotation, line by line; a ``>>>`` would swallow what comes after."""
    return "\n".join(f"> {line}" for line in text.split("\n"))
