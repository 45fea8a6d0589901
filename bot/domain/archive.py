"""The archive on the web: how things are called in addresses, and whose name may be read there.

Whoever writes in a thread under their own name does so to their chat, not to the whole world: on the web only they keep
a name who chose "Show my name" in the form. Everybody else is called by what they count as.
"""

from bot.domain.opinions import Opinion
from bot.domain.threads import Reply

SLUG_MAX = 40
"""Characters of a community's name in addresses; it must fit into a deep link together with a number."""
TITLE_SLUG_MAX = 60
"""Characters of a title in addresses."""
RESERVED = frozenset({"healthz", "metrics", "static"})
"""What no community is called in addresses, because something else may stand there."""


def slug(name: str) -> str:
    """A community's name for an address, of ``a-z0-9-``; "community" where nothing of it can be written so."""
    letters = "".join(each if each.isascii() and each.isalnum() else "-" for each in name.casefold())
    found = "-".join(filter(None, letters.split("-")))[:SLUG_MAX].strip("-") or "community"
    return f"{found[: SLUG_MAX - 2]}-s" if found in RESERVED else found


def numbered_slug(base: str, number: int) -> str:
    """The same with a number behind it, for the second community of a name."""
    ending = f"-{number}"
    return f"{base[: SLUG_MAX - len(ending)]}{ending}"


def title_slug(title: str) -> str:
    """A title for an address: its letters and digits in any script, in small letters, with hyphens between the words.

    Cut at a word; "" where there is neither.
    """
    words = "".join(each if each.isalnum() else " " for each in title.casefold().replace("'", "").replace("\u2019", ""))
    kept = ""
    for word in words.split():
        longer = f"{kept}-{word}" if kept else word[:TITLE_SLUG_MAX]
        if len(longer) > TITLE_SLUG_MAX:
            break
        kept = longer
    return kept


def names_author(opinion: Opinion) -> bool:
    """Whether an opinion carries its author's name on the web: they chose so in the form."""
    return opinion.by.name is not None and opinion.place_id is None


def names_speaker(reply: Reply, under: Opinion) -> bool:
    """Whether a reply carries its author's name: whoever chose so for the opinion that it stands under goes on."""
    return reply.by.name is not None and reply.author == under.author and names_author(under)
