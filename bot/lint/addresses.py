"""Addresses: e-mail, handles, and links to a profile or into a group, also as people spell them out."""

import re
from collections.abc import Iterator

from bot.lint.traces import Trace, TraceKind

_ENDING = r"[^\W\d_]{2,24}"
_ENDINGS = "com|net|org|info|edu|co|uk|de|es|ru|fr|it|at|ch|eu|us|io|me|mx|ar"
_LOCAL = r"(?<![\w.+%-])[\w.+%-]{1,64}"
_AT_WORD = r"(?:at|\u00e4t|arroba|\u0441\u043e\u0431\u0430\u043a\u0430)"
_DOT_WORD = r"(?:dot|punkt|punto|\u0442\u043e\u0447\u043a\u0430)"
_DOT_SPELT = rf"(?:\s?[(\[{{<]\s?(?:{_DOT_WORD}|\.)\s?[)\]}}>]\s?|\s{_DOT_WORD}\s)"
_EMAIL = (
    re.compile(rf"{_LOCAL}[@\uff20][\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.{_ENDING}(?!\w)"),
    re.compile(  # name (at) host (dot) com, name [at] host.com, name @ host . com
        rf"{_LOCAL}\s?(?:[(\[{{<]\s?(?:{_AT_WORD}|@)\s?[)\]}}>]|@)\s?[\w-]{{2,63}}(?:{_DOT_SPELT}|\s?\.\s?)"
        rf"(?:[\w-]{{2,63}}(?:{_DOT_SPELT}|\.))?(?:{_ENDINGS})(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(  # name at host dot com: with words alone, both are needed
        rf"{_LOCAL}\s{_AT_WORD}\s[\w-]{{2,63}}{_DOT_SPELT}(?:[\w-]{{2,63}}{_DOT_SPELT})?(?:{_ENDINGS})(?!\w)",
        re.IGNORECASE,
    ),
)

_HOSTS = (
    r"instagram\.com|instagr\.am|ig\.me|tiktok\.com|facebook\.com|fb\.(?:com|me)|m\.me|x\.com|twitter\.com|snapchat\.com"
    r"|linkedin\.com|lnkd\.in|onlyfans\.com|fansly\.com|vk\.(?:com|ru|me)|vkontakte\.ru|ok\.ru|discord\.(?:gg|com|me)|discordapp\.com"
    r"|t\.me|telegram\.(?:me|dog)|wa\.me|chat\.whatsapp\.com|threads\.(?:net|com)|reddit\.com|twitch\.tv|youtube\.com|steamcommunity\.com"
    r"|github\.com|gitlab\.com|linktr\.ee|pinterest\.(?:com|de|es|ru)|tumblr\.com|bsky\.app|soundcloud\.com|open\.spotify\.com|last\.fm"
    r"|tinder\.com|bumble\.com|okcupid\.com|ask\.fm|ngl\.link|medium\.com|patreon\.com|ko-fi\.com|paypal\.(?:me|com)|cash\.app|venmo\.com|xing\.com"
)
_PROFILE = (
    re.compile(
        rf"(?<![\w@.-])(?:https?://)?(?:[\w-]{{1,20}}\.){{0,2}}(?:{_HOSTS})/[^\s<>()\"']{{1,200}}", re.IGNORECASE
    ),
    re.compile(r"(?<!\w)tg://(?:join|resolve|user)\S{1,200}", re.IGNORECASE),
    re.compile(
        r"(?<![\w@.-])(?:https?://)?[\w-]{2,40}\.(?:tumblr|wordpress|blogspot|livejournal)\.com(?!\w)", re.IGNORECASE
    ),
)
_NOBODYS = re.compile(
    r"/(?:watch\?|explore\b|search\b|hashtag/|r/\w+(?:/|$)|help\b|about\b|privacy\b|terms\b|legal\b|reel/|reels?\b|p/|shorts/|channels/\d|developers\b)",
    re.IGNORECASE,
)
"""What stands behind a host without leading to anybody: a video, a search, a help page."""

_NETWORKS = (
    r"insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|telegram|tg|discord|kik|twitter|vk|skype|whatsapp|onlyfans|steam|psn"
    r"|reddit|facebook|fb"
)
_HANDLE = (
    re.compile(r"(?<![\w@/.<])[@\uff20][^\W\d_][\w.]{1,31}(?<!\.)"),
    re.compile(r"<@!?\d{1,20}>"),
    re.compile(r"(?<![\w#])[^\W_][\w.]{1,31}#\d{4}(?!\w)"),
    re.compile(rf"(?<!\w)(?:{_NETWORKS})\s?[:=]\s?(?!//|https?:|www)([\w][\w.-]{{2,31}}(?<![.-]))", re.IGNORECASE),
    re.compile(
        rf"(?<!\w)(?:{_NETWORKS})\s(?:is|ist|es|name|user(?:name)?)\s((?=[\w.-]{{0,31}}[\d_.])[\w][\w.-]{{2,31}}(?<![.-]))(?!\w)",
        re.IGNORECASE,
    ),
)
_EVERYONE = re.compile(r"[@\uff20](?:everyone|here|all|channel)\b", re.IGNORECASE)


def emails(text: str) -> Iterator[Trace]:
    """The e-mail addresses in a text, also "name (at) host (dot) com"."""
    for pattern in _EMAIL:
        for found in pattern.finditer(text):
            yield Trace(TraceKind.EMAIL, *found.span())


def profiles(text: str) -> Iterator[Trace]:
    """The links that lead to somebody's profile, or into a group or a private channel."""
    for pattern in _PROFILE:
        for found in pattern.finditer(text):
            if not _NOBODYS.search(found[0]):
                yield Trace(TraceKind.PROFILE, found.start(), found.start() + len(found[0].rstrip(".,;:!?")))


def handles(text: str) -> Iterator[Trace]:
    """The handles in a text: @name, a mention, name#1234, "insta: name"."""
    for pattern in _HANDLE:
        for found in pattern.finditer(text):
            if not _EVERYONE.fullmatch(found[0]):
                yield Trace(TraceKind.HANDLE, *found.span(pattern.groups))
