"""Links, invites and mentions: ways out of a text.

A link is whatever a reader could follow or copy: an address with or without its "https", a bare domain, and the
common ways to write one so that it is not taken for one. A bare domain counts if its ending is sure to be one; where
the ending is also a word ("so", "it", "me"), a missing space after a full stop looks the same, and only a path makes
it a link.
"""

import re

_SURE = (
    "com|net|org|info|biz|edu|gov|eu|uk|ru|ua|by|kz|de|ch|fr|pl|nl|mx|ar|cl|br|pt|ca|au|jp|cn|co|io|ai|gg|tv|cc|xyz|icu"
    "|app|dev|online|site|website|shop|рф|укр|бел"
)
_WORDY = (
    "me|to|so|it|is|am|at|in|be|us|my|no|do|as|es|la|he|id|im|ly|sh|st|gl|page|live|love|fun|life|world|one|today|top"
    "|email|space|store|club|link|blog|chat|wiki|lol|wtf|news|media|social|group|team|zone|art|pro|vip|bio|cam|date"
)
_LABELS = r"(?<![\w@.-])(?:\w[\w-]{0,62}\.){1,5}"
_HOST = r"[^\s/?#<>()\"']{1,253}"

_DOT = r"\s{0,2}\.\s{0,2}"
_INVITE = re.compile(
    rf"(?<!\w)(discord(?:app)?{_DOT}com\s{{0,2}}/\s{{0,2}}invite\b|discord{_DOT}(?:gg|me|io|li)\b|dsc{_DOT}gg\b"
    rf"|t{_DOT}me\s{{0,2}}/\s{{0,2}}(?:\+|joinchat\b)|telegram{_DOT}(?:me|dog)\b|tg://join\b|chat\.whatsapp\.com\b)",
    re.IGNORECASE,
)
_LINKS = (
    re.compile(rf"\b(?:h(?:tt|xx)ps?|ftp)\s?:\s?//\s?(?:[^\s/@]{{1,64}}@)?({_HOST})", re.IGNORECASE),
    re.compile(rf"(?<![\w.])(www\s?\.\s?[\w-]{_HOST})", re.IGNORECASE),
    re.compile(rf"({_LABELS}(?:{_SURE}))(?![\w-]|\.\w)", re.IGNORECASE),
    re.compile(rf"({_LABELS}(?:{_WORDY}))(?::\d{{1,5}})?/\w", re.IGNORECASE),
    re.compile(
        rf"(?<![\w@.-])([\w-]{{2,63}}\s?(?:[(\[{{]\s?(?:dot|punkt|punto|точка|\.)\s?[)\]}}]|\s(?:dot|точка)\s)\s?(?:{_SURE}))\b",
        re.IGNORECASE,
    ),
)
_SENTENCE = re.compile(
    r"[a-z\u00df-\u00ff\u0430-\u044f]\.[A-Z\u00c0-\u00de\u0410-\u042f][a-z\u00df-\u00ff\u0430-\u044f]+$"
)
"""A full stop without its space: what follows begins like a sentence."""
_DOTS = re.compile(r"\.{2,}")
_EVERYONE = re.compile(r"(?<!\w)@(everyone|here)\b", re.IGNORECASE)
_MENTION = re.compile(r"<@[!&]?\d{1,20}>|(?<![\w.@/<])@[\w.]{2,64}")


def links(seen: str) -> tuple[list[str], list[str]]:
    """Where a text's links lead, and where its invites do, each once.

    In: a text as it is seen. E-mail addresses are no links.
    """
    seen = _DOTS.sub(" ", seen.replace("\u3002", "."))
    invites = ["".join(match[1].lower().split()) for match in _INVITE.finditer(seen)]
    seen = _INVITE.sub(lambda match: " " * len(match[0]), seen)
    found = [
        (match.start(1), match[1].rstrip(".,;:!?").lower())
        for pattern in _LINKS
        for match in pattern.finditer(seen)
        if not _SENTENCE.search(match[1])
    ]
    return list(dict.fromkeys(host for _, host in sorted(found))), list(dict.fromkeys(invites))


def mentions(seen: str) -> tuple[list[str], int]:
    """The mentions of everyone in a text ("@everyone"), and how many mentions there are in all."""
    return [f"@{found[1].lower()}" for found in _EVERYONE.finditer(seen)], sum(1 for _ in _MENTION.finditer(seen))
